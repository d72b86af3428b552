import { statSync } from "node:fs";
import { join } from "node:path";
import type { SourceFile } from "../load/load-model.js";
import type { ServiceSource, SnapshotSource } from "./find-models.js";
import { readSharedText } from "./read-text.js";
import { stampOf } from "./stamp.js";

/** All files of one service's model, read and not yet looked at. */
interface FilesOf<File> {
  readonly service: string;
  /** Oldest first. */
  readonly snapshots: readonly SnapshotOf<File>[];
  readonly overlay: File | undefined;
  readonly versions: File | undefined;
}

interface SnapshotOf<File> {
  readonly date: string | undefined;
  /** As output may name it: the same wherever the models folder lies. */
  readonly source: string;
  readonly files: readonly File[];
}

export type ServiceFiles = FilesOf<SourceFile>;
export type SnapshotFiles = SnapshotOf<SourceFile>;

/** The same before it is decoded, in memory that threads share. */
export type ServiceBytes = FilesOf<FileBytes>;

export interface FileBytes {
  /** As diagnostics show it. */
  readonly path: string;
  /** UTF-8. */
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  /** How the file system described it just before; see `stampOf`. */
  readonly stamp: string;
}

/**
 * @param folder the models folder, absolute.
 * @param label the folder as diagnostics name it.
 * @throws errors of the file system.
 */
export function readServiceFiles(folder: string, label: string, source: ServiceSource): ServiceFiles {
  return decodeService(readServiceBytes(folder, label, source));
}

/** The same, not decoded. @param spares as in `readSharedText`. */
export function readServiceBytes(
  folder: string,
  label: string,
  source: ServiceSource,
  spares?: SharedArrayBuffer[],
): ServiceBytes {
  const read = (path: string): FileBytes => {
    const place = join(folder, path);
    // Before it is read: what is written in between has another stamp the next time.
    const stamp = stampOf(place, Date.now());
    return { path: `${label}/${path}`, bytes: readSharedText(place, spares), stamp };
  };
  const readSnapshot = ({ date, source: path, files }: SnapshotSource): SnapshotOf<FileBytes> => ({
    date,
    source: `models/${path}`,
    files: files.map(read),
  });
  return {
    service: source.service,
    snapshots: source.snapshots.map(readSnapshot),
    overlay: source.overlay === undefined ? undefined : read(source.overlay),
    versions: source.versions === undefined ? undefined : read(source.versions),
  };
}

export function decodeService({ service, snapshots, overlay, versions }: ServiceBytes): ServiceFiles {
  return {
    service,
    snapshots: snapshots.map((snapshot) => ({ ...snapshot, files: snapshot.files.map(decode) })),
    overlay: overlay && decode(overlay),
    versions: versions && decode(versions),
  };
}

function decode({ path, bytes }: FileBytes): SourceFile {
  return { path, text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8") };
}

/** What a cache's key holds of a service: dates, paths and bytes, in an order that is the same on every machine. */
export function keyParts(files: ServiceBytes): readonly (string | Uint8Array)[] {
  const dates = files.snapshots.map(({ date }) => date ?? "");
  return [...dates, ...allFiles(files).flatMap(({ path, bytes }) => [path, bytes])];
}

/** Bytes of all files of a service: a measure of the work that it makes. */
export function serviceSize(folder: string, source: ServiceSource): number {
  return modelPaths(source).reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
}

/** The paths of all files of a service in the models folder, in the order of `allFiles`. */
export function modelPaths({ snapshots, overlay, versions }: ServiceSource): readonly string[] {
  return [...snapshots.flatMap(({ files }) => files), overlay, versions].filter((path) => path !== undefined);
}

/** All files of a service, in an order that is the same on every machine. */
export function allFiles<File>({ snapshots, overlay, versions }: FilesOf<File>): readonly File[] {
  return [...snapshots.flatMap((snapshot) => snapshot.files), overlay, versions].filter((file) => file !== undefined);
}
