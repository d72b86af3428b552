import type { AST } from "@eslint-community/regexpp";

/**
 * With which power of its length the time to refuse a string may grow, judged from above: repetitions in a row that can
 * hand characters to each other add up, and so does the search for a start; `Infinity` for one inside another.
 */
export function growthOf(pattern: AST.Pattern): number {
  let degree = 0;
  for (const alternative of pattern.alternatives) {
    const own = degreeOf(alternative.elements);
    const anchored = isAnchored(alternative);
    degree = Math.max(degree, own + (anchored || own === 0 ? 0 : startCost(alternative)));
  }
  return degree;
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
  if (waysOf(elements) > WAYS) return Infinity;
  for (const element of elements) {
    const own = elementDegree(element);
    if (own === Infinity) return Infinity;
    if (element.type === "Assertion") {
      // It takes nothing and is never tried again in another way: once for each way that leads to it.
      degree = Math.max(degree, run + own);
      continue;
    }
    if (own > 0) {
      run = previous !== undefined && mayOverlap(previous, element, elements) ? run + own : own;
      previous = element;
    }
    degree = Math.max(degree, run);
  }
  return degree;
}

/** In so many ways short repetitions in a row may share a string out: `a?a?a?` has eight, and all are tried. */
const WAYS = 100_000;

function waysOf(elements: readonly AST.Element[]): number {
  let most = 1;
  let run = 1;
  let previous: AST.Element | undefined;
  for (const element of elements) {
    const own = elementWays(element);
    if (own === 1) continue;
    run = previous !== undefined && mayOverlap(previous, element, elements) ? run * own : own;
    previous = element;
    most = Math.max(most, run);
  }
  return most;
}

/** Long repetitions count as one: what they cost is a degree. */
function elementWays(element: AST.Element): number {
  switch (element.type) {
    case "Quantifier": {
      const { min, max } = element;
      const inner = isSeparated(element.element) ? 1 : elementWays(element.element);
      return max > LONG ? inner : (max - min + 1) * inner ** max;
    }
    case "Group":
    case "CapturingGroup": {
      const ways = element.alternatives.map(({ elements }) => waysOf(elements));
      return hasOverlappingWays(element) ? ways.reduce((sum, own) => sum + own, 0) : Math.max(...ways);
    }
    default:
      return 1;
  }
}

function elementDegree(element: AST.Element): number {
  switch (element.type) {
    case "Quantifier": {
      const inner = elementDegree(element.element);
      if (element.max <= 1) return inner;
      if (inner === 0 && isDecided(element.element)) return element.max > LONG ? 1 : 0;
      if (inner > 0 || (element.max > LONG && hasVariableLength(element.element))) {
        return isSeparated(element.element) ? Math.max(1, inner) : Infinity;
      }
      if (element.max <= LONG) return hasVariableLength(element.element) && element.max > 4 ? Infinity : 0;
      return elementWays(element.element) > 1 ? Infinity : 1;
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
        new Set(element.alternatives.map((alternative) => takenBy(alternative).length)).size > 1 ||
        element.alternatives.some(({ elements }) => elements.some(hasVariableLength))
      );
    default:
      return false;
  }
}

/** The elements that take characters. */
function takenBy({ elements }: AST.Alternative): readonly AST.Element[] {
  return elements.filter(({ type }) => type !== "Assertion");
}

function hasOverlappingWays(element: AST.QuantifiableElement): boolean {
  if (element.type !== "Group" && element.type !== "CapturingGroup") return false;
  const ways = element.alternatives.map(takenBy);
  return ways.some((one, index) => ways.slice(index + 1).some((other) => !areApart(one, other)));
}

/** Whether no string begins with both sequences: single characters are compared place by place, up to what may be longer. */
function areApart(one: readonly AST.Element[], other: readonly AST.Element[]): boolean {
  for (const [place, a] of one.entries()) {
    const b = other[place];
    if (b === undefined || mayBeEmpty(a) || mayBeEmpty(b)) return false;
    if (!sharesCharacters(a, b)) return true;
    if (!isSingle(a) || !isSingle(b)) return false;
  }
  return false;
}

function mayBeEmpty(element: AST.Element): boolean {
  switch (element.type) {
    case "Quantifier":
      return element.min === 0 || mayBeEmpty(element.element);
    case "Group":
    case "CapturingGroup":
      return element.alternatives.some(({ elements }) => elements.every(mayBeEmpty));
    default:
      return !isSingle(element);
  }
}

/** Whether each string has at most one way through it, and takes one number of characters: `(?:[a-z]|-(?!-))`. */
function isDecided(element: AST.QuantifiableElement): boolean {
  if (element.type !== "Group" && element.type !== "CapturingGroup") return isSingle(element);
  return element.alternatives.every((way) => takenBy(way).every(isSingle)) && !hasOverlappingWays(element);
}

function isSingle({ type }: AST.Element): boolean {
  return type === "Character" || type === "CharacterSet" || type === "CharacterClass";
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

/** Characters by which two parts are compared: ASCII, and some beyond it for letters, marks, symbols and blanks. */
const SAMPLES: readonly number[] = [
  ...Array.from({ length: 128 }, (_, code) => code),
  ...Array.from("\u00a0\u00a9\u00e9\u0301\u0416\u05d0\u0660\u2028\u20ac\u3000\u4e2d\ufffd\u{1f600}", (character) =>
    character.codePointAt(0)!,
  ),
];
const SAMPLE_TEXT = String.fromCodePoint(...SAMPLES);

type Samples = ReadonlySet<number>;

const ALL: Samples = new Set(SAMPLES);
/** By the part's text: the same classes and groups stand in many patterns, and are compared with each part around them. */
const known = new Map<string, Samples>();

function sharesCharacters(a: AST.Element, b: AST.Element): boolean {
  const right = samplesOf(b);
  for (const code of samplesOf(a)) if (right.has(code)) return true;
  return false;
}

/** The sample characters that stand anywhere in what a part takes; a character by itself need be none of them. */
function samplesOf(element: AST.Element): Samples {
  if (element.type === "Quantifier") return samplesOf(element.element);
  let samples = known.get(element.raw);
  if (samples === undefined) known.set(element.raw, (samples = findSamples(element)));
  return samples;
}

function findSamples(element: Exclude<AST.Element, AST.Quantifier>): Samples {
  switch (element.type) {
    case "Character":
      return new Set([element.value]);
    case "CharacterSet":
      return samplesOfSet(element);
    case "CharacterClass":
      return samplesOfClass(element);
    case "Group":
    case "CapturingGroup": {
      const samples = new Set<number>();
      for (const alternative of element.alternatives)
        for (const part of takenBy(alternative)) samplesOf(part).forEach((code) => samples.add(code));
      return samples;
    }
    default:
      return ALL;
  }
}

/** `.`, `\w`, `\p{L}` and the like. */
function samplesOfSet({ raw }: AST.CharacterSet): Samples {
  return new Set(SAMPLE_TEXT.match(new RegExp(raw, "gu"))?.map((character) => character.codePointAt(0)!));
}

/** Added up: to make an expression of each class ready takes longer. */
function samplesOfClass({ elements, negate }: AST.CharacterClass): Samples {
  const samples = new Set<number>();
  for (const part of elements) {
    if (part.type === "Character") samples.add(part.value);
    else if (part.type === "CharacterClassRange") {
      for (const code of SAMPLES) if (part.min.value <= code && code <= part.max.value) samples.add(code);
    } else if (part.type === "CharacterSet") for (const code of samplesOf(part)) samples.add(code);
  }
  return new Set(SAMPLES.filter((code) => samples.has(code) !== negate));
}
