/**
 * JSON as text (RFC 8259), read strictly and without loss: a number that a double does not hold keeps its source text,
 * and objects are Maps, so that no key can reach a prototype. `JSON.parse` gives neither on Node 20.
 */

/** A number whose digits a double would lose. */
export interface JsonNumber {
  readonly number: string;
}

export type JsonValue =
  | null
  | boolean
  | string
  | number
  | JsonNumber
  | readonly JsonValue[]
  | JsonObject;
export type JsonObject = ReadonlyMap<string, JsonValue>;

/** What is not JSON, or nested deeper than {@link MAX_DEPTH}. The message names the offset in UTF-16 units. */
export class JsonSyntaxError extends Error {
  override readonly name = "JsonSyntaxError";
}

/** Nested arrays and objects; deeper input is refused, so that no request can exhaust the stack. */
export const MAX_DEPTH = 500;

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
/** All but the quote, the backslash and control characters. */
const PLAIN = /[\x20!#-[\]-\uffff]*/y;
const SPACE = /[ \t\n\r]*/y;
const HEX = /[0-9a-fA-F]{4}/y;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/**
 * Of a key given twice the last value holds, as with `JSON.parse`.
 * @throws JsonSyntaxError
 */
export function parseJson(text: string): JsonValue {
  let at = 0;

  const fail = (what: string): never => {
    throw new JsonSyntaxError(`${what} at offset ${at}`);
  };

  /** The text that a sticky expression matches here; moves behind it. */
  const take = (expression: RegExp): string => {
    expression.lastIndex = at;
    const match = expression.exec(text);
    if (match === null) return "";
    at = expression.lastIndex;
    return match[0];
  };

  const literal = <T>(word: string, result: T): T => {
    if (!text.startsWith(word, at)) fail("unexpected character");
    at += word.length;
    return result;
  };

  const string = (): string => {
    at += 1;
    let result = "";
    for (;;) {
      result += take(PLAIN);
      const character = text[at];
      if (character === '"') {
        at += 1;
        return result;
      }
      if (character !== "\\")
        return fail(
          character === undefined
            ? "unclosed string"
            : "control character in string",
        );
      at += 1;
      const escape = text[at] ?? "";
      at += 1;
      if (escape === "u") {
        const digits = take(HEX);
        if (digits === "") fail("bad escape");
        result += String.fromCharCode(Number.parseInt(digits, 16));
      } else {
        result += ESCAPES.get(escape) ?? fail("bad escape");
      }
    }
  };

  const number = (): number | JsonNumber => {
    const source = take(NUMBER);
    if (source === "") fail("unexpected character");
    const value = Number(source);
    return String(value) === source ? value : { number: source };
  };

  const array = (depth: number): JsonValue[] => {
    at += 1;
    const items: JsonValue[] = [];
    take(SPACE);
    if (text[at] === "]") {
      at += 1;
      return items;
    }
    for (;;) {
      items.push(value(depth));
      const character = text[at];
      at += 1;
      if (character === "]") return items;
      if (character !== ",") {
        at -= 1;
        fail("expected , or ]");
      }
    }
  };

  const object = (depth: number): JsonObject => {
    at += 1;
    const members = new Map<string, JsonValue>();
    take(SPACE);
    if (text[at] === "}") {
      at += 1;
      return members;
    }
    for (;;) {
      take(SPACE);
      if (text[at] !== '"') fail("expected a key");
      const key = string();
      take(SPACE);
      if (text[at] !== ":") fail("expected :");
      at += 1;
      members.set(key, value(depth));
      const character = text[at];
      at += 1;
      if (character === "}") return members;
      if (character !== ",") {
        at -= 1;
        fail("expected , or }");
      }
    }
  };

  const value = (depth: number): JsonValue => {
    if (depth > MAX_DEPTH) fail("nested too deeply");
    take(SPACE);
    let result: JsonValue;
    switch (text[at]) {
      case "{":
        result = object(depth + 1);
        break;
      case "[":
        result = array(depth + 1);
        break;
      case '"':
        result = string();
        break;
      case "t":
        result = literal("true", true);
        break;
      case "f":
        result = literal("false", false);
        break;
      case "n":
        result = literal("null", null);
        break;
      default:
        result = number();
    }
    take(SPACE);
    return result;
  };

  const result = value(0);
  if (at !== text.length) fail("unexpected character");
  return result;
}

export function isJsonObject(value: JsonValue): value is JsonObject {
  return value instanceof Map;
}

export function isJsonArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Source text of a JSON number; undefined for every other value. */
export function numberText(value: JsonValue): string | undefined {
  if (typeof value === "number") return String(value);
  if (typeof value === "object" && value !== null && "number" in value)
    return value.number;
  return undefined;
}
