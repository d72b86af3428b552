import type { AST } from "@eslint-community/regexpp";
import { parsePattern } from "../../print/pattern-syntax.js";
import { translatePattern } from "../../print/pattern-translation.js";
import type { CodePoints } from "./code-points.js";
import { ALL, codePointsOf } from "./code-points.js";

/** A state of an automaton; `next` are numbers of states. */
export type State =
  | { readonly kind: "character"; readonly takes: CodePoints; readonly next: number }
  | { readonly kind: "split"; readonly next: readonly number[] }
  | { readonly kind: "start" | "end"; readonly next: number }
  | { readonly kind: "match" };

/** Takes the strings in which a pattern is found. */
export interface Automaton {
  readonly states: readonly State[];
  readonly first: number;
}

/** More states than this are not looked at: counted repetitions are written out. */
const MOST_STATES = 4_000;

/** What is built of an automaton; given up where the pattern has a part that automata do not know, or too many. */
interface Draft {
  readonly states: State[];
  /** By their text: a repetition that is written out has the same set in each of its states, and is told by it. */
  readonly sets: Map<string, CodePoints | undefined>;
  givenUp: boolean;
}

/**
 * @param pattern of Smithy's "pattern trait": ECMA-262, found anywhere in the string.
 * @returns undefined for what looks around or back, or is too long.
 */
export function automatonOf(pattern: string): Automaton | undefined {
  const tree = parsePattern(pattern) ?? parsePattern(translatePattern(pattern) ?? "(");
  if (tree === undefined) return undefined;
  const draft: Draft = { states: [{ kind: "match" }], sets: new Map(), givenUp: false };
  const body = alternatives(tree.alternatives, 0, draft);
  if (draft.givenUp) return undefined;
  const { states } = draft;
  // It is found behind anything.
  const search = states.length;
  states.push({ kind: "split", next: [body, search + 1] }, { kind: "character", takes: ALL, next: search });
  return { states, first: search };
}

function add(state: State, draft: Draft): number {
  return draft.states.length >= MOST_STATES ? giveUp(draft) : draft.states.push(state) - 1;
}

function giveUp(draft: Draft): number {
  draft.givenUp = true;
  return 0;
}

function alternatives(all: readonly AST.Alternative[], next: number, draft: Draft): number {
  const ways = all.map(({ elements }) => elements.reduceRight((behind, part) => build(part, behind, draft), next));
  return ways.length === 1 ? ways[0]! : add({ kind: "split", next: ways }, draft);
}

/** From the end to the start: each part is told what comes behind it. */
function build(part: AST.Element, next: number, draft: Draft): number {
  if (draft.givenUp) return 0;
  switch (part.type) {
    case "Character":
    case "CharacterSet":
    case "CharacterClass": {
      if (!draft.sets.has(part.raw)) draft.sets.set(part.raw, codePointsOf(part));
      const takes = draft.sets.get(part.raw);
      return takes === undefined ? giveUp(draft) : add({ kind: "character", takes, next }, draft);
    }
    case "Group":
    case "CapturingGroup":
      return alternatives(part.alternatives, next, draft);
    case "Quantifier":
      return repeat(part, next, draft);
    case "Assertion":
      return part.kind === "start" || part.kind === "end" ? add({ kind: part.kind, next }, draft) : giveUp(draft);
    default:
      return giveUp(draft);
  }
}

function repeat({ element, min, max }: AST.Quantifier, next: number, draft: Draft): number {
  let at = next;
  if (max === Infinity) {
    at = add({ kind: "split", next: [] }, draft);
    draft.states[at] = { kind: "split", next: [build(element, at, draft), next] };
  }
  const optional = max === Infinity ? 0 : max - min;
  for (let count = 0; count < optional && !draft.givenUp; count++) {
    at = add({ kind: "split", next: [build(element, at, draft), next] }, draft);
  }
  for (let count = 0; count < min && !draft.givenUp; count++) at = build(element, at, draft);
  return at;
}
