/** A thread that makes packages: gets its options as `workerData`, then jobs, and answers each in turn. */
import { parentPort, workerData } from "node:worker_threads";
import type { MakerJob, MakerOptions } from "./make-package.js";
import { createMaker } from "./make-package.js";

// Loaded at once, since a thread that is started is going to need it; what it is asked for meanwhile waits.
await import("./produce.js");
const make = createMaker(workerData as MakerOptions);

async function answer(job: MakerJob): Promise<void> {
  const result = await make(job);
  // The buffer that all files are views of goes over; it is not copied.
  const [first] = result.value?.files ?? [];
  parentPort!.postMessage(result, first === undefined ? [] : [first.bytes.buffer as ArrayBuffer]);
}

let last = Promise.resolve();
parentPort!.on("message", (job: MakerJob) => {
  last = last.then(() => answer(job));
});
