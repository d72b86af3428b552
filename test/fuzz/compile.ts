/** Type-checks many packages at once: what all of them hold alike is checked once. */

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { GeneratedFile } from "../../generator/artifacts/context.js";
import { SWAGE_ROOT } from "../../generator/workspace/swage-root.js";
import { STRICT } from "../artifacts/strict.js";

/** @returns the compiler's complaints by the package's name; under "" those about what packages share. */
export function compileTogether(
  packages: ReadonlyMap<string, readonly GeneratedFile[]>,
): ReadonlyMap<string, readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "swage-fuzz-"));
  try {
    symlinkSync(join(SWAGE_ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    write(join(folder, "package.json"), '{ "type": "module" }\n');
    const include = [...packages.keys()].map((name) => `${name}/src`);
    write(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...STRICT, noEmit: true }, include }));
    for (const [name, files] of packages) for (const file of files) writePart(folder, name, file);
    return complaintsOf(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writePart(folder: string, name: string, { path, text, template }: GeneratedFile): void {
  if (!path.endsWith(".ts")) return;
  const place = join(folder, name, path);
  const isAlike = template?.endsWith(".ts") === true || path.startsWith("src/mock/runtime/");
  if (!isAlike) return write(place, text);
  const shared = join(folder, "shared", path);
  write(shared, text);
  write(place, `export * from "${relative(dirname(place), shared).replaceAll("\\", "/").replace(/\.ts$/, ".js")}";\n`);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function complaintsOf(folder: string): ReadonlyMap<string, readonly string[]> {
  const compiler = join(SWAGE_ROOT, "node_modules/typescript/bin/tsc");
  try {
    execFileSync(process.execPath, [compiler, "-p", folder, "--pretty", "false"], { cwd: folder, encoding: "utf8" });
    return new Map();
  } catch (error) {
    const lines = String((error as { stdout?: string }).stdout).split("\n");
    const found = new Map<string, string[]>();
    for (const line of lines.filter((text) => /\S/.test(text))) {
      const name = /^([^/\s]+)\/src\//.exec(line)?.[1] ?? "";
      found.set(name, [...(found.get(name) ?? []), line]);
    }
    return found;
  }
}
