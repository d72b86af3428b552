import { enumValues } from "../model/enums.js";
import type { ShapeId } from "../model/shape-id.js";
import { isIdentifier, nameOf } from "../model/shape-id.js";
import type { DataShape, Shape } from "../model/shapes.js";
import { dataMembersOf, isDataShape } from "../model/shapes.js";
import type { Json } from "../model/traits.js";
import { hasTrait } from "../model/traits.js";

/** What a model does again and again, as the way to do it once more. */
export interface Habits {
  /** What the names of shapes of a type add to the names of the members that they are for. */
  suffixOf(type: NamedType): string;
  /** How often members target a shape. */
  usesOf(id: ShapeId): number;
  /** How often members of that name target it. */
  usesAs(member: string, id: ShapeId): number;
  /** The name of an enumeration's member for a value. */
  valueName(value: string, among?: DataShape): string;
  /** What the service's inputs or outputs add to the name of their operation. */
  readonly inputSuffix: string;
  readonly outputSuffix: string;
  /** Whether most inputs or outputs are marked as such. */
  readonly marksInput: boolean;
  readonly marksOutput: boolean;
  /** Whether most operations say how HTTP carries them. */
  readonly tellsHttp: boolean;
  /** The default that members of a shape have, if most have one. */
  defaultFor(target: ShapeId): Json | undefined;
}

export type NamedType = "structure" | "union" | "list" | "map" | "enum" | "simple";

export function habitsOf(shapes: ReadonlyMap<ShapeId, Shape>): Habits {
  const suffixes = new Map<NamedType, string[]>();
  const uses = new Map<string, number>();
  const defaults = new Map<ShapeId, (Json | undefined)[]>();
  for (const shape of shapes.values()) {
    for (const { name, target, traits } of dataMembersOf(shape)) {
      count(uses, target);
      if (shape.type !== "structure" && shape.type !== "union") continue;
      count(uses, `${target} ${name}`);
      if (!traits.has("smithy.api#required"))
        defaults.set(target, [...(defaults.get(target) ?? []), traits.get("smithy.api#default")]);
      const found = shapes.get(target);
      const type = found !== undefined && isDataShape(found) ? namedType(found) : undefined;
      const suffix = type && suffixAfter(capitalised(name), nameOf(target));
      if (suffix !== undefined) suffixes.set(type!, [...(suffixes.get(type!) ?? []), suffix]);
    }
  }
  const operations = [...shapes.values()].filter((shape) => shape.type === "operation");
  const io = (side: "input" | "output"): readonly string[] =>
    operations.flatMap((operation) => suffixAfter(nameOf(operation.id), nameOf(operation[side])) ?? []);
  const marked = (side: "input" | "output"): boolean =>
    mostOf(operations, (operation) => {
      const shape = shapes.get(operation[side]);
      return shape !== undefined && hasTrait(shape, `smithy.api#${side}`);
    });
  const namers = NAMERS.map((name) => ({ name, fits: 0 }));
  for (const shape of shapes.values())
    if (isDataShape(shape)) for (const namer of namers) if (namesAll(shape, namer.name)) namer.fits++;
  const usual = namers.reduce((best, namer) => (namer.fits > best.fits ? namer : best)).name;
  return {
    suffixOf: (type) => commonest(suffixes.get(type) ?? []) ?? PLAIN_SUFFIXES[type],
    usesOf: (id) => uses.get(id) ?? 0,
    usesAs: (member, id) => uses.get(`${id} ${member}`) ?? 0,
    valueName(value, among) {
      const name = (among === undefined ? undefined : NAMERS.find((namer) => namesAll(among, namer))) ?? usual;
      return name(value);
    },
    inputSuffix: commonest(io("input")) ?? "Input",
    outputSuffix: commonest(io("output")) ?? "Output",
    marksInput: marked("input"),
    marksOutput: marked("output"),
    tellsHttp: mostOf(operations, (operation) => hasTrait(operation, "smithy.api#http")),
    defaultFor(target) {
      const given = defaults.get(target) ?? [];
      const value = given.find((one) => one !== undefined && one !== null);
      return given.filter((one) => one !== undefined).length * 2 > given.length ? value : undefined;
    },
  };
}

const PLAIN_SUFFIXES: Readonly<Record<NamedType, string>> = {
  structure: "",
  union: "",
  list: "List",
  map: "Map",
  enum: "",
  simple: "",
};

export function namedType(shape: DataShape): NamedType {
  switch (shape.type) {
    case "structure":
    case "union":
    case "list":
    case "map":
      return shape.type;
    default:
      return enumValues(shape) === undefined ? "simple" : "enum";
  }
}

export function capitalised(name: string): string {
  return name.replace(/^_*[a-z]/, (start) => start.toUpperCase());
}

function suffixAfter(start: string, name: string): string | undefined {
  return name.startsWith(start) ? name.slice(start.length) : undefined;
}

/** The text that stands there most often; of equals the shortest, then the first by code unit. */
function commonest(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) count(counts, text);
  return [...counts].toSorted(
    ([a, times], [b, more]) => more - times || a.length - b.length || (a < b ? -1 : 1),
  )[0]?.[0];
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function mostOf<T>(all: readonly T[], holds: (one: T) => boolean): boolean {
  return all.filter(holds).length * 2 > all.length;
}

/** Ways in which services name the members of their enumerations. */
const NAMERS: readonly ((value: string) => string)[] = [
  (value) => identifier(value.replaceAll(/\W+/g, "_").toUpperCase()),
  (value) =>
    identifier(
      value
        .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
        .replaceAll(/\W+/g, "_")
        .toUpperCase(),
    ),
  (value) => identifier(value.replaceAll(/\W+/g, "_")),
  (value) => identifier(value.replaceAll(/\W+/g, "")),
];

function identifier(text: string): string {
  if (isIdentifier(text)) return text;
  const name = `_${text}`;
  return isIdentifier(name) ? name : "_0";
}

function namesAll(shape: DataShape, namer: (value: string) => string): boolean {
  const values = enumValues(shape);
  return (
    values !== undefined &&
    values.length > 0 &&
    values.every(({ name, value }) => name !== undefined && namer(String(value)) === name)
  );
}
