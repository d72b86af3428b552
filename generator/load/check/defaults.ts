import type { Shape } from "../../model/shapes.js";
import { membersOf } from "../../model/shapes.js";
import type { Json, Traits } from "../../model/traits.js";
import { boundValue } from "../../model/traits.js";
import { isObject } from "../json/json-value.js";

/**
 * Why a value cannot be the default of a shape (Smithy 2.0 spec, "Default value constraints").
 * @param traits of the member over those of the shape.
 * @returns undefined where it can.
 */
export function defaultProblem(shape: Shape, value: Json, traits: Traits): string | undefined {
  // Takes away the default of the target.
  if (value === null) return undefined;
  switch (shape.type) {
    case "boolean":
      return typeof value === "boolean" ? undefined : "must be true or false";
    case "string":
      if (typeof value !== "string") return "must be a string";
      return lengthProblem([...value].length, traits) ?? patternProblem(value, traits);
    case "blob":
      return blobProblem(value, traits);
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
      return integerProblem(value, -(2 ** 63), 2 ** 63) ?? rangeProblem(value, traits);
    case "bigInteger":
      return integerProblem(value, -Infinity, Infinity) ?? rangeProblem(value, traits);
    case "float":
      return isSpecialNumber(value) ? undefined : (numberProblem(value, FLOAT_MAX) ?? rangeProblem(value, traits));
    case "double":
      return isSpecialNumber(value) ? undefined : (numberProblem(value) ?? rangeProblem(value, traits));
    case "bigDecimal":
      return numberProblem(value) ?? rangeProblem(value, traits);
    case "timestamp":
      return timestampProblem(value, traits);
    case "list":
      return Array.isArray(value) && value.length === 0 ? lengthProblem(0, traits) : "of a list can only be []";
    case "map":
      return isObject(value) && Object.keys(value).length === 0 ? lengthProblem(0, traits) : "of a map can only be {}";
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

/** IEEE 754, single precision. */
const FLOAT_MAX = (2 - 2 ** -23) * 2 ** 127;

/** A number beyond all doubles has become infinite when the file was read. */
function numberProblem(value: Json, max = Number.MAX_VALUE): string | undefined {
  if (typeof value !== "number") return "must be a number";
  return Math.abs(value) > max ? "is too large for its type" : undefined;
}

function isSpecialNumber(value: Json): boolean {
  return value === "NaN" || value === "Infinity" || value === "-Infinity";
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function blobProblem(value: Json, traits: Traits): string | undefined {
  if (typeof value !== "string" || !BASE64.test(value)) return "must be a string in base64";
  const padding = value.endsWith("==") ? 2 : value.endsWith("=") ? 1 : 0;
  return lengthProblem((value.length / 4) * 3 - padding, traits);
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/i;
const HTTP_DATE = /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2}(?:\.\d+)? GMT$/;
/** What `Date` holds: 100 million days about 1970 (ECMA-262, "Time Values and Time Range"). */
const MAX_SECONDS = 8.64e12;

/** Seconds since 1970, or a date-time (Smithy 2.0 spec, "Trait node values"); Smithy's tools take an http-date too. */
function timestampProblem(value: Json, traits: Traits): string | undefined {
  if (typeof value === "number") return Math.abs(value) > MAX_SECONDS ? "is too far from 1970" : undefined;
  const isHttpDate = traits.get("smithy.api#timestampFormat") === "http-date";
  if (typeof value === "string" && (isDateTime(value) || (isHttpDate && isDate(value, HTTP_DATE)))) return undefined;
  return `must be a number of seconds, or a time as "1985-04-12T23:20:50Z"`;
}

function isDate(text: string, form: RegExp): boolean {
  return form.test(text) && !Number.isNaN(Date.parse(text));
}

/** `Date` takes a 31st of February for a day in March. */
function isDateTime(text: string): boolean {
  const day = text.slice(0, "1985-04-12".length);
  return isDate(text, DATE_TIME) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/**
 * Zero is let through: Smithy 1.0 gave it to shapes whose range leaves it out, published models still have it, and
 * Smithy itself only warns of it. No mock fills it in (`isFilledIn`).
 */
function rangeProblem(value: Json, traits: Traits): string | undefined {
  return value === 0 ? undefined : boundsProblem(Number(value), traits.get("smithy.api#range"), "range");
}

/** Streaming blobs are let be empty: that is the default that Smithy 1.0 gave them. */
function lengthProblem(length: number, traits: Traits): string | undefined {
  if (length === 0 && traits.has("smithy.api#streaming")) return undefined;
  return boundsProblem(length, traits.get("smithy.api#length"), "length");
}

function boundsProblem(size: number, bounds: Json | undefined, name: string): string | undefined {
  if (!isObject(bounds)) return undefined;
  const [min, max] = [boundValue(bounds.min), boundValue(bounds.max)];
  const outside = (min !== undefined && size < min) || (max !== undefined && size > max);
  return outside ? `does not fit the ${name} trait` : undefined;
}

/** A pattern may take for ever: what could be slow even on a short text is not tried. */
function patternProblem(value: string, traits: Traits): string | undefined {
  const pattern = traits.get("smithy.api#pattern");
  if (typeof pattern !== "string" || value.length > MAX_TRIED || !isQuick(pattern)) return undefined;
  return isRefused(pattern, value) ? "does not match the pattern trait" : undefined;
}

const MAX_TRIED = 100;

/** Three loops over a short text, none of them in another, are at most a million steps. */
function isQuick(pattern: string): boolean {
  const loops = pattern.replaceAll(/\(\?[:=!]|\{\d+\}/g, "").match(/[*+?{]/g) ?? [];
  return loops.length <= 3 && !/\)[*+?{]|\\[1-9k]/.test(pattern);
}

/** A pattern that ECMA-262 does not have as it stands refuses nothing here: validators may translate it. */
function isRefused(pattern: string, value: string): boolean {
  try {
    return !new RegExp(pattern, "u").test(value);
  } catch {
    return false;
  }
}
