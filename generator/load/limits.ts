/** Bounds on what a file may be, against models made to hurt. */
export interface LoadLimits {
  /** UTF-16 code units in one file. The largest published model has about 4 million. */
  readonly maxFileLength: number;
  /** Arrays and objects inside one another. Published models stay under 40. */
  readonly maxDepth: number;
  /** Members that mixins copy, over the whole model: a few small mixins on top of one another can make billions. */
  readonly maxMixedMembers: number;
}

export const DEFAULT_LIMITS: LoadLimits = { maxFileLength: 100_000_000, maxDepth: 200, maxMixedMembers: 1_000_000 };
