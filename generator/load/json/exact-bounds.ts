import type { Json } from "../../model/traits.js";
import type { JsonPath, JsonSource } from "./json-source.js";
import { textAt } from "./json-source.js";
import { isObject } from "./json-value.js";

/**
 * The bounds of a range, with the text's own digits for integers that a double may not hold: `JSON.parse` gives the
 * nearest that it can. They become texts, as JSON has no other form that keeps them.
 * @param pathOf where the bounds stand; asked only where one is so large.
 */
export function exactBounds(source: JsonSource, bounds: Json, pathOf: () => JsonPath): Json {
  if (!isObject(bounds) || !(isLarge(bounds.min) || isLarge(bounds.max))) return bounds;
  const path = pathOf();
  return Object.fromEntries(
    Object.entries(bounds).map(([key, value]) => [
      key,
      isLarge(value) ? digitsAt(source, [...path, key], value) : value,
    ]),
  );
}

function isLarge(bound: Json | undefined): bound is number {
  return Number.isInteger(bound) && !Number.isSafeInteger(bound);
}

/** The number itself where the text has no plain digits: `1e30`. The older form also writes numbers as texts. */
function digitsAt(source: JsonSource, path: JsonPath, value: number): number | string {
  const [one, ...others] = digitsOf(source.text, value);
  if (one !== undefined && others.every((other) => other === one)) return one;
  return /^"?(-?\d+)"?$/.exec(textAt(source, path))?.[1] ?? value;
}

/** All digits in a text that a double reads as this value: where they are the same, the place need not be looked for. */
function digitsOf(text: string, value: number): readonly string[] {
  return (text.match(/-?\d{16,}/g) ?? []).filter((digits) => Number(digits) === value);
}
