// Validators of a dozen services against values made at random: `npm run test:models`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contextOf, corpus, hasCorpus } from "../artifacts/package.js";
import { checkService } from "./check-service.js";

const SERVICES = [
  "bedrock-runtime",
  "deadline",
  "dynamodb",
  "iam",
  "kms",
  "lambda",
  "lex-models-v2",
  "mediaconvert",
  "pinpoint",
  "route-53",
  "s3",
  "sfn",
  "wafv2",
];

test.skipIf(!hasCorpus).each(SERVICES)("%s (needs .corpus)", (service) => {
  const text = readFileSync(join(corpus, `${service}.json`), "utf8");
  const { count, unknown, faults } = checkService(contextOf(`${service}.json`, text), 3);
  expect(faults).toEqual([]);
  expect(unknown).toEqual([]);
  expect(count).toBeGreaterThan(10_000);
});
