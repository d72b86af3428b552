import type { Model } from "../../model/model.js";
import type { MemberShape, Shape, ShapeType } from "../../model/shapes.js";

/** What stands for a number of shape types, as in Smithy's selectors: `string` takes in `enum`, `integer` `intEnum`. */
export type TypeName = ShapeType | "number" | "simpleType";

/**
 * Where a trait may stand, in place of Smithy's selectors. A trait may stand on a shape of one of `shapes`, and on a
 * member that fits `members`.
 */
export interface Placement {
  readonly shapes?: readonly TypeName[] | "any";
  /** A trait that the shape must have beside it. */
  readonly with?: string;
  readonly members?: MemberPlacement | "any";
}

export interface MemberPlacement {
  /** Types of the container; any where left out. */
  readonly of?: readonly TypeName[];
  /** Types of the target; any where left out. */
  readonly to?: readonly TypeName[];
  /** A list whose items are of these types does as well. */
  readonly toListOf?: readonly TypeName[];
  /** A map whose values are strings, or lists of strings, does (and `to` is empty). */
  readonly toMapOf?: "strings" | "strings or lists of strings";
  /** The member must be `required`. */
  readonly required?: boolean;
}

const NUMBERS: ReadonlySet<ShapeType> = new Set<ShapeType>([
  "byte",
  "short",
  "integer",
  "intEnum",
  "long",
  "float",
  "double",
  "bigInteger",
  "bigDecimal",
]);
const NOT_SIMPLE: ReadonlySet<ShapeType> = new Set<ShapeType>([
  "list",
  "map",
  "structure",
  "union",
  "service",
  "resource",
  "operation",
]);

export function isOfType(type: ShapeType, names: readonly TypeName[]): boolean {
  return names.includes(type) || names.some((name) => takesIn(name, type));
}

function takesIn(name: TypeName, type: ShapeType): boolean {
  if (name === "number") return NUMBERS.has(type);
  if (name === "simpleType") return !NOT_SIMPLE.has(type);
  return (name === "string" && type === "enum") || (name === "integer" && type === "intEnum");
}

export function shapeFits({ shapes, with: beside }: Placement, shape: Shape): boolean {
  if (shapes === undefined || (shapes !== "any" && !isOfType(shape.type, shapes))) return false;
  return beside === undefined || shape.traits.has(beside);
}

/** A member whose target is unknown fits: that has been reported. */
export function memberFits(placement: Placement, model: Model, container: Shape, member: MemberShape): boolean {
  const { members } = placement;
  if (members === undefined || members === "any") return members === "any";
  if (members.of !== undefined && !isOfType(container.type, members.of)) return false;
  if (members.required === true && !member.traits.has("smithy.api#required")) return false;
  return targetFits(members, model, member);
}

function targetFits({ to, toListOf, toMapOf }: MemberPlacement, model: Model, member: MemberShape): boolean {
  const target = model.getShape(member.target);
  if (target === undefined || (to === undefined && toListOf === undefined && toMapOf === undefined)) return true;
  if (to !== undefined && isOfType(target.type, to)) return true;
  if (target.type === "list" && toListOf !== undefined) return pointsAt(model, target.member, toListOf);
  if (target.type !== "map" || toMapOf === undefined) return false;
  if (pointsAt(model, target.value, ["string"])) return true;
  const value = model.getShape(target.value.target);
  return toMapOf !== "strings" && value?.type === "list" && pointsAt(model, value.member, ["string"]);
}

function pointsAt(model: Model, member: MemberShape, types: readonly TypeName[]): boolean {
  const target = model.getShape(member.target);
  return target === undefined || isOfType(target.type, types);
}

/** For messages: `a string or blob`, `a required member of a structure that targets a string`. */
export function describePlacement({ shapes, with: beside, members }: Placement): string {
  const parts: string[] = [];
  if (shapes === "any") parts.push("any shape");
  else if (shapes !== undefined) parts.push(oneOf(shapes) + (beside === undefined ? "" : ` with ${beside}`));
  if (members === "any") parts.push("any member");
  else if (members !== undefined) {
    const of = members.of === undefined ? "" : ` of ${oneOf(members.of)}`;
    const to = [
      ...(members.to === undefined ? [] : [oneOf(members.to)]),
      ...(members.toListOf === undefined ? [] : [`a list of ${members.toListOf.join(", ")}`]),
      ...(members.toMapOf === undefined ? [] : [`a map of ${members.toMapOf}`]),
    ];
    const targets = to.length === 0 ? "" : ` that targets ${to.join(" or ")}`;
    parts.push(`a ${members.required === true ? "required " : ""}member${of}${targets}`);
  }
  return parts.join(", or ");
}

function oneOf(names: readonly TypeName[]): string {
  const words = names.map((name) => (name === "simpleType" ? "simple shape" : name));
  const last = words.at(-1)!;
  const article = /^[aeiou]/.test(words[0]!) ? "an" : "a";
  return words.length === 1 ? `${article} ${last}` : `${article} ${words.slice(0, -1).join(", ")} or ${last}`;
}
