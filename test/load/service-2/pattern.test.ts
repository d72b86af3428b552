import fc from "fast-check";
import { expect, test } from "vitest";
import { enumNames } from "../../../generator/load/service-2/enum-names.js";
import { wholePattern } from "../../../generator/load/service-2/pattern.js";
import { isIdentifier } from "../../../generator/model/shape-id.js";

test.each([
  ["[a-z]+", "^[a-z]+$"],
  ["^[a-z]+$", "^[a-z]+$"],
  ["^[a-z]+", "^[a-z]+$"],
  ["[a-z]+$", "^[a-z]+$"],
  ["", "^$"],
  ["^$", "^$"],
  ["a|b", "^(?:a|b)$"],
  ["^a$|^b$", "^(?:a$|^b)$"],
  ["(a|b)", "^(a|b)$"],
  ["[|]", "^[|]$"],
  ["\\|", "^\\|$"],
  ["a\\$", "^a\\$$"],
  ["a\\\\$", "^a\\\\$"],
])("%s is %s", (pattern, whole) => expect(wholePattern(pattern)).toBe(whole));

const piece = fc.constantFrom("a", "b", "(a|b)", "[a|]", "a|b", "\\|", "\\$", "a*", "(?:a|)", "^", "$", ".");
const text = fc.string({ unit: fc.constantFrom("a", "b", "|", "$", "\\"), maxLength: 6 });

test("it matches what the pattern matches from end to end", () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join("")),
      text,
      (pattern, value) => {
        expect(new RegExp(wholePattern(pattern), "u").test(value)).toBe(
          new RegExp(`^(?:${pattern})$`, "u").test(value),
        );
      },
    ),
    { seed: 7123, numRuns: 5000 },
  );
});

test("names of enumeration values are names, each its own, and do not depend on what stands before a good one", () => {
  const value = fc.string({
    unit: fc.constantFrom("a", "A", "1", "_", "-", ".", " ", "é", "2"),
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(fc.uniqueArray(value, { maxLength: 30 }), (values) => {
      const names = enumNames(values);
      expect([...names.keys()]).toEqual(values);
      expect(new Set(names.values()).size).toBe(values.length);
      expect([...names.values()].filter((name) => !isIdentifier(name))).toEqual([]);
      expect([...names].filter(([from, name]) => isIdentifier(from) && name !== from)).toEqual([]);
    }),
    { seed: 7123 },
  );
});
