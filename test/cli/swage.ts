import { spawn, spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
export const SWAGE = join(root, "bin/swage.mjs");

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** For node itself, before the script. */
  readonly node?: readonly string[];
}

/** A real run, to its end. */
export function swage(cwd: string, args: readonly string[], { env = {}, node = [] }: RunOptions = {}): Ended {
  const options = { cwd, encoding: "utf8", env: { ...process.env, ...env }, maxBuffer: 2 ** 28 } as const;
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...node, SWAGE, ...args], options);
  return { status, signal, stdout, stderr };
}

export interface Running {
  /** Resolves when standard output and standard error together hold the text. */
  saw(text: string): Promise<void>;
  /** So far. */
  stdout(): string;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

/** A real run that goes on beside the test. */
export function start(cwd: string, args: readonly string[]): Running {
  const child = spawn(process.execPath, [SWAGE, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  const waiting = new Set<() => void>();
  const note = (): void => waiting.forEach((check) => check());
  child.stdout.setEncoding("utf8").on("data", (text: string) => ((stdout += text), note()));
  child.stderr.setEncoding("utf8").on("data", (text: string) => ((stderr += text), note()));
  const ended = new Promise<Ended>((done) => {
    child.on("close", (status, signal) => done({ status, signal, stdout, stderr }));
  });
  return {
    saw: (text) =>
      new Promise((done, fail) => {
        const check = (): void => {
          if (!`${stdout}\n${stderr}`.includes(text)) return;
          waiting.delete(check);
          done();
        };
        waiting.add(check);
        check();
        void ended.then((end) => fail(new Error(`ended without "${text}": ${JSON.stringify(end)}`)));
      }),
    stdout: () => stdout,
    kill: (signal) => void child.kill(signal),
    ended,
  };
}
