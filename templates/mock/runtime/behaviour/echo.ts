import {
  getOwn,
  memberOf,
  resolve,
  setOwn,
  traitOf,
} from "../schema-access.js";
import type { Member } from "../schema-access.js";
import type { SimpleType, StructureSchema } from "../schema.js";
import { bounds, isWithin, rangeOf } from "./bounds.js";
import { isFields } from "./values.js";
import type { Fields } from "./values.js";

/**
 * What is made up takes over what was given for members of the same name, where that is valid in them too; of a
 * structure of another shape, member by member.
 */
export function echoInto(
  made: Fields,
  schema: StructureSchema,
  from: StructureSchema,
  given: Readonly<Fields>,
): void {
  for (const name of Object.keys(made)) {
    const value = getOwn(given, name);
    const source = memberOf(from, name);
    const target = memberOf(schema, name);
    if (value === undefined) continue;
    const inner = getOwn(made, name);
    if (fitsInto(value, source, target)) setOwn(made, name, value);
    else if (
      source?.schema[0] === 3 &&
      target?.schema[0] === 3 &&
      isFields(value) &&
      isFields(inner)
    )
      echoInto(inner, target.schema, source.schema, value);
  }
}

/**
 * Whether a value that is valid in one member is valid in another. Requests and answers often have shapes of their own
 * for what is one thing: a name to be given has a pattern, the name that is told has none.
 */
export function fitsInto(
  value: unknown,
  from: Member | undefined,
  to: Member | undefined,
): boolean {
  if (from === undefined || to === undefined) return false;
  if (isSameMember(from, to)) return true;
  const a = from.schema;
  const b = to.schema;
  if (a[0] === 0 && b[0] === 0)
    return kindOf(a[4]) === kindOf(b[4]) && keepsConstraints(value, to);
  if (a[0] === 1 && b[0] === 1 && Array.isArray(value)) {
    if (isUnique(to) && !isUnique(from)) return false;
    const [source, target] = [resolve(a[4]), resolve(b[4])];
    return (
      keepsConstraints(value, to) &&
      value.every((item: unknown) => fitsInto(item, source, target))
    );
  }
  if (a[0] === 2 && b[0] === 2 && isFields(value)) {
    const keys = [resolve(a[4]), resolve(b[4])] as const;
    const values = [resolve(a[5]), resolve(b[5])] as const;
    return (
      keepsConstraints(Object.keys(value), to) &&
      Object.keys(value).every(
        (key) =>
          fitsInto(key, ...keys) && fitsInto(getOwn(value, key), ...values),
      )
    );
  }
  return false;
}

/** Strings and enumerations have the same values; `enum` tells which. */
function kindOf(type: SimpleType): SimpleType {
  return type === "enum" ? "string" : type === "intEnum" ? "integer" : type;
}

function isUnique(member: Member): boolean {
  return traitOf(member, "uniqueItems") !== undefined;
}

/** Of a value of the right type: its own constraints, not those of what it holds. */
function keepsConstraints(value: unknown, member: Member): boolean {
  const values = traitOf(member, "enum");
  if (Array.isArray(values) && !values.includes(value)) return false;
  switch (typeof value) {
    case "string":
      return (
        isWithin(Array.from(value).length, bounds(member)) &&
        keepsPattern(value, member)
      );
    case "number":
    case "bigint":
      return isWithin(Number(value), rangeOf(member));
    case "boolean":
      return true;
    default:
      if (Array.isArray(value) || value instanceof Uint8Array)
        return isWithin(value.length, bounds(member));
      return value instanceof Date;
  }
}

/** A pattern that may take long is left alone: what came with a request may be made for it. */
function keepsPattern(text: string, member: Member): boolean {
  const source = traitOf(member, "pattern");
  return (
    typeof source !== "string" ||
    (traitOf(member, "slowPattern") === undefined &&
      new RegExp(source, "u").test(text))
  );
}

/** Whether what is valid in one is valid in the other, whatever the value. */
export function isSameMember(
  a: Member | undefined,
  b: Member | undefined,
): boolean {
  if (a === undefined || b === undefined || a.schema !== b.schema) return false;
  return ["length", "pattern", "range"].every(
    (trait) => stableText(a.traits[trait]) === stableText(b.traits[trait]),
  );
}

/** Text that is equal for equal values, whatever the order of their keys. */
export function stableText(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Date) return `date ${value.getTime()}`;
  if (value instanceof Uint8Array) return `blob ${value.join()}`;
  if (Array.isArray(value)) return `[${value.map(stableText).join()}]`;
  if (!isFields(value)) return JSON.stringify(value) ?? "";
  const keys = Object.keys(value).toSorted((a, b) =>
    a < b ? -1 : a > b ? 1 : 0,
  );
  return `{${keys.map((key) => `${JSON.stringify(key)}:${stableText(value[key])}`).join()}}`;
}
