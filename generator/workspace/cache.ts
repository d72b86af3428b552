import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { PatternNote } from "../artifacts/pattern-notes.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { filesUnder } from "./files-under.js";
import { listedInManifest, normalise } from "./output-plan.js";
import { MANIFEST_FILE } from "./manifest.js";
import { stampOf } from "./stamp.js";
import { SWAGE_ROOT } from "./swage-root.js";

/**
 * What a service's package came to, so that a run with nothing to do need not make it again. Never needed, never
 * trusted for content: it holds hashes, and the files on disk are held against them.
 */
export interface CacheEntry {
  readonly key: string;
  readonly package: string;
  readonly version: string;
  readonly snapshot: string | null;
  readonly patterns: readonly PatternNote[];
  /** What it was made from, the settings left out. */
  readonly models: readonly CachedFile[];
  /** Warnings and notes, which a run without work repeats. */
  readonly diagnostics: readonly Diagnostic[];
  /** The manifest included. */
  readonly files: readonly CachedFile[];
}

/**
 * A path, the SHA-256 of its text, and how the file system described the file while it held that text: as long as it
 * does, the text need not be read again. "": read it.
 */
export type CachedFile = readonly [path: string, hash: string, stamp: string];

/** `node_modules/.cache/swage` of the nearest folder upwards that has a `node_modules`; undefined where none has. */
export function cacheFolder(from: string): string | undefined {
  if (existsSync(join(from, "node_modules"))) return join(from, "node_modules", ".cache", "swage");
  const parent = dirname(from);
  return parent === from ? undefined : cacheFolder(parent);
}

export function hash(contents: string | Uint8Array): string {
  return createHash("sha256").update(contents).digest("hex");
}

/** A key from parts that cannot run into each other. */
export function cacheKey(parts: readonly (string | Uint8Array)[]): string {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(`${Buffer.byteLength(part)}:`).update(part);
  return digest.digest("hex");
}

/** Swage's own build: its code, its templates, and the versions of what it stands on. */
export function swageBuild(): string {
  const folders = [resolve(import.meta.dirname, ".."), join(SWAGE_ROOT, "templates")];
  const digest = createHash("sha256");
  for (const folder of folders)
    for (const path of filesUnder(folder)) digest.update(`${path}\0`).update(readFileSync(join(folder, path)));
  const { dependencies = {} } = JSON.parse(readFileSync(join(SWAGE_ROOT, "package.json"), "utf8")) as {
    dependencies?: Readonly<Record<string, string>>;
  };
  for (const name of Object.keys(dependencies)) digest.update(`${name}\0${installedVersion(SWAGE_ROOT, name)}\0`);
  return digest.digest("hex");
}

function installedVersion(from: string, name: string): string {
  const path = join(from, "node_modules", name, "package.json");
  if (existsSync(path)) return String((JSON.parse(readFileSync(path, "utf8")) as { version?: unknown }).version);
  const parent = dirname(from);
  return parent === from ? "" : installedVersion(parent, name);
}

/** @returns undefined where there is no entry, or one that cannot be read. */
export function readCache(folder: string, name: string): CacheEntry | undefined {
  try {
    const entry = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as CacheEntry;
    const lists = [entry.models, entry.files, entry.diagnostics];
    return lists.every((list) => Array.isArray(list)) ? entry : undefined;
  } catch {
    return undefined;
  }
}

/** Where it cannot be written the next run has more to do, and that is all. */
export function writeCache(folder: string, name: string, entry: CacheEntry): void {
  try {
    mkdirSync(folder, { recursive: true });
    const aside = join(folder, `${name}.${process.pid}.tmp`);
    writeFileSync(aside, JSON.stringify(entry));
    renameSync(aside, join(folder, `${name}.json`));
  } catch {
    // A read-only node_modules is a common thing in CI.
  }
}

/**
 * Whether a package's folder holds just what the entry says: every file, and no other listed in its manifest.
 * @returns the files with their stamps of now; undefined where something differs.
 */
export function matchOutput(folder: string, { files }: CacheEntry): readonly CachedFile[] | undefined {
  const listed = listedInManifest(folder);
  if (listed === undefined || listed.size !== files.filter(([path]) => path !== MANIFEST_FILE).length) return undefined;
  const now = Date.now();
  const current: CachedFile[] = [];
  for (const file of files) {
    const [path, expected, stamp] = file;
    const found = stampOf(join(folder, path), now);
    if (found !== "" && found === stamp) current.push(file);
    else if (hashOf(join(folder, path)) === expected) current.push([path, expected, found]);
    else return undefined;
  }
  return current;
}

function hashOf(path: string): string | undefined {
  try {
    return hash(normalise(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}
