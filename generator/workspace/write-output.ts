import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Manifest } from "./manifest.js";
import { MANIFEST_FILE, printManifest } from "./manifest.js";
import type { OutputPlan } from "./output-plan.js";
import { kindAt, normalise } from "./output-plan.js";

/**
 * Carries a plan out (contract A7). In a package that is there already, the order makes every moment safe to be killed in: first the manifest lists old and
 * new, so that whatever stands there afterwards is known as ours; then files are written aside and renamed; then what
 * is no longer made goes; last comes the manifest of the new state. Runs without a pause, so a signal that Node
 * delivers finds the package as it was or as it will be.
 * @param aside an existing folder on the same file system, used by this process alone.
 * @param manifest of the new state.
 * @throws errors of the file system.
 */
export function writeOutput(plan: OutputPlan, manifest: Manifest, aside: string): void {
  const { folder } = plan;
  if (kindAt(folder) === "none") return writeNew(plan, manifest, join(aside, "package"));
  const put = (path: string, contents: string | Uint8Array): void =>
    replaceFile(join(folder, path), contents, join(aside, "file"));
  const putManifest = (text: string): void => {
    if (!fileHolds(join(folder, MANIFEST_FILE), text)) put(MANIFEST_FILE, text);
  };
  if (plan.write.length + plan.remove.length > 0) putManifest(printManifest({ ...manifest, files: plan.during }));
  // A file that becomes a folder, or the reverse, or changes the case of its name, must be gone before.
  for (const path of plan.remove) removeFile(folder, path);
  for (const parent of new Set(plan.write.map(({ path }) => dirname(path))))
    mkdirSync(join(folder, parent), { recursive: true });
  for (const { path, bytes } of plan.write) {
    removeEmptyFolders(join(folder, path));
    put(path, bytes);
  }
  putManifest(printManifest(manifest));
}

/** A package that is not there yet comes whole, by one renaming: a third of the time of one for each file. */
function writeNew({ folder, write }: OutputPlan, manifest: Manifest, aside: string): void {
  for (const parent of new Set(["", ...write.map(({ path }) => dirname(path))]))
    mkdirSync(join(aside, parent), { recursive: true });
  for (const { path, bytes } of write) writeFileSync(join(aside, path), bytes, { flag: "wx" });
  writeFileSync(join(aside, MANIFEST_FILE), printManifest(manifest), { flag: "wx" });
  renameSync(aside, folder);
}

/** Whether the manifest already says what it should. */
export function manifestIsCurrent(folder: string, manifest: Manifest): boolean {
  return fileHolds(join(folder, MANIFEST_FILE), printManifest(manifest));
}

/** Removes what swage wrote of a package that is no longer made, and the folder if nothing else is in it. */
export function removeOutput(folder: string, files: readonly string[]): void {
  for (const path of files) removeFile(folder, path);
  unlinkSync(join(folder, MANIFEST_FILE));
  removeIfEmpty(folder);
}

/**
 * Writes aside, where nothing stands, and renames: readers see the old file or the new one. A link in its place is
 * replaced, not followed.
 */
export function replaceFile(path: string, contents: string | Uint8Array, aside: string): void {
  writeFileSync(aside, contents, { flag: "wx" });
  renameSync(aside, path);
}

function fileHolds(path: string, text: string): boolean {
  return kindAt(path) === "file" && normalise(readFileSync(path, "utf8")) === text;
}

/** Removes a file and the folders that it leaves empty, up to the package's own. */
function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  const segments = path.split("/").slice(0, -1);
  for (; segments.length > 0; segments.pop()) if (!removeIfEmpty(join(folder, ...segments))) return;
}

/** Folders without a file that stand where a file is to be; where there is a file after all, they stay. */
function removeEmptyFolders(path: string): void {
  if (kindAt(path) !== "folder") return;
  for (const name of readdirSync(path)) removeEmptyFolders(join(path, name));
  removeIfEmpty(path);
}

function removeIfEmpty(folder: string): boolean {
  if (kindAt(folder) !== "folder" || readdirSync(folder).length > 0) return false;
  rmdirSync(folder);
  return true;
}
