import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const DOCUMENTS = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const PACKAGE = "output/cognito-identity-provider";

function read(path: string): string {
  return readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n");
}

describe.each(DOCUMENTS)("%s", (path) => {
  const text = read(path);

  test("links to files that are there", () => {
    const targets = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map((match) => match[1]!);
    expect(targets.filter((target) => !existsSync(join(root, dirname(path), target)))).toEqual([]);
  });

  test("names scripts that package.json has", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/\bnpm run ([a-z:]+)/g)].map((match) => match[1]!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("names files and folders that are there", () => {
    const named = [...text.matchAll(/`((?:generator|templates|test|traits|schema|bench|bin)\/[\w./-]*)`/g)];
    // Of an artefact that CONTRIBUTING.md makes up to explain how to add one.
    const missing = named.map((match) => match[1]!).filter((name) => !name.includes("openapi"));
    expect(missing.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });
});

test("the README's before and after is what the package holds", () => {
  const excerpts = [...read("README.md").matchAll(/```diff\n(.*?)```/gs)].map((match) =>
    match[1]!.replaceAll(/^[ +]/gm, ""),
  );
  const held = [read(`${PACKAGE}/CHANGELOG.md`), read(`${PACKAGE}/src/types.ts`)];
  expect(excerpts).toHaveLength(held.length);
  for (const [index, excerpt] of excerpts.entries()) expect(held[index]).toContain(excerpt);
});

test("CONTRIBUTING says why each package that swage imports is there", () => {
  const files = readdirSync(join(root, "generator"), { recursive: true, encoding: "utf8" });
  const imports = files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [...read(`generator/${file}`).matchAll(/ from "((?:@[\w-]+\/)?[\w-]+)[\w/-]*";/g)])
    .map((match) => match[1]!);
  const table = read("CONTRIBUTING.md").split("## Dependencies")[1]!.split("\n## ")[0]!;
  const explained = [...table.matchAll(/^\| ([@a-z][\w/-]*) +\|/gm)].map((match) => match[1]!);
  expect(explained.filter((name) => name !== "dependency").toSorted()).toEqual([...new Set(imports)].toSorted());
});
