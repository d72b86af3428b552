// Values made at random, and the same with one rule broken; more services in property.heavy.ts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { contextOf, corpus, hasCorpus, root } from "../artifacts/package.js";
import { checkService } from "./check-service.js";
import { validatorsOf } from "./values.js";

const MODELS = [
  "test/artifacts/fixtures/everything.json",
  "test/artifacts/fixtures/streams.json",
  "models/cognito-identity-provider/2022-05-24.json",
];

test.each(MODELS)("validators of %s tell values from values with one rule broken", (model) => {
  const { count, unknown, faults } = checkService(contextOf(model, readFileSync(join(root, model), "utf8")), 5);
  expect(faults).toEqual([]);
  expect(unknown).toEqual([]);
  expect(count).toBeGreaterThan(300);
});

test.skipIf(!hasCorpus)("validators of sqs do, too (needs .corpus)", () => {
  expect(checkService(contextOf("sqs.json", readFileSync(join(corpus, "sqs.json"), "utf8")), 3).faults).toEqual([]);
});

test("a validator that forgets a rule is found out", () => {
  const context = contextOf(MODELS[1]!, readFileSync(join(root, MODELS[1]!), "utf8"));
  const forgetful = { ...validatorsOf(context), TickSchema: z.looseObject({}) };
  expect(checkService(context, 3, forgetful).faults).toMatchObject([
    expect.stringMatching(/^Tick: type broken at \["at"\]/),
  ]);
});
