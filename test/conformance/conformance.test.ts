import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { runFolder } from "./run-files.js";

/** Laid out by hand beside the checkout; Smithy's suites are not part of this repository. */
const SUITES = "../shared/smithy-conformance/protocol-tests";

test.skipIf(!existsSync(SUITES))("every server case of the protocols that the mock speaks passes", async () => {
  const results = await runFolder(SUITES);
  const run = results.filter((result) => "failed" in result);
  expect(run.flatMap(({ failed }) => failed)).toEqual([]);
  expect(Object.fromEntries(run.map(({ name, passed }) => [name, passed]))).toMatchObject({
    awsJson1_0: 46,
    "awsJson1_0-queryCompatible": 3,
    awsJson1_1: 102,
    "awsJson1_1-machinelearning": 1,
  });
});
