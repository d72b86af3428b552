/** `npm run fuzz`: mutated models through the whole of swage. Exits with 1 where one of them brought out a bug. */

import { parseArgs } from "node:util";
import { corpusSamples, modelOf, ownSamples } from "./pipeline.js";
import { watched } from "./watchdog.js";

const USAGE = `npm run fuzz -- [--runs N] [--seed N] [--own] [--print]
  --runs N   how many models (default 3000)
  --seed N   the first model's seed, the next one's is one more (default 1): --seed N --runs 1 replays one
  --own      models made from swage's own samples alone, not from those under .corpus/
  --print    write the mutated model of the first seed to standard output, what lies about it to standard error,
             and stop
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

/** For one model, or one batch of packages to be compiled: what takes longer hangs, on a busy machine too. */
const PATIENCE_MILLISECONDS = 180_000;

if (values.help) {
  process.stdout.write(USAGE);
} else if (values.print) {
  const samples = values.own ? ownSamples() : [...ownSamples(), ...corpusSamples()];
  const { text, service, overlay, versions } = modelOf(samples, Number(values.seed));
  process.stdout.write(`${text}\n`);
  process.stderr.write(`${JSON.stringify({ service, overlay, versions }, null, 2)}\n`);
} else {
  process.exitCode = (await run(Number(values.seed), Number(values.runs))) ? 0 : 1;
}

async function run(first: number, runs: number): Promise<boolean> {
  const range = { first, end: first + runs, own: values.own };
  const script = new URL("./thread.js", import.meta.url);
  const { made, slowest, faults } = await watched(script, range, PATIENCE_MILLISECONDS, (seed, problems) => {
    process.stdout.write(`seed ${seed}: ${problems.slice(0, 5).join("\n  ")}\n`);
  });
  const summary = `${runs} models: ${made} packages, ${runs - made} refused with diagnostics`;
  process.stdout.write(`${summary}, ${faults.size} faults of swage; the slowest took ${Math.round(slowest)} ms\n`);
  return faults.size === 0;
}
