/** Modelled values as JavaScript values: the forms that the generated types give them. */

import { decodeBase64 } from "./base64.js";
import type { Member } from "./schema-access.js";
import { setOwn } from "./schema-access.js";
import { readDateTime, readEpochSeconds, readHttpDate } from "./timestamps.js";

/** A bigDecimal: every digit, as text. AWS SDK clients carry the same two members. */
export interface BigDecimalValue {
  readonly string: string;
  readonly type: "bigDecimal";
}

export function bigDecimal(text: string): BigDecimalValue {
  return { string: text, type: "bigDecimal" };
}

export function isBigDecimal(value: unknown): value is BigDecimalValue {
  return (
    typeof value === "object" &&
    value !== null &&
    "string" in value &&
    typeof value.string === "string"
  );
}

/** Inclusive ranges of Smithy's integer types. */
export const INTEGER_RANGES: ReadonlyMap<
  string,
  readonly [min: bigint, max: bigint]
> = new Map([
  ["byte", [-128n, 127n]],
  ["short", [-32_768n, 32_767n]],
  ["integer", [-2_147_483_648n, 2_147_483_647n]],
  ["intEnum", [-2_147_483_648n, 2_147_483_647n]],
  ["long", [-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n]],
]);

const INTEGER = /^-?[0-9]+$/;
/** Longest exponent that is written out when a bigInteger comes as `1e9`; beyond it the text is refused. */
const MAX_EXPONENT = 4096;

/**
 * The integer that a JSON number stands for, also written as `1.0` or `1e3`.
 * @returns undefined where it has a fraction.
 */
export function integerOf(text: string): bigint | undefined {
  if (INTEGER.test(text)) return BigInt(text);
  const match = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(
    text,
  );
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponentText = "0"] = match;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > MAX_EXPONENT) return undefined;
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (/[1-9]/.test(point >= 0 ? digits.slice(point) : digits)) return undefined;
  return BigInt(
    sign + (point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0")),
  );
}

/** A long beyond the safe integers stays a bigint, so that no digit is lost on the way through. */
export function longValue(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/**
 * The value of the `default` trait; undefined where there is none (`null` takes a default away).
 * @returns a fresh value each time: handlers may change what they are given.
 */
export function defaultOf(member: Member): unknown {
  // Members repeat the default of their target, or take it away.
  const value = member.traits["default"];
  if (value === undefined || value === null) return undefined;
  const { schema } = member;
  if (schema[0] !== 0) return structuredClone(value);
  switch (schema[4]) {
    case "blob":
      return typeof value === "string" ? decodeBase64(value) : undefined;
    case "timestamp":
      return typeof value === "number"
        ? readEpochSeconds(value)
        : (readDateTime(String(value)) ?? readHttpDate(String(value)));
    case "bigInteger":
      return integerOf(String(value));
    case "bigDecimal":
      return bigDecimal(String(value));
    case "float":
    case "double":
      return Number(value);
    case "document":
      return structuredClone(value);
    default:
      return value;
  }
}

/** By structure, the members that the client left out and the model's default filled in. */
const defaulted = new WeakMap<object, Set<string>>();

/**
 * Gives an absent member its default, if it has one. That it was absent is remembered: how the service behaves may
 * know better what an absent member becomes.
 */
export function fillDefault(
  structure: Record<string, unknown>,
  name: string,
  member: Member,
): void {
  const value = defaultOf(member);
  if (value === undefined) return;
  setOwn(structure, name, value);
  const names = defaulted.get(structure);
  if (names === undefined) defaulted.set(structure, new Set([name]));
  else names.add(name);
}

/** Whether the client left the member out. */
export function isDefaulted(structure: object, name: string): boolean {
  return defaulted.get(structure)?.has(name) === true;
}

/** For a copy of a structure, of which the same is true. */
export function copyDefaulted(from: object, to: object): void {
  const names = defaulted.get(from);
  if (names !== undefined) defaulted.set(to, new Set(names));
}

/** Takes away what only the default gave. */
export function dropDefaulted(
  structure: Record<string, unknown>,
  name: string,
): void {
  if (defaulted.get(structure)?.delete(name) === true) delete structure[name];
}
