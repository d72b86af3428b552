import { RegExpParser } from "@eslint-community/regexpp";
import type { AST } from "@eslint-community/regexpp";

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

/** States that the linear matcher may have: counted repetitions are written out. */
const STATE_LIMIT = 3_000;

const plans = new Map<string, PatternPlan>();

/**
 * @param pattern ECMA-262, found anywhere in the string unless it is anchored (Smithy 2.0 spec, "pattern trait").
 * @param max length of the string in code points, undefined for none: longer strings never meet the pattern.
 */
export function planPattern(pattern: string, max: number | undefined): PatternPlan {
  const key = `${max ?? ""} ${pattern}`;
  let plan = plans.get(key);
  if (plan === undefined) plans.set(key, (plan = decide(pattern, max)));
  return plan;
}

function decide(pattern: string, max: number | undefined): PatternPlan {
  const original = parsePattern(pattern);
  const source = original === undefined ? translate(pattern) : pattern;
  const ast = original ?? (source === undefined ? undefined : parsePattern(source));
  if (source === undefined || ast === undefined) {
    return { kind: "not-enforced", reason: "JavaScript's regular expressions have no such form" };
  }
  const growth = growthOf(ast);
  const harmless = growth === "linear" || (growth === "quadratic" && max !== undefined && max <= QUADRATIC_LIMIT);
  if (harmless && original !== undefined) return { kind: "enforced", source };
  if (harmless) return { kind: "translated", source, reason: "written in JavaScript's form of regular expressions" };
  if (!isPlain(ast) || countStates(ast) > STATE_LIMIT) {
    return {
      kind: "not-enforced",
      reason: "its worst case takes too long, and it is not of the form that can be guarded",
    };
  }
  return { kind: "guarded", source, reason: "its worst case takes too long for a matcher that goes back" };
}

function parsePattern(source: string): AST.Pattern | undefined {
  try {
    RegExp(source, "u"); // the engine's own word: the parser is of another version
    return new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, { unicode: true });
  } catch {
    return undefined;
  }
}

/** Names of character classes that Java has and JavaScript writes otherwise. */
const JAVA_CLASSES: ReadonlyMap<string, string> = new Map([
  ["Alpha", "A-Za-z"],
  ["Digit", "0-9"],
  ["Alnum", "A-Za-z0-9"],
  ["Upper", "A-Z"],
  ["Lower", "a-z"],
  ["Punct", "!-\\/:-@\\[-`\\{-~"],
  ["Graph", "!-~"],
  ["Print", " -~"],
  ["Blank", " \\t"],
  ["Cntrl", "\\x00-\\x1f\\x7f"],
  ["XDigit", "0-9A-Fa-f"],
  ["Space", "\\s"],
  ["ASCII", "\\x00-\\x7f"],
]);

const BINARY_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ["IsAlphabetic", "Alphabetic"],
  ["IsUppercase", "Uppercase"],
  ["IsLowercase", "Lowercase"],
  ["IsLetter", "L"],
  ["IsDigit", "Nd"],
  ["IsPunctuation", "P"],
  ["IsWhite_Space", "White_Space"],
]);

const SYNTAX = new Set("^$\\.*+?()[]{}|/-");

/** The same pattern in the form that the `u` flag asks for; undefined where its meaning would be a guess. */
function translate(pattern: string): string | undefined {
  // Possessive quantifiers, atomic groups, inline flags and \G: Java's alone.
  if (/(?<!\\)(?:[*+?]\+|\{\d+(?:,\d*)?\}\+|\(\?>|\(\?[a-zA-Z-]+[:)])/.test(pattern)) return undefined;
  let out = "";
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const unit = pattern[at]!;
    if (unit === "\\") {
      const [text, length] = translateEscape(pattern, at, inClass);
      if (text === undefined) return undefined;
      out += text;
      at += length - 1;
    } else if (inClass) {
      if (unit === "]") inClass = false;
      if (unit === "[") return undefined; // a class inside a class: a union in Java, a bracket in JavaScript
      out += unit === "-" && isLooseDash(pattern, at) ? "\\-" : unit;
    } else if (unit === "[") {
      inClass = true;
      out += unit;
    } else if (unit === "{" && !/^\{\d+(?:,\d*)?\}/.test(pattern.slice(at))) {
      out += "\\{";
    } else if (unit === "}" && !/\{\d+(?:,\d*)?$/.test(pattern.slice(0, at))) {
      out += "\\}";
    } else if (unit === "]") {
      out += "\\]";
    } else {
      out += unit;
    }
  }
  return out;
}

/** A dash beside a class escape (`\w-_`) stands for itself. */
function isLooseDash(pattern: string, at: number): boolean {
  return /\\[wdsWDS]$|\\[pP]\{[^}]*\}$/.test(pattern.slice(0, at)) || /^-\\[wdsWDSpP]/.test(pattern.slice(at));
}

function translateEscape(pattern: string, at: number, inClass: boolean): readonly [string | undefined, number] {
  const rest = pattern.slice(at);
  const property = /^\\([pP])\{([^}]*)\}/.exec(rest);
  if (property !== null) {
    const [all, sign, name] = property as unknown as [string, string, string];
    if (parsePattern(all) !== undefined) return [all, all.length];
    const java = JAVA_CLASSES.get(name);
    if (java !== undefined) {
      if (sign === "P") return [inClass ? undefined : `[^${java}]`, all.length];
      return [inClass ? java : `[${java}]`, all.length];
    }
    const known = BINARY_PROPERTIES.get(name) ?? name.replace(/^Is/, "Script=");
    const text = `\\${sign}{${known}}`;
    return [parsePattern(text) === undefined ? undefined : text, all.length];
  }
  const next = rest[1];
  if (next === undefined) return [undefined, 1];
  if (SYNTAX.has(next)) return [next === "-" && !inClass ? "-" : `\\${next}`, 2];
  const escape =
    /^\\(?:[dDwWsSbBfnrtv0]|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]+\}|x[0-9a-fA-F]{2}|c[A-Za-z]|k<\w+>|[1-9])/.exec(rest);
  if (escape !== null) return [escape[0], escape[0].length];
  // `\_`, `\@`, `\:`: needless escapes. A letter may mean something in another engine (`\h`, `\Q`).
  return [/[A-Za-z0-9]/.test(next) ? undefined : next, 2];
}

type Growth = "linear" | "quadratic" | "worse";

/**
 * How the time to refuse a string may grow with its length, judged from above: an unbounded repetition inside another is
 * `worse`; several of them in a row, or one that is not anchored at the start, are `quadratic` or worse.
 */
function growthOf(pattern: AST.Pattern): Growth {
  let degree = 0;
  for (const alternative of pattern.alternatives) {
    const own = degreeOf(alternative.elements);
    if (own === Infinity) return "worse";
    const anchored = isAnchored(alternative);
    degree = Math.max(degree, own + (anchored || own === 0 ? 0 : startCost(alternative)));
  }
  return degree <= 1 ? "linear" : degree === 2 ? "quadratic" : "worse";
}

function isAnchored({ elements: [first] }: AST.Alternative): boolean {
  if (first?.type === "Assertion") return first.kind === "start";
  if (first?.type !== "Group" && first?.type !== "CapturingGroup") return false;
  return first.alternatives.every(isAnchored);
}

/** An unanchored search that ends in its first repetition succeeds where it starts; all others may try each place. */
function startCost({ elements }: AST.Alternative): number {
  const last = elements.at(-1);
  const repeated = elements.filter((element) => degreeOf([element]) > 0);
  return repeated.length === 1 && repeated[0] === last && last?.type === "Quantifier" ? 0 : 1;
}

/** Repetitions longer than this count as unbounded. */
const LONG = 64;

function degreeOf(elements: readonly AST.Element[]): number {
  // Repetitions that cannot hand characters to each other are tried once each: only runs of overlapping ones multiply.
  let degree = 0;
  let run = 0;
  let previous: AST.Element | undefined;
  for (const element of elements) {
    const own = elementDegree(element);
    if (own === Infinity) return Infinity;
    if (own > 0) {
      run = previous !== undefined && mayOverlap(previous, element, elements) ? run + own : own;
      previous = element;
    }
    degree = Math.max(degree, run);
  }
  return degree;
}

function elementDegree(element: AST.Element): number {
  switch (element.type) {
    case "Quantifier": {
      const inner = elementDegree(element.element);
      if (element.max <= 1) return inner;
      if (inner > 0 || (element.max > LONG && hasVariableLength(element.element))) {
        return isSeparated(element.element) ? Math.max(1, inner) : Infinity;
      }
      if (element.max <= LONG) return hasVariableLength(element.element) && element.max > 4 ? Infinity : 0;
      return hasOverlappingWays(element.element) ? Infinity : 1;
    }
    case "Group":
    case "CapturingGroup":
      return Math.max(0, ...element.alternatives.map((alternative) => degreeOf(alternative.elements)));
    case "Assertion":
      if (element.kind !== "lookahead" && element.kind !== "lookbehind") return 0;
      return Math.max(0, ...element.alternatives.map((alternative) => degreeOf(alternative.elements)));
    default:
      return 0;
  }
}

/** Whether what is repeated begins or ends with a fixed character that the rest of it does not take: `(?:-[a-z]+)*`. */
function isSeparated(element: AST.QuantifiableElement): boolean {
  if (element.type !== "Group" && element.type !== "CapturingGroup") return false;
  const [alternative] = element.alternatives;
  if (element.alternatives.length !== 1 || alternative === undefined) return false;
  const parts = alternative.elements;
  if (parts.some((part) => part.type === "Group" || part.type === "CapturingGroup")) return false;
  if (degreeOf(parts) > 1) return false;
  return [parts[0], parts.at(-1)].some((edge) => {
    if (edge === undefined) return false;
    const single = edge.type === "Character" || edge.type === "CharacterSet" || edge.type === "CharacterClass";
    return single && parts.every((part) => part === edge || !sharesCharacters(edge, part));
  });
}

function hasVariableLength(element: AST.Element): boolean {
  switch (element.type) {
    case "Quantifier":
      return element.min !== element.max || hasVariableLength(element.element);
    case "Group":
    case "CapturingGroup":
      return (
        new Set(element.alternatives.map(({ elements }) => elements.length)).size > 1 ||
        element.alternatives.some(({ elements }) => elements.some(hasVariableLength))
      );
    default:
      return false;
  }
}

function hasOverlappingWays(element: AST.QuantifiableElement): boolean {
  if (element.type !== "Group" && element.type !== "CapturingGroup") return false;
  return element.alternatives.some((one, index) =>
    element.alternatives.slice(index + 1).some((other) => {
      const [a] = one.elements;
      const [b] = other.elements;
      return a === undefined || b === undefined || sharesCharacters(a, b);
    }),
  );
}

/** Whether two repetitions can take the same characters, with nothing between them that neither takes. */
function mayOverlap(before: AST.Element, after: AST.Element, elements: readonly AST.Element[]): boolean {
  const between = elements.slice(elements.indexOf(before) + 1, elements.indexOf(after));
  const separated = between.some(
    (part) =>
      (part.type === "Character" || part.type === "CharacterSet" || part.type === "CharacterClass") &&
      !sharesCharacters(part, before) &&
      !sharesCharacters(part, after),
  );
  return !separated && (between.length > 0 || sharesCharacters(before, after));
}

// Characters by which two parts are compared: ASCII, and some beyond it for letters, marks, symbols and blanks.
const SAMPLES = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCodePoint(code)),
  ..."\u00a0\u00a9\u00e9\u0301\u0416\u05d0\u0660\u2028\u20ac\u3000\u4e2d\ufffd\u{1f600}",
];

const charactersOf = new Map<string, ReadonlySet<string>>();

function sharesCharacters(a: AST.Element, b: AST.Element): boolean {
  const [left, right] = [samplesOf(a), samplesOf(b)];
  return [...left].some((character) => right.has(character));
}

/** The sample characters that stand anywhere in what a part takes. */
function samplesOf(element: AST.Element): ReadonlySet<string> {
  switch (element.type) {
    case "Character":
    case "CharacterSet":
    case "CharacterClass": {
      let known = charactersOf.get(element.raw);
      if (known === undefined) {
        const expression = new RegExp(`^${element.raw}$`, "u");
        charactersOf.set(element.raw, (known = new Set(SAMPLES.filter((character) => expression.test(character)))));
        if (element.type === "Character" && known.size === 0) return new Set([element.raw]);
      }
      return known;
    }
    case "Quantifier":
      return samplesOf(element.element);
    case "Group":
    case "CapturingGroup":
      return new Set(element.alternatives.flatMap(({ elements }) => elements.flatMap((part) => [...samplesOf(part)])));
    default:
      return new Set(SAMPLES);
  }
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
        return element.kind === "start" || element.kind === "end";
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
