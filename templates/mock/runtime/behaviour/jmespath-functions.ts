import { ExpressionError } from "./jmespath-lexer.js";

/** An expression passed to a function by `&`: applied to one value. */
export type Reference = (value: unknown) => unknown;

/** What a parameter takes; `array-number` and `array-string` are arrays of these. */
export type ParameterType =
  | "any"
  | "number"
  | "string"
  | "array"
  | "object"
  | "reference"
  | "array-number"
  | "array-string";

export interface FunctionSignature {
  readonly parameters: readonly (readonly ParameterType[])[];
  /** The last parameter may come again. */
  readonly variadic: boolean;
  readonly call: (args: readonly unknown[]) => unknown;
}

/** @returns undefined for a name that is no function. */
export function functionNamed(name: string): FunctionSignature | undefined {
  return FUNCTIONS.get(name);
}

/** @throws ExpressionError when an argument has another type than the function takes. */
export function callFunction(name: string, args: readonly unknown[]): unknown {
  const signature = FUNCTIONS.get(name);
  if (signature === undefined)
    throw new ExpressionError(`unknown function ${name}()`);
  for (const [index, value] of args.entries()) {
    const accepted =
      signature.parameters[Math.min(index, signature.parameters.length - 1)] ??
      [];
    if (!accepted.some((type) => isOfType(value, type))) {
      throw new ExpressionError(
        `${name}() takes ${accepted.join(" or ")}, not ${typeOf(value)}`,
      );
    }
  }
  return signature.call(args);
}

/** The JMESPath type of a JSON value. */
export function typeOf(
  value: unknown,
): "null" | "boolean" | "number" | "string" | "array" | "object" | "expref" {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  switch (typeof value) {
    case "boolean":
      return "boolean";
    case "number":
      return "number";
    case "string":
      return "string";
    case "function":
      return "expref";
    default:
      return "object";
  }
}

/** JMESPath's falsy values: null, false, and an empty string, array or object. Zero is true. */
export function isTruthy(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === "")
    return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

/** Equality by value, for JSON values. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (
    typeof a !== "object" ||
    typeof b !== "object" ||
    a === null ||
    b === null
  )
    return (a ?? null) === (b ?? null);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(b, key) && isSame(ownValue(a, key), ownValue(b, key)),
  );
}

/** The value of an own property: an inherited one, such as `constructor`, is absent. */
export function ownValue(value: object, key: string): unknown {
  return Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

const PATTERNS = new Map<string, RegExp>();

function isOfType(value: unknown, type: ParameterType): boolean {
  switch (type) {
    case "any":
      return typeof value !== "function";
    case "number":
      return typeof value === "number";
    case "string":
      return typeof value === "string";
    case "array":
      return Array.isArray(value);
    case "object":
      return typeOf(value) === "object";
    case "reference":
      return typeof value === "function";
    case "array-number":
      return (
        Array.isArray(value) && value.every((item) => typeof item === "number")
      );
    case "array-string":
      return (
        Array.isArray(value) && value.every((item) => typeof item === "string")
      );
  }
}

/** Orders numbers by size and strings by code point; everything else stays where it is. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== "string" || typeof b !== "string") return 0;
  const left = Array.from(a);
  const right = Array.from(b);
  for (const [index, character] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const difference =
      (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** The keys that `reference` gives for the items, which must be all numbers or all strings. */
function sortKeys(
  name: string,
  items: readonly unknown[],
  reference: Reference,
): readonly unknown[] {
  const keys = items.map(reference);
  const first = typeof keys[0];
  if (keys.length > 0 && first !== "number" && first !== "string") {
    throw new ExpressionError(
      `${name}() needs an expression that gives numbers or strings`,
    );
  }
  if (!keys.every((key) => typeof key === first)) {
    throw new ExpressionError(
      `${name}() needs an expression that gives one type`,
    );
  }
  return keys;
}

/** The item whose key is the largest by `sign`; the first of several. */
function extreme(
  items: readonly unknown[],
  keys: readonly unknown[],
  sign: 1 | -1,
): unknown {
  let best = 0;
  for (const index of keys.keys())
    if (sign * compare(keys[index], keys[best]) > 0) best = index;
  return items[best] ?? null;
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "null");
}

function toNumber(value: unknown): number | null {
  if (typeof value === "number") return value;
  const numeric =
    typeof value === "string" &&
    /^\s*-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(value);
  return numeric ? Number(value) : null;
}

function total(numbers: readonly unknown[]): number {
  return (numbers as readonly number[]).reduce(
    (sum, number) => sum + number,
    0,
  );
}

function matches(subject: string, source: string): boolean {
  let pattern = PATTERNS.get(source);
  if (pattern === undefined) {
    try {
      pattern = new RegExp(source, "u");
    } catch {
      throw new ExpressionError(`matches() cannot read the pattern ${source}`);
    }
    PATTERNS.set(source, pattern);
  }
  return pattern.test(subject);
}

function define(
  parameters: readonly (readonly ParameterType[])[],
  call: (...args: never[]) => unknown,
  variadic = false,
): FunctionSignature {
  // The parameters are checked before the call, which is what makes the argument types true.
  return { parameters, variadic, call: (args) => call(...(args as never[])) };
}

const ANY: readonly ParameterType[] = ["any"];
const NUMBER: readonly ParameterType[] = ["number"];
const STRING: readonly ParameterType[] = ["string"];
const ARRAY: readonly ParameterType[] = ["array"];
const OBJECT: readonly ParameterType[] = ["object"];
const REFERENCE: readonly ParameterType[] = ["reference"];
const SORTABLE: readonly ParameterType[] = ["array-number", "array-string"];

/**
 * The functions of the specification, `matches(subject, pattern)`: an unanchored ECMA-262 search, flag `u`, and
 * `product(numbers)`, as `sum`.
 */
const FUNCTIONS: ReadonlyMap<string, FunctionSignature> = new Map([
  ["abs", define([NUMBER], (n: number) => Math.abs(n))],
  [
    "avg",
    define([["array-number"]], (list: number[]) =>
      list.length === 0 ? null : total(list) / list.length,
    ),
  ],
  ["ceil", define([NUMBER], (n: number) => Math.ceil(n))],
  [
    "contains",
    define(
      [["array", "string"], ANY],
      (subject: unknown[] | string, search: unknown) =>
        typeof subject === "string"
          ? typeof search === "string" && subject.includes(search)
          : subject.some((item) => isSame(item, search)),
    ),
  ],
  [
    "ends_with",
    define([STRING, STRING], (subject: string, suffix: string) =>
      subject.endsWith(suffix),
    ),
  ],
  ["floor", define([NUMBER], (n: number) => Math.floor(n))],
  [
    "join",
    define([STRING, ["array-string"]], (glue: string, list: string[]) =>
      list.join(glue),
    ),
  ],
  ["keys", define([OBJECT], (value: object) => Object.keys(value))],
  [
    "length",
    define(
      [["string", "array", "object"]],
      (value: string | unknown[] | object) => {
        if (typeof value === "string") return Array.from(value).length;
        return Array.isArray(value) ? value.length : Object.keys(value).length;
      },
    ),
  ],
  [
    "map",
    define([REFERENCE, ARRAY], (f: Reference, list: unknown[]) =>
      list.map((item) => f(item) ?? null),
    ),
  ],
  ["matches", define([STRING, STRING], matches)],
  ["max", define([SORTABLE], (list: unknown[]) => extreme(list, list, 1))],
  [
    "max_by",
    define([ARRAY, REFERENCE], (l: unknown[], f: Reference) =>
      extreme(l, sortKeys("max_by", l, f), 1),
    ),
  ],
  [
    "merge",
    define(
      [OBJECT],
      (...objects: object[]) =>
        Object.fromEntries(objects.flatMap((o) => Object.entries(o))),
      true,
    ),
  ],
  ["min", define([SORTABLE], (list: unknown[]) => extreme(list, list, -1))],
  [
    "min_by",
    define([ARRAY, REFERENCE], (l: unknown[], f: Reference) =>
      extreme(l, sortKeys("min_by", l, f), -1),
    ),
  ],
  [
    "not_null",
    define(
      [ANY],
      (...values: unknown[]) =>
        values.find((v) => (v ?? null) !== null) ?? null,
      true,
    ),
  ],
  [
    "reverse",
    define([["string", "array"]], (value: string | unknown[]) =>
      typeof value === "string"
        ? Array.from(value).toReversed().join("")
        : value.toReversed(),
    ),
  ],
  ["sort", define([SORTABLE], (list: unknown[]) => list.toSorted(compare))],
  [
    "sort_by",
    define([ARRAY, REFERENCE], (list: unknown[], f: Reference) => {
      const keys = sortKeys("sort_by", list, f);
      const order = Array.from(list.keys()).toSorted((a, b) =>
        compare(keys[a], keys[b]),
      );
      return order.map((index) => list[index]);
    }),
  ],
  [
    "starts_with",
    define([STRING, STRING], (subject: string, prefix: string) =>
      subject.startsWith(prefix),
    ),
  ],
  [
    "product",
    define([["array-number"]], (list: number[]) =>
      list.reduce((product, number) => product * number, 1),
    ),
  ],
  ["sum", define([["array-number"]], (list: number[]) => total(list))],
  [
    "to_array",
    define([ANY], (value: unknown) =>
      Array.isArray(value) ? value : [value ?? null],
    ),
  ],
  ["to_number", define([ANY], toNumber)],
  ["to_string", define([ANY], toText)],
  ["type", define([ANY], typeOf)],
  ["values", define([OBJECT], (value: object) => Object.values(value))],
]);
