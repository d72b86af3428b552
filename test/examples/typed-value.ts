import { isEnumeration } from "../../generator/model/enums.js";
import type { Model } from "../../generator/model/model.js";
import { targetOf } from "../../generator/model/model.js";
import type { DataShape } from "../../generator/model/shapes.js";
import { isRecord } from "../validators/values.js";

/**
 * A value as examples write it (JSON; timestamps as epoch seconds or text, blobs as text) in the form that the types
 * have. What does not fit its shape stays as it is, for the validator to refuse.
 */
export function typedValue(model: Model, shape: DataShape, value: unknown): unknown {
  if (value === null || isEnumeration(shape)) return value;
  switch (shape.type) {
    case "structure":
    case "union":
      if (!isRecord(value)) return value;
      return mapEntries(value, (item, name) => {
        const member = shape.members.get(name);
        return member === undefined ? item : typedValue(model, targetOf(model, member), item);
      });
    case "map": {
      const target = targetOf(model, shape.value);
      return isRecord(value) ? mapEntries(value, (item) => typedValue(model, target, item)) : value;
    }
    case "list": {
      const target = targetOf(model, shape.member);
      return Array.isArray(value) ? value.map((item) => typedValue(model, target, item)) : value;
    }
    case "timestamp":
      return typeof value === "number" ? new Date(value * 1000) : typeof value === "string" ? dateOf(value) : value;
    case "blob":
      return typeof value === "string" ? new TextEncoder().encode(value) : value;
    case "bigInteger":
      return typeof value === "number" ? BigInt(value) : value;
    case "bigDecimal":
      return typeof value === "number" ? { string: String(value), type: "bigDecimal" } : value;
    case "float":
    case "double":
      return value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : value;
    default:
      return value;
  }
}

function dateOf(text: string): Date | string {
  const date = new Date(/^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : text);
  return Number.isNaN(date.getTime()) ? text : date;
}

function mapEntries(value: object, change: (item: unknown, name: string) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, change(item, name)]));
}
