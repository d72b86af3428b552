import { spawn, spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

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

let built: Promise<typeof import("../../generator/cli/main.js")> | undefined;

let last: Promise<unknown> = Promise.resolve();

/**
 * A run of the built program inside this process, to its end: a process of its own would spend most of its time on
 * loading. One after the other, since a process has one folder to work in and one standard output.
 */
export function swage(cwd: string, args: readonly string[]): Promise<Ended> {
  const ended = last.then(() => runHere(cwd, args));
  last = ended.catch(() => {});
  return ended;
}

async function runHere(cwd: string, args: readonly string[]): Promise<Ended> {
  const { run } = await (built ??= loadBuilt());
  const [before, { stdout, stderr }] = [process.cwd(), process];
  const written = { stdout: "", stderr: "" };
  const writes = [stdout.write, stderr.write] as const;
  stdout.write = (text: string | Uint8Array) => ((written.stdout += String(text)), true);
  stderr.write = (text: string | Uint8Array) => ((written.stderr += String(text)), true);
  process.chdir(cwd);
  try {
    return { status: await run(args), signal: null, ...written };
  } finally {
    process.chdir(before);
    [stdout.write, stderr.write] = writes;
  }
}

async function loadBuilt() {
  spawnSwage(root, ["--version"]); // Builds, where that is needed.
  const main = pathToFileURL(join(root, "dist/generator/bundled/main.js")).href;
  return (await import(main)) as typeof import("../../generator/cli/main.js");
}

/** A run to its end as people have it, in a process of its own: for what the process itself is or does. */
export function spawnSwage(cwd: string, args: readonly string[], { env = {}, node = [] }: RunOptions = {}): Ended {
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
