import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import type { Result } from "../diagnostics/diagnostic.js";
import type { MadePackage, MakePackage, MakerJob, MakerOptions } from "./make-package.js";
import { ownFault } from "./make-package.js";
import { allFiles } from "./service-files.js";

export interface MakerPool {
  /** Waits for a thread that is free. */
  readonly make: MakePackage;
  close(): Promise<void>;
}

/**
 * Each thread has an engine of its own, which optimises what it has run often, for hundreds of functions that a run
 * needs for seconds only: with two threads and two cores, the optimising compiler took up to two fifths of all the time.
 * So it waits until a function has run that much more code, in bytes, than by default (132 KB). Engines that were not
 * tried are left alone.
 */
const OPTIMISE_AFTER = "--interrupt-budget=2000000";
const TRIED_ENGINES = /^11\./;

/** Threads that make packages side by side. All writing stays with the thread that asks. */
export function openMakerPool(options: MakerOptions, size: number): MakerPool {
  if (TRIED_ENGINES.test(process.versions.v8)) setFlagsFromString(OPTIMISE_AFTER);
  const start = (): Worker => new Worker(new URL("./package-worker.js", import.meta.url), { workerData: options });
  const idle = Array.from({ length: size }, start);
  const all = new Set(idle);
  const waiting: ((worker: Worker) => void)[] = [];
  const take = async (): Promise<Worker> => idle.pop() ?? new Promise((resolve) => waiting.push(resolve));
  const give = (worker: Worker): void => {
    const next = waiting.shift();
    if (next === undefined) idle.push(worker);
    else next(worker);
  };
  return {
    make: async (job) => {
      const worker = await take();
      const answer = await ask(worker, job);
      // A thread that is gone, for want of memory for instance, takes one service with it; the others get a new one.
      if (!answer.alive) all.delete(worker);
      const successor = answer.alive ? worker : start();
      all.add(successor);
      give(successor);
      return answer.result;
    },
    close: async () => {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

interface Answer {
  readonly result: Result<MadePackage>;
  readonly alive: boolean;
}

function ask(worker: Worker, job: MakerJob): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      worker.off("message", told).off("error", lost).off("exit", lost);
      resolve(answer);
    };
    const told = (result: Result<MadePackage>): void => settle({ result, alive: true });
    const lost = (reason: unknown): void => {
      const problem = typeof reason === "number" ? "its thread ended" : reason;
      settle({ result: { diagnostics: [ownFault(job, problem)] }, alive: false });
    };
    worker.on("message", told).on("error", lost).on("exit", lost);
    worker.postMessage(job, ownBuffers(job));
  });
}

/** Buffers that go over whole; what is small stands in a buffer with others, and is copied. */
function ownBuffers({ files }: MakerJob): ArrayBuffer[] {
  return allFiles(files)
    .filter(({ bytes }) => bytes.byteLength === bytes.buffer.byteLength && bytes.byteLength > 0)
    .map(({ bytes }) => bytes.buffer as ArrayBuffer);
}
