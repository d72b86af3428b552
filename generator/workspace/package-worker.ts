/** A thread that makes packages: gets its options as `workerData`, then a job at a time, and answers each. */
import { parentPort, workerData } from "node:worker_threads";
import type { MakerOptions } from "./make-package.js";
import { createMaker } from "./make-package.js";
import type { PackageJob } from "./produce.js";

const make = createMaker(workerData as MakerOptions);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort!.on("message", async (job: PackageJob) => parentPort!.postMessage(await make(job)));
