import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { filesUnder } from "./files-under.js";
import { listedInManifest, normalise } from "./output-plan.js";
import { MANIFEST_FILE } from "./manifest.js";
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
  /** Warnings and notes, which a run without work repeats. */
  readonly diagnostics: readonly Diagnostic[];
  /** Path → SHA-256 of the text, the manifest included. */
  readonly files: readonly (readonly [path: string, hash: string])[];
}

/** `node_modules/.cache/swage` of the nearest folder upwards that has a `node_modules`; undefined where none has. */
export function cacheFolder(from: string): string | undefined {
  if (existsSync(join(from, "node_modules"))) return join(from, "node_modules", ".cache", "swage");
  const parent = dirname(from);
  return parent === from ? undefined : cacheFolder(parent);
}

export function hash(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A key from parts that cannot run into each other. */
export function cacheKey(parts: readonly string[]): string {
  return hash(JSON.stringify(parts));
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

/** @returns undefined where there is no entry, or one of another key or unreadable. */
export function readCache(folder: string, name: string, key: string): CacheEntry | undefined {
  try {
    const entry = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as CacheEntry;
    return entry.key === key && Array.isArray(entry.files) && Array.isArray(entry.diagnostics) ? entry : undefined;
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

/** Whether a package's folder holds just what the entry says: every file, and no other listed in its manifest. */
export function outputMatches(folder: string, entry: CacheEntry): boolean {
  const listed = listedInManifest(folder);
  if (listed === undefined || listed.size !== entry.files.filter(([path]) => path !== MANIFEST_FILE).length)
    return false;
  return entry.files.every(([path, expected]) => {
    try {
      return hash(normalise(readFileSync(join(folder, path), "utf8"))) === expected;
    } catch {
      return false;
    }
  });
}
