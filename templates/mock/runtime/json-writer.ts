import { encodeBase64 } from "./base64.js";
import type { JsonForm } from "./json-reader.js";
import { wireName } from "./json-reader.js";
import type {
  ListSchema,
  MapSchema,
  SimpleType,
  StructureSchema,
  UnionSchema,
} from "./schema.js";
import type { Member } from "./schema-access.js";
import {
  getOwn,
  isSecret,
  memberOf,
  membersOf,
  resolve,
  traitOf,
} from "./schema-access.js";
import {
  writeDateTime,
  writeEpochSeconds,
  writeHttpDate,
} from "./timestamps.js";
import { defaultOf, isBigDecimal } from "./values.js";

export interface WriteForm extends JsonForm {
  /** Stands in for every value that the model marks `sensitive`; absent: they are written as they are. */
  readonly redacted?: string;
}

/** A value that does not fit the model: a fault of the handler that returned it. The message starts with the path. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

/**
 * Writes a structure as JSON text. Absent members with a default get it; members that the model lacks are left out.
 * @param tag a first member `__type`, as error bodies have it.
 * @throws OutputError
 */
export function writeStructure(
  schema: StructureSchema,
  value: unknown,
  form: WriteForm,
  tag?: string,
): string {
  if (form.redacted !== undefined && isSecret(resolve(schema)))
    return JSON.stringify(form.redacted);
  return structure(schema, value, form, "", tag);
}

/** Writes one value as JSON text. */
export function writeValue(
  member: Member,
  value: unknown,
  form: WriteForm,
): string {
  return write(member, value, form, "");
}

function write(
  member: Member,
  value: unknown,
  form: WriteForm,
  path: string,
): string {
  if (form.redacted !== undefined && isSecret(member))
    return JSON.stringify(form.redacted);
  const { schema } = member;
  switch (schema[0]) {
    case 0:
      return writeSimple(schema[4], member, value, form, path);
    case 1:
      return writeList(schema, value, form, path);
    case 2:
      return writeMap(schema, value, form, path);
    case 4:
      return writeUnion(schema, value, form, path);
    default:
      return structure(schema, value, form, path);
  }
}

function structure(
  schema: StructureSchema,
  value: unknown,
  form: WriteForm,
  path: string,
  tag?: string,
): string {
  if (!isObject(value)) return fail(path, "a structure");
  const parts: string[] =
    tag === undefined ? [] : [`"__type":${JSON.stringify(tag)}`];
  const { names, members } = membersOf(schema);
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] as string;
    const member = members[index] as Member;
    const entry = getOwn(value, name) ?? defaultOf(member);
    if (entry === undefined || entry === null) continue;
    parts.push(
      `${JSON.stringify(wireName(name, member, form))}:${write(member, entry, form, join(path, name))}`,
    );
  }
  return `{${parts.join(",")}}`;
}

function writeList(
  schema: ListSchema,
  value: unknown,
  form: WriteForm,
  path: string,
): string {
  const items = Array.isArray(value)
    ? (value as unknown[])
    : value instanceof Set
      ? [...value]
      : undefined;
  if (items === undefined) return fail(path, "a list");
  const item = resolve(schema[4]);
  const parts = items.map((entry, index) =>
    entry === null || entry === undefined
      ? "null"
      : write(item, entry, form, `${path}[${index}]`),
  );
  return `[${parts.join(",")}]`;
}

function writeMap(
  schema: MapSchema,
  value: unknown,
  form: WriteForm,
  path: string,
): string {
  if (!isObject(value)) return fail(path, "a map");
  const item = resolve(schema[5]);
  const entries =
    value instanceof Map
      ? [...(value as Map<string, unknown>)]
      : Object.entries(value);
  const parts: string[] = [];
  for (const [key, entry] of entries) {
    if (entry === undefined) continue;
    const text =
      entry === null ? "null" : write(item, entry, form, join(path, key));
    parts.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${parts.join(",")}}`;
}

function writeUnion(
  schema: UnionSchema,
  value: unknown,
  form: WriteForm,
  path: string,
): string {
  if (!isObject(value)) return fail(path, "a union");
  const set = Object.entries(value).filter(
    ([, entry]) => entry !== undefined && entry !== null,
  );
  const [first] = set;
  const member = first === undefined ? undefined : memberOf(schema, first[0]);
  if (first === undefined || member === undefined || set.length > 1)
    return fail(path, "a union with one known member");
  const [name, entry] = first;
  return `{${JSON.stringify(wireName(name, member, form))}:${write(member, entry, form, join(path, name))}}`;
}

function writeSimple(
  type: SimpleType,
  member: Member,
  value: unknown,
  form: WriteForm,
  path: string,
): string {
  switch (type) {
    case "string":
    case "enum":
      return typeof value === "string"
        ? JSON.stringify(value)
        : fail(path, "a string");
    case "boolean":
      return typeof value === "boolean"
        ? String(value)
        : fail(path, "a boolean");
    case "byte":
    case "short":
    case "integer":
    case "intEnum":
    case "long":
    case "bigInteger":
      return writeInteger(value, path);
    case "bigDecimal":
      return isBigDecimal(value) ? value.string : writeFloat(value, path);
    case "float":
    case "double":
      return writeFloat(value, path);
    case "blob":
      return writeBlob(value, path);
    case "timestamp":
      return writeTimestamp(member, value, form, path);
    case "document":
      return writeDocument(value, path);
  }
}

function writeInteger(value: unknown, path: string): string {
  if (typeof value === "bigint") return String(value);
  // BigInt writes 1e21 with all its digits.
  return typeof value === "number" && Number.isInteger(value)
    ? String(BigInt(value))
    : fail(path, "an integer");
}

function writeFloat(value: unknown, path: string): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "number") return fail(path, "a number");
  return Number.isFinite(value) ? String(value) : `"${value}"`;
}

function writeBlob(value: unknown, path: string): string {
  if (typeof value === "string")
    return `"${encodeBase64(new TextEncoder().encode(value))}"`;
  // Also of another realm: test runners give each test file its own globals.
  if (!ArrayBuffer.isView(value)) return fail(path, "bytes");
  return `"${encodeBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))}"`;
}

function writeTimestamp(
  member: Member,
  value: unknown,
  form: WriteForm,
  path: string,
): string {
  if (!isDate(value) || Number.isNaN(value.getTime()))
    return fail(path, "a valid Date");
  switch (traitOf(member, "timestampFormat") ?? form.timestampFormat) {
    case "date-time":
      return `"${writeDateTime(value)}"`;
    case "http-date":
      return `"${writeHttpDate(value)}"`;
    default:
      return writeEpochSeconds(value);
  }
}

function writeDocument(value: unknown, path: string): string {
  if (value === null) return "null";
  if (typeof value === "bigint" || typeof value === "number")
    return writeFloat(value, path);
  if (Array.isArray(value))
    return `[${value.map((entry) => writeDocument(entry ?? null, path)).join(",")}]`;
  if (isObject(value)) {
    if (isBigDecimal(value) && getOwn(value, "type") === "bigDecimal")
      return value.string;
    const entries = Object.entries(value).filter(
      ([, entry]) => entry !== undefined,
    );
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${writeDocument(entry, path)}`).join(",")}}`;
  }
  return typeof value === "string" || typeof value === "boolean"
    ? JSON.stringify(value)
    : fail(path, "a document");
}

/** Also of another realm. */
function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === "[object Date]";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function fail(path: string, expected: string): never {
  throw new OutputError(
    `${path === "" ? "The output" : path} is not ${expected}.`,
  );
}
