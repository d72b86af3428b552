import type { Model } from "../model/model.js";
import { effectiveTrait, targetOf } from "../model/model.js";
import type { DataShape, MemberShape } from "../model/shapes.js";
import { hasTrait } from "../model/traits.js";
import type { Interval } from "./constraints.js";
import { isLimiting, memberConstraints, patternMark } from "./constraints.js";
import { codeSpan } from "./markdown.js";

/** Lists within lists, and maps of them, are told so deep. */
const DEEPEST = 3;

/**
 * The rules that a member's value must keep, each as a short Markdown phrase: its own traits and its target's, then
 * those of list items, map keys and values.
 * @param code prints a pattern; a table needs another form than a paragraph.
 */
export function constraintWords(
  model: Model,
  member: MemberShape,
  code: (text: string) => string = codeSpan,
  level = 0,
): readonly string[] {
  const target = targetOf(model, member);
  const words: string[] = [];
  const constraints = memberConstraints(model, member);
  const { length, range, pattern, uniqueItems } = constraints;
  if (length !== undefined && isLimiting(length)) words.push(`${between(length)} ${unitOf(target, length)}`);
  if (range !== undefined) words.push(between(range));
  if (pattern !== undefined) words.push(`matches ${code(pattern)}${patternMark(constraints)}`);
  if (uniqueItems) words.push("no duplicates");
  if (hasTrait(target, "smithy.api#sparse")) words.push("nulls allowed");
  if (effectiveTrait(model, member, "smithy.api#sensitive") !== undefined) words.push("sensitive");
  if (hasTrait(member, "smithy.api#idempotencyToken")) words.push("idempotency token");
  if (level >= DEEPEST) return words;
  const inner = (part: MemberShape, each: string): void => {
    const rules = constraintWords(model, part, code, level + 1);
    if (rules.length > 0) words.push(`${each}: ${rules.join(", ")}`);
  };
  if (target.type === "list") inner(target.member, "each item");
  if (target.type === "map") {
    inner(target.key, "each key");
    inner(target.value, "each value");
  }
  return words;
}

const OWN_RULES = [
  "smithy.api#length",
  "smithy.api#range",
  "smithy.api#pattern",
  "smithy.api#uniqueItems",
  "smithy.api#sensitive",
  "smithy.api#idempotencyToken",
] as const;

/** Whether any rule is the member's own. All members of a target that have none are told the same. */
export function hasOwnRules(member: MemberShape): boolean {
  return member.traits.size > 0 && OWN_RULES.some((id) => hasTrait(member, id));
}

function between({ min, max }: Interval): string {
  if (min === undefined) return `at most ${max}`;
  if (max === undefined) return `at least ${min}`;
  return min === max ? `exactly ${min}` : `${min} to ${max}`;
}

function unitOf(target: DataShape, { min, max }: { readonly min?: number; readonly max?: number }): string {
  const one = (max ?? min) === 1;
  switch (target.type) {
    case "list":
      return one ? "item" : "items";
    case "map":
      return one ? "entry" : "entries";
    case "blob":
      return one ? "byte" : "bytes";
    default:
      return one ? "character" : "characters";
  }
}
