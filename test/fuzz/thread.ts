/** The fuzzer's work on a range of seeds, in a thread that `watchdog.ts` can end. */

import { parentPort, workerData } from "node:worker_threads";
import type { GeneratedFile } from "../../generator/artifacts/context.js";
import { compileTogether } from "./compile.js";
import { corpusSamples, modelOf, ownSamples, runModel } from "./pipeline.js";
import type { Message, Range } from "./watchdog.js";

/** Packages that one compiler checks at a time. */
const BATCH = 60;
/** Longer than this for a model of 120 kB is a sign of super-linear work, on a busy machine too. */
const SLOW_MILLISECONDS = 10_000;

const { first, end, skipped, own } = workerData as Range & { readonly own: boolean };
const samples = own ? ownSamples() : [...ownSamples(), ...corpusSamples()];
const batch = new Map<string, readonly GeneratedFile[]>();
let [made, slowest] = [0, 0];

function tell(message: Message): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has no origin
  parentPort!.postMessage(message);
}

function flush(next: number): void {
  if (batch.size > 0) {
    for (const [name, problems] of compileTogether(batch)) tell({ kind: "found", seed: name.slice(1), problems });
    batch.clear();
  }
  tell({ kind: "done", next, made, slowest });
  [made, slowest] = [0, 0];
}

for (let seed = first; seed < end; seed++) {
  if (skipped.includes(seed)) continue;
  tell({ kind: "begins", seed });
  const { files, problems, milliseconds } = await runModel(modelOf(samples, seed));
  slowest = Math.max(slowest, milliseconds);
  const slow = milliseconds > SLOW_MILLISECONDS ? [`took ${Math.round(milliseconds)} ms`] : [];
  if (problems.length + slow.length > 0) tell({ kind: "found", seed: String(seed), problems: [...problems, ...slow] });
  if (files !== undefined) {
    made++;
    batch.set(`p${seed}`, files);
  }
  if (batch.size === BATCH) flush(seed + 1);
}
flush(end);
