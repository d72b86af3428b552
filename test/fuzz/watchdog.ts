/** Runs a thread that goes through seeds, and ends it where one of them takes for ever. */

import { Worker } from "node:worker_threads";

/** What the thread tells. */
export type Message =
  /** It begins with this seed. */
  | { readonly kind: "begins"; readonly seed: number }
  | { readonly kind: "found"; readonly seed: string; readonly problems: readonly string[] }
  /** All seeds below `next` are done with, and came to so much since the last such message. */
  | { readonly kind: "done"; readonly next: number; readonly made: number; readonly slowest: number };

/** What the thread is given as `workerData`. */
export interface Range {
  readonly first: number;
  /** Not included. */
  readonly end: number;
  /** Seeds that hung. */
  readonly skipped: readonly number[];
}

export interface Totals {
  readonly made: number;
  readonly slowest: number;
  /** By seed. */
  readonly faults: ReadonlyMap<string, readonly string[]>;
}

/**
 * @param script of the thread.
 * @param patience for one message, in milliseconds; a batch of packages is compiled in one piece.
 */
export async function watched(
  script: URL,
  range: { readonly first: number; readonly end: number; readonly own: boolean },
  patience: number,
  report: (seed: string, problems: readonly string[]) => void,
): Promise<Totals> {
  const faults = new Map<string, readonly string[]>();
  const skipped: number[] = [];
  let [first, made, slowest] = [range.first, 0, 0];
  const note = (seed: string, problems: readonly string[]): void => {
    // A batch that hung is gone through again.
    if (faults.has(seed)) return;
    faults.set(seed, problems);
    report(seed, problems);
  };
  while (first < range.end) {
    let seed = first;
    const hung = await new Promise<boolean>((ended, failed) => {
      const worker = new Worker(script, { workerData: { ...range, first, skipped } });
      let barked = false;
      const bark = (): void => {
        barked = true;
        void worker.terminate();
      };
      let timer = setTimeout(bark, patience);
      worker.on("message", (message: Message) => {
        clearTimeout(timer);
        timer = setTimeout(bark, patience);
        if (message.kind === "begins") seed = message.seed;
        else if (message.kind === "found") note(message.seed, message.problems);
        else {
          first = message.next;
          made += message.made;
          slowest = Math.max(slowest, message.slowest);
        }
      });
      worker.on("error", failed);
      worker.on("exit", () => {
        clearTimeout(timer);
        ended(barked);
      });
    });
    if (!hung) break;
    note(String(seed), [`hangs: no answer in ${patience / 1000} s`]);
    skipped.push(seed);
  }
  return { made, slowest, faults };
}
