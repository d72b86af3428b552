// Compiles the fuzzer (it is TypeScript, and not part of dist/) and starts it.
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const root = resolve(import.meta.dirname, "../..");
const built = resolve(root, "node_modules/.cache/swage/fuzz");
const options = ["-p", resolve(import.meta.dirname, "tsconfig.json"), "--outDir", built];
const { status } = spawnSync(process.execPath, [resolve(root, "node_modules/typescript/bin/tsc"), ...options], {
  stdio: ["ignore", 2, 2],
});
if (status !== 0) process.exit(status ?? 1);
await import(pathToFileURL(resolve(built, "test/fuzz/run.js")).href);
