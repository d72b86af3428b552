import { enumValues, isEnumeration } from "../model/enums.js";
import type { Model } from "../model/model.js";
import { expectShape, getMember, targetOf } from "../model/model.js";
import { inSameGroup } from "../model/recursion.js";
import type { ShapeId } from "../model/shape-id.js";
import { nameOf } from "../model/shape-id.js";
import type { DataShape, MemberShape, Shape, StructureShape } from "../model/shapes.js";
import { isDataShape } from "../model/shapes.js";
import type { Json } from "../model/traits.js";
import { hasTrait } from "../model/traits.js";
import { inWorkingMemory } from "../model/working-memory.js";
import type { Constraints } from "./constraints.js";
import { constraintsOf, memberConstraints } from "./constraints.js";
import { exampleText, textByName } from "./example-text.js";
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

function printList(list: ExampleList, start: string, indent: string, end: string): string {
  const { items } = list;
  const flat = flatList(list);
  if (flat !== undefined && start.length + flat.length + end.length <= WIDTH) return start + flat + end;
  const inner = `${indent}  `;
  const lines = items.every((item) => typeof item === "number")
    ? filledLines(items, inner)
    : items.map((item) => printExample(item, inner, inner, ","));
  return [`${start}[`, ...lines, `${indent}]${end}`].join("\n");
}

/** On one line; undefined where prettier breaks it however short it is: at an object, and between lists of several items. */
function flatList({ items }: ExampleList): string | undefined {
  const isTable = items.length > 1 && items.every((item) => isList(item) && item.items.length > 1);
  if (isTable) return undefined;
  const texts: string[] = [];
  for (const item of items) {
    const text = isList(item) ? flatList(item) : isFlat(item) ? printExample(item) : undefined;
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return `[${texts.join(", ")}]`;
}

function isList(value: ExampleValue): value is ExampleList {
  return typeof value === "object" && value !== null && "items" in value;
}

function isFlat(item: ExampleValue): boolean {
  return (
    typeof item !== "object" ||
    item === null ||
    "expression" in item ||
    ("entries" in item && item.entries.length === 0)
  );
}

/** As many numbers a line as it has room for, each with its comma. */
function filledLines(numbers: readonly number[], indent: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const number of numbers) {
    const text = `${number},`;
    if (line !== "" && line.length + 1 + text.length <= WIDTH) line += ` ${text}`;
    else {
      if (line !== "") lines.push(line);
      line = indent + text;
    }
  }
  return line === "" ? lines : [...lines, line];
}

function printScalar(value: null | boolean | number | string): string {
  return typeof value === "string" ? stringLiteral(value) : String(value);
}

/**
 * The smallest value of a shape that keeps its rules: its required members alone. Lists and maps are as short as they may be.
 * @returns undefined where none is found, or it would be too large to be read.
 */
export function smallestValue(model: Model, target: ShapeId): ExampleValue | undefined {
  const shape = expectShape(model, target);
  return isDataShape(shape) ? smallestOf({ model, path: [], turn: 0, left: MOST }, shape, undefined) : NO_ENTRIES;
}

const NO_ENTRIES: ExampleObject = { entries: [] };

/** Values within an example, which nobody would read to its end otherwise. */
const MOST = 500;

interface Search {
  readonly model: Model;
  /** The shapes that the value stands in. */
  readonly path: ShapeId[];
  /** Which of several values that are to differ. */
  turn: number;
  /** Values that may still be made. */
  left: number;
}

/** @param member what the value is of, where its rules go before those of the shape. */
function smallestOf(search: Search, shape: DataShape, member: MemberShape | undefined): ExampleValue | undefined {
  const { model, turn } = search;
  switch (shape.type) {
    case "structure":
      return smallestStructure(search, shape);
    case "union": {
      const value = smallestUnion(search, shape);
      return value !== undefined && hasTrait(shape, "smithy.api#streaming") ? { events: [value] } : value;
    }
    case "list": {
      const min = rulesOf(model, shape, member).length?.min ?? 0;
      const mustDiffer = hasTrait(shape, "smithy.api#uniqueItems");
      const items = severalOf(search, min, mustDiffer, () => smallestWithin(search, shape, shape.member));
      return items === undefined ? undefined : { items };
    }
    case "map": {
      const min = rulesOf(model, shape, member).length?.min ?? 0;
      const keys = severalOf(search, min, true, () => smallestWithin(search, shape, shape.key));
      const values = severalOf(search, min, false, () => smallestWithin(search, shape, shape.value));
      if (keys === undefined || values === undefined || keys.some((key) => typeof key !== "string")) return undefined;
      return { entries: keys.map((key, index) => [key as string, values[index]!]) };
    }
    case "enum":
    case "intEnum":
      return enumValueOf(shape, turn);
    case "string":
      return isEnumeration(shape)
        ? enumValueOf(shape, turn)
        : textValue(rulesOf(model, shape, member), turn, preferredText(model, member));
    case "boolean":
      return turn === 0;
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "bigInteger":
      return numberValue(shape, rulesOf(model, shape, member), turn, Math.ceil);
    case "float":
    case "double":
    case "bigDecimal":
      return numberValue(shape, rulesOf(model, shape, member), turn, (value) => value);
    case "timestamp":
      return scalarValue(shape, `2022-05-24T00:00:${String(turn % 60).padStart(2, "0")}Z`);
    case "blob":
      return bytesValue(textValue({ length: rulesOf(model, shape, member).length, pattern: undefined }, turn));
    default:
      return NO_ENTRIES;
  }
}

/** So many values; undefined where they cannot be made, or should differ and do not. */
function severalOf(
  search: Search,
  count: number,
  mustDiffer: boolean,
  make: () => ExampleValue | undefined,
): readonly ExampleValue[] | undefined {
  const { turn } = search;
  const values: ExampleValue[] = [];
  const printed = new Set<string>();
  for (let index = 0; index < count; index++) {
    if (mustDiffer) search.turn = turn + index;
    const value = make();
    if (value === undefined) break;
    if (mustDiffer) printed.add(printExample(value));
    values.push(value);
  }
  search.turn = turn;
  return values.length < count || (mustDiffer && printed.size < count) ? undefined : values;
}

function enumValueOf(shape: DataShape, turn: number): string | number | undefined {
  const values = enumValues(shape) ?? [];
  return values[turn % values.length]?.value;
}

function textValue(
  rules: Pick<Constraints, "length" | "pattern">,
  turn: number,
  preferred = "",
): string | Expression | undefined {
  const text = exampleText(rules, turn, preferred);
  if (text === undefined || typeof text === "string") return text;
  return { expression: `${stringLiteral(text.character)}.repeat(${text.times})` };
}

function bytesValue(text: string | Expression | undefined): Expression | undefined {
  if (text === undefined) return undefined;
  return {
    expression: `new TextEncoder().encode(${typeof text === "string" ? stringLiteral(text) : text.expression})`,
  };
}

function numberValue(
  shape: DataShape,
  { range }: Constraints,
  turn: number,
  round: (value: number) => number,
): ExampleValue | undefined {
  const min = Number(range?.min ?? Number.NEGATIVE_INFINITY);
  const max = Number(range?.max ?? Number.POSITIVE_INFINITY);
  const first = round(Math.max(min, Math.min(1, max)));
  if (first > max) return undefined;
  return scalarValue(shape, first + turn <= max ? first + turn : first);
}

function smallestStructure(search: Search, shape: StructureShape): ExampleObject | undefined {
  const entries: [string, ExampleValue][] = [];
  for (const member of shape.members.values()) {
    if (!hasTrait(member, "smithy.api#required")) continue;
    const value = smallestWithin(search, shape, member);
    if (value === undefined) return undefined;
    entries.push([member.name, value]);
  }
  return { entries };
}

function smallestUnion(search: Search, shape: StructureShape): ExampleObject | undefined {
  const members = [...shape.members.values()].filter(({ target }) => target !== shape.id);
  // One that leads back to the union might end in nothing.
  const leadsBack = (member: MemberShape): boolean => inSameGroup(search.model, member.target, shape.id);
  for (const member of [...members.filter((one) => !leadsBack(one)), ...members.filter(leadsBack)]) {
    const value = smallestWithin(search, shape, member);
    if (value !== undefined) return { entries: [[member.name, value]] };
  }
  return undefined;
}

/** The value of a member of a shape; undefined where it would stand within itself, or be one too many. */
function smallestWithin(search: Search, shape: DataShape, member: MemberShape): ExampleValue | undefined {
  const { model, path, turn } = search;
  if ((search.left -= 1) < 0) return undefined;
  if (member.target === shape.id || path.includes(member.target)) return undefined;
  const target = targetOf(model, member);
  if (turn === 0 && target.type === "string" && !hasOwnText(member)) {
    if (!texts().has(target)) texts().set(target, smallestOf(search, target, undefined));
    return texts().get(target);
  }
  path.push(shape.id);
  const value = smallestOf(search, target, member);
  path.pop();
  return value;
}

/** Whether a member of a string shape may be of another text than its others. */
function hasOwnText(member: MemberShape): boolean {
  const hasOwnRules = hasTrait(member, "smithy.api#length") || hasTrait(member, "smithy.api#pattern");
  return hasOwnRules || textByName(tellingName(member), undefined) !== "";
}

/** What a member of a string shape is called: items of lists and maps go by the name of their shape. */
function tellingName(member: MemberShape): string {
  return ["member", "key", "value"].includes(member.name) ? nameOf(member.target) : member.name;
}

function preferredText({ services: [service] }: Model, member: MemberShape | undefined): string {
  return member === undefined ? "" : textByName(tellingName(member), service);
}

/** The texts of string shapes, for all members that have no rules of their own. */
const texts = inWorkingMemory(() => new WeakMap<DataShape, ExampleValue | undefined>());

function rulesOf(model: Model, shape: DataShape, member: MemberShape | undefined): Constraints {
  return member === undefined ? constraintsOf(shape) : memberConstraints(model, member);
}
