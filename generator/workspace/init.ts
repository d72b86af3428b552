import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ParseError } from "jsonc-parser";
import { applyEdits, modify, parse } from "jsonc-parser";
import { isObject } from "../load/json/json-value.js";
import { CONFIG_FILE } from "./config.js";
import { kindAt } from "./output-plan.js";
import { SWAGE_ROOT } from "./swage-root.js";

/** What `swage init` did with one thing. */
export interface InitStep {
  /** Relative to the folder. */
  readonly path: string;
  readonly done: "created" | "changed" | "kept";
  /** What it is for, or why it was kept. */
  readonly note: string;
}

const CONFIG = `{
  "$schema": "./node_modules/swage/schema/swage.config.schema.json",
  "models": "models",
  "output": "output"
}
`;

const MODELS_README = `# Models

One model a service, Smithy JSON AST or service-2.json:

- \`SERVICE.json\`: one snapshot, no history.
- \`SERVICE/YYYY-MM-DD.json\`: dated snapshots. The newest is generated, all of them are the changelog.
- \`SERVICE/overlay.json\`: Smithy AST merged over each snapshot, beside either form.

Then: \`npm run generate\`.
`;

const ATTRIBUTES: readonly string[] = [
  "/output/** linguist-generated=true",
  "/output/**/swage.manifest.json merge=union",
];

const IGNORED: readonly string[] = ["node_modules/", "/output/*/dist/", "/output/*/node_modules/"];

const SCRIPTS: readonly (readonly [name: string, command: string])[] = [
  ["generate", "swage generate"],
  ["generate:check", "swage generate --check"],
];

/** Sets up a repo for swage. Adds what is missing, and never writes over anything: to run it twice changes nothing. */
export function init(folder: string): readonly InitStep[] {
  const create: Create = (path, text, note) => {
    if (kindAt(join(folder, path)) !== "none") return { path, done: "kept", note: "is there already" };
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { flag: "wx" });
    return { path, done: "created", note };
  };
  return [
    create(CONFIG_FILE, CONFIG, "the configuration"),
    existsSync(join(folder, "models"))
      ? { path: "models", done: "kept", note: "is there already" }
      : create("models/README.md", MODELS_README, "where models go"),
    addScripts(folder),
    addLines(folder, ".gitattributes", ATTRIBUTES, "marks output/ as generated"),
    addLines(folder, ".gitignore", IGNORED, "keeps what packages build out of git"),
    createPipeline(folder, create),
  ];
}

type Create = (path: string, text: string, note: string) => InitStep;

/** For the CI that the repo has; for GitHub's where it has none. */
function createPipeline(folder: string, create: Create): InitStep {
  const read = (name: string): string => readFileSync(join(SWAGE_ROOT, "docs", "ci", name), "utf8");
  const tells = "tells on each change what it breaks, and checks that output/ is what models/ gives";
  return existsSync(join(folder, ".gitlab-ci.yml"))
    ? create(".gitlab/swage.yml", read("gitlab.yml"), `${tells}; include it in .gitlab-ci.yml, as its head says`)
    : create(".github/workflows/swage.yml", read("github.yml"), tells);
}

function addScripts(folder: string): InitStep {
  const path = "package.json";
  if (!existsSync(join(folder, path))) {
    const text = { private: true, scripts: Object.fromEntries(SCRIPTS) };
    writeFileSync(join(folder, path), `${JSON.stringify(text, null, 2)}\n`, { flag: "wx" });
    return { path, done: "created", note: scriptNames(SCRIPTS) };
  }
  const text = readFileSync(join(folder, path), "utf8");
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const before = text.slice(mark.length);
  const errors: ParseError[] = [];
  const manifest: unknown = parse(before, errors, { disallowComments: true, allowTrailingComma: false });
  const kept = (note: string): InitStep => ({ path, done: "kept", note });
  // An edit of what is no JSON would leave it worse than it was, and npm cannot read it either.
  if (errors.length > 0) return kept("is not valid JSON: correct it, then run `swage init` again");
  if (!isObject(manifest)) return kept("is no JSON object: add the scripts by hand");
  const scripts: unknown = "scripts" in manifest ? manifest.scripts : {};
  if (!isObject(scripts)) return kept("has scripts that are no JSON object: add the scripts by hand");
  const missing = SCRIPTS.filter(([name]) => !Object.hasOwn(scripts, name));
  if (missing.length === 0) return kept("has the scripts already");
  const eol = before.includes("\r\n") ? "\r\n" : "\n";
  const indent = /^([ \t]+)"/m.exec(before)?.[1] ?? "  ";
  const formattingOptions = { insertSpaces: !indent.includes("\t"), tabSize: indent.length, eol };
  // Edits keep the person's own layout of the rest.
  const after = missing.reduce(
    (edited, [name, command]) => applyEdits(edited, modify(edited, ["scripts", name], command, { formattingOptions })),
    before,
  );
  writeFileSync(join(folder, path), `${mark}${after}`);
  return { path, done: "changed", note: scriptNames(missing) };
}

function scriptNames(scripts: typeof SCRIPTS): string {
  return `scripts ${scripts.map(([name]) => name).join(", ")}`;
}

function addLines(folder: string, path: string, lines: readonly string[], note: string): InitStep {
  const file = join(folder, path);
  const before = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  const present = new Set((before ?? "").split(/\r?\n/).map((line) => line.trim()));
  const missing = lines.filter((line) => !spellings(line).some((spelling) => present.has(spelling)));
  if (missing.length === 0) return { path, done: "kept", note: "has the lines already" };
  const gap = before === undefined || before === "" || before.endsWith("\n") ? "" : "\n";
  writeFileSync(file, `${before ?? ""}${gap}${missing.join("\n")}\n`);
  return { path, done: before === undefined ? "created" : "changed", note };
}

/** A folder's name alone is ignored at any depth; at the top is where a repo has its own. */
function spellings(line: string): readonly string[] {
  if (!/^[^/]+\/$/.test(line)) return [line];
  const name = line.slice(0, -1);
  return [name, `/${name}`, `**/${name}`].flatMap((text) => [text, `${text}/`]);
}
