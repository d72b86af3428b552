import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { automatonOf } from "../../generator/changes/patterns/automaton.js";
import { createCompareLanguages } from "../../generator/changes/patterns/inclusion.js";

const ANY_LENGTH = { min: 0, max: Infinity };
const compareLanguages = (before: string, after: string, lengths = ANY_LENGTH) =>
  createCompareLanguages()(before, after, lengths);

describe("patterns compared by what they take", () => {
  test.each<[before: string, after: string, lost: string | null, gained: string | null]>([
    ["^[a-z]+$", "^[a-z0-9]+$", null, "0"],
    ["^a{2,4}$", "^a{1,4}$", null, "a"],
    ["^a{2,4}$", "^a{2,3}$", "aaaa", null],
    ["^(?:x|y)$", "^(?:x|y|z)$", null, "z"],
    ["^arn:.+$", "^arn:aws:.+$", "arn:a", null],
    ["^[0-9]{3}$", "^\\d\\d\\d$", null, null],
    ["^a$", "a", null, "aa"],
    ["^[\\s\\S]*$", "^[^/\\\\]*$", "/", null],
    ["^\\S+$", "^[a-z]+$", "A", null],
    ["^[\\w-]+$", "^[a-zA-Z]+ $", "a", "a "],
    ["^\\p{L}+$", "^[\\p{L}\\p{N}]+$", null, "0"],
    ["^.$", "^[^]$", null, "\n"],
    ["^$|^a$", "^a?$", null, null],
    ["a|^b", "[ab]", null, "cb"],
  ])("%s, then %s", (before, after, lost, gained) => {
    expect(compareLanguages(before, after)).toEqual({ lost, gained });
  });

  test("only strings that may be so long count", () => {
    expect(compareLanguages("^a+$", "^a{3,5}$").lost).toBe("a");
    expect(compareLanguages("^a+$", "^a{3,5}$", { min: 2, max: 9 }).lost).toBe("aa");
    expect(compareLanguages("^a+$", "^a{3,5}$", { min: 3, max: 9 }).lost).toBe("aaaaaa");
    expect(compareLanguages("^a+$", "^a{3,5}$", { min: 3, max: 5 })).toEqual({ lost: null, gained: null });
    expect(compareLanguages("^arn:.+$", "^arn:aws:.+$", { min: 9, max: 99 }).lost).toBe("arn:aaaaa");
    expect(compareLanguages("^[\\s\\S]*$", "^[\\s\\S]{9}$", { min: 1e9, max: 2e9 }).lost).toBe(undefined);
    expect(compareLanguages("^\u{1f600}*$", "^$", { min: 1, max: 1 }).lost).toBe("\u{1f600}");
  });

  test.each([
    ["what looks around", "^(?!a)[a-z]$", "^[a-z]$"],
    ["what looks back", "^(a|b)\\1$", "^[ab]+$"],
    ["a boundary of words", "a\\b", "a"],
    ["a count that is too long", "^a{0,100000}$", "^a*$"],
    ["no pattern", "^(", "^a$"],
  ])("nothing is said of %s", (_, before, after) => {
    expect(compareLanguages(before, after)).toEqual({ lost: undefined, gained: undefined });
  });

  test("what would take too long is given up", () => {
    expect(compareLanguages("^(?:a|b)*a(?:a|b){20}$", "^(?:a|b)*b(?:a|b){20}c?$").lost).not.toBeNull();
    expect(compareLanguages("^(?:a|b)*a(?:a|b){20}$", "^(?:a|b)*a(?:b|a){20}$")).toEqual({
      lost: undefined,
      gained: undefined,
    });
  });

  test("and so is all that comes after too much of it", () => {
    const compare = createCompareLanguages();
    const plain = (text: string) => compare(`^${text}a$`, `^${text}[ab]$`, ANY_LENGTH).gained;
    expect(plain("x")).toBe("xb");
    for (let count = 0; count < 12; count++)
      compare(`^x{${count}}(?:a|b)*a(?:a|b){20}$`, `^x{${count}}(?:a|b)*a(?:b|a){20}$`, ANY_LENGTH);
    expect([plain("y"), plain("x")]).toEqual([undefined, "xb"]);
  });

  const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
    part: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom("a", "b", "[ab]", "[^a]", ".", "^", "$", "c"),
      fc.tuple(fc.constantFrom("(?:", "("), tie("pattern")).map(([open, inner]) => `${open}${inner})`),
      fc
        .tuple(tie("pattern"), fc.constantFrom("*", "+", "?", "{2}", "{1,2}", "*?"))
        .map(([inner, times]) => `(?:${inner})${times}`),
    ),
    pattern: fc.oneof(
      { maxDepth: 3 },
      fc.array(tie("part"), { maxLength: 3 }).map((parts) => parts.join("")),
      fc.tuple(tie("pattern"), tie("pattern")).map((ways) => ways.join("|")),
    ),
  }));

  function* strings(length: number): Iterable<string> {
    yield "";
    if (length > 0) for (const rest of strings(length - 1)) for (const first of "abc\n") yield first + rest;
  }
  const all = [...new Set(strings(4))].toSorted((a, b) => a.length - b.length);

  test("agrees with the engine on all short strings", () => {
    const claims = (before: string, after: string) => {
      const { lost, gained } = compareLanguages(before, after);
      return [
        { text: lost, takes: new RegExp(before, "u"), refuses: new RegExp(after, "u") },
        { text: gained, takes: new RegExp(after, "u"), refuses: new RegExp(before, "u") },
      ];
    };
    fc.assert(
      fc.property(pattern, pattern, (before, after) =>
        claims(before, after).every(({ text, takes, refuses }) => {
          const shortest = all.find((one) => takes.test(one) && !refuses.test(one));
          if (typeof text !== "string") return text === undefined || shortest === undefined;
          return takes.test(text) && !refuses.test(text) && text.length <= (shortest ?? text).length;
        }),
      ),
      { numRuns: 2000 },
    );
  });
});

test("a repetition that is written out has one set of characters, however long it is", () => {
  const { states } = automatonOf("^x[a-z]{200}[a-z]+$")!;
  expect(states.length).toBeGreaterThan(200);
  expect(new Set(states.map((state) => (state.kind === "character" ? state.takes : undefined))).size).toBe(4);
});
