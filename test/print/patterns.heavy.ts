import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { patternsOf, tryPattern } from "./pattern-trials.js";

const corpus = resolve(import.meta.dirname, "../../.corpus/aws-models");

describe.skipIf(!existsSync(corpus))("every pattern of the published models (needs .corpus)", () => {
  test(
    "matches what it should, refuses what it should, and takes no long time over an attack",
    { timeout: 1_800_000 },
    () => {
      const all = new Map(
        readdirSync(corpus)
          .filter((name) => name.endsWith(".json"))
          .flatMap((name) => patternsOf(readFileSync(join(corpus, name), "utf8")))
          .map((each) => [`${each.max} ${each.pattern}`, each]),
      );
      const trials = [...all.values()].map((each) => tryPattern(each, { longest: 20_000, pumps: 40 }));
      expect(trials.flatMap(({ problems }) => problems)).toEqual([]);
      const share = (kind: string): number => trials.filter((trial) => trial.kind === kind).length / trials.length;
      expect(share("not-enforced")).toBeLessThan(0.005);
      // A sample is found for nearly all: the strings tried are no formality.
      expect(trials.filter(({ matched }) => matched).length / trials.length).toBeGreaterThan(0.9);
    },
  );
});
