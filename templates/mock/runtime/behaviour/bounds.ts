import { traitOf } from "../schema-access.js";
import type { Member } from "../schema-access.js";
import type { LengthBounds } from "./pattern-sampler.js";
import { isFields } from "./values.js";

/** The `length` trait's bounds. */
export function bounds(member: Member): LengthBounds {
  return boundsOf(traitOf(member, "length"), 0);
}

/** The `range` trait's bounds. */
export function rangeOf(member: Member): LengthBounds {
  return boundsOf(traitOf(member, "range"), -Infinity);
}

function boundsOf(trait: unknown, least: number): LengthBounds {
  const { min = least, max = Infinity } = isFields(trait) ? trait : {};
  return { min: Number(min), max: Number(max) };
}

/** @param size a length, or a number itself. */
export function isWithin(size: number, { min, max }: LengthBounds): boolean {
  return size >= min && size <= max;
}
