import { enumValues } from "../model/enums.js";
import type { Model } from "../model/model.js";
import { expectShape, getMember, targetOf } from "../model/model.js";
import { inSameGroup } from "../model/recursion.js";
import type { ShapeId } from "../model/shape-id.js";
import type { DataShape, MemberShape, Shape, StructureShape } from "../model/shapes.js";
import { isDataShape } from "../model/shapes.js";
import type { Json } from "../model/traits.js";
import { hasTrait } from "../model/traits.js";
import type { Constraints } from "./constraints.js";
import { constraintsOf, memberConstraints } from "./constraints.js";
import { exampleText } from "./example-text.js";
import { objectKey, stringLiteral } from "./literals.js";

/** Columns of a line: where prettier breaks by default. */
const WIDTH = 80;

/** Text that goes in place of a value: an expression of the code around it. */
export interface Expression {
  readonly expression: string;
}

/** An array of values. */
export interface ExampleList {
  readonly items: readonly ExampleValue[];
}

/** What an event stream gives, one after the other. */
export interface ExampleStream {
  readonly events: readonly ExampleValue[];
}

export type ExampleValue = null | boolean | number | string | Expression | ExampleList | ExampleObject | ExampleStream;

/** Entries and no object: a model's names are no keys of ours. */
export interface ExampleObject {
  readonly entries: readonly (readonly [string, ExampleValue])[];
}

/**
 * JSON of `smithy.api#examples` as the value that a TypeScript program holds: dates, bytes and big numbers are made
 * where the model has them.
 */
export function exampleValue(model: Model, target: ShapeId | undefined, json: Json): ExampleValue {
  const shape = target === undefined ? undefined : expectShape(model, target);
  if (shape?.type === "union" && hasTrait(shape, "smithy.api#streaming"))
    return {
      events: (Array.isArray(json) ? (json as readonly Json[]) : [json]).map((event) =>
        membersOrScalar(model, shape, event),
      ),
    };
  if (shape !== undefined && (typeof json === "string" || typeof json === "number")) return scalarValue(shape, json);
  if (Array.isArray(json)) {
    const member = target === undefined ? undefined : getMember(model, target, "member");
    return { items: (json as readonly Json[]).map((item) => exampleValue(model, member?.target, item)) };
  }
  return membersOrScalar(model, shape, json);
}

function scalarValue({ type }: Shape, json: string | number): ExampleValue {
  switch (type) {
    case "timestamp": {
      const date = new Date(typeof json === "number" ? json * 1000 : json);
      return Number.isNaN(date.getTime()) ? json : { expression: `new Date(${stringLiteral(date.toISOString())})` };
    }
    case "blob":
      return typeof json === "string" ? { expression: `new TextEncoder().encode(${stringLiteral(json)})` } : json;
    case "bigInteger":
      return Number.isSafeInteger(json) ? { expression: `${json}n` } : json;
    case "bigDecimal":
      return typeof json === "number"
        ? { expression: `{ string: ${stringLiteral(String(json))}, type: "bigDecimal" }` }
        : json;
    default:
      return json;
  }
}

function membersOrScalar(model: Model, shape: Shape | undefined, json: Json): ExampleValue {
  if (typeof json !== "object" || json === null) return json;
  const entries = Object.entries(json).map(([name, value]) => {
    const member = shape === undefined ? undefined : getMember(model, shape.id, shape.type === "map" ? "value" : name);
    return [name, exampleValue(model, member?.target, value)] as const;
  });
  return { entries };
}

/** Prints a value in prettier's form. @param start what stands before it on its first line. */
export function printExample(value: ExampleValue, start = "", indent = "", end = ""): string {
  if (typeof value === "object" && value !== null) {
    if ("expression" in value) return `${start}${value.expression}${end}`;
    if ("events" in value) return printStream(value, start, indent, end);
    return "items" in value ? printList(value, start, indent, end) : printObject(value, start, indent, end);
  }
  const text = printScalar(value);
  const line = `${start}${text}${end}`;
  // Prettier moves a long text to a line of its own, but for keys so short that nothing is won.
  const breaks = line.length > WIDTH && typeof value === "string" && /(?:=|\S{5}:) $/.test(start);
  return breaks ? `${start.trimEnd()}\n${indent}  ${text}${end}` : line;
}

function printObject({ entries }: ExampleObject, start: string, indent: string, end: string): string {
  if (entries.length === 0) return `${start}{}${end}`;
  const inner = `${indent}  `;
  let text = `${start}{`;
  for (const [name, item] of entries) text += `\n${printExample(item, `${inner}${objectKey(name)}: `, inner, ",")}`;
  return `${text}\n${indent}}${end}`;
}

/** An object and no generator that is called: the compiler then knows what it has to give. */
function printStream({ events }: ExampleStream, start: string, indent: string, end: string): string {
  const inner = `${indent}  `;
  const lines = events.map((event) => printExample(event, `${inner}  yield `, `${inner}  `, ";"));
  return [`${start}{`, `${inner}async *[Symbol.asyncIterator]() {`, ...lines, `${inner}},`, `${indent}}${end}`].join(
    "\n",
  );
}

function printList({ items }: ExampleList, start: string, indent: string, end: string): string {
  const scalars = items.every(isFlat);
  const flat = scalars ? `${start}[${items.map((item) => printExample(item)).join(", ")}]${end}` : "";
  if (scalars && flat.length <= WIDTH) return flat;
  const inner = `${indent}  `;
  return [`${start}[`, ...items.map((item) => printExample(item, inner, inner, ",")), `${indent}]${end}`].join("\n");
}

function isFlat(item: ExampleValue): boolean {
  return (
    typeof item !== "object" ||
    item === null ||
    "expression" in item ||
    ("entries" in item && item.entries.length === 0)
  );
}

function printScalar(value: null | boolean | number | string): string {
  return typeof value === "string" ? stringLiteral(value) : String(value);
}

/** The smallest value of a shape: its required members alone. Lists and maps are as short as they may be. */
export function smallestValue(model: Model, target: ShapeId): ExampleValue {
  const shape = expectShape(model, target);
  return isDataShape(shape) ? smallestOf(model, shape, undefined, []) : NO_ENTRIES;
}

const NO_ENTRIES: ExampleObject = { entries: [] };

/**
 * @param member what the value is of, where its rules go before those of the shape.
 * @param path the shapes that the value stands in; it comes back as it was.
 */
function smallestOf(model: Model, shape: DataShape, member: MemberShape | undefined, path: ShapeId[]): ExampleValue {
  switch (shape.type) {
    case "structure":
      return smallestStructure(model, shape, path);
    case "union": {
      const value = smallestUnion(model, shape, path);
      return hasTrait(shape, "smithy.api#streaming") ? { events: [value] } : value;
    }
    case "list": {
      const length = Math.min(rulesOf(model, shape, member).length?.min ?? 0, 3);
      return { items: Array.from({ length }, () => smallestWithin(model, shape, shape.member, path)) };
    }
    case "map": {
      if ((rulesOf(model, shape, member).length?.min ?? 0) === 0) return NO_ENTRIES;
      const key = String(smallestWithin(model, shape, shape.key, path));
      return { entries: [[key, smallestWithin(model, shape, shape.value, path)]] };
    }
    case "enum":
    case "intEnum":
      return enumValues(shape)?.[0]?.value ?? "";
    case "string":
      return enumValues(shape)?.[0]?.value ?? exampleText(rulesOf(model, shape, member));
    case "boolean":
      return true;
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "float":
    case "double":
    case "bigInteger":
    case "bigDecimal": {
      const { range } = rulesOf(model, shape, member);
      return scalarValue(shape, Math.max(range?.min ?? 1, Math.min(1, range?.max ?? 1)));
    }
    case "timestamp":
      return scalarValue(shape, "2022-05-24T00:00:00Z");
    case "blob":
      return scalarValue(shape, "example");
    default:
      return NO_ENTRIES;
  }
}

function smallestStructure(model: Model, shape: StructureShape, path: ShapeId[]): ExampleObject {
  const entries: [string, ExampleValue][] = [];
  for (const member of shape.members.values())
    if (hasTrait(member, "smithy.api#required"))
      entries.push([member.name, smallestWithin(model, shape, member, path)]);
  return { entries };
}

function smallestUnion(model: Model, shape: StructureShape, path: ShapeId[]): ExampleObject {
  const members = [...shape.members.values()];
  // One that leads back to the union might end in nothing.
  const first =
    members.find(({ target }) => target !== shape.id && !inSameGroup(model, target, shape.id)) ??
    members.find(({ target }) => target !== shape.id && !path.includes(target));
  return first === undefined ? NO_ENTRIES : { entries: [[first.name, smallestWithin(model, shape, first, path)]] };
}

/** The value of a member of a shape that stands in `path`. */
function smallestWithin(model: Model, shape: DataShape, member: MemberShape, path: ShapeId[]): ExampleValue {
  if (member.target === shape.id || path.includes(member.target)) return exampleValue(model, member.target, null);
  const target = targetOf(model, member);
  if (target.type !== "string" || hasTrait(member, "smithy.api#length") || hasTrait(member, "smithy.api#pattern")) {
    path.push(shape.id);
    const value = smallestOf(model, target, member, path);
    path.pop();
    return value;
  }
  let text = texts.get(target);
  if (text === undefined) texts.set(target, (text = smallestOf(model, target, undefined, path)));
  return text;
}

/** The texts of string shapes, for all members that have no rules of their own. */
const texts = new WeakMap<DataShape, ExampleValue>();

function rulesOf(model: Model, shape: DataShape, member: MemberShape | undefined): Constraints {
  return member === undefined ? constraintsOf(shape) : memberConstraints(model, member);
}
