import fc from "fast-check";
import { expect, test } from "vitest";
import { keysOfText, keysOfValue } from "../../generator/load/json/count-keys.js";

test("what a text says by its colons is what its value has, however it is laid out", () => {
  const key = fc.string({ unit: fc.constantFrom("a", '"', ":", "\\", " ", ",", "[", "{", "\n"), maxLength: 4 });
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, key, fc.integer(), fc.array(tie("value")), fc.dictionary(key, tie("value"))),
  }));
  fc.assert(
    fc.property(value, fc.constantFrom("", " ", "\n", "\t"), (held, blank) => {
      const text = JSON.stringify(held, null, blank);
      const loose = text.replaceAll(/(?<=[a"])":(?=[ \d[{"])/g, '" \n:');
      const told = [text, loose].map(keysOfText).filter((count) => count !== undefined);
      const counts = [text, loose].map((one) => keysOfValue(JSON.parse(one), 100));
      expect(counts).toEqual(expect.arrayContaining(told));
    }),
  );
});

test.each([
  ['{"a": 1, "b" : {"": 2}}', 3],
  ['{"a": "b: c \\": d", "e\\\\": 1}', 2],
  ['{"a": 1, "a": 2}', 2],
  ['{"a": ":"}', undefined],
  ['{"a ": 1}', undefined],
])("%s", (text, count) => expect(keysOfText(text)).toBe(count));

test("a value of too many levels has no number of keys", () => {
  expect(keysOfValue([[{ a: 1 }]], 3)).toBe(1);
  expect(keysOfValue([[{ a: [] }]], 3)).toBe(NaN);
});
