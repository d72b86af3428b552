/** Bounds on what a model may be, against models made to hurt. */
export interface LoadLimits {
  /** UTF-16 code units in one file. The largest published model has about 4 million. */
  readonly maxFileLength: number;
  /** Arrays and objects inside one another. Published models stay under 40. */
  readonly maxDepth: number;
  /** Members that mixins copy, over the whole model: a few small mixins on top of one another can make billions. */
  readonly maxMixedMembers: number;
  /** Shapes of one model. Published models stay under 5,000. */
  readonly maxShapes: number;
  /** Values of one enumeration. Published models stay under 2,000. */
  readonly maxEnumValues: number;
  /** Lists and maps right inside one another: published models have 4, TypeScript gives up on 40. */
  readonly maxNestedCollections: number;
  /** Shapes inside one another, those that hold themselves counted once. Published models stay under 30. */
  readonly maxNestedShapes: number;
}

export const DEFAULT_LIMITS: LoadLimits = {
  maxFileLength: 100_000_000,
  maxDepth: 200,
  maxMixedMembers: 1_000_000,
  maxShapes: 100_000,
  maxEnumValues: 20_000,
  maxNestedCollections: 16,
  maxNestedShapes: 500,
};

/** Where a person raises limits: `SWAGE_LIMITS=maxDepth=500,maxEnumValues=20000`. */
export const LIMITS_VARIABLE = "SWAGE_LIMITS";

/** Reads `name=number`, with commas between; what is no limit of ours, or no whole number, is passed over. */
export function parseLimits(text: string | undefined): Partial<LoadLimits> {
  const pairs = (text ?? "").split(",").map((pair) => pair.trim().split("=") as [string, string?]);
  const known = pairs.filter(
    ([name, value]) => Object.hasOwn(DEFAULT_LIMITS, name) && /^\d{1,15}$/.test(value?.trim() ?? ""),
  );
  return Object.fromEntries(known.map(([name, value]) => [name, Number(value)]));
}
