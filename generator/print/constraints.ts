import type { Model } from "../model/model.js";
import { targetOf } from "../model/model.js";
import type { DataShape, MemberShape } from "../model/shapes.js";
import type { TraitValues } from "../model/traits.js";
import { boundValue, hasTrait, trait } from "../model/traits.js";
import { codeSpan } from "./markdown.js";
import { planPattern } from "./patterns.js";

/** Bounds, each of them within; large ones keep their digits. */
export interface Interval {
  readonly min?: number | bigint;
  readonly max?: number | bigint;
}

/** The constraint traits that hold for a value: those of the member go before those of its target. */
export interface Constraints {
  readonly length: TraitValues["smithy.api#length"] | undefined;
  readonly range: Interval | undefined;
  readonly pattern: string | undefined;
  readonly uniqueItems: boolean;
}

const NO_CONSTRAINTS: Constraints = { length: undefined, range: undefined, pattern: undefined, uniqueItems: false };

export function constraintsOf(shape: DataShape | MemberShape): Constraints {
  if (shape.traits.size === 0) return NO_CONSTRAINTS;
  const length = trait(shape, "smithy.api#length");
  const range = rangeOf(trait(shape, "smithy.api#range"));
  const pattern = trait(shape, "smithy.api#pattern");
  const uniqueItems = hasTrait(shape, "smithy.api#uniqueItems");
  const isFree = length === undefined && range === undefined && pattern === undefined && !uniqueItems;
  return isFree ? NO_CONSTRAINTS : { length, range, pattern, uniqueItems };
}

function rangeOf(value: TraitValues["smithy.api#range"] | undefined): Interval | undefined {
  if (value === undefined) return undefined;
  const [min, max] = [boundValue(value.min), boundValue(value.max)];
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

export function isConstrained(shape: DataShape | MemberShape): boolean {
  return constraintsOf(shape) !== NO_CONSTRAINTS;
}

export function memberConstraints(model: Model, member: MemberShape): Constraints {
  const own = constraintsOf(member);
  const inherited = constraintsOf(targetOf(model, member));
  if (own === NO_CONSTRAINTS) return inherited;
  return {
    length: own.length ?? inherited.length,
    range: own.range ?? inherited.range,
    pattern: own.pattern ?? inherited.pattern,
    uniqueItems: own.uniqueItems || inherited.uniqueItems,
  };
}

/** Whether a length rules anything out: each is 0 or more. */
export function isLimiting({ min = 0, max }: TraitValues["smithy.api#length"]): boolean {
  return min > 0 || max !== undefined;
}

/** What stands behind a pattern: "" for all that the validators check. */
export function patternMark({ pattern, length }: Constraints): string {
  const isChecked = pattern === undefined || planPattern(pattern, length?.max).kind !== "not-enforced";
  return isChecked ? "" : " (not checked by the validator)";
}

const NO_SENTENCES: readonly string[] = [];

/** Sentences in Markdown, without full stop: `Length: 1 to 128 characters`, `Pattern: …`. */
export function constraintSentences(constraints: Constraints, type: DataShape["type"]): readonly string[] {
  if (constraints === NO_CONSTRAINTS) return NO_SENTENCES;
  const { length, range, pattern, uniqueItems } = constraints;
  const sentences: string[] = [];
  if (length !== undefined && isLimiting(length)) {
    const [one, many] = UNITS.get(type) ?? ["character", "characters"];
    sentences.push(`Length: ${interval(length)} ${(length.max ?? length.min) === 1 ? one : many}`);
  }
  if (range !== undefined) sentences.push(`Range: ${interval(range)}`);
  if (pattern !== undefined) sentences.push(`Pattern: ${codeSpan(pattern)}${patternMark(constraints)}`);
  if (uniqueItems) sentences.push("Items are unique");
  return sentences;
}

/** The same for a member, looking through a list at its items. */
export function memberSentences(model: Model, member: MemberShape): readonly string[] {
  return withItems(model, targetOf(model, member), memberConstraints(model, member));
}

/** The same for all members of that target that have no constraints of their own. */
export function targetSentences(model: Model, target: DataShape): readonly string[] {
  return withItems(model, target, constraintsOf(target));
}

function withItems(model: Model, target: DataShape, constraints: Constraints): readonly string[] {
  const own = constraintSentences(constraints, target.type);
  if (target.type !== "list") return own;
  const items = constraintSentences(memberConstraints(model, target.member), targetOf(model, target.member).type);
  if (items.length === 0) return own;
  return [...own, ...items.map((sentence) => `Each item: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`)];
}

const UNITS: ReadonlyMap<DataShape["type"], readonly [string, string]> = new Map([
  ["list", ["item", "items"]],
  ["map", ["entry", "entries"]],
  ["blob", ["byte", "bytes"]],
]);

function interval({ min, max }: Interval): string {
  if (min !== undefined && max !== undefined) return min === max ? `exactly ${min}` : `${min} to ${max}`;
  return max !== undefined ? `at most ${max}` : `at least ${min ?? 0}`;
}
