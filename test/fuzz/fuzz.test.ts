import { expect, test } from "vitest";
import type { GeneratedFile } from "../../generator/artifacts/context.js";
import { compileTogether } from "./compile.js";
import { modelOf, ownSamples, runModel } from "./pipeline.js";

const RUNS = 100;
/** Not one of those that the fuzzer begins with: together they see more. */
const FIRST_SEED = 1_000_000;

// A failure names its seed: `npm run fuzz -- --own --runs 1 --seed N` tells more, with `--print` it shows the model.
test("mutated models end in packages that compile, or in diagnostics", async () => {
  const samples = ownSamples();
  const packages = new Map<string, readonly GeneratedFile[]>();
  const problems: string[] = [];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
    const outcome = await runModel(modelOf(samples, seed));
    problems.push(...outcome.problems.map((problem) => `${seed}: ${problem}`));
    if (outcome.files !== undefined) packages.set(`seed-${seed}`, outcome.files);
  }
  expect(problems).toEqual([]);
  expect(packages.size).toBeGreaterThan(RUNS / 2);
  expect(packages.size).toBeLessThan(RUNS);
  expect([...compileTogether(packages)]).toEqual([]);
});
