import { readFileSync } from "node:fs";
import { join } from "node:path";
import { entriesOf } from "./find-models.js";
import type { ServiceOutcome } from "./generate-service.js";
import { asOnlyWriter } from "./lock.js";
import { MANIFEST_FILE } from "./manifest.js";
import { isOwnFile, kindAt, listedInManifest } from "./output-plan.js";
import { isFolder } from "./workspace.js";
import { removeOutput } from "./write-output.js";

/** A package that a former run wrote, of a service that is gone or no longer included. */
export interface Orphan {
  readonly service: string;
  readonly output: string;
  /** Those that still stand there. */
  readonly files: readonly string[];
}

/** @param known services of this run, and those that are only broken at the moment. */
export function findOrphans(output: string, known: ReadonlySet<string>): readonly Orphan[] {
  if (!isFolder(output)) return [];
  return entriesOf(output)
    .filter(({ name, isFolder: folder }) => folder && !known.has(name) && kindAt(join(output, name)) === "folder")
    .flatMap(({ name: service }) => {
      const folder = join(output, service);
      const listed = listedInManifest(folder);
      if (listed === undefined) return [];
      return [{ service, output, files: [...listed].filter((path) => isOwnFile(folder, path)).toSorted() }];
    });
}

export async function removeOrphan(orphan: Orphan, check: boolean): Promise<ServiceOutcome> {
  const { service, output, files } = orphan;
  const start = performance.now();
  const { name, version } = readPackage(join(output, service));
  if (!check) await asOnlyWriter(output, () => removeOutput(join(output, service), files));
  return {
    service,
    package: name,
    version,
    snapshot: null,
    files: { written: [], removed: [...files, MANIFEST_FILE].toSorted(), unchanged: 0 },
    patterns: [],
    milliseconds: Math.round(performance.now() - start),
  };
}

function readPackage(folder: string): { name: string; version: string } {
  try {
    const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, unknown>;
    return { name: String(name), version: String(version) };
  } catch {
    return { name: "", version: "" };
  }
}
