import type { Place } from "../diagnostics/diagnostic.js";
import { enumValues } from "../model/enums.js";
import type { Model } from "../model/model.js";
import { isRequired } from "../model/nullability.js";
import { UNIT } from "../model/prelude.js";
import type { ShapeId } from "../model/shape-id.js";
import type { DataShape, MemberShape, StructureShape } from "../model/shapes.js";
import { isDataShape } from "../model/shapes.js";
import { hasTrait, trait } from "../model/traits.js";
import type { PageMember, PageNode, PageStructure } from "./page.js";

export type ShapeLookup = Pick<Model, "getShape">;

/** One thing that a page and a model say differently. */
export interface Disagreement {
  readonly kind: "operation" | "member" | "type" | "value" | "required";
  /** `Operation.request.A.B[]`: see `memberPath`. */
  readonly at: string;
  /** On the page. */
  readonly place: Place;
  readonly page: string;
  readonly model: string;
  readonly shape: ShapeId;
  /** The member or value that one of them lacks. */
  readonly missing?: { readonly name: string; readonly in: "page" | "model" };
}

/** How many statements of a page were held against the model. */
export interface Tally {
  members: number;
  types: number;
  values: number;
  required: number;
}

export function memberPath(at: string, name: string): string {
  return `${at}.${name}`;
}

/** Everything that a page's value and a shape say differently, all the way down. */
export function* disagreements(
  model: ShapeLookup,
  node: PageNode,
  id: ShapeId,
  at: string,
  tally?: Tally,
): Iterable<Disagreement> {
  const shape = dataShape(model, id);
  if (node.kind === "recursive" || node.kind === "unknown") return;
  if (tally !== undefined) tally.types++;
  if (!sameKind(node, shape)) {
    yield { kind: "type", at, place: node.place, page: pageWord(node), model: modelWord(shape), shape: id };
    return;
  }
  switch (node.kind) {
    case "structure":
      yield* ofMembers(model, node, shape as StructureShape, at, tally);
      return;
    case "list":
      if (shape.type === "list") yield* disagreements(model, node.item, shape.member.target, `${at}[]`, tally);
      return;
    case "map":
      if (shape.type !== "map") return;
      // Pages show the keys of a map as strings, whatever values they may have.
      if (node.key.kind !== "string" || kindOf(dataShape(model, shape.key.target)) !== "enum")
        yield* disagreements(model, node.key, shape.key.target, `${at}{key}`, tally);
      yield* disagreements(model, node.value, shape.value.target, `${at}{}`, tally);
      return;
    case "enum":
      yield* ofValues(node, shape, at, tally);
      return;
    default:
  }
}

/** Whether a shape is defined as the page shows the value. */
export function fits(model: ShapeLookup, node: PageNode, id: ShapeId): boolean {
  for (const _ of disagreements(model, node, id, "")) return false;
  return true;
}

function* ofMembers(
  model: ShapeLookup,
  { members, place }: PageStructure,
  shape: StructureShape,
  at: string,
  tally: Tally | undefined,
): Iterable<Disagreement> {
  for (const [name, { node, required }] of members) {
    const path = memberPath(at, name);
    const member = shape.members.get(name);
    if (tally !== undefined) tally.members++;
    if (member === undefined) {
      const missing = { name, in: "model" } as const;
      yield {
        kind: "member",
        at: path,
        place: node.place,
        page: pageWord(node),
        model: "absent",
        shape: shape.id,
        missing,
      };
      continue;
    }
    if (required !== undefined) {
      if (tally !== undefined) tally.required++;
      if (required !== isRequired(member) && !isToken(member))
        yield { kind: "required", at: path, place: node.place, ...requiredWords(required), shape: shape.id };
    }
    yield* disagreements(model, node, member.target, path, tally);
  }
  for (const [name, member] of shape.members) {
    if (members.has(name)) continue;
    const missing = { name, in: "page" } as const;
    const word = modelWord(dataShape(model, member.target));
    yield { kind: "member", at: memberPath(at, name), place, page: "absent", model: word, shape: shape.id, missing };
  }
}

function* ofValues(
  { values, place }: PageNode & { readonly kind: "enum" },
  shape: DataShape,
  at: string,
  tally: Tally | undefined,
): Iterable<Disagreement> {
  const known = new Set((enumValues(shape) ?? []).map(({ value }) => String(value)));
  for (const value of values) {
    if (tally !== undefined) tally.values++;
    if (known.has(value)) continue;
    const missing = { name: value, in: "model" } as const;
    yield { kind: "value", at, place, page: JSON.stringify(value), model: "absent", shape: shape.id, missing };
  }
  for (const value of known) {
    if (values.includes(value)) continue;
    const missing = { name: value, in: "page" } as const;
    yield { kind: "value", at, place, page: "absent", model: JSON.stringify(value), shape: shape.id, missing };
  }
}

/** Tokens that the client fills in are not shown as required. */
function isToken(member: MemberShape): boolean {
  return hasTrait(member, "smithy.api#idempotencyToken");
}

function requiredWords(required: boolean): { readonly page: string; readonly model: string } {
  const words = ["optional", "required"] as const;
  return { page: words[required ? 1 : 0], model: words[required ? 0 : 1] };
}

/** The operation's structure; none where it has no input or output. */
export function dataShape(model: ShapeLookup, id: ShapeId): DataShape {
  const shape = id === UNIT ? UNIT_SHAPE : model.getShape(id);
  if (shape === undefined || !isDataShape(shape)) throw new Error(`no data shape ${id}`);
  return shape;
}

const UNIT_SHAPE: StructureShape = { type: "structure", id: UNIT, traits: new Map(), members: new Map() };

/** The kind of value in the page's words: pages do not tell an integer from a long. */
export function kindOf(shape: DataShape): PageNode["kind"] {
  switch (shape.type) {
    case "structure":
    case "union":
      return "structure";
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "bigInteger":
    case "intEnum":
      return "integer";
    case "float":
    case "double":
    case "bigDecimal":
      return "float";
    case "string":
    case "enum":
      return enumValues(shape) === undefined ? "string" : "enum";
    default:
      return shape.type;
  }
}

function sameKind(node: PageNode, shape: DataShape): boolean {
  if (node.kind === "structure" && node.isUnion && shape.type === "structure") return false;
  // The one value of an enumeration may be the very word that stands for any text.
  if (node.kind === "string" && enumValues(shape)?.length === 1) return enumValues(shape)![0]!.value === "string";
  // JSON inside of a string is shown as the value that it holds.
  if (node.kind === "document" && shape.type === "string")
    return trait(shape, "smithy.api#mediaType") === "application/json";
  return kindOf(shape) === node.kind;
}

export function pageWord(node: PageNode): string {
  switch (node.kind) {
    case "structure":
      return node.isUnion ? "a union" : "a structure";
    case "list":
      return `a list of ${pageWord(node.item)}`;
    case "enum":
      return `one of ${node.values.map((value) => JSON.stringify(value)).join(", ")}`;
    default:
      return WORDS[node.kind];
  }
}

function modelWord(shape: DataShape): string {
  const values = enumValues(shape);
  if (values !== undefined) return `one of ${values.map(({ value }) => JSON.stringify(value)).join(", ")}`;
  return shape.type === "union" ? "a union" : WORDS[kindOf(shape)];
}

const WORDS: Readonly<Record<PageNode["kind"], string>> = {
  structure: "a structure",
  list: "a list",
  map: "a map",
  enum: "an enumeration",
  string: "a string",
  integer: "an integer",
  float: "a float",
  boolean: "a boolean",
  timestamp: "a timestamp",
  blob: "a blob",
  document: "a document",
  recursive: "a recursion",
  unknown: "anything",
};

/** The members of the page that stand before a new one, nearest first: it goes behind the first that is there. */
export function placeBehind(members: ReadonlyMap<string, PageMember>, name: string): readonly string[] {
  const names = [...members.keys()];
  return names.slice(0, names.indexOf(name)).toReversed();
}
