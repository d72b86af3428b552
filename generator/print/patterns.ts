import type { AST } from "@eslint-community/regexpp";
import { growthOf } from "./pattern-growth.js";
import { parsePattern } from "./pattern-syntax.js";
import { translatePattern } from "./pattern-translation.js";

/** How a model's pattern is enforced by JavaScript. */
export type PatternPlan =
  /** As it stands. */
  | { readonly kind: "enforced"; readonly source: string }
  /** Written anew for JavaScript's engine, with the same meaning. */
  | { readonly kind: "translated"; readonly source: string; readonly reason: string }
  /** Its worst case may take too long: it is matched by a matcher that is linear in the string. */
  | { readonly kind: "guarded"; readonly source: string; readonly reason: string }
  /** It says something that JavaScript cannot, or that would take too long in every way. */
  | { readonly kind: "not-enforced"; readonly reason: string };

/** Steps that a string may take where the time grows faster than it: the square of 1,000 code points, the cube of 100. */
const MOST_STEPS = 1_000_000;

/** Longer ones make engines fail on the first string, "Regular expression too large"; AWS's stay under 1,200. */
const LONGEST = 5_000;

/** States that the linear matcher may have: counted repetitions are written out. */
const STATE_LIMIT = 3_000;

/** What a pattern is by itself, whatever the length of the strings. */
interface Reading {
  /** In JavaScript's form; undefined where it has none. */
  readonly source: string | undefined;
  readonly isTranslated: boolean;
  /** See `growthOf`. */
  readonly growth: number;
  /** Of the linear matcher: `Infinity` for what it cannot read, 0 where nobody needs it. */
  readonly states: number;
}

const readings = new Map<string, Reading>();

/**
 * @param pattern ECMA-262, found anywhere in the string unless it is anchored (Smithy 2.0 spec, "pattern trait").
 * @param max length of the string in code points, undefined for none: longer strings never meet the pattern.
 */
export function planPattern(pattern: string, max: number | undefined): PatternPlan {
  if (pattern.length > LONGEST)
    return {
      kind: "not-enforced",
      reason: `it has more than ${LONGEST} characters, which JavaScript's engines may refuse`,
    };
  let reading = readings.get(pattern);
  if (reading === undefined) readings.set(pattern, (reading = readPattern(pattern)));
  return decide(reading, max);
}

function readPattern(pattern: string): Reading {
  const original = parsePattern(pattern);
  const source = original === undefined ? translatePattern(pattern) : pattern;
  const ast = original ?? (source === undefined ? undefined : parsePattern(source));
  const isTranslated = original === undefined;
  if (ast === undefined) return { source: undefined, isTranslated, growth: 0, states: 0 };
  const growth = growthOf(ast);
  return { source, isTranslated, growth, states: growth <= 1 ? 0 : countStates(ast) };
}

function decide({ source, isTranslated, growth, states }: Reading, max: number | undefined): PatternPlan {
  if (source === undefined) return { kind: "not-enforced", reason: "JavaScript's regular expressions cannot say it" };
  const harmless = growth <= 1 || (max !== undefined && max ** growth <= MOST_STEPS);
  if (harmless && !isTranslated) return { kind: "enforced", source };
  if (harmless) return { kind: "translated", source, reason: "written in JavaScript's form of regular expressions" };
  if (states === Infinity) {
    return {
      kind: "not-enforced",
      reason: "its worst case may take too long, and what it refers back to lets no two ways be followed at once",
    };
  }
  if (states > STATE_LIMIT) {
    return {
      kind: "not-enforced",
      reason: "its worst case may take too long, and it counts too far to follow all ways at once",
    };
  }
  return {
    kind: "guarded",
    source,
    reason: "its worst case may take too long where one way is tried after the other: all are followed at once",
  };
}

/** Of the linear matcher; `Infinity` where a part is none of those that it knows. */
function countStates(pattern: AST.Pattern): number {
  const count = (element: AST.Element): number => {
    switch (element.type) {
      case "Character":
      case "CharacterSet":
      case "CharacterClass":
        return 1;
      case "Quantifier":
        return (count(element.element) + 1) * Math.max(element.min, element.max === Infinity ? 1 : element.max, 1);
      case "Group":
      case "CapturingGroup":
        return sum(element.alternatives);
      case "Assertion":
        return element.kind === "lookahead" || element.kind === "lookbehind" ? sum(element.alternatives) + 1 : 1;
      default:
        return Infinity;
    }
  };
  const sum = (alternatives: readonly AST.Alternative[]): number =>
    alternatives.reduce((total, { elements }) => total + elements.reduce((all, part) => all + count(part), 1), 0);
  return sum(pattern.alternatives);
}
