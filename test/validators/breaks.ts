import type { Model } from "../../generator/model/model.js";
import { targetOf } from "../../generator/model/model.js";
import { enumValues } from "../../generator/model/enums.js";
import { UNIT } from "../../generator/model/prelude.js";
import type { DataShape, MemberShape } from "../../generator/model/shapes.js";
import { hasTrait } from "../../generator/model/traits.js";
import type { Constraints } from "../../generator/print/constraints.js";
import { constraintsOf, memberConstraints } from "../../generator/print/constraints.js";
import { planPattern } from "../../generator/print/patterns.js";
import { isRecord, keepsConstraints } from "./values.js";

/** One way to break one rule of a value: what stands at `path` becomes `value`. */
export interface Break {
  /** Where the value is changed. */
  readonly path: readonly (string | number)[];
  /** What stands there then; `ABSENT` takes the member away. */
  readonly value: unknown;
  /** Rules of which at least one is told; others may be broken by the same change. */
  readonly rules: readonly string[];
  /** Where the fault is told, when not at `path`. */
  readonly at?: readonly (string | number)[];
}

export const ABSENT = Symbol("absent");

type Path = Break["path"];

/** All ways that are known to break one rule of a value that keeps them all. */
export function breaksOf(model: Model, shape: DataShape, value: unknown): Break[] {
  return [...walk(model, shape, constraintsOf(shape), value, [])];
}

function* walk(model: Model, shape: DataShape, constraints: Constraints, value: unknown, path: Path): Iterable<Break> {
  if (value === null) return; // in sparse collections, and documents
  yield* ownBreaks(model, shape, constraints, value, path);
  for (const [member, name] of children(shape, value)) {
    const target = targetOf(model, member);
    const item: unknown = Object.getOwnPropertyDescriptor(value, name)?.value;
    const at = [...path, name];
    yield* walk(model, target, memberConstraints(model, member), item, at);
    const takesNull = target.type === "document" || hasTrait(shape, "smithy.api#sparse");
    if (!takesNull) yield { path: at, value: null, rules: ["type", "enum"] };
    const required = hasTrait(member, "smithy.api#required") && !hasTrait(member, "smithy.api#idempotencyToken");
    if (shape.type === "structure" && required) {
      // What is checked by a function of its own does not tell an absent value from a wrong one.
      for (const absent of [ABSENT, undefined]) yield { path: at, value: absent, rules: ["required", "type", "enum"] };
    }
  }
}

function children(shape: DataShape, value: unknown): [MemberShape, string | number][] {
  switch (shape.type) {
    case "structure":
    case "union":
      return [...shape.members.values()].flatMap((member) =>
        isRecord(value) && Object.hasOwn(value, member.name) ? [[member, member.name]] : [],
      );
    case "list":
      return Array.isArray(value) ? value.map((_, index) => [shape.member, index]) : [];
    case "map":
      return isRecord(value) ? Object.keys(value).map((name) => [shape.value, name]) : [];
    default:
      return [];
  }
}

function* ownBreaks(
  model: Model,
  shape: DataShape,
  constraints: Constraints,
  value: unknown,
  path: Path,
): Iterable<Break> {
  const wrong = (rules: readonly string[], ...values: readonly unknown[]): Break[] =>
    values.map((each) => ({ path, value: each, rules }));
  if (shape.id === UNIT) return yield* wrong(["type"], "x", []);
  const { length, range, uniqueItems } = constraints;
  const least = length?.min ?? 0;
  const most = length?.max ?? Infinity;
  if (enumValues(shape) !== undefined) {
    yield* wrong(["length", "range", "pattern"], ...unfitValues(shape, constraints));
    return yield* wrong(["enum"], "\u0000none", -987_654_321, {}, true);
  }
  switch (shape.type) {
    case "structure":
      return yield* wrong(["type"], "x", [], 1);
    case "union":
      if (value instanceof ReadableStream) return yield* wrong(["type"], {}, "x");
      yield* wrong(["type"], "x", [], 1);
      return yield* wrong(["union"], {}, { ...(value as object), $unknown: ["x", 1] }, { "\u0000none": 1 });
    case "list": {
      const items = value as readonly unknown[];
      yield* wrong(["type"], "x", {}, 1);
      if (least > 0) yield* wrong(["length"], items.slice(0, least - 1));
      if (most < 200 && items.length > 0)
        yield* wrong(
          ["length"],
          Array.from({ length: most + 1 }, (_, index) => items[index % items.length]),
        );
      if (uniqueItems && items.length > 0 && most > 1) yield* wrong(["uniqueItems"], twice(items, least));
      return;
    }
    case "map":
      return yield* mapBreaks(model, shape, value as Readonly<Record<string, unknown>>, path, least, most);
    case "boolean":
      return yield* wrong(["type"], "true", 1);
    case "byte":
      return yield* wrong(["range", "type"], ...numbers(range, -128, 127, 1));
    case "short":
      return yield* wrong(["range", "type"], ...numbers(range, -32_768, 32_767, 1));
    case "integer":
      return yield* wrong(["range", "type"], ...numbers(range, -(2 ** 31), 2 ** 31 - 1, 1));
    case "long":
      return yield* wrong(["range", "type"], ...numbers(range, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 1));
    case "float":
    case "double":
      yield* wrong(["type"], "1", 1n, true);
      if (range?.min !== undefined) yield* wrong(["range"], beyond(Number(range.min), -1), -Infinity);
      if (range?.max !== undefined) yield* wrong(["range"], beyond(Number(range.max), 1), Infinity);
      return;
    case "bigInteger":
      return yield* wrong(["type"], 1, "1", 1.5);
    case "bigDecimal":
      return yield* wrong(["type"], 1, "1", { string: "x", type: "bigDecimal" }, { string: "1" });
    case "timestamp":
      return yield* wrong(["type"], 0, "2020-01-01T00:00:00Z", new Date(Number.NaN));
    case "document":
      return yield* wrong(["type"], () => 0, new Map(), { deep: [1n] });
    case "blob":
      if (hasTrait(shape, "smithy.api#streaming")) return yield* wrong(["type"], 1, true);
      yield* wrong(["type"], "x", [1]);
      if (least > 0) yield* wrong(["length"], new Uint8Array(least - 1));
      if (most < 100_000) yield* wrong(["length"], new Uint8Array(most + 1));
      return;
    default:
      return yield* textBreaks(constraints, value as string, wrong);
  }
}

/** The values that an enumeration lists and constraints rule out. */
function unfitValues(shape: DataShape, constraints: Constraints): unknown[] {
  const values = enumValues(shape) ?? [];
  return values.filter(({ value }) => !keepsConstraints(constraints, value)).map(({ value }) => value);
}

function beyond(bound: number, way: 1 | -1): number {
  return bound + way * (Math.abs(bound) * 0.001 + 1);
}

function numbers(range: Constraints["range"], least: number, most: number, step: number): unknown[] {
  const min = Math.max(Math.ceil(Number(range?.min ?? -Infinity)), least);
  const max = Math.min(Math.floor(Number(range?.max ?? Infinity)), most);
  return ["1", 1n, true, 1.5, Number.NaN, Infinity, -Infinity, min - step, max + step, least - step, most + step];
}

function twice(items: readonly unknown[], least: number): unknown[] {
  return items.length > 1 && items.length >= least ? [items[0], ...items.slice(0, -1)] : [items[0], ...items];
}

function* mapBreaks(
  model: Model,
  shape: DataShape & { readonly type: "map" },
  value: Readonly<Record<string, unknown>>,
  path: Path,
  least: number,
  most: number,
): Iterable<Break> {
  for (const other of ["x", [], 1]) yield { path, value: other, rules: ["type"] };
  const entries = Object.entries(value);
  if (least > 0) yield { path, value: Object.fromEntries(entries.slice(0, least - 1)), rules: ["length"] };
  const [first] = entries;
  if (first === undefined) return;
  const [name, item] = first;
  const target = targetOf(model, shape.key);
  const constraints = memberConstraints(model, shape.key);
  const keys =
    enumValues(target) !== undefined
      ? [
          { value: "\u0000none", rules: ["enum"] },
          ...unfitValues(target, constraints).map((each) => ({ value: each, rules: ["length", "pattern"] })),
        ]
      : [...textBreaks(constraints, name, (rules, ...values) => values.map((each) => ({ path, value: each, rules })))];
  for (const { value: key, rules } of keys) {
    if (typeof key !== "string" || key === "__proto__") continue;
    const others = entries.slice(1);
    const told = [...rules.map((rule) => `key ${rule}`), ...rules];
    yield { path, value: Object.fromEntries([[key, item], ...others]), rules: told, at: [...path, key] };
  }
  const free =
    enumValues(target) === undefined && constraints.pattern === undefined && (constraints.length?.max ?? 99) > 9;
  if (most < 100 && free) {
    const prefix = "k".repeat(Math.max(0, (constraints.length?.min ?? 0) - 3));
    const many = Array.from({ length: most + 1 }, (_, index) => [`${prefix}${100 + index}`, item]);
    yield { path, value: Object.fromEntries(many), rules: ["length"] };
  }
}

function* textBreaks(
  { length, pattern }: Constraints,
  value: string,
  wrong: (rules: readonly string[], ...values: readonly unknown[]) => Break[],
): Iterable<Break> {
  yield* wrong(["type"], 7, true, ["x"], {});
  const least = length?.min ?? 0;
  const most = length?.max ?? Infinity;
  const characters = Array.from(value);
  if (least > 0) yield* wrong(["length"], characters.slice(0, least - 1).join(""));
  if (most < 20_000) {
    yield* wrong(["length"], "a".repeat(most + 1), "\u{1f600}".repeat(most + 1));
    yield* wrong(["length"], value + (characters.at(-1) ?? "a").repeat(most + 1 - characters.length));
  }
  if (characters.length > 0) {
    const rest = characters.slice(0, -1).join("");
    yield* wrong(["wellFormed"], `${rest}\ud800`, `\udc00${characters.slice(1).join("")}`);
  }
  const plan = pattern === undefined ? undefined : planPattern(pattern, length?.max);
  if (plan === undefined || plan.kind === "not-enforced") return;
  const matcher = new RegExp(plan.source, "u");
  const size = Math.max(least, Math.min(most, characters.length));
  const candidates = ["\u0000", " ", "!", "\n", "é", "A", "a", "0", "\u{1f600}", "\u0378"].flatMap((each) => [
    each.repeat(size),
    each + characters.slice(1).join(""),
    characters.slice(0, -1).join("") + each,
  ]);
  const misfits = candidates.filter((each) => {
    const count = Array.from(each).length;
    return count >= least && count <= most && each.length < 500 && !matcher.test(each);
  });
  yield* wrong(["pattern"], ...misfits.slice(0, 4));
}

/** A copy of a value with one rule broken. */
export function broken(value: unknown, { path, value: other }: Break): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return other;
  const inner = broken(Reflect.get(value as object, step), { path: rest, value: other, rules: [] });
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? inner : item));
  const entries = Object.entries(value as object).filter(([name]) => inner !== ABSENT || name !== step);
  return Object.fromEntries(entries.map(([name, item]) => [name, name === step ? inner : item]));
}
