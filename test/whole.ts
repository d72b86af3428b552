/** Whether this run takes the time to look at all there is: the heavy scripts do, `npm test` looks at a slice. */
const isWhole = process.env["SWAGE_WHOLE"] !== undefined;

/** @returns all of them in a heavy run; in `npm test` every `nth`, beginning with the first. */
export function slice<T>(all: readonly T[], nth: number): readonly T[] {
  return isWhole ? all : all.filter((_, index) => index % nth === 0);
}

/** @returns all of them in a heavy run; in `npm test` those that are light. */
export function light<T extends { readonly heavy?: boolean }>(all: readonly T[]): readonly T[] {
  return isWhole ? all : all.filter(({ heavy }) => heavy !== true);
}
