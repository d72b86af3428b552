import { traitOf } from "../schema-access.js";
import type { Member } from "../schema-access.js";
import type { LengthBounds } from "./pattern-sampler.js";
import { isFields } from "./values.js";

/** The `length` trait's bounds. */
export function bounds(member: Member): LengthBounds {
  const trait = traitOf(member, "length");
  const { min = 0, max = Infinity } = isFields(trait) ? trait : {};
  return { min: Number(min), max: Number(max) };
}
