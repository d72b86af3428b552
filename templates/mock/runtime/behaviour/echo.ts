import { getOwn, memberOf, setOwn } from "../schema-access.js";
import type { Member } from "../schema-access.js";
import type { StructureSchema } from "../schema.js";
import { isFields } from "./values.js";
import type { Fields } from "./values.js";

/** What is made up takes over what was given for members of the same name and shape. */
export function echoInto(
  made: Fields,
  schema: StructureSchema,
  from: StructureSchema,
  given: Readonly<Fields>,
): void {
  for (const name of Object.keys(made)) {
    const value = getOwn(given, name);
    if (
      value !== undefined &&
      isSameMember(memberOf(from, name), memberOf(schema, name))
    )
      setOwn(made, name, value);
  }
}

/** Whether what is valid in one is valid in the other. */
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
