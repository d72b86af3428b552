import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planPattern } from "../../generator/print/patterns.js";
import { compileLinear } from "../../templates/validators/linear-pattern.js";

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
    ["^(?=(a+)+$)b", undefined, "not-enforced"],
  ])("%s up to %s is %s", (pattern, max, kind) => {
    expect(planPattern(pattern, max).kind).toBe(kind);
  });

  test("a translation means what the pattern meant", () => {
    const plan = planPattern("^[\\w-_]+\\:{x}$", 64);
    expect(plan).toMatchObject({ kind: "translated", source: "^[\\w\\-_]+:\\{x\\}$" });
  });
});

describe("the linear matcher", () => {
  const atom = fc.constantFrom("a", "b", "[ab]", "[^a]", ".", "\\w", "\\{", "\\p{L}", "\\u{1f600}", "^", "$");
  const pattern = fc.letrec<{ all: string }>((tie) => ({
    all: fc.oneof(
      { maxDepth: 4 },
      atom,
      fc.tuple(tie("all"), tie("all")).map((parts) => parts.join("")),
      fc.tuple(tie("all"), tie("all")).map(([a, b]) => `(?:${a}|${b})`),
      fc.tuple(tie("all"), fc.constantFrom("*", "+", "?", "{2}", "{1,3}", "{2,}", "*?")).map(([a, q]) => `(${a})${q}`),
    ),
  })).all;
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "{", "\n", "\u{1f600}"), maxLength: 8 });

  test("says what RegExp says", () => {
    fc.assert(
      fc.property(pattern, text, (source, value) => {
        expect(compileLinear(source)(value)).toBe(new RegExp(source, "u").test(value));
      }),
      { numRuns: 3_000, seed: 1 },
    );
  });

  test("takes no longer for an attack than for any other text", () => {
    const matches = compileLinear("^(a+)+$");
    const before = performance.now();
    expect(matches(`${"a".repeat(20_000)}!`)).toBe(false);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
