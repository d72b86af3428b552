import type { AST } from "@eslint-community/regexpp";
import { arnNamespaceOf } from "../model/arn-namespace.js";
import type { ServiceShape } from "../model/shapes.js";
import type { Constraints } from "./constraints.js";
import { arnOf, usualArn } from "./example-arn.js";
import { parsePattern } from "./pattern-syntax.js";
import { planPattern } from "./patterns.js";

/** Characters of an example at most, where its rules do not ask for more. */
const LONGEST = 200;

/** A text that must be longer than this is not tried on a pattern. */
const LONGEST_TRIED = 10_000;

/** One character, so often that nobody would read it. */
export interface RepeatedText {
  readonly character: string;
  readonly times: number;
}

const ADDRESS = "https://example.com";
const ROLE = "arn:aws:iam::123456789012:role/Example";

/** Texts to try for a string: one of them suits most patterns. */
const CANDIDATES: readonly string[] = [
  "example",
  "Example",
  "example-1",
  "a",
  "1",
  "123456789012",
  "us-east-1",
  "us-east-1_Example01",
  "11111111-2222-3333-4444-555555555555",
  ROLE,
  ADDRESS,
  "user@example.com",
  "2022-05-24",
  "example1234567890",
  "0123456789abcdef0123456789abcdef",
];

/**
 * A text for what has a name that asks for an address or an ARN, which clients take apart; "" for other names.
 * @param service whose ARN it is.
 */
export function textByName(name: string, service: ServiceShape | undefined): string {
  if (/(?:^u|U)r[il]$|UR[IL]$/.test(name)) return ADDRESS;
  if (!/(?:^a|A)rn$|(?:^|[a-z])ARN$/.test(name)) return "";
  if (/rolearn$/i.test(name)) return ROLE;
  return arnOf(service === undefined ? "example" : arnNamespaceOf(service));
}

/**
 * A text that keeps the rules and is as short as they allow: one of a few that read well, else one made from the pattern.
 * @param turn which of several that are to differ, where that many are known.
 * @param preferred what is to be tried before other texts; "" for none.
 * @returns undefined where none is found.
 */
export function exampleText(
  { length, pattern }: Pick<Constraints, "length" | "pattern">,
  turn = 0,
  preferred = "",
): string | RepeatedText | undefined {
  const key = `${preferred} ${turn} ${length?.min} ${length?.max} ${pattern}`;
  if (texts.has(key)) return texts.get(key);
  const found = findTexts(length, pattern, preferred);
  const text = found[Math.min(turn, found.length - 1)];
  texts.set(key, text);
  return text;
}

/** Trying texts on a pattern takes long, and the same few shapes are in the inputs of many operations. */
const texts = new Map<string, string | RepeatedText | undefined>();

/** Those that keep the rules, the best first. */
function findTexts(
  { min = 0, max = Number.POSITIVE_INFINITY }: NonNullable<Constraints["length"]> = {},
  pattern: string | undefined,
  preferred: string,
): readonly (string | RepeatedText)[] {
  const longest = Math.max(LONGEST, min);
  const plan = pattern === undefined ? undefined : planPattern(pattern, longest);
  // What JavaScript lacks is not enforced.
  const source = plan === undefined || plan.kind === "not-enforced" ? undefined : plan.source;
  if (source !== undefined && longest > LONGEST_TRIED) return [];
  if (min > LONGEST && source === undefined) return CHARACTERS.map((character) => ({ character, times: min }));
  const isFitting = (text: string): boolean => text.length >= min && text.length <= max;
  const known = preferred === "" ? CANDIDATES : [preferred, ...CANDIDATES];
  const candidates = known.map((text) => (text.length < min ? text.padEnd(min, text) : text));
  const fitting = max === 0 ? [""] : candidates.filter(isFitting);
  if (source === undefined) return fitting;
  const made = (isAllowed: (text: string) => boolean): readonly string[] =>
    [madeText(source, min, longest, isAllowed)].filter((text) => text !== undefined);
  const expression = new RegExp(source, "u");
  const isAllowed = (text: string): boolean =>
    isFitting(text) && !mayTakeLong(pattern!, text.length) && expression.test(text);
  if (plan?.kind === "guarded") return made(isFitting).map((text) => usualArn(text, isAllowed));
  const alike = min > LONGEST ? CHARACTERS.filter((character) => expression.test(character.repeat(min))) : [];
  if (alike.length > 0) return alike.map((character) => ({ character, times: min }));
  const matching = fitting.filter((text) => expression.test(text));
  return matching.length > 0 ? matching : made(isAllowed).map((text) => usualArn(text, isAllowed));
}

/** Whether trying a text of this length on a pattern may not end. */
function mayTakeLong(pattern: string, length: number): boolean {
  return planPattern(pattern, length).kind === "guarded";
}

/** What a text too long to read is made of. */
const CHARACTERS: readonly string[] = ["a", "A", "1", "0"];

/** How to go through a pattern. */
interface Way {
  /** Which alternative, counted from the first; the last where there are fewer. */
  readonly choice: number;
  /** Times that a repetition without end is made, where it must be made at all. */
  readonly times: number;
  /** Characters after which it is given up. */
  readonly longest: number;
  /** Characters by which repetitions are still to be made longer. */
  missing: number;
}

/** The first text after the pattern's own parts, those that read well before others, that is not refused. */
function madeText(
  source: string,
  min: number,
  longest: number,
  isAllowed: (text: string) => boolean,
): string | undefined {
  const tree = parsePattern(source);
  if (tree === undefined) return undefined;
  for (const choice of [0, 1, 2])
    for (const times of [7, 1]) {
      let text = ofAlternatives(tree.alternatives, { choice, times, longest, missing: 0 }, "");
      const missing = Math.max(min, 1) - text.length;
      if (missing > 0) text = ofAlternatives(tree.alternatives, { choice, times, longest, missing }, "");
      if (text !== "" && text.length <= longest && isAllowed(text)) return text;
    }
  return undefined;
}

/** @param before what is made so far. @returns the same with more behind it. */
function ofAlternatives(alternatives: readonly AST.Alternative[], way: Way, before: string): string {
  const { elements } = alternatives[Math.min(way.choice, alternatives.length - 1)]!;
  let text = before;
  for (const element of elements) if (text.length <= way.longest) text = ofElement(element, way, text, 0);
  return text;
}

/** @param turn which of several in a row. */
function ofElement(element: AST.Element, way: Way, before: string, turn: number): string {
  switch (element.type) {
    case "Character":
      return before + String.fromCodePoint(element.value);
    case "CharacterClass":
    case "CharacterSet":
      return before + characterOf(element.raw, turn);
    case "Group":
    case "CapturingGroup":
      return ofAlternatives(element.alternatives, way, before);
    case "Quantifier":
      return repeated(element, way, before);
    default:
      // An assertion takes nothing; what is left is too rare to be made.
      return before;
  }
}

function repeated({ min, max, element }: AST.Quantifier, way: Way, before: string): string {
  const isSet = element.type === "CharacterClass" || element.type === "CharacterSet";
  const usual = min > 0 && isSet ? Math.min(max, Math.max(min, way.times)) : min;
  let text = before;
  for (let count = 0; count < max && text.length <= way.longest; count++) {
    if (count >= usual && way.missing <= 0) break;
    const next = ofElement(element, way, text, count);
    if (next === text) break;
    if (count >= usual) way.missing -= next.length - text.length;
    text = next;
  }
  return text;
}

/** What a run of characters is made of: the first that all belong to the set, else any that do. */
const ALPHABETS: readonly string[] = ["example", "1234567890", "EXAMPLE", "abcdef", "ABCDEF"];
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SIGNS = "-_./:=+@ ,;!#%&*?~'\"<>()[]{}\\|^$`";

const characters = new Map<string, string>();

/** @param set as the pattern has it. @param turn which of several in a row: they make a word. */
function characterOf(set: string, turn: number): string {
  let alphabet = characters.get(set);
  if (alphabet === undefined) {
    const expression = new RegExp(`^${set}$`, "u");
    const belonging = (text: string): string => [...text].filter((character) => expression.test(character)).join("");
    alphabet =
      ALPHABETS.find((text) => belonging(text) === text) ?? (belonging(ALPHABETS.join("") + LETTERS + SIGNS) || "a");
    characters.set(set, alphabet);
  }
  return alphabet[turn % alphabet.length]!;
}
