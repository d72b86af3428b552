import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceFile } from "../load/load-model.js";
import type { ServiceSource, SnapshotSource } from "./find-models.js";

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
    text: readFileSync(join(folder, path), "utf8"),
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

/** All files of a service, in an order that is the same on every machine. */
export function allFiles({ snapshots, overlay, versions }: ServiceFiles): readonly SourceFile[] {
  return [...snapshots.flatMap((snapshot) => snapshot.files), overlay, versions].filter((file) => file !== undefined);
}
