import { expectShape } from "../../model/model.js";
import { nameOf, parseShapeId } from "../../model/shape-id.js";
import type { Json } from "../../model/traits.js";
import type { Differences, Subject, TraitDifference } from "../differences.js";
import { bindsToHttp, bindsToXml, isRpcOnly, isWithoutXml } from "../protocols.js";
import type { Finding, FindingPlace } from "../rule.js";
import { always, defineRule } from "../rule.js";
import { differingParts, shown } from "../sentences.js";
import { judgement } from "../severity.js";
import { CONSTRAINTS } from "./constraints.js";
import { declaredVerdict } from "./declared-changes.js";
import { called } from "./members.js";
import type { TraitChange, TraitVerdict } from "./trait-policy.js";
import { keepsPagination, policyOf, TRAIT_VERDICTS } from "./trait-policy.js";

const DOCUMENTATION = "smithy.api#documentation";
const DEPRECATED = "smithy.api#deprecated";

/** Traits that other rules tell: on the subjects given, or on all. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set([
  ...CONSTRAINTS,
  DOCUMENTATION,
  DEPRECATED,
  "smithy.api#default",
  "smithy.api#required",
]);

interface Standing {
  readonly shape: string;
  readonly member?: string;
  readonly name: string;
  readonly place: FindingPlace;
}

function standing(subject: Subject, after: Differences["after"]): Standing {
  switch (subject.kind) {
    case "service":
    case "resource":
      return { shape: subject.shapes.after.id, name: nameOf(subject.shapes.after.id), place: { kind: "none" } };
    case "operation": {
      const { id } = subject.shapes.after;
      return {
        shape: id,
        name: nameOf(id),
        place: { kind: "operations", operations: [id], sides: ["request", "response"] },
      };
    }
    case "shape": {
      const { id } = subject.shapes.after;
      return { shape: id, name: nameOf(id), place: { kind: "data", in: "after", shape: id } };
    }
    case "member": {
      const { container: shape, name: member } = subject.shapes.after;
      const place: FindingPlace = { kind: "data", in: "after", shape, member };
      return { shape, member, name: called(subject.shapes.after, after), place };
    }
    case "enum value": {
      const { id } = subject.shapes.after;
      const name = `The value ${JSON.stringify(subject.value)} of ${nameOf(id)}`;
      return { shape: id, member: subject.value, name, place: { kind: "data", in: "after", shape: id } };
    }
  }
}

type Told = Omit<Finding, "rule" | "verdict" | "message">;

function facts({ trait, before, after }: TraitDifference, { shape, member, place }: Standing): Told {
  return {
    shape,
    ...(member === undefined ? {} : { member }),
    trait,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    place,
  };
}

function changeOf({ before, after }: TraitDifference): TraitChange {
  return before === undefined ? "added" : after === undefined ? "removed" : "changed";
}

function generic(change: TraitChange, differences: Differences) {
  return differences.traits
    .filter((difference) => changeOf(difference) === change && !TOLD_ELSEWHERE.has(difference.trait))
    .map((difference) => {
      const at = standing(difference.subject, differences.after);
      const { trait } = difference;
      return {
        verdict: verdictOf(difference, change, differences),
        ...facts(difference, at),
        message: sentence(at.name, trait, change, difference.before, difference.after),
      };
    });
}

function sentence(name: string, trait: string, change: TraitChange, before: Json | undefined, after: Json | undefined) {
  const id = `@${trait.startsWith("smithy.api#") ? nameOf(trait as Parameters<typeof nameOf>[0]) : trait}`;
  if (change === "added")
    return isAnnotation(after) ? `${name} now has ${id}.` : `${name} now has ${id}: ${shown(after)}.`;
  if (change === "removed") return `${name} no longer has ${id}${isAnnotation(before) ? "" : `: ${shown(before)}`}.`;
  if (isObject(before) && isObject(after)) return `${id} of ${within(name)}: ${differingParts(before, after)}.`;
  return `${id} of ${within(name)} is now ${shown(after)}; it was ${shown(before)}.`;
}

/** `the item of Names`, in the middle of a sentence. */
function within(name: string): string {
  return name.replace(/^The /, "the ");
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isAnnotation(value: Json | undefined): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** Whether no protocol of either service reads the trait. */
function isUnread(trait: string, { before, after }: Differences): boolean {
  const holds = bindsToHttp(trait) ? isRpcOnly : bindsToXml(trait) ? isWithoutXml : undefined;
  return [before, after].every(({ service }) => service !== undefined && holds?.(service.traits.keys()));
}

function verdictOf(difference: TraitDifference, change: TraitChange, differences: Differences): TraitVerdict {
  const { trait, before, after } = difference;
  if (isUnread(trait, differences)) return "unused";
  if (trait === "smithy.api#paginated" && change === "changed" && keepsPagination(before, after)) return "additive";
  const id = parseShapeId(trait);
  const model = [differences.after.model, differences.before.model].find((one) => id && one.getShape(id) !== undefined);
  const declared = id && model && declaredVerdict(model, expectShape(model, id), before, after);
  return declared ?? policyOf(trait)[change];
}

const REMEDY =
  "Where it breaks, generate clients and servers anew, and bring them out together; Smithy's documentation tells what the trait means.";

export const traitAdded = defineRule({
  id: "trait-added",
  title: "A shape or member has a trait that it had not.",
  remedy: REMEDY,
  opposite: "trait-removed",
  verdicts: TRAIT_VERDICTS,
  find: (differences) => generic("added", differences),
});

export const traitRemoved = defineRule({
  id: "trait-removed",
  title: "A shape or member no longer has a trait.",
  remedy: REMEDY,
  opposite: "trait-added",
  verdicts: TRAIT_VERDICTS,
  find: (differences) => generic("removed", differences),
});

export const traitChanged = defineRule({
  id: "trait-changed",
  title: "A trait has another value.",
  remedy: REMEDY,
  verdicts: TRAIT_VERDICTS,
  find: (differences) => generic("changed", differences),
});

function ofTrait(trait: string, change: TraitChange, differences: Differences) {
  return differences.traits
    .filter((difference) => difference.trait === trait && changeOf(difference) === change)
    .map((difference) => ({ difference, at: standing(difference.subject, differences.after) }));
}

export const documentationChanged = defineRule({
  id: "documentation-changed",
  title: "The documentation of something was added, removed or reworded.",
  remedy: "Read it: a service tells here what no constraint says.",
  verdicts: { any: always("always", judgement("documentation", "documentation")) },
  find: (differences) =>
    (["added", "removed", "changed"] as const).flatMap((change) =>
      ofTrait(DOCUMENTATION, change, differences).map(({ difference, at }) => ({
        verdict: "any" as const,
        ...facts(difference, at),
        message: `The documentation of ${within(at.name)} was ${change}.`,
      })),
    ),
});

export const deprecatedAdded = defineRule({
  id: "deprecated-added",
  title: "Something is deprecated.",
  remedy: "Plan to stop using it; the message names what comes in its place.",
  opposite: "deprecated-removed",
  verdicts: { any: always("always", judgement("additive", "additive")) },
  find: (differences) =>
    ofTrait(DEPRECATED, "added", differences).map(({ difference, at }) => ({
      verdict: "any",
      ...facts(difference, at),
      message: `${at.name} is now deprecated${reason(difference.after)}`,
    })),
});

function reason(value: Json | undefined): string {
  const { message } = (value ?? {}) as { message?: unknown };
  return typeof message === "string" && message !== "" ? `: ${message.replace(/\.?$/, ".")}` : ".";
}

export const deprecatedRemoved = defineRule({
  id: "deprecated-removed",
  title: "Something is no longer deprecated.",
  remedy: "Nothing needs to be done.",
  opposite: "deprecated-added",
  verdicts: { any: always("always", judgement("documentation", "documentation")) },
  find: (differences) =>
    ofTrait(DEPRECATED, "removed", differences).map(({ difference, at }) => ({
      verdict: "any",
      ...facts(difference, at),
      message: `${at.name} is no longer deprecated.`,
    })),
});

export const deprecatedChanged = defineRule({
  id: "deprecated-changed",
  title: "What is said of a deprecation is another.",
  remedy: "Read the message: it names what comes in place of the old.",
  verdicts: { any: always("always", judgement("documentation", "documentation")) },
  find: (differences) =>
    ofTrait(DEPRECATED, "changed", differences).map(({ difference, at }) => ({
      verdict: "any",
      ...facts(difference, at),
      message: `The deprecation of ${within(at.name)} reads differently${reason(difference.after)}`,
    })),
});
