// A slice of `npm run test:sdk`: the committed model against the newest client, and two small clients of the release.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contextOf, corpus, hasCorpus, root } from "../artifacts/package.js";
import { exceptionsOf, NEWER } from "./exceptions.js";
import { complaints, fit, installClients, RELEASE } from "./fit.js";

test("the committed model of Cognito fits the client in this repo, but for what the client has more", () => {
  const path = "models/cognito-identity-provider/2022-05-24.json";
  const context = contextOf(path, readFileSync(join(root, path), "utf8"));
  expect(complaints(fit(context, NEWER, "typescript", "repo"), NEWER)).toEqual([]);
});

test.skipIf(!hasCorpus).each(["sqs", "sts"])(`%s fits its client of ${RELEASE} (needs .corpus)`, (service) => {
  installClients([service]);
  const text = readFileSync(join(corpus, `${service}.json`), "utf8");
  const context = { ...contextOf(`${service}.json`, text), service };
  const exceptions = exceptionsOf(context);
  expect(complaints(fit(context, exceptions, "typescript", "release"), exceptions)).toEqual([]);
});
