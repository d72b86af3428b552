import { decodeBase64 } from "../base64.js";
import { getOwn, membersOf, resolve, setOwn } from "../schema-access.js";
import type { Schema, SimpleSchema } from "../schema.js";
import { copyDefaulted } from "../values.js";

/** A structure's value: own properties only; read and written with `getOwn` and `setOwn`. */
export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date)
  );
}

/** Copies a value, and of its structures only the members that the schema knows. */
export function project(schema: Schema, value: unknown): unknown {
  return mapped(schema, value, keep);
}

/**
 * Turns JSON out of a trait or an expression into the value that the schema's shape has in the mock:
 * timestamps from epoch seconds or ISO 8601, blobs from base64.
 */
export function fromJson(schema: Schema, json: unknown): unknown {
  return mapped(schema, json, simpleFromJson);
}

type Leaf = (schema: SimpleSchema, value: unknown) => unknown;

function mapped(schema: Schema, value: unknown, leaf: Leaf): unknown {
  if (value === null || value === undefined) return value;
  switch (schema[0]) {
    case 0:
      return leaf(schema, value);
    case 1: {
      const item = resolve(schema[4]).schema;
      return Array.isArray(value)
        ? value.map((one) => mapped(item, one, leaf))
        : value;
    }
    case 2: {
      if (!isFields(value)) return value;
      const target = resolve(schema[5]).schema;
      const copy: Fields = {};
      for (const key of Object.keys(value))
        setOwn(copy, key, mapped(target, value[key], leaf));
      return copy;
    }
    default: {
      if (!isFields(value)) return value;
      const copy: Fields = {};
      const { names, members } = membersOf(schema);
      for (const [index, name] of names.entries()) {
        const member = members[index];
        const given = getOwn(value, name);
        if (member !== undefined && given !== undefined)
          setOwn(copy, name, mapped(member.schema, given, leaf));
      }
      copyDefaulted(value, copy);
      return copy;
    }
  }
}

function keep(_schema: Schema, value: unknown): unknown {
  return value;
}

function simpleFromJson(schema: SimpleSchema, json: unknown): unknown {
  switch (schema[4]) {
    case "timestamp":
      if (typeof json === "number") return new Date(Math.round(json * 1000));
      return typeof json === "string" ? new Date(json) : json;
    case "blob":
      return typeof json === "string" ? (decodeBase64(json) ?? json) : json;
    case "bigInteger":
      return typeof json === "number" && Number.isInteger(json)
        ? BigInt(json)
        : json;
    default:
      return json;
  }
}
