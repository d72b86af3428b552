import type { Model } from "./model.js";
import { targetOf } from "./model.js";
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
export function clientMayOmit(model: Model, member: MemberShape): boolean {
  return (
    !isRequired(member) || hasTrait(member, "smithy.api#idempotencyToken") || defaultOf(model, member) !== undefined
  );
}

/**
 * The value that stands for a missing member. A `null` default on the member takes the target's default away
 * (Smithy 2.0 spec, "default trait").
 * @returns undefined where there is none.
 */
export function defaultOf(model: Model, member: MemberShape): Exclude<Json, null> | undefined {
  const own = trait(member, "smithy.api#default");
  if (own !== undefined) return own ?? undefined;
  // Smithy 1.0 models and overlays may leave the repetition out; the loader has settled `box` before.
  return hasTrait(member, "smithy.api#required")
    ? undefined
    : (trait(targetOf(model, member), "smithy.api#default") ?? undefined);
}
