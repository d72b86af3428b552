/** `npm run fuzz`: mutated models through the whole of swage. Exits with 1 where one of them brought out a bug. */

import { parseArgs } from "node:util";
import type { GeneratedFile } from "../../generator/artifacts/context.js";
import { compileTogether } from "./compile.js";
import { corpusSamples, modelOf, ownSamples, runModel } from "./pipeline.js";

const USAGE = `npm run fuzz -- [--runs N] [--seed N] [--own] [--print]
  --runs N   how many models (default 3000)
  --seed N   the first model's seed, the next one's is one more (default 1): --seed N --runs 1 replays one
  --own      models made from swage's own samples alone, not from those under .corpus/
  --print    write the mutated model of the first seed to standard output, and stop
`;

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "3000" },
    seed: { type: "string", default: "1" },
    own: { type: "boolean", default: false },
    print: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

/** Packages that one compiler checks at a time. */
const BATCH = 60;
/** Longer than this for a model of 120 kB is a sign of super-linear work, on a busy machine too. */
const SLOW_MILLISECONDS = 10_000;

if (values.help) {
  process.stdout.write(USAGE);
} else if (values.print) {
  const samples = values.own ? ownSamples() : [...ownSamples(), ...corpusSamples()];
  process.stdout.write(`${modelOf(samples, Number(values.seed)).text}\n`);
} else {
  process.exitCode = (await run(Number(values.seed), Number(values.runs))) ? 0 : 1;
}

async function run(first: number, runs: number): Promise<boolean> {
  const samples = values.own ? ownSamples() : [...ownSamples(), ...corpusSamples()];
  const batch = new Map<string, readonly GeneratedFile[]>();
  let [made, bad, slowest] = [0, 0, 0];
  const report = (seed: string, problems: readonly string[]): void => {
    bad++;
    process.stdout.write(`seed ${seed}: ${problems.slice(0, 5).join("\n  ")}\n`);
  };
  const flush = (): void => {
    for (const [name, complaints] of compileTogether(batch)) report(name.slice(1), complaints);
    batch.clear();
  };
  for (let seed = first; seed < first + runs; seed++) {
    const { files, problems, milliseconds } = await runModel(modelOf(samples, seed));
    slowest = Math.max(slowest, milliseconds);
    const slow = milliseconds > SLOW_MILLISECONDS ? [`took ${Math.round(milliseconds)} ms`] : [];
    if (problems.length + slow.length > 0) report(String(seed), [...problems, ...slow]);
    if (files !== undefined) {
      made++;
      batch.set(`p${seed}`, files);
    }
    if (batch.size === BATCH) flush();
  }
  if (batch.size > 0) flush();
  const summary = `${runs} models: ${made} packages, ${runs - made} refused with diagnostics`;
  process.stdout.write(`${summary}, ${bad} faults of swage; the slowest took ${Math.round(slowest)} ms\n`);
  return bad === 0;
}
