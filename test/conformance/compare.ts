import { inspect, isDeepStrictEqual } from "node:util";
import type { JsonValue } from "../../templates/mock/runtime/json-text.js";
import { isJsonArray, isJsonObject, numberText, parseJson } from "../../templates/mock/runtime/json-text.js";
import { integerOf } from "../../templates/mock/runtime/values.js";

/** One line a difference: `body: expected ..., got ...`. None: the same. */
export function difference(what: string, expected: unknown, actual: unknown): string[] {
  return isDeepStrictEqual(actual, expected) ? [] : [`${what}: expected ${show(expected)}, got ${show(actual)}`];
}

function show(value: unknown): string {
  return inspect(value, { depth: null, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 500 });
}

/** Compares bodies by value, as far as their media type tells what that is. */
export function bodyDifference(mediaType: string | undefined, expected: string, actual: Uint8Array): string[] {
  const text = new TextDecoder().decode(actual);
  if (mediaType !== "application/json" || expected === "") return difference("body", expected, text);
  try {
    return difference("body", comparable(parseJson(expected)), comparable(parseJson(text)));
  } catch (error) {
    return [`body: ${String(error)} in ${show(text)}`];
  }
}

/** Numbers by their value with all digits; objects without order. */
function comparable(value: JsonValue): unknown {
  if (isJsonArray(value)) return value.map(comparable);
  if (isJsonObject(value)) return new Map([...value].map(([key, entry]) => [key, comparable(entry)]));
  const number = numberText(value);
  return number === undefined ? value : (integerOf(number) ?? Number(number));
}
