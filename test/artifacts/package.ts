import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { GeneratedFile, PackageContext } from "../../generator/artifacts/context.js";
import { typesArtifact } from "../../generator/artifacts/types/types-artifact.js";
import { validatorsArtifact } from "../../generator/artifacts/validators/validators-artifact.js";
import { loadModel } from "../../generator/load/load-model.js";
import { closureOf } from "../../generator/model/closure.js";
import { planNames } from "../../generator/print/names.js";
import { createTemplates } from "../../generator/print/templates.js";
import { STRICT } from "./strict.js";

export const root = resolve(import.meta.dirname, "../..");

/** Real models, unpacked beside the repo's files where somebody has them. */
export const corpus = join(root, ".corpus/aws-models");
export const hasCorpus = existsSync(corpus);

const folder = join(root, "templates");
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(?:hbs|ts)$/.test(name))
  .map((name) => [name.replaceAll("\\", "/"), readFileSync(join(folder, name), "utf8")] as const);
// As a person's own they are filled strictly: a name that a view lacks fails.
const templates = createTemplates(new Map(sources), new Map(sources));

/** A context for the first service of a model; `since` tells a date for ids that end in `New`. */
export function contextOf(path: string, text: string, enums: "closed" | "open" = "closed"): PackageContext {
  const { value, diagnostics } = loadModel({ files: [{ path, text }] });
  if (value === undefined) throw new Error(JSON.stringify(diagnostics, null, 2));
  const closure = closureOf(value, value.services[0]!);
  const snapshot = { date: "2024-01-01", source: path, closure, whole: closure };
  return {
    service: "example",
    closure,
    history: {
      releases: [{ snapshot, version: "1.0.0", changes: [] }],
      newest: snapshot,
      version: "1.0.0",
      since: (id) => (id.endsWith("New") ? "2024-01-01" : undefined),
      valueSince: () => undefined,
      removals: [],
    },
    settings: {
      name: "@swage/example",
      license: "UNLICENSED",
      private: true,
      repository: "",
      publishConfig: {},
      banner: "",
      release: 0,
    },
    artifacts: new Set(["types", "validators"]),
    enums,
    names: planNames([closure]),
    templates,
  };
}

export function filesOf(context: PackageContext): GeneratedFile[] {
  return [...typesArtifact(context), ...validatorsArtifact(context)];
}

/** Writes files into a new folder that sees the repo's packages. @returns the folder. */
export function writeFiles(files: readonly { readonly path: string; readonly text: string }[]): string {
  const target = mkdtempSync(join(tmpdir(), "swage-artifacts-"));
  symlinkSync(join(root, "node_modules"), join(target, "node_modules"), "junction");
  writeFileSync(join(target, "package.json"), '{ "type": "module" }\n');
  for (const { path, text } of files) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), text);
  }
  return target;
}

/** The sources of a package in a folder of their own: so one program can hold several, and read what they use once. */
export function beside(name: string, files: readonly GeneratedFile[]): GeneratedFile[] {
  const inside = files.filter(({ path }) => path.startsWith("src/"));
  return inside.map((file) => ({ ...file, path: file.path.replace("src/", `src/${name}/`) }));
}

/** @returns what the compiler says, "" for nothing; with `emit` the JavaScript lands in `built/`. */
export function compile(target: string, typescript: string, emit = false): string {
  const compilerOptions = { ...STRICT, ...(emit ? { outDir: "built", rootDir: "src" } : { noEmit: true }) };
  writeFileSync(join(target, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
  try {
    execFileSync(process.execPath, [join(root, "node_modules", typescript, "bin/tsc"), "-p", target], {
      encoding: "utf8",
    });
    return "";
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  }
}

export function copyInto(target: string, from: string, to: string): void {
  cpSync(from, join(target, to));
}
