import type { Model } from "./model.js";
import { effectiveTrait } from "./model.js";
import type { MemberShape } from "./shapes.js";
import type { Json } from "./traits.js";
import { hasTrait, trait } from "./traits.js";

/** Whether a request without the member is refused, and a response always has it: `required`, nothing else. */
export function isRequired(member: MemberShape): boolean {
  return hasTrait(member, "smithy.api#required");
}

/**
 * Whether a client may leave the member out of what it sends: it is optional, has a default that a server fills in,
 * or is an idempotency token, which the server makes up where it is missing (Smithy 2.0 spec, "idempotencyToken trait").
 */
export function clientMayOmit(member: MemberShape): boolean {
  return !isRequired(member) || hasTrait(member, "smithy.api#idempotencyToken") || defaultOf(member) !== undefined;
}

/**
 * The value that stands for a missing member. Only the member's own trait counts: a `null` takes the default of the
 * target away, and the loader has made sure that members repeat it otherwise (Smithy 2.0 spec, "default trait").
 * @returns undefined where there is none.
 */
export function defaultOf(member: MemberShape): Exclude<Json, null> | undefined {
  return trait(member, "smithy.api#default") ?? undefined;
}

/**
 * Whether a server fills in the default of a missing member: not a zero that the range leaves out, which models have
 * from Smithy 1.0, or it would refuse every request without the member.
 */
export function isFilledIn(model: Model, member: MemberShape): boolean {
  const value = defaultOf(member);
  if (value !== 0) return value !== undefined;
  const { min = 0, max = 0 } = effectiveTrait(model, member, "smithy.api#range") ?? {};
  return Number(min) <= 0 && Number(max) >= 0;
}
