import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainJson } from "../../templates/mock/runtime/json-reader.js";
import type { JsonValue } from "../../templates/mock/runtime/json-text.js";
import {
  isJsonArray,
  isJsonObject,
  JsonSyntaxError,
  MAX_DEPTH,
  numberText,
  parseJson,
} from "../../templates/mock/runtime/json-text.js";

/** With numbers as doubles, as `JSON.parse` has them. */
function asDoubles(value: JsonValue): unknown {
  if (isJsonArray(value)) return value.map(asDoubles);
  if (isJsonObject(value)) return Object.fromEntries([...value].map(([key, entry]) => [key, asDoubles(entry)]));
  const number = numberText(value);
  return number === undefined ? value : Number(number);
}

/** What `JSON.parse` makes of a text, or that it refuses. */
function outcome(parse: (text: string) => unknown, text: string): unknown {
  try {
    return parse(text);
  } catch {
    return "refused";
  }
}

test("reads what JSON.parse reads", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(asDoubles(parseJson(text))).toEqual(JSON.parse(text));
    }),
  );
});

test("refuses what JSON.parse refuses, and nothing else", () => {
  const damaged = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom(...'{}[]",:0-+.eE\\u \n\t\u0000tfn/'))
    .map(([text, at, put]) => {
      const index = at % (text.length + 1);
      return text.slice(0, index) + put + text.slice(index);
    });
  fc.assert(
    fc.property(damaged, (text) => {
      expect(outcome((each) => asDoubles(parseJson(each)), text)).toEqual(outcome(JSON.parse, text));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  "{[",
  '{"a":1}b',
  "{'a':1}",
  '{"a":1,}',
  "[1,]",
  "01",
  "1.",
  ".5",
  "+1",
  "NaN",
  "",
  " ",
  '"\u0007"',
  '{"a":\f1}',
  '"\\x"',
])("refuses %j", (text) => {
  expect(() => parseJson(text)).toThrow(JsonSyntaxError);
});

describe("what JSON.parse loses", () => {
  test("digits", () => {
    expect(parseJson("12345678901234567890")).toEqual({ number: "12345678901234567890" });
    expect(parseJson("0.10000000000000000000001")).toEqual({ number: "0.10000000000000000000001" });
  });

  test("keys that name a prototype", () => {
    const value = plainJson(parseJson('{"__proto__":{"polluted":true}}')) as object;
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect("polluted" in value).toBe(false);
  });
});

test("stops at a depth, long before the stack does", () => {
  const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
  expect(() => parseJson(nested(MAX_DEPTH))).not.toThrow();
  expect(() => parseJson(nested(100_000))).toThrow(JsonSyntaxError);
});
