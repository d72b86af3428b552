// Validators of all of AWS's models against values made at random: `npm run test:models`.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contextOf, corpus, hasCorpus } from "../artifacts/package.js";
import { checkService } from "./check-service.js";

/** More than one value for each shape: all protocols, streams, recursion, large unions, patterns in many forms. */
const CLOSER = new Set([
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
]);

/** Shapes with a pattern of look-around or of another kind for which no string was found, and what requires them. */
const NOT_MADE: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "apprunner",
    [
      "CreateServiceResponse",
      "DeleteServiceResponse",
      "DescribeServiceResponse",
      "PauseServiceResponse",
      "ResumeServiceResponse",
      "Service",
      "ServiceId",
      "UpdateServiceResponse",
    ],
  ],
  ["connect", ["Password"]],
  ["qbusiness", ["MessageBody"]],
]);

const services = hasCorpus
  ? readdirSync(corpus).flatMap((file) => (file.endsWith(".json") ? [file.slice(0, -".json".length)] : []))
  : [];

test.skipIf(!hasCorpus)("there are models to look at (needs .corpus)", () => {
  expect(services.length).toBeGreaterThan(CLOSER.size);
});

test.each(services)("%s", (service) => {
  const text = readFileSync(join(corpus, `${service}.json`), "utf8");
  const { count, unknown, faults } = checkService(contextOf(`${service}.json`, text), CLOSER.has(service) ? 3 : 1);
  expect(faults).toEqual([]);
  expect(unknown).toEqual(NOT_MADE.get(service) ?? []);
  expect(count).toBeGreaterThan(10);
});
