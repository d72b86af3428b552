import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { kindAt } from "./output-plan.js";

/**
 * One writer at a time in an output folder. The lock and the files on their way lie in `output/.swage/`, which is gone
 * when nobody writes; what a killed run leaves there is cleared by the next.
 */
const FOLDER = ".swage";
const POLL_MILLISECONDS = 20;
/** Another machine's process cannot be asked whether it lives; no write takes that long. */
const ABANDONED_AFTER_MILLISECONDS = 60_000;
/** Between the making of a lock file and the writing of its owner. */
const UNSIGNED_FOR_MILLISECONDS = 2_000;

interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

/** Somebody else has held the lock for too long. */
export class OutputBusyError extends Error {
  readonly owner: string;
  readonly seconds: number;

  constructor(owner: string, seconds: number) {
    super(`output is locked by ${owner}`);
    this.name = "OutputBusyError";
    this.owner = owner;
    this.seconds = seconds;
  }
}

/** Whether a run writes there, or was killed while it did. */
export function isLockedOrLeft(output: string): boolean {
  return kindAt(join(output, FOLDER)) !== "none";
}

/**
 * Runs `work` as the only writer in `output`, which is made if it does not exist.
 * @param work gets a folder on the same file system for files on their way. It must not wait for anything: then no
 *   signal can interrupt it, and the lock is never held for long.
 * @throws OutputBusyError after `patience` milliseconds; errors of the file system.
 */
export async function asOnlyWriter<T>(output: string, work: (aside: string) => T, patience = 120_000): Promise<T> {
  const folder = join(output, FOLDER);
  const lock = join(folder, "lock");
  const aside = join(folder, "aside");
  const token = await acquire(folder, lock, patience);
  try {
    rmSync(aside, { recursive: true, force: true });
    mkdirSync(aside);
    return work(aside);
  } finally {
    rmSync(aside, { recursive: true, force: true });
    for (const name of readdirSync(folder))
      if (name.startsWith("lock+") && isStale(join(folder, name))) rmSync(join(folder, name), { force: true });
    release(lock, token);
    removeFolder(folder);
  }
}

async function acquire(folder: string, lock: string, patience: number): Promise<string> {
  const token = randomUUID();
  const start = performance.now();
  while (!tryAcquire(folder, lock, token)) {
    const waited = performance.now() - start;
    if (waited > patience) {
      const owner = readOwner(lock);
      throw new OutputBusyError(owner ? `process ${owner.pid} on ${owner.host}` : "unknown", Math.floor(waited / 1000));
    }
    await sleep(POLL_MILLISECONDS);
  }
  return token;
}

function tryAcquire(folder: string, lock: string, token: string): boolean {
  if (kindAt(folder) === "link") unlinkSync(folder);
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(lock, JSON.stringify({ pid: process.pid, host: hostname(), token } satisfies Owner), { flag: "wx" });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ENOENT: the former owner has just removed the folder.
    if (code !== "EEXIST" && code !== "ENOENT") throw error;
    if (code === "EEXIST" && isStale(lock)) removeStale(folder, lock, token);
    return false;
  }
}

/**
 * Two processes may find the same stale lock; were both to remove it, the second would remove the first one's new
 * lock. So removing is itself done under a lock beside it, and the finding is checked again there.
 */
function removeStale(folder: string, lock: string, token: string): void {
  const guard = `${lock}+`;
  if (!tryAcquire(folder, guard, token)) return;
  if (isStale(lock)) rmSync(lock, { force: true });
  release(guard, token);
}

function isStale(lock: string): boolean {
  const age = ageOf(lock);
  if (age === undefined) return false;
  const owner = readOwner(lock);
  if (owner === undefined) return age > UNSIGNED_FOR_MILLISECONDS;
  if (age > ABANDONED_AFTER_MILLISECONDS) return true;
  // An owner with our own number was another process, before this one: a process asks for a lock once.
  return owner.host === hostname() && (owner.pid === process.pid || !isAlive(owner.pid));
}

function ageOf(path: string): number | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && Date.now() - stats.mtimeMs;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function readOwner(lock: string): Owner | undefined {
  try {
    const { pid, host, token } = JSON.parse(readFileSync(lock, "utf8")) as Partial<Owner>;
    return typeof pid === "number" && typeof host === "string" && typeof token === "string"
      ? { pid, host, token }
      : undefined;
  } catch {
    return undefined; // Gone, or not yet written.
  }
}

function release(lock: string, token: string): void {
  if (readOwner(lock)?.token === token) unlinkSync(lock);
}

function removeFolder(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Another process has just put its lock there: it removes the folder.
  }
}
