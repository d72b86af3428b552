import { decodeBase64 } from "./base64.js";
import type { JsonObject, JsonValue } from "./json-text.js";
import { isJsonArray, isJsonObject, numberText } from "./json-text.js";
import type {
  ListSchema,
  MapSchema,
  SimpleType,
  StructureSchema,
  UnionSchema,
} from "./schema.js";
import type { Member } from "./schema-access.js";
import {
  memberOf,
  membersOf,
  resolve,
  setOwn,
  traitOf,
} from "./schema-access.js";
import type { TimestampFormat } from "./timestamps.js";
import { readDateTime, readEpochSeconds, readHttpDate } from "./timestamps.js";
import {
  bigDecimal,
  fillDefault,
  INTEGER_RANGES,
  integerOf,
  longValue,
} from "./values.js";

/** How a protocol's JSON differs from the others'. */
export interface JsonForm {
  /** Whether members go by their `jsonName`. */
  readonly jsonName: boolean;
  readonly timestampFormat: TimestampFormat;
}

/** A value of the wrong type, in the words of AWS's JSON framework. */
export class SerializationError extends Error {
  override readonly name = "SerializationError";
}

/**
 * Reads a structure from JSON: types are checked, constraints are not; `null` is absent; unknown members are passed
 * over; absent members with a default get it.
 * @throws SerializationError
 */
export function readStructure(
  schema: StructureSchema,
  value: JsonValue,
  form: JsonForm,
): Record<string, unknown> {
  if (!isJsonObject(value)) return fail("Expected map or null");
  const result: Record<string, unknown> = {};
  const { names, members } = membersOf(schema);
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] as string;
    const member = members[index] as Member;
    const wire = value.get(wireName(name, member, form)) ?? null;
    if (wire === null) fillDefault(result, name, member);
    else setOwn(result, name, readValue(member, wire, form));
  }
  return result;
}

export function wireName(name: string, member: Member, form: JsonForm): string {
  return form.jsonName
    ? ((member.traits["jsonName"] as string | undefined) ?? name)
    : name;
}

export function readValue(
  member: Member,
  value: JsonValue,
  form: JsonForm,
): unknown {
  const { schema } = member;
  switch (schema[0]) {
    case 0:
      return readSimple(schema[4], member, value, form);
    case 1:
      return readList(schema, value, form);
    case 2:
      return readMap(schema, value, form);
    case 4:
      return readUnion(schema, value, form);
    default:
      return readStructure(schema, value, form);
  }
}

function readList(
  schema: ListSchema,
  value: JsonValue,
  form: JsonForm,
): unknown[] {
  if (!isJsonArray(value)) return fail("Expected list or null");
  const item = resolve(schema[4]);
  const sparse = traitOf({ schema, traits: {} }, "sparse") !== undefined;
  return value.map((entry) => {
    if (entry !== null) return readValue(item, entry, form);
    return sparse ? null : fail("Expected a value, found null");
  });
}

function readMap(
  schema: MapSchema,
  value: JsonValue,
  form: JsonForm,
): Record<string, unknown> {
  if (!isJsonObject(value)) return fail("Expected map or null");
  const item = resolve(schema[5]);
  const sparse = traitOf({ schema, traits: {} }, "sparse") !== undefined;
  const result: Record<string, unknown> = {};
  for (const [key, entry] of value) {
    if (entry === null && !sparse) fail("Expected a value, found null");
    setOwn(result, key, entry === null ? null : readValue(item, entry, form));
  }
  return result;
}

/** Exactly one member; `__type` may stand beside it, nulls count as absent (Smithy 2.0, JSON protocols, "union"). */
function readUnion(
  schema: UnionSchema,
  value: JsonValue,
  form: JsonForm,
): Record<string, unknown> {
  if (!isJsonObject(value)) return fail("Expected map or null");
  const set = [...value].filter(
    ([name, entry]) => entry !== null && name !== "__type",
  );
  const [first] = set;
  if (first === undefined || set.length > 1)
    return fail("Unions must have exactly one member set");
  const name = memberNameOf(schema, first[0], form);
  const member = name === undefined ? undefined : memberOf(schema, name);
  if (name === undefined || member === undefined)
    return fail("Unknown member of a union");
  const result: Record<string, unknown> = {};
  setOwn(result, name, readValue(member, first[1], form));
  return result;
}

function memberNameOf(
  schema: UnionSchema,
  wire: string,
  form: JsonForm,
): string | undefined {
  const { names, members } = membersOf(schema);
  return names.find(
    (name, index) => wireName(name, members[index] as Member, form) === wire,
  );
}

function readSimple(
  type: SimpleType,
  member: Member,
  value: JsonValue,
  form: JsonForm,
): unknown {
  switch (type) {
    case "string":
    case "enum":
      return typeof value === "string" ? value : cannotConvert(value, "String");
    case "boolean":
      return typeof value === "boolean"
        ? value
        : cannotConvert(value, "Boolean");
    case "byte":
    case "short":
    case "integer":
    case "intEnum":
    case "long":
      return readInteger(type, value);
    case "bigInteger":
      return (
        integerOf(numberText(value) ?? cannotConvert(value, "BigInteger")) ??
        cannotConvert(value, "BigInteger")
      );
    case "bigDecimal":
      return bigDecimal(
        numberText(value) ?? cannotConvert(value, "BigDecimal"),
      );
    case "float":
    case "double":
      return readFloat(type === "float" ? "Float" : "Double", value);
    case "blob":
      return (
        (typeof value === "string" ? decodeBase64(value) : undefined) ??
        cannotConvert(value, "Blob")
      );
    case "timestamp":
      return readTimestamp(member, value, form) ?? cannotConvert(value, "Date");
    case "document":
      return plainJson(value);
  }
}

const JAVA_NAMES = {
  byte: "Byte",
  short: "Short",
  integer: "Integer",
  intEnum: "Integer",
  long: "Long",
} as const;

function readInteger(
  type: keyof typeof JAVA_NAMES,
  value: JsonValue,
): number | bigint {
  const integer = integerOf(
    numberText(value) ?? cannotConvert(value, JAVA_NAMES[type]),
  );
  const range = INTEGER_RANGES.get(type);
  if (
    integer === undefined ||
    range === undefined ||
    integer < range[0] ||
    integer > range[1]
  ) {
    return cannotConvert(value, JAVA_NAMES[type]);
  }
  return longValue(integer);
}

function readFloat(type: "Float" | "Double", value: JsonValue): number {
  if (value === "NaN" || value === "Infinity" || value === "-Infinity")
    return Number(value);
  const number = Number(numberText(value) ?? cannotConvert(value, type));
  return Number.isFinite(number) ? number : cannotConvert(value, type);
}

function readTimestamp(
  member: Member,
  value: JsonValue,
  form: JsonForm,
): Date | undefined {
  const format =
    (traitOf(member, "timestampFormat") as TimestampFormat | undefined) ??
    form.timestampFormat;
  if (format === "epoch-seconds") {
    const text = numberText(value);
    return text === undefined ? undefined : readEpochSeconds(Number(text));
  }
  if (typeof value !== "string") return undefined;
  return format === "date-time" ? readDateTime(value) : readHttpDate(value);
}

/** A document as JavaScript has it; numbers that a double does not hold keep their digits as a bigDecimal. */
export function plainJson(value: JsonValue): unknown {
  if (value === null || typeof value !== "object") return value;
  if (isJsonArray(value)) return value.map(plainJson);
  if (isJsonObject(value)) {
    const result: Record<string, unknown> = {};
    for (const [key, entry] of value as JsonObject)
      setOwn(result, key, plainJson(entry));
    return result;
  }
  const number = Number(value.number);
  return Number.isFinite(number) && sameDigits(value.number, number)
    ? number
    : bigDecimal(value.number);
}

function digits(text: string): string {
  const [mantissa = ""] = text.replace(/^-/, "").split(/[eE]/);
  return mantissa.replace(".", "").replace(/^0+|0+$/g, "");
}

/** Whether only the spelling differs: `1.0`, `1e3`, `1.50`. */
function sameDigits(text: string, number: number): boolean {
  return digits(text) === digits(String(number));
}

function fail(message: string): never {
  throw new SerializationError(message);
}

function cannotConvert(value: JsonValue, type: string): never {
  if (isJsonArray(value)) return fail("Start of list found where not expected");
  if (isJsonObject(value))
    return fail("Start of structure or map found where not expected.");
  const article = /^[AEIOU]/.test(type) ? "an" : "a";
  const kind =
    typeof value === "string"
      ? "STRING"
      : typeof value === "boolean"
        ? String(value).toUpperCase()
        : "NUMBER";
  return fail(`${kind}_VALUE can not be converted to ${article} ${type}`);
}
