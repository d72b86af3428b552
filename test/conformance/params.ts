/** Values in `params`: the same form whatever the protocol, so neither its names nor its formats. */

import { plainJson } from "../../templates/mock/runtime/json-reader.js";
import type { JsonValue } from "../../templates/mock/runtime/json-text.js";
import { isJsonArray, isJsonObject, numberText } from "../../templates/mock/runtime/json-text.js";
import type { Member } from "../../templates/mock/runtime/schema-access.js";
import { memberOf, resolve, setOwn } from "../../templates/mock/runtime/schema-access.js";
import type { SimpleType, StructureSchema } from "../../templates/mock/runtime/schema.js";
import { readEpochSeconds } from "../../templates/mock/runtime/timestamps.js";
import { bigDecimal, integerOf, longValue } from "../../templates/mock/runtime/values.js";

/** A structure of `params` as the mock holds it; a null member is one that is not set. */
export function structureValue(schema: StructureSchema, params: JsonValue): Record<string, unknown> {
  return valueOf({ schema, traits: {} }, params) as Record<string, unknown>;
}

function valueOf(member: Member, value: JsonValue): unknown {
  const { schema } = member;
  if (value === null) return null;
  switch (schema[0]) {
    case 0:
      return simpleValue(schema[4], value);
    case 1:
      return isJsonArray(value) ? value.map((entry) => valueOf(resolve(schema[4]), entry)) : undefined;
    case 2: {
      const result: Record<string, unknown> = {};
      for (const [key, entry] of entriesOf(value)) setOwn(result, key, valueOf(resolve(schema[5]), entry));
      return result;
    }
    default: {
      const result: Record<string, unknown> = {};
      for (const [name, entry] of entriesOf(value)) {
        const target = memberOf(schema, name);
        if (target === undefined) throw new Error(`${schema[2]} has no member ${name}`);
        if (entry !== null) setOwn(result, name, valueOf(target, entry));
      }
      return result;
    }
  }
}

function entriesOf(value: JsonValue): Iterable<readonly [string, JsonValue]> {
  return isJsonObject(value) ? value : [];
}

function simpleValue(type: SimpleType, value: JsonValue): unknown {
  const number = numberText(value);
  switch (type) {
    case "blob":
      return new TextEncoder().encode(String(value));
    case "timestamp":
      return readEpochSeconds(Number(number));
    case "float":
    case "double":
      return Number(number ?? value);
    case "byte":
    case "short":
    case "integer":
    case "intEnum":
    case "long":
      return longValue(integerOf(number ?? "") ?? 0n);
    case "bigInteger":
      return integerOf(number ?? "");
    case "bigDecimal":
      return bigDecimal(number ?? "");
    default:
      return plainJson(value);
  }
}
