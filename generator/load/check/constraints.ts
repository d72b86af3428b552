import { loadCodes } from "../../diagnostics/codes/load.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { MemberShape, Shape } from "../../model/shapes.js";
import { membersOf } from "../../model/shapes.js";
import type { Json } from "../../model/traits.js";
import { boundValue } from "../../model/traits.js";
import type { JsonPath } from "../json/json-source.js";
import { isObject } from "../json/json-value.js";
import type { CheckContext } from "./context.js";
import { defaultProblem } from "./defaults.js";

/** Values of constraint traits, enumerations and defaults that have the right form and make no sense. */
export function checkConstraints(context: CheckContext): void {
  for (const shape of context.model.shapes.values()) {
    checkBounds(context, shape);
    if (shape.type === "string") checkEnumTrait(context, shape);
    if (shape.traits.has("smithy.api#default")) checkDefault(context, shape, shape, shape.traits);
    const members = membersOf(shape);
    if (shape.type === "enum" || shape.type === "intEnum") checkEnumValues(context, shape.type, members);
    for (let index = 0; index < members.length; index++) {
      const member = members[index]!;
      if (member.traits.size > 0) checkBounds(context, member);
      if (shape.type === "structure") checkMemberDefault(context, member);
    }
    if (shape.type === "structure" && members.length > 1) checkExclusive(context, members);
  }
}

function fault(context: CheckContext, shape: ShapeId, trait: string, problem: string, path: JsonPath = []): void {
  context.report(loadCodes.traitValue, context.locate(shape, ["traits", trait, ...path]), { trait, shape, problem });
}

const LENGTH = "smithy.api#length";
const RANGE = "smithy.api#range";

function checkBounds(context: CheckContext, owner: Shape | MemberShape): void {
  checkBound(context, owner, LENGTH);
  checkBound(context, owner, RANGE);
}

function checkBound(context: CheckContext, { id, traits }: Shape | MemberShape, trait: string): void {
  const value = traits.get(trait);
  if (!isObject(value)) return;
  const { min, max } = value;
  if (min === undefined && max === undefined) fault(context, id, trait, "has neither min nor max");
  const [least, most] = [boundValue(min), boundValue(max)];
  if (least !== undefined && most !== undefined && least > most)
    fault(context, id, trait, `has a min of ${least}, which is greater than its max of ${most}`, ["min"]);
  checkLimit(context, id, trait, "min", min);
  checkLimit(context, id, trait, "max", max);
}

function checkLimit(
  context: CheckContext,
  id: ShapeId,
  trait: string,
  key: "min" | "max",
  bound: Json | undefined,
): void {
  if (typeof bound !== "number") return;
  if (trait === LENGTH && (bound < 0 || !Number.isInteger(bound)))
    fault(context, id, trait, `has a ${key} of ${bound}, which is no length`, [key]);
  else if (!Number.isFinite(bound)) fault(context, id, trait, `has a ${key} beyond all doubles`, [key]);
}

function checkEnumTrait(context: CheckContext, { id, traits }: Shape): void {
  const trait = "smithy.api#enum";
  const entries = traits.get(trait);
  if (!Array.isArray(entries)) return;
  for (const key of ["value", "name"] as const) {
    const seen = new Set<Json>();
    for (const [index, entry] of (entries as readonly Json[]).entries()) {
      const text = isObject(entry) ? entry[key] : undefined;
      if (text === undefined) continue;
      if (seen.has(text)) fault(context, id, trait, `has the ${key} ${JSON.stringify(text)} twice`, [index, key]);
      seen.add(text);
    }
  }
  // The name of one may be the value of another, which would stand for its name.
  const isNamed = (entry: Json): boolean => isObject(entry) && entry.name !== undefined;
  const nameless = entries.findIndex((entry: Json) => !isNamed(entry));
  if (nameless >= 0 && entries.some(isNamed))
    fault(context, id, trait, "has an entry without a name, and others with one", [nameless]);
}

function checkEnumValues(context: CheckContext, type: "enum" | "intEnum", members: readonly MemberShape[]): void {
  const trait = "smithy.api#enumValue";
  const seen = new Map<Json, string>();
  for (const { id, name, traits } of members) {
    const value = traits.get(trait);
    if (value === undefined) {
      context.report(loadCodes.missingEnumValue, context.locate(id), { member: id });
      continue;
    }
    const fits = type === "enum" ? typeof value === "string" && value !== "" : isInt32(value);
    if (!fits)
      fault(context, id, trait, `must be ${type === "enum" ? "a string that is not empty" : "an integer of 32 bits"}`);
    const other = seen.get(value);
    if (other !== undefined) fault(context, id, trait, `is ${JSON.stringify(value)}, as that of the member ${other}`);
    seen.set(value, name);
  }
}

/** An `intEnum` is an `integer` (Smithy 2.0 spec, "intEnum"). */
function isInt32(value: Json): boolean {
  return typeof value === "number" && value === (value | 0);
}

function checkMemberDefault(context: CheckContext, member: MemberShape): void {
  const target = context.model.getShape(member.target);
  if (target === undefined) return;
  const value = member.traits.get("smithy.api#default");
  const inherited = target.traits.get("smithy.api#default");
  if (value !== undefined) checkDefault(context, member, target, new Map([...target.traits, ...member.traits]));
  if (inherited === undefined || inherited === null || value === null) return;
  if (value === undefined || JSON.stringify(value) !== JSON.stringify(inherited)) {
    const facts = { member: member.id, target: target.id, value: JSON.stringify(inherited) };
    context.report(loadCodes.defaultNotRepeated, context.locate(member.id), facts);
  }
}

function checkDefault(
  context: CheckContext,
  owner: Shape | MemberShape,
  shape: Shape,
  traits: ReadonlyMap<string, Json>,
): void {
  const value = owner.traits.get("smithy.api#default")!;
  // A null takes away the default of the target: on a shape itself there is nothing to take away.
  const problem =
    value === null && owner.type !== "member" ? "of a shape cannot be null" : defaultProblem(shape, value, traits);
  if (problem !== undefined) fault(context, owner.id, "smithy.api#default", problem);
}

/** Traits that one member of a structure may have at most (`structurallyExclusive` in Smithy's prelude). */
const EXCLUSIVE = [
  "httpPayload",
  "httpPrefixHeaders",
  "httpQueryParams",
  "httpResponseCode",
  "idempotencyToken",
  "nestedProperties",
  "eventPayload",
].map((name) => `smithy.api#${name}`);

// Few members have one at all.
function isExclusive({ traits }: MemberShape): boolean {
  if (traits.size === 0) return false;
  for (let index = 0; index < EXCLUSIVE.length; index++) if (traits.has(EXCLUSIVE[index]!)) return true;
  return false;
}

function checkExclusive(context: CheckContext, members: readonly MemberShape[]): void {
  const candidates = members.filter(isExclusive);
  if (candidates.length < 2) return;
  for (const trait of EXCLUSIVE) {
    const marked = candidates.filter((member) => member.traits.has(trait));
    for (const member of marked.slice(1)) {
      const facts = { trait, member: member.id, other: marked[0]!.name };
      context.report(loadCodes.exclusiveTrait, context.locate(member.id, ["traits", trait], "key"), facts);
    }
  }
}
