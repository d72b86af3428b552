/** Chance that is the same for the same seed. */

export interface Chance {
  /** From 0 to below `limit`. */
  below(limit: number): number;
  one<T>(from: readonly T[]): T;
}

/** The same numbers for the same seed, on every machine (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => next() % limit;
  return { below, one: (from) => from[below(from.length)]! };
}
