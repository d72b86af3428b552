// Compiles what is written in TypeScript and not part of dist/.
import { spawnSync } from "node:child_process";
import { relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const root = resolve(import.meta.dirname, "..");

/**
 * @param project the folder of a tsconfig.json, absolute.
 * @returns where a source lies once it is compiled, as a module to import.
 */
export function compile(project) {
  const built = resolve(root, "node_modules/.cache/swage", relative(root, project).replaceAll(/\W/g, "-"));
  const options = ["-p", resolve(project, "tsconfig.json"), "--outDir", built];
  const { status } = spawnSync(process.execPath, [resolve(root, "node_modules/typescript/bin/tsc"), ...options], {
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) process.exit(status ?? 1);
  return (source) => pathToFileURL(resolve(built, source)).href;
}
