import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MadeFile } from "./in-bytes.js";
import type { MakerJob, MakePackage } from "./make-package.js";
import type { ManifestFacts } from "./manifest.js";
import { MANIFEST_FILE, manifestFacts, OUTPUT_FORMAT } from "./manifest.js";
import { kindAt, planOutput } from "./output-plan.js";

/** Why output differs from what would be made. A path may stand in two lists: both have their share in it. */
export interface Causes {
  /** What stands there was made of this snapshot, in this format; undefined where nothing says so. */
  readonly former: ManifestFacts | undefined;
  readonly now: ManifestFacts;
  /** Paths that differ since the newest snapshot is another. */
  readonly model: readonly string[];
  /** Paths that differ since swage is another: from the snapshot of then, it makes another text. */
  readonly swage: readonly string[];
  /** Paths that neither explains: a snapshot, the overlay, the configuration, templates or the output were edited. */
  readonly other: readonly string[];
}

interface Difference {
  readonly job: MakerJob;
  /** Of the newest snapshot. */
  readonly made: readonly MadeFile[];
  readonly snapshot: string | null;
  /** Paths that would be written or removed; at least one. */
  readonly paths: readonly string[];
  /** The package's, absolute. */
  readonly folder: string;
}

/**
 * Tells what of a difference the models made and what another swage. By the manifest: its format rises only when the
 * same model gives other bytes. Where both changed, the package is made again from the snapshot of then: what differs
 * from that is not the models' doing.
 */
export async function causesOf({ job, made, snapshot, paths, folder }: Difference, make: MakePackage): Promise<Causes> {
  const former = formerFacts(folder);
  const now: ManifestFacts = { format: OUTPUT_FORMAT, snapshot };
  const facts = { former, now };
  if (former === undefined) return { ...facts, model: [], swage: [], other: paths };
  const rest = (list: readonly string[]): Pick<Causes, "swage" | "other"> =>
    former.format === now.format ? { swage: [], other: list } : { swage: list, other: [] };
  if (former.snapshot === snapshot) return { ...facts, model: [], ...rest(paths) };

  const snapshots = job.files.snapshots.filter(({ date }) => date !== undefined && date <= (former.snapshot ?? ""));
  const wasThere = snapshots.at(-1)?.date === former.snapshot;
  // Dates of `versions.json` that lie ahead are no fault here: diagnostics of the past are not told.
  const then = wasThere ? (await make({ ...job, files: { ...job.files, snapshots } })).value : undefined;
  if (then === undefined) return { ...facts, model: paths, ...rest([]) };
  const { plan } = planOutput(folder, folder, then.files);
  const ofThen = bytesByPath(then.files);
  const ofNow = bytesByPath(made);
  const elsewhere = new Set(plan === undefined ? [] : [...plan.write.map(({ path }) => path), ...plan.remove]);
  if (former.format !== now.format) elsewhere.add(MANIFEST_FILE);
  return {
    ...facts,
    model: paths.filter((path) => path === MANIFEST_FILE || !isSame(ofThen.get(path), ofNow.get(path))),
    ...rest(paths.filter((path) => elsewhere.has(path))),
  };
}

function bytesByPath(files: readonly MadeFile[]): ReadonlyMap<string, Uint8Array> {
  return new Map(files.map(({ path, bytes }) => [path, bytes]));
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && Buffer.compare(one, other) === 0);
}

function formerFacts(folder: string): ManifestFacts | undefined {
  const path = join(folder, MANIFEST_FILE);
  return kindAt(path) === "file" ? manifestFacts(readFileSync(path, "utf8")) : undefined;
}
