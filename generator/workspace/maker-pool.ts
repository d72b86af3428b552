import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import type { Result } from "../diagnostics/diagnostic.js";
import { memoryOf } from "./in-bytes.js";
import type { MadePackage, MakePackage, MakerJob, MakerOptions } from "./make-package.js";
import { ownFault } from "./make-package.js";
import type { Question } from "./package-worker.js";

export interface MakerPool {
  /** Waits for a thread that has time. */
  readonly make: MakePackage;
  /** Takes back the memory of a package that is written, for the next one. */
  recycle(made: MadePackage): void;
  /** The threads take a tenth of a second to end, in which the run goes on. */
  close(): void;
}

/**
 * Each thread has an engine of its own, which optimises what it has run often, for hundreds of functions that a run
 * needs for seconds only: with two threads and two cores, the optimising compiler took up to two fifths of all the time.
 * So it waits until a function has run that much more code, in bytes, than by default (132 KB). And each collects the
 * garbage of its young generation by itself: its helpers would take the cores from the other threads. Memory that a
 * process has not had before is dear, so a thread may have twice what lives, and collects then. Engines that were not
 * tried are left alone.
 */
const ENGINE_FLAGS = "--interrupt-budget=2000000 --no-parallel-scavenge --heap-growing-percent=100";
const TRIED_ENGINES = /^11\./;

/** One that a thread is at, and one that lies ready for it: who writes what it made may be a while about it. */
export const JOBS_A_THREAD = 2;

interface Request {
  readonly job: MakerJob;
  readonly settle: (result: Result<MadePackage>) => void;
}

interface Thread {
  readonly worker: Worker;
  /** What it was asked for and has not answered, in that order; it is at the first. */
  readonly asked: Request[];
}

const ignore = (): void => {};

/** Threads that make packages side by side. All writing stays with the thread that asks. */
export function openMakerPool(options: MakerOptions, size: number): MakerPool {
  if (TRIED_ENGINES.test(process.versions.v8)) setFlagsFromString(ENGINE_FLAGS);
  const threads = new Set<Thread>();
  const waiting: Request[] = [];
  const spares: ArrayBuffer[] = [];

  const start = (): void => {
    const worker = new Worker(new URL("./package-worker.js", import.meta.url), { workerData: options });
    const thread: Thread = { worker, asked: [] };
    threads.add(thread);
    const told = (result: Result<MadePackage>): void => {
      thread.asked.shift()!.settle(result);
      distribute();
    };
    // A thread that is gone, for want of memory for instance, takes one service with it; the others get a new one.
    const lost = (reason: unknown): void => {
      worker.off("message", told).off("error", lost).off("exit", lost);
      threads.delete(thread);
      const [atWork, ...others] = thread.asked;
      if (atWork === undefined) return;
      const problem = typeof reason === "number" ? "its thread ended" : reason;
      atWork.settle({ diagnostics: [ownFault(atWork.job, problem)] });
      waiting.unshift(...others);
      start();
      distribute();
    };
    worker.on("message", told).on("error", lost).on("exit", lost);
  };
  const distribute = (): void => {
    for (const request of waiting.splice(0, free())) {
      const [next] = [...threads].toSorted((a, b) => a.asked.length - b.asked.length);
      next!.asked.push(request);
      const spare = spares.pop();
      const question: Question = { job: request.job, spare };
      next!.worker.postMessage(question, spare === undefined ? [] : [spare]);
    }
  };
  const free = (): number => [...threads].reduce((sum, { asked }) => sum + JOBS_A_THREAD - asked.length, 0);

  for (let count = 0; count < size; count++) start();
  return {
    make: (job) =>
      new Promise((settle) => {
        waiting.push({ job, settle });
        distribute();
      }),
    recycle: ({ files }) => {
      const memory = memoryOf(files);
      if (memory !== undefined) spares.push(memory);
    },
    close: () => {
      // Whoever still waits for a thread is no longer there: it need not be told, nor begun anew.
      for (const { worker } of threads) void worker.removeAllListeners().on("error", ignore).terminate();
    },
  };
}
