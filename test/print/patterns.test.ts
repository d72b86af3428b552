import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planPattern } from "../../generator/print/patterns.js";
import { compileLinear } from "../../templates/validators/linear-pattern.js";
import { patternsOf, tryPattern } from "./pattern-trials.js";

const root = resolve(import.meta.dirname, "../..");

describe("planPattern", () => {
  test.each([
    ["^[a-z]+$", undefined, "enforced"],
    ["^[\\w\\s+=,.@-]+$", 128, "enforced"],
    ["^.*\\{####\\}.*$", 140, "enforced"],
    ["^.*\\{####\\}.*$", 20_000, "guarded"],
    ["^(a+)+$", 64, "guarded"],
    ["[a-z]+x", undefined, "guarded"],
    ["^[\\w-_]+$", 64, "translated"],
    ["^\\p{Alpha}+\\_$", 64, "translated"],
    ["^(?i)abc$", 64, "not-enforced"],
    ["^(?=(a+)+$)b", undefined, "guarded"],
    ["^(?<!-)(?:(?!-)[a-z-]+\\.?)+$", 253, "guarded"],
    ["^(a+)\\1+$", undefined, "not-enforced"],
    ["^(a+)\\1+$", 100, "enforced"],
    ["^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$", 63, "enforced"],
    ["^(?:[a-z]|\\{year\\}|\\{day\\}){1,900}$", 900, "enforced"],
    ["^(?:[ab]|[a-z]){1,60}!$", 64, "guarded"],
    ["^(?:(?:[ab]|[a-z]))*!$", 64, "guarded"],
    ["^(?:a?b|b)*!$", 64, "guarded"],
    ["^[a-z]*[a-z0-9]*\\w*$", 100, "enforced"],
    ["^[a-z]*[a-z0-9]*\\w*$", 200, "guarded"],
    ["^(?:[a-z]+/?){3,1016}$", 1_024, "not-enforced"],
    ["^(?!.*--)(?!-)[a-z-]+$", undefined, "enforced"],
    ["\\b(a+)+\\b", undefined, "guarded"],
    ["^[a-z]++b$", 64, "not-enforced"],
    [`^${"a?".repeat(30)}$`, 64, "guarded"],
    [`^${"[a-z]{1,5}".repeat(12)}$`, 64, "guarded"],
    [`${"(?:a|aa)".repeat(30)}!`, 64, "guarded"],
    ["^[a-z]{1,5}[a-z]{1,5}[a-z]{1,5}$", 64, "enforced"],
    [`^${"[a-z]{1,5}:".repeat(12)}$`, 64, "enforced"],
    [`^${"(?:[a-z]|\\d)".repeat(30)}$`, 64, "enforced"],
    ["^([a-z\\d]|(\\.(?!\\.))){1,61}[a-z]$", 64, "enforced"],
  ])("%s up to %s is %s", (pattern, max, kind) => {
    expect(planPattern(pattern, max).kind).toBe(kind);
  });

  test("what engines refuse for its length is not enforced", () => {
    expect(planPattern("a".repeat(5_000), undefined).kind).toBe("enforced");
    expect(planPattern("a".repeat(40_000), undefined).kind).toBe("not-enforced");
  });

  test.each([
    ["^[\\w-_]+\\:{x}$", "^[\\w\\-_]+:\\{x\\}$"],
    ["^(?s).+$", "^[\\s\\S]+$"],
    ["^(a(?s).)(.)$", "^(a[\\s\\S])(.)$"],
    ["\\A\\S[\\p{Print}]*\\z", "^\\S[ -~]*$"],
    ["^[\\x{41}\\000-\\037]$", "^[\\u{41}\\u{0}-\\u{1f}]$"],
    ["^[a-z]${2,64}$", "^[a-z]$$"],
    ["^/(?!\\.)+a$", "^/(?!\\.)a$"],
    ["^[0-9A-Z]{2}+$", "^[0-9A-Z]{2}$"],
    ["^[;*+\\[\\ ]+?$", "^[;*+\\[ ]+?$"],
    ["^\\p{all}\\p{IsWhitespace}$", "^\\p{Any}\\p{White_Space}$"],
  ])("%s is %s", (pattern, source) => {
    expect(planPattern(pattern, 64)).toMatchObject({ kind: "translated", source });
  });
});

describe("patterns in use", () => {
  const EFFORT = { longest: 4_000, pumps: 3 };
  const HOSTILE = [
    "^(a+)+$",
    "(x+x+)+y",
    "^(\\w+\\s?)*$",
    "^([a-z]+.)+[A-Z]$",
    "^(?:a|aa)+$",
    "\\b(?:\\w|-)+\\b@",
    "^(.*a){9}$",
    "a*b*a*c",
  ];
  const own = HOSTILE.flatMap((pattern) => [undefined, 100, 5_000].map((max) => ({ pattern, max })));
  const model = readFileSync(join(root, "models/cognito-identity-provider/2022-05-24.json"), "utf8");

  test("match what they should and take no long time over an attack", () => {
    expect([...own, ...patternsOf(model)].flatMap((each) => tryPattern(each, EFFORT).problems)).toEqual([]);
  });

  const corpus = ["dynamodb", "vpc-lattice", "sagemaker"].map((name) => join(root, `.corpus/aws-models/${name}.json`));
  test.skipIf(!corpus.every(existsSync)).each(corpus)("of %s (needs .corpus)", (path) => {
    expect(patternsOf(readFileSync(path, "utf8")).flatMap((each) => tryPattern(each, EFFORT).problems)).toEqual([]);
  });
});

describe("the linear matcher", () => {
  const atom = fc.constantFrom(
    "a",
    "b",
    "[ab]",
    "[^a]",
    ".",
    "\\w",
    "\\{",
    "\\p{L}",
    "\\u{1f600}",
    "^",
    "$",
    "\\b",
    "\\B",
  );
  const pattern = fc.letrec<{ all: string }>((tie) => ({
    all: fc.oneof(
      { maxDepth: 4 },
      atom,
      fc.tuple(tie("all"), tie("all")).map((parts) => parts.join("")),
      fc.tuple(tie("all"), tie("all")).map(([a, b]) => `(?:${a}|${b})`),
      fc.tuple(tie("all"), fc.constantFrom("*", "+", "?", "{2}", "{1,3}", "{2,}", "*?")).map(([a, q]) => `(${a})${q}`),
      fc.tuple(tie("all"), fc.constantFrom("=", "!", "<=", "<!")).map(([a, look]) => `(?${look}${a})`),
    ),
  })).all;
  /** As ECMA-262 has it: V8's own search also begins between the halves of a surrogate pair, where `\\B` holds. */
  const isFound = (source: string, value: string): boolean => {
    const expression = new RegExp(source, "uy");
    let place = 0;
    return [...value, ""].some((character) => {
      expression.lastIndex = place;
      place += character.length;
      return expression.test(value);
    });
  };
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "{", "\n", "\u{1f600}"), maxLength: 8 });

  test("says what RegExp says", () => {
    fc.assert(
      fc.property(pattern, text, (source, value) => {
        expect(compileLinear(source)(value)).toBe(isFound(source, value));
      }),
      { numRuns: 6_000, seed: 1 },
    );
  });

  test("takes short repetitions in a row in their stride", () => {
    const matches = compileLinear(`^${"a?".repeat(30)}$`);
    const start = performance.now();
    expect([matches("a".repeat(30)), matches("a".repeat(31)), matches(`${"a".repeat(25)}!`)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  test("takes no longer for an attack than for any other text", () => {
    const matches = compileLinear("^(a+)+$");
    const before = performance.now();
    expect(matches(`${"a".repeat(20_000)}!`)).toBe(false);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
