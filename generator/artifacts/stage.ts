import type { Traits } from "../model/traits.js";
import { hasTrait } from "../model/traits.js";

/** What a model tells its callers not to build on (Smithy 2.0 spec, "internal trait", "unstable trait"). */
export type Stage = "internal" | "unstable";

/** Of what is both, the one that says more. */
export function stageOf(shape: { readonly traits: Traits }): Stage | undefined {
  if (hasTrait(shape, "smithy.api#internal")) return "internal";
  return hasTrait(shape, "smithy.api#unstable") ? "unstable" : undefined;
}
