// Packages as they are packed, looked at by publint: one with a mock, one without.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { publint } from "publint";
import { beforeAll, expect, test } from "vitest";
import { swage } from "../cli/swage.js";

const root = resolve(import.meta.dirname, "../..");
const MODELS = { vault: "test/cli/fixtures/vault.json", streams: "test/artifacts/fixtures/streams.json" };
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "swage-publint-"));
  mkdirSync(join(folder, "models"));
  for (const [service, path] of Object.entries(MODELS))
    copyFileSync(join(root, path), join(folder, `models/${service}.json`));
  expect(await swage(folder, ["generate"])).toMatchObject({ status: 0 });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
}, 60_000);

test.each(Object.keys(MODELS))("publint has nothing to say of the package of %s", async (service) => {
  const pkgDir = join(folder, "output", service);
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", join(pkgDir, "tsconfig.build.json")], { cwd: pkgDir });
  const { messages } = await publint({ pkgDir, strict: true, pack: "npm" });
  expect(messages).toEqual([]);
});
