import type { Closure } from "../model/closure.js";
import type { Change } from "./change.js";
import type { Removal } from "./removals.js";

/** One state of a service's model that `models/` holds. */
export interface Snapshot {
  /** `YYYY-MM-DD`; undefined for a service that has one undated model. */
  readonly date: string | undefined;
  /** The file or folder it was read from, as in `models/SERVICE/2022-05-24.json`. */
  readonly source: string;
  /** Of the operations that the configuration asks for. */
  readonly closure: Closure;
  /** Of the whole service. */
  readonly whole: Closure;
}

/** A snapshot with what it brought. */
export interface Release {
  readonly snapshot: Snapshot;
  /** Semantic version, `package.release` included in the newest only. */
  readonly version: string;
  /** Against the snapshot before it; empty for the first. */
  readonly changes: readonly Change[];
}

/** All that the snapshots of a service tell. */
export interface History {
  /** Oldest first, at least one; all in the namespace of the newest, where the service moved as a whole. */
  readonly releases: readonly Release[];
  /** Of the newest. */
  readonly newest: Snapshot;
  readonly version: string;
  /**
   * When a thing came: an absolute id of an operation, a shape or a member.
   * @returns the date of the first snapshot that has it, or undefined where the oldest snapshot has it.
   */
  since(id: string): string | undefined;
  /** The same for a value of an enumeration, by the shape's id. */
  valueSince(shape: string, value: string | number): string | undefined;
  /** What a snapshot had and the newest lacks, the latest first. */
  readonly removals: readonly Removal[];
}
