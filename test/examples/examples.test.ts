// A slice of `npm run test:models`: the committed model, and three services of the corpus.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contextOf, corpus, hasCorpus, root } from "../artifacts/package.js";
import { findBroken } from "./find-broken.js";
import { knownOf } from "./known.js";

const COGNITO = join(root, "models/cognito-identity-provider/2022-05-24.json");

test("the examples of the committed model pass the validators", () => {
  const { count, broken } = findBroken(contextOf(COGNITO, readFileSync(COGNITO, "utf8")));
  expect(broken).toEqual([]);
  expect(count).toBeGreaterThan(5);
});

test("an example that breaks a rule is told by its path", () => {
  const model = JSON.parse(readFileSync(COGNITO, "utf8")) as {
    shapes: Record<string, { traits: { "smithy.api#examples": { title: string; input: object }[] } }>;
  };
  const [example] = model.shapes["com.amazonaws.cognitoidentityprovider#CreateUserPool"]!.traits["smithy.api#examples"];
  example!.input = { PoolName: "a*", AliasAttributes: ["email", "fax"] };
  const { title } = example!;
  expect(findBroken(contextOf(COGNITO, JSON.stringify(model))).broken).toEqual([
    { operation: "CreateUserPool", title, path: "input.PoolName", rule: "pattern" },
    { operation: "CreateUserPool", title, path: "input.AliasAttributes.1", rule: "enum" },
  ]);
});

test.skipIf(!hasCorpus).each(["dynamodb", "sfn", "supplychain"])(
  "the examples of %s pass, or are known to break a rule (needs .corpus)",
  (service) => {
    const path = join(corpus, `${service}.json`);
    expect(findBroken(contextOf(path, readFileSync(path, "utf8"))).broken).toEqual(knownOf(service));
  },
);
