// Every example of all models against its validators: `npm run test:models`.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contextOf, corpus, hasCorpus } from "../artifacts/package.js";
import { findBroken } from "./find-broken.js";
import { KNOWN } from "./known.js";

test.skipIf(!hasCorpus)("every example passes its validator, or is known to break a rule (needs .corpus)", () => {
  let count = 0;
  const broken: object[] = [];
  for (const file of readdirSync(corpus).sort()) {
    const text = readFileSync(join(corpus, file), "utf8");
    if (!text.includes('"smithy.api#examples"')) continue;
    const found = findBroken(contextOf(file, text));
    count += found.count;
    const service = file.replace(/\.json$/, "");
    broken.push(...found.broken.map((each) => ({ service, ...each })));
  }
  expect(broken).toEqual(
    KNOWN.map(({ service, operation, title, path, rule }) => ({ service, operation, title, path, rule })),
  );
  expect(count).toBeGreaterThan(2700);
});
