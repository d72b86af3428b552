import type { Shape } from "../../model/shapes.js";
import { membersOf } from "../../model/shapes.js";
import type { Json } from "../../model/traits.js";
import { boundValue } from "../../model/traits.js";
import { isObject } from "../json/json-value.js";

/**
 * Why a value cannot be the default of a shape (Smithy 2.0 spec, "Default value constraints").
 * @param traits of the member over those of the shape.
 * @returns undefined where it can.
 */
export function defaultProblem(shape: Shape, value: Json, traits: ReadonlyMap<string, Json>): string | undefined {
  // Takes away the default of the target.
  if (value === null) return undefined;
  switch (shape.type) {
    case "boolean":
      return typeof value === "boolean" ? undefined : "must be true or false";
    case "string":
      return typeof value === "string" ? lengthProblem([...value].length, traits) : "must be a string";
    case "blob":
      return typeof value === "string" ? undefined : "must be a string";
    case "enum":
    case "intEnum": {
      const values = membersOf(shape).map((member) => member.traits.get("smithy.api#enumValue"));
      const isZero = shape.type === "intEnum" && value === 0;
      return values.includes(value) || isZero ? undefined : `must be one of the values of ${shape.id}`;
    }
    case "byte":
      return integerProblem(value, -128, 127) ?? rangeProblem(value, traits);
    case "short":
      return integerProblem(value, -32_768, 32_767) ?? rangeProblem(value, traits);
    case "integer":
      return integerProblem(value, -2_147_483_648, 2_147_483_647) ?? rangeProblem(value, traits);
    case "long":
    case "bigInteger":
      return integerProblem(value, -Infinity, Infinity) ?? rangeProblem(value, traits);
    case "float":
    case "double":
      return isSpecialNumber(value) ? undefined : (numberProblem(value) ?? rangeProblem(value, traits));
    case "bigDecimal":
      return numberProblem(value) ?? rangeProblem(value, traits);
    case "timestamp":
      return typeof value === "string" || typeof value === "number" ? undefined : "must be a string or a number";
    case "list":
      return Array.isArray(value) && value.length === 0 ? undefined : "of a list can only be []";
    case "map":
      return isObject(value) && Object.keys(value).length === 0 ? undefined : "of a map can only be {}";
    case "document": {
      const size = typeof value === "object" ? Object.keys(value).length : 0;
      return size === 0 ? undefined : "of a document can only be a scalar, [] or {}";
    }
    default:
      return `cannot stand on a ${shape.type}`;
  }
}

function integerProblem(value: Json, min: number, max: number): string | undefined {
  if (!Number.isInteger(value)) return "must be an integer";
  return (value as number) < min || (value as number) > max ? "is too large for its type" : undefined;
}

function numberProblem(value: Json): string | undefined {
  return typeof value === "number" ? undefined : "must be a number";
}

function isSpecialNumber(value: Json): boolean {
  return value === "NaN" || value === "Infinity" || value === "-Infinity";
}

/** Zero is let through: Smithy 1.0 gave it to shapes whose range leaves it out, and Smithy itself only warns of it. */
function rangeProblem(value: Json, traits: ReadonlyMap<string, Json>): string | undefined {
  return value === 0 ? undefined : boundsProblem(Number(value), traits.get("smithy.api#range"), "range");
}

function lengthProblem(length: number, traits: ReadonlyMap<string, Json>): string | undefined {
  return length === 0 ? undefined : boundsProblem(length, traits.get("smithy.api#length"), "length");
}

function boundsProblem(size: number, bounds: Json | undefined, name: string): string | undefined {
  if (!isObject(bounds)) return undefined;
  const [min, max] = [boundValue(bounds.min), boundValue(bounds.max)];
  const outside = (min !== undefined && size < min) || (max !== undefined && size > max);
  return outside ? `does not fit the ${name} trait` : undefined;
}
