import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder that swage itself is installed in: it holds package.json, templates/ and schema/. */
export const SWAGE_ROOT = findRoot(import.meta.dirname);

/** Up from where this file is run: `generator/workspace` in tests, `dist/generator/workspace` else. */
function findRoot(folder: string): string {
  if (existsSync(join(folder, "package.json")) && existsSync(join(folder, "templates"))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no swage around ${import.meta.dirname}`);
  return findRoot(parent);
}

export function swageVersion(): string {
  const manifest = JSON.parse(readFileSync(join(SWAGE_ROOT, "package.json"), "utf8")) as { version: string };
  return manifest.version;
}
