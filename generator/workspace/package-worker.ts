/** A thread that makes packages: gets its options as `workerData`, then jobs, and answers each in turn. */
import { parentPort, workerData } from "node:worker_threads";
import { memoryOf } from "./in-bytes.js";
import type { MakerJob, MakerOptions } from "./make-package.js";
import { createMaker } from "./make-package.js";

export interface Question {
  readonly job: MakerJob;
  /** Handed over, as what is made of it is handed back. */
  readonly spare: ArrayBuffer | undefined;
}

// Loaded at once, since a thread that is started is going to need it; what it is asked for meanwhile waits.
await import("./produce.js");
const make = createMaker(workerData as MakerOptions);

async function answer({ job, spare }: Question): Promise<void> {
  const result = await make(job, spare);
  // The buffer that all files are views of goes over; it is not copied.
  const memory = memoryOf(result.value?.files ?? []);
  parentPort!.postMessage(result, memory === undefined ? [] : [memory]);
}

let last = Promise.resolve();
parentPort!.on("message", (question: Question) => {
  last = last.then(() => answer(question));
});
