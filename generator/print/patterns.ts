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
  /** Its worst case takes too long: it is matched by a matcher that is linear in the string. */
  | { readonly kind: "guarded"; readonly source: string; readonly reason: string }
  /** It says something that JavaScript cannot. */
  | { readonly kind: "not-enforced"; readonly reason: string };

/** Longest string, in code points, on which a pattern whose time grows with the square of the length may be tried. */
const QUADRATIC_LIMIT = 1_000;

/** Longer ones make engines fail on the first string, "Regular expression too large"; AWS's stay under 1,200. */
const LONGEST = 5_000;

/** States that the linear matcher may have: counted repetitions are written out. */
const STATE_LIMIT = 3_000;

/** What a pattern is by itself, whatever the length of the strings. */
interface Reading {
  /** In JavaScript's form; undefined where it has none. */
  readonly source: string | undefined;
  readonly isTranslated: boolean;
  readonly growth: ReturnType<typeof growthOf>;
  /** Whether the linear matcher takes it; asked only where another would take too long. */
  readonly isFollowable: boolean;
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
  if (ast === undefined) return { source: undefined, isTranslated, growth: "linear", isFollowable: false };
  const growth = growthOf(ast);
  return {
    source,
    isTranslated,
    growth,
    isFollowable: growth !== "linear" && isPlain(ast) && countStates(ast) <= STATE_LIMIT,
  };
}

function decide({ source, isTranslated, growth, isFollowable }: Reading, max: number | undefined): PatternPlan {
  if (source === undefined) return { kind: "not-enforced", reason: "JavaScript's regular expressions cannot say it" };
  const harmless = growth === "linear" || (growth === "quadratic" && max !== undefined && max <= QUADRATIC_LIMIT);
  if (harmless && !isTranslated) return { kind: "enforced", source };
  if (harmless) return { kind: "translated", source, reason: "written in JavaScript's form of regular expressions" };
  if (!isFollowable) {
    return {
      kind: "not-enforced",
      reason: "its worst case takes too long, and it looks around or counts too far to follow all ways at once",
    };
  }
  return {
    kind: "guarded",
    source,
    reason: "its worst case takes too long where one way is tried after the other: all are followed at once",
  };
}

/** Whether the linear matcher knows all of its parts. */
function isPlain(pattern: AST.Pattern): boolean {
  const plain = (element: AST.Element): boolean => {
    switch (element.type) {
      case "Character":
      case "CharacterSet":
      case "CharacterClass":
        return true;
      case "Quantifier":
        return plain(element.element);
      case "Group":
      case "CapturingGroup":
        return element.alternatives.every(({ elements }) => elements.every(plain));
      case "Assertion":
        return element.kind === "start" || element.kind === "end" || element.kind === "word";
      default:
        return false;
    }
  };
  return pattern.alternatives.every(({ elements }) => elements.every(plain));
}

function countStates(pattern: AST.Pattern): number {
  const count = (element: AST.Element): number => {
    switch (element.type) {
      case "Quantifier":
        return (count(element.element) + 1) * Math.max(element.min, element.max === Infinity ? 1 : element.max, 1);
      case "Group":
      case "CapturingGroup":
        return sum(element.alternatives);
      default:
        return 1;
    }
  };
  const sum = (alternatives: readonly AST.Alternative[]): number =>
    alternatives.reduce((total, { elements }) => total + elements.reduce((all, part) => all + count(part), 1), 0);
  return sum(pattern.alternatives);
}
