// Every operation and error of some services against the SDK's clients: `npm run test:sdk`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { contextOf, corpus, hasCorpus } from "../artifacts/package.js";
import { exceptionsOf } from "./exceptions.js";
import { complaints, fit, installClients, RELEASE, SERVICES } from "./fit.js";

describe.skipIf(!hasCorpus)(`types against SDK clients of ${RELEASE} (needs .corpus)`, () => {
  beforeAll(() => installClients(SERVICES));

  test.each(SERVICES.flatMap((service) => ["typescript", "typescript-5.5"].map((typescript) => [service, typescript])))(
    "%s under %s",
    (service, typescript) => {
      const text = readFileSync(join(corpus, `${service}.json`), "utf8");
      const context = { ...contextOf(`${service}.json`, text), service: service! };
      const exceptions = exceptionsOf(context);
      expect(complaints(fit(context, exceptions, typescript!, "release"), exceptions)).toEqual([]);
    },
  );
});
