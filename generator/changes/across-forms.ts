import type { Json } from "../model/traits.js";
import type { Model } from "../model/model.js";
import { targetOf } from "../model/model.js";
import type { ServiceShape } from "../model/shapes.js";
import type { TraitDifference } from "./differences.js";
import { sameJson } from "./json.js";
import { bindsToHttp, isRpcOnly } from "./rules/trait-policy.js";

/** What the comparison of a Smithy model with a service-2.json has to know of the two. */
export interface Forms {
  readonly before: Side;
  readonly after: Side;
}

interface Side {
  readonly model: Model;
  readonly service: ServiceShape | undefined;
}

/** Traits of Smithy that a service-2.json has no words for: that they are missing there says nothing. */
const NOT_IN_SERVICE_TWO: ReadonlySet<string> = new Set(
  (
    "addedDefault clientOptional cors examples externalDocumentation idRef input nestedProperties notProperty output " +
    "paginated private property recommended references resourceIdentifier since suppress uniqueItems unstable"
  )
    .split(" ")
    .map((name) => `smithy.api#${name}`),
);
const FOREIGN = ["aws.cloudformation#", "aws.customizations#", "aws.iam#", "smithy.test#", "smithy.waiters#", "swage#"];
const OF_RULES: ReadonlySet<string> = new Set(["smithy.rules#endpointRuleSet", "smithy.rules#endpointTests"]);

/** Facts that only newer files of that form state. */
const SAID_LATELY: ReadonlySet<string> = new Set(["smithy.api#readonly", "smithy.api#idempotent", "smithy.api#tags"]);

/** The differences between traits that both forms can state (contract A2). */
export function comparableTraits(traits: readonly TraitDifference[], forms: Forms): readonly TraitDifference[] {
  const rpc = isRpc(forms.before.service) && isRpc(forms.after.service);
  return traits.filter((difference) => isComparable(difference, forms, rpc));
}

function isComparable({ subject, trait, before, after }: TraitDifference, forms: Forms, rpc: boolean): boolean {
  if (NOT_IN_SERVICE_TWO.has(trait) || OF_RULES.has(trait)) return false;
  if (FOREIGN.some((namespace) => trait.startsWith(namespace))) return false;
  if (trait.startsWith("aws.api#") && trait !== SERVICE) return trait.startsWith("aws.api#client");
  if (rpc && bindsToHttp(trait)) return false;
  if (SAID_LATELY.has(trait)) return (forms.before.model.form === "service-2" ? before : after) !== undefined;
  switch (trait) {
    case SERVICE:
      return !sameJson(namesOf(before), namesOf(after));
    case "smithy.api#pattern":
      return before === undefined || after === undefined || withoutEnds(before) !== withoutEnds(after);
    case "smithy.api#default":
      // Members repeat the default of their shape; those that have none may say so, or say nothing.
      return (
        subject.kind === "member" && (before ?? null) !== (after ?? null) && !isStream(subject.shapes.after, forms)
      );
    default:
      return true;
  }
}

const SERVICE = "aws.api#service";

/** Of a service's names, those that both forms have. */
function namesOf(value: Json | undefined): unknown {
  const { sdkId, endpointPrefix } = (value ?? {}) as { sdkId?: Json; endpointPrefix?: Json };
  return { sdkId, endpointPrefix };
}

/** A stream that Smithy's members may leave out has the default ""; the other form has no such thing. */
function isStream(member: Parameters<typeof targetOf>[1], { after }: Forms): boolean {
  return targetOf(after.model, member).traits.has("smithy.api#streaming");
}

/**
 * A pattern without what says that it is to match the whole string, or that it is not: one form means the first
 * without a word, the other the second.
 */
function withoutEnds(pattern: Json): string {
  const text = String(pattern)
    .replaceAll(/[\n\t]/g, " ")
    .replace(/^\^/, "")
    .replace(/\$$/, "");
  const inner = /^\(\?:(.*)\)$/s.exec(text)?.[1] ?? text;
  return inner.replace(/^\^?(?:\.\*)?/, "").replace(/(?:\.\*)?\$?$/, "");
}

function isRpc(service: ServiceShape | undefined): boolean {
  return service !== undefined && isRpcOnly(service.traits.keys());
}
