import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ServiceSource } from "./find-models.js";
import { putFile } from "./put-file.js";

/** A snapshot that is to be put into the models folder. */
export interface NewSnapshot {
  readonly date: string;
  /** One file, or the files of a folder, by their names. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** The text of `versions.json`; undefined: it stays as it is. */
  readonly versions: string | undefined;
}

export interface PlacedSnapshot {
  /** Relative to the models folder. */
  readonly source: string;
  /** Takes everything back. */
  undo(): void;
}

/** The folder of a service, relative to the models folder: where its dated snapshots lie, or will. */
export function serviceFolder({ service, snapshots, overlay, versions }: ServiceSource): string {
  const beside = overlay ?? versions ?? snapshots.find(({ date }) => date !== undefined)?.source;
  return beside === undefined ? service : beside.slice(0, beside.indexOf("/"));
}

/** The day before, `YYYY-MM-DD`. */
export function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, date.length);
}

/**
 * Puts a snapshot in place: written aside, then renamed. A model that had no date becomes the snapshot of the day
 * before; at each moment the folder holds a sound state, the old or the new.
 * @param models the models folder, absolute.
 * @throws errors of the file system; then nothing has changed.
 */
export function placeSnapshot(models: string, source: ServiceSource, snapshot: NewSnapshot): PlacedSnapshot {
  const { date, files, versions } = snapshot;
  const folder = serviceFolder(source);
  const [only] = files;
  const single = files.length === 1 ? only : undefined;
  const target = `${folder}/${single === undefined ? date : `${date}.json`}`;
  const undos: (() => void)[] = [];
  const undo = (): void => {
    for (const one of undos.splice(0).toReversed()) one();
  };
  try {
    const made = mkdirSync(join(models, folder), { recursive: true });
    if (made !== undefined) undos.push(() => rmSync(made, { recursive: true, force: true }));
    const aside = join(models, folder, `.${date}.${process.pid}.tmp`);
    undos.push(() => rmSync(aside, { recursive: true, force: true }));
    if (single === undefined) {
      mkdirSync(aside);
      for (const { name, text } of files) writeFileSync(join(aside, name), text);
    } else writeFileSync(aside, single.text);
    const undated = source.snapshots.find((one) => one.date === undefined);
    if (undated !== undefined)
      move(join(models, undated.source), join(models, folder, `${dayBefore(date)}.json`), undos);
    place(aside, join(models, target), undos);
    if (versions !== undefined) replaceVersions(join(models, folder, "versions.json"), versions, undos);
  } catch (error) {
    undo();
    throw error;
  }
  return { source: target, undo };
}

function move(from: string, to: string, undos: (() => void)[]): void {
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
  undos.push(() => renameSync(to, from));
}

/** A file of the same name, an earlier import of the same page, is replaced. */
function place(aside: string, target: string, undos: (() => void)[]): void {
  const before = textOf(target);
  renameSync(aside, target);
  undos.push(() => {
    if (before === undefined) rmSync(target, { recursive: true, force: true });
    else putFile(target, before);
  });
}

function replaceVersions(path: string, text: string, undos: (() => void)[]): void {
  const before = textOf(path);
  if (before === text) return;
  putFile(path, text);
  undos.push(() => {
    if (before === undefined) rmSync(path, { force: true });
    else putFile(path, before);
  });
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined; // It is not there, or is a folder.
  }
}
