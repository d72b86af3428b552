/** A thread that makes packages: gets its options as `workerData`, then a job at a time, and answers each. */
import { parentPort, workerData } from "node:worker_threads";
import type { MakerJob, MakerOptions } from "./make-package.js";
import { createMaker } from "./make-package.js";

const make = createMaker(workerData as MakerOptions);
parentPort!.on("message", async (job: MakerJob) => {
  const result = await make(job);
  // The buffer that all files are views of goes over; it is not copied.
  const [first] = result.value?.files ?? [];
  parentPort!.postMessage(result, first === undefined ? [] : [first.bytes.buffer as ArrayBuffer]);
});
