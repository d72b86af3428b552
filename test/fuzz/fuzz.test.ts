import { expect, test } from "vitest";
import type { GeneratedFile } from "../../generator/artifacts/context.js";
import { compileTogether } from "./compile.js";
import { modelOf, ownSamples, runModel } from "./pipeline.js";
import { watched } from "./watchdog.js";

const RUNS = 40;
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

test("a model that takes for ever ends as a fault with its seed, and the rest is gone through", async () => {
  const script = `
    const { parentPort, workerData: { first, end, skipped } } = require("node:worker_threads");
    for (let seed = first; seed < end; seed++) {
      if (skipped.includes(seed)) continue;
      parentPort.postMessage({ kind: "begins", seed });
      if (seed % 2 === 0) parentPort.postMessage({ kind: "found", seed: String(seed), problems: ["even"] });
      if (seed === 5) for (;;) /^(a|aa)+$/.test("a".repeat(99) + "b");
      if (seed === 3) parentPort.postMessage({ kind: "done", next: 4, made: 3, slowest: 7 });
    }
    parentPort.postMessage({ kind: "done", next: end, made: end - first - skipped.length, slowest: 1 });`;
  const url = new URL(
    `data:text/javascript,${encodeURIComponent(`import { createRequire } from "node:module"; const require = createRequire("file:///");${script}`)}`,
  );
  const told: string[] = [];
  const range = { first: 1, end: 8, own: true };
  const { made, slowest } = await watched(url, range, 2_000, (seed, problems) => told.push(`${seed} ${problems[0]}`));
  expect(told).toEqual(["2 even", "4 even", "5 hangs: no answer in 2 s", "6 even"]);
  expect({ made, slowest }).toEqual({ made: 6, slowest: 7 });
}, 30_000);
