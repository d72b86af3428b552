import {
  getOwn,
  memberOf,
  membersOf,
  resolve,
  setOwn,
} from "../schema-access.js";
import type { Schema, StructureSchema, UnionSchema } from "../schema.js";
import { md5 } from "./md5.js";
import { isFields } from "./values.js";
import type { Fields } from "./values.js";

/** Names of members that hold the digest of another: `MD5OfBody`. */
const DIGEST = /^(?:MD5|[Mm]d5)Of([A-Z]\w*)$/;
const encoder = new TextEncoder();

/** What a structure or union holds. */
export interface Described {
  readonly schema: StructureSchema | UnionSchema;
  readonly fields: Readonly<Fields>;
}

/**
 * Clients compare digests: each is that of the text or blob of its name, beside it or in the request. There is none of
 * what is absent, or of other shapes, whose bytes no model tells.
 * @param value written in place.
 */
export function writeDigests(
  schema: Schema,
  value: unknown,
  request: Described,
): void {
  if (schema[0] === 0) return;
  if (schema[0] === 1) {
    if (Array.isArray(value))
      writeInside(resolve(schema[4]).schema, value, request);
  } else if (!isFields(value)) return;
  else if (schema[0] === 2)
    writeInside(resolve(schema[5]).schema, Object.values(value), request);
  else writeBeside(schema, value, request);
}

function writeInside(
  schema: Schema,
  values: readonly unknown[],
  request: Described,
): void {
  if (schema[0] === 0) return;
  for (const value of values) writeDigests(schema, value, request);
}

function writeBeside(
  schema: Described["schema"],
  fields: Fields,
  request: Described,
): void {
  const { names, members } = membersOf(schema);
  for (const [index, name] of names.entries()) {
    const member = members[index];
    if (member === undefined) continue;
    if (member.schema[0] !== 0) {
      const value = getOwn(fields, name);
      // What came back as it was given is the request's own.
      if (value !== getOwn(request.fields, name))
        writeDigests(member.schema, value, request);
      continue;
    }
    const source = sourceOf(name, [{ schema, fields }, request]);
    if (source === undefined) continue;
    const bytes = bytesOf(source.value);
    if (bytes !== undefined) setOwn(fields, name, md5(bytes));
    else if (member.traits["required"] === undefined) delete fields[name];
  }
}

/** @returns undefined where the member is no digest, or one of nothing that is known. */
function sourceOf(
  name: string,
  places: readonly Described[],
): { readonly value: unknown } | undefined {
  const [, source] = DIGEST.exec(name) ?? [];
  if (source === undefined) return undefined;
  const spellings = [source, `${source[0]?.toLowerCase()}${source.slice(1)}`];
  for (const { schema, fields } of places) {
    const known = spellings.find(
      (each) => memberOf(schema, each) !== undefined,
    );
    if (known !== undefined) return { value: getOwn(fields, known) };
  }
  return undefined;
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value === "string") return encoder.encode(value);
  return value instanceof Uint8Array ? value : undefined;
}
