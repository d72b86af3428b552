import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { format } from "prettier";
import { expect, test } from "vitest";
import { docsArtifact } from "../../../generator/artifacts/docs/docs-artifact.js";
import { packageArtifact } from "../../../generator/artifacts/package/package-artifact.js";
import { typesArtifact } from "../../../generator/artifacts/types/types-artifact.js";
import { validatorsArtifact } from "../../../generator/artifacts/validators/validators-artifact.js";
import { brokenLinks, contextOf, snapshotOf } from "../cognito.js";

const models = resolve(import.meta.dirname, "../../../models/cognito-identity-provider");

/** The update of May, taken back: the newer model comes first. */
function takenBack() {
  const read = (date: string) => readFileSync(join(models, `${date}.json`), "utf8");
  return contextOf([
    snapshotOf("2020-01-01", "2020-01-01.json", read("2022-05-24")),
    snapshotOf("2021-01-01", "2021-01-01.json", read("2022-03-15")),
  ]);
}

test("what the newest model lacks is told in the docs, and at the types and validators that had it", async () => {
  const context = takenBack();
  const docs = docsArtifact(context);
  const index = docs.find(({ path }) => path === "docs/README.md")!.text;
  const [, table = ""] = index.split("| Model | Removed |\n| --- | --- |\n");
  expect(table.trim().split("\n")).toEqual([
    "| 2021-01-01 | Shape `AttributesRequireVerificationBeforeUpdateType` |",
    "| 2021-01-01 | Shape `UserAttributeUpdateSettingsType` |",
    "| 2021-01-01 | Member `UserAttributeUpdateSettings` of [`CreateUserPoolRequest`](operations/CreateUserPool.md#request) |",
    "| 2021-01-01 | Member `UserAttributeUpdateSettings` of [`UpdateUserPoolRequest`](operations/UpdateUserPool.md#request) |",
    "| 2021-01-01 | Member `UserAttributeUpdateSettings` of [`UserPoolType`](shapes/U.md#userpooltype) |",
  ]);
  expect(brokenLinks([...docs, ...packageArtifact(context)])).toEqual([]);
  expect(await format(index, { filepath: "README.md" })).toBe(index);

  const files = [...typesArtifact(context), ...validatorsArtifact(context)];
  const text = (path: string): string => files.find((file) => file.path === path)!.text;
  const until = /\* - Until 2021-01-01: `UserAttributeUpdateSettings`\n \*\/\nexport (?:interface|const) (\w+)/g;
  const had = ["CreateUserPoolRequest", "UpdateUserPoolRequest", "UserPoolType"];
  const told = (path: string): string[] => [...text(path).matchAll(until)].map((match) => match[1]!).toSorted();
  expect(told("src/types.ts")).toEqual(had);
  expect(told("src/schemas.ts")).toEqual(had.map((name) => `${name}Schema`));
});
