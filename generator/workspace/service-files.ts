import { statSync } from "node:fs";
import { join } from "node:path";
import type { SourceFile } from "../load/load-model.js";
import type { ServiceSource, SnapshotSource } from "./find-models.js";
import { readBytes, readText } from "./read-text.js";

/** The bytes of one service's model, read and not yet looked at. */
export interface ServiceFiles {
  readonly service: string;
  /** Oldest first. */
  readonly snapshots: readonly SnapshotFiles[];
  readonly overlay: SourceFile | undefined;
  readonly versions: SourceFile | undefined;
}

export interface SnapshotFiles {
  readonly date: string | undefined;
  /** As output may name it: the same wherever the models folder lies. */
  readonly source: string;
  readonly files: readonly SourceFile[];
}

/**
 * @param folder the models folder, absolute.
 * @param label the folder as diagnostics name it.
 * @throws errors of the file system.
 */
export function readServiceFiles(folder: string, label: string, source: ServiceSource): ServiceFiles {
  const read = (path: string): SourceFile => ({
    path: `${label}/${path}`,
    text: readText(join(folder, path)),
  });
  const readSnapshot = ({ date, source: path, files }: SnapshotSource): SnapshotFiles => ({
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

/** The bytes of the same files in the order of `allFiles`, with dates and paths: what a cache's key holds. */
export function readServiceBytes(folder: string, label: string, source: ServiceSource): readonly (string | Buffer)[] {
  const dates = source.snapshots.map(({ date }) => date ?? "");
  return [...dates, ...pathsOf(source).flatMap((path) => [`${label}/${path}`, readBytes(join(folder, path))])];
}

/** The same of files that are read already. */
export function serviceBytes(files: ServiceFiles): readonly string[] {
  const dates = files.snapshots.map(({ date }) => date ?? "");
  return [...dates, ...allFiles(files).flatMap(({ path, text }) => [path, text])];
}

/** Bytes of all files of a service: a measure of the work that it makes. */
export function serviceSize(folder: string, source: ServiceSource): number {
  return pathsOf(source).reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
}

function pathsOf({ snapshots, overlay, versions }: ServiceSource): readonly string[] {
  return [...snapshots.flatMap(({ files }) => files), overlay, versions].filter((path) => path !== undefined);
}

/** All files of a service, in an order that is the same on every machine. */
export function allFiles({ snapshots, overlay, versions }: ServiceFiles): readonly SourceFile[] {
  return [...snapshots.flatMap((snapshot) => snapshot.files), overlay, versions].filter((file) => file !== undefined);
}
