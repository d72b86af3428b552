import type { AST } from "@eslint-community/regexpp";

/** Code points as pairs `[first, last]`, in order and apart from each other. */
export type CodePoints = readonly (readonly [first: number, last: number])[];

const LAST = 0x10ffff;

const LINE_ENDS: CodePoints = fromText("\n\r\u2028\u2029");
const DIGITS: CodePoints = [[0x30, 0x39]];
const WORDS: CodePoints = [...DIGITS, [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]];
// ECMA-262, "CharacterClassEscape :: s": white space and line ends.
const BLANKS: CodePoints = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];

export const ALL: CodePoints = [[0, LAST]];

function fromText(text: string): CodePoints {
  return [...text].map((character) => [character.codePointAt(0)!, character.codePointAt(0)!]);
}

function union(parts: readonly CodePoints[]): CodePoints {
  const sorted = parts.flat().toSorted(([a], [b]) => a - b);
  const joined: [number, number][] = [];
  for (const [first, last] of sorted) {
    const before = joined.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

function complement(points: CodePoints): CodePoints {
  const rest: [number, number][] = [];
  let next = 0;
  for (const [first, last] of points) {
    if (first > next) rest.push([next, first - 1]);
    next = last + 1;
  }
  return next > LAST ? rest : [...rest, [next, LAST]];
}

type Single = AST.Character | AST.CharacterSet | AST.CharacterClass;

/** What one character of a pattern with the `u` flag takes; undefined for what only the `v` flag knows. */
export function codePointsOf(part: Single | AST.CharacterClassElement): CodePoints | undefined {
  switch (part.type) {
    case "Character":
      return [[part.value, part.value]];
    case "CharacterClassRange":
      return [[part.min.value, part.max.value]];
    case "CharacterSet":
      return ofSet(part);
    case "CharacterClass": {
      const parts = part.elements.map((element) => codePointsOf(element as AST.CharacterClassElement));
      if (parts.some((one) => one === undefined)) return undefined;
      const points = union(parts as CodePoints[]);
      return part.negate ? complement(points) : points;
    }
    default:
      return undefined;
  }
}

function ofSet(set: AST.CharacterSet): CodePoints | undefined {
  switch (set.kind) {
    case "any":
      return complement(LINE_ENDS);
    case "digit":
      return set.negate ? complement(DIGITS) : DIGITS;
    case "word":
      return set.negate ? complement(WORDS) : WORDS;
    case "space":
      return set.negate ? complement(BLANKS) : BLANKS;
    case "property":
      return set.strings ? undefined : ofProperty(set.raw);
  }
}

const properties = new Map<string, CodePoints>();

/** Planes with characters of all kinds; what lies between and behind them is of one kind, but for two at each end. */
const MIXED: CodePoints = [
  [0, 0xd7ff],
  [0xe000, 0x3ffff],
  [0xe0000, 0xe0fff],
];
const UNIFORM: CodePoints = complement([...MIXED.slice(0, 1), [0xd800, 0xdfff], ...MIXED.slice(1)]).flatMap((range) =>
  alongPlanes(range),
);

function alongPlanes([first, last]: CodePoints[number]): CodePoints {
  const blocks: [number, number][] = [];
  for (let at = first; at <= last; at = (at | 0xffff) + 1) {
    const end = at | 0xffff;
    blocks.push([at, end - 2], [end - 1, end]);
  }
  return blocks;
}

let mixed: readonly string[] | undefined;

/** The engine's own answer. */
function ofProperty(raw: string): CodePoints {
  let points = properties.get(raw);
  if (points !== undefined) return points;
  mixed ??= MIXED.map(textOf);
  const runs = new RegExp(`${raw}+`, "gu");
  const found = mixed.flatMap((text) =>
    [...text.matchAll(runs)].map(([run]): CodePoints[number] => {
      return [run.codePointAt(0)!, Array.from(run.slice(-2)).at(-1)!.codePointAt(0)!];
    }),
  );
  const one = new RegExp(raw, "u");
  points = union([found, UNIFORM.filter(([first]) => one.test(String.fromCodePoint(first)))]);
  properties.set(raw, points);
  return points;
}

function textOf([first, last]: CodePoints[number]): string {
  let text = "";
  for (let point = first; point <= last; point++) text += String.fromCodePoint(point);
  return text;
}

const PRINTABLE = fromText(
  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:@+=,;!?#$%&*()[]{}<>|~^`'\"\\ ",
).map(([point]) => point);

/** Sets of code points, cut into kinds: each set takes all of a kind or nothing of it. */
export interface Kinds {
  /** A character of each kind, the easiest to read; kinds that have one on a keyboard come first. */
  readonly samples: readonly string[];
  /** By set: the kinds that it takes. */
  readonly taken: readonly (readonly number[])[];
}

export function kindsOf(sets: readonly CodePoints[]): Kinds {
  const cuts = [...new Set([0, 0xd800, 0xe000, ...sets.flatMap((set) => set.flatMap(([a, b]) => [a, b + 1]))])]
    .filter((cut) => cut <= LAST)
    .toSorted((a, b) => a - b);
  const members = cuts.map((): number[] => []);
  sets.forEach((set, index) => {
    let at = 0;
    for (const [first, last] of set) {
      while (cuts[at]! < first) at++;
      for (; at < cuts.length && cuts[at]! <= last; at++) members[at]!.push(index);
    }
  });
  const samples = new Map<string, number>();
  const note = (point: number, segment: number): void => {
    const key = members[segment]!.join();
    if (!samples.has(key)) samples.set(key, point);
  };
  for (const point of PRINTABLE) note(point, segmentOf(cuts, point));
  cuts.forEach((cut, index) => {
    if (cut < 0xd800 || cut >= 0xe000) note(cut, index);
  });
  const keys = [...samples.keys()];
  const taken = sets.map((): number[] => []);
  keys.forEach((key, kind) => {
    for (const set of key === "" ? [] : key.split(",")) taken[Number(set)]!.push(kind);
  });
  return { samples: [...samples.values()].map((point) => String.fromCodePoint(point)), taken };
}

function segmentOf(cuts: readonly number[], point: number): number {
  let [low, high] = [0, cuts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (cuts[middle]! <= point) low = middle;
    else high = middle - 1;
  }
  return low;
}
