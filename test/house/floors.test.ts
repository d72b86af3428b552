import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, resolve } from "node:path";
import { describe, expect, test } from "vitest";

// CONTRIBUTING.md draws the same floors: a file may import from its own room and from these.
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  diagnostics: [],
  model: ["diagnostics"],
  load: ["diagnostics", "model"],
  print: ["diagnostics", "model"],
  changes: ["diagnostics", "model", "print"],
  pages: ["diagnostics", "model", "load", "changes"],
  artifacts: ["diagnostics", "model", "print", "changes", "runtime"],
  workspace: ["diagnostics", "model", "load", "print", "changes", "pages", "artifacts", "runtime"],
  cli: ["diagnostics", "model", "load", "print", "changes", "pages", "artifacts", "workspace", "runtime"],
  runtime: [],
};

/** What may come from packages in rooms that must stay free of them. `import type` counts too. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  diagnostics: [],
  model: [],
  runtime: ["zod", "node:http", "node:http2", "node:net"],
};

const root = resolve(import.meta.dirname, "../..");
/** Real TypeScript that is copied into packages: the room `runtime`. */
const RUNTIME = "templates";

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((path) => posix.join(folder, path.replaceAll("\\", "/")))
    .filter((path) => path.endsWith(".ts"));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^"';]*?from\s+"([^"]+)"|import\(\s*"([^"]+)"\s*\)|(?:^|\n)import\s+"([^"]+)"/g;
  return [...text.matchAll(pattern)].map((match) => (match[1] ?? match[2] ?? match[3])!);
}

function roomOf(file: string): string {
  return file.startsWith(`${RUNTIME}/`) ? "runtime" : file.split("/")[1]!;
}

const files = [...filesUnder("generator"), ...filesUnder(RUNTIME)];
const imports = new Map(
  files.map((file) => {
    const targets = importsOf(file).filter((target) => target.startsWith("."));
    return [file, targets.map((target) => posix.join(dirname(file), target.replace(/\.js$/, ".ts")))] as const;
  }),
);

describe("the way through the house", () => {
  test("there are files to look at, and each is in a room", () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => !(roomOf(file) in MAY_USE))).toEqual([]);
  });

  test("no file imports up the floors", () => {
    const wrong = [...imports].flatMap(([file, targets]) =>
      targets
        .filter((target) => roomOf(target) !== roomOf(file) && !MAY_USE[roomOf(file)]?.includes(roomOf(target)))
        .map((target) => `${file} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("no imports go round", () => {
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
      if (path.includes(file) || done.has(file)) return;
      for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });

  test("the lowest rooms and the runtime stay free of packages", () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => !target.startsWith(".") && PACKAGES[roomOf(file)]?.includes(target) === false)
        .map((target) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("the runtime names no service: what is one service's own is data", () => {
    const names = /cognito|user.?pool|dynamo|lambda|sqs\b|amazon/i;
    const wrong = files.filter(
      (file) => roomOf(file) === "runtime" && names.test(readFileSync(join(root, file), "utf8")),
    );
    expect(wrong).toEqual([]);
  });
});
