/**
 * Matches a pattern in time linear in the string, by following all ways through it at once instead of one after the
 * other. Knows what patterns without look-around and back references consist of.
 */

/** What takes no character: `^`, `$`, `\b`, `\B`. */
type Place = "start" | "end" | "boundary" | "inside";

/** One step: a character, or a way that takes none. */
type State =
  | {
      readonly kind: "character";
      readonly accepts: (character: string) => boolean;
      readonly next: number;
    }
  | { readonly kind: "split"; readonly next: readonly number[] }
  | { readonly kind: Place; readonly next: number }
  | { readonly kind: "match" };

type Node =
  | {
      readonly kind: "character";
      readonly accepts: (character: string) => boolean;
    }
  | { readonly kind: Place }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly Node[] }
  | {
      readonly kind: "repeat";
      readonly part: Node;
      readonly min: number;
      readonly max: number;
    };

/**
 * What may go on behind a character. Where each next one leads is worked out
 * once: texts that repeat themselves, as attacks do, cost a look-up each time.
 */
interface Front {
  readonly states: readonly number[];
  /** By the kind of place and the character. */
  readonly next: Map<string, Front | "match">;
}

interface Machine {
  readonly states: readonly State[];
  readonly first: number;
  readonly start: Front;
  readonly fronts: Map<string, Front>;
  /** States and ways held by all fronts. */
  held: number;
}

/** When fronts hold more than this they are forgotten. */
const MOST_HELD = 200_000;

/** @returns whether a string holds the pattern anywhere, as `RegExp.prototype.test` with the `u` flag. */
export function compileLinear(source: string): (text: string) => boolean {
  const states: State[] = [{ kind: "match" }];
  const first = build(parse(source), 0, states);
  const start: Front = { states: [], next: new Map() };
  const machine = { states, first, start, fronts: new Map(), held: 0 };
  return (text) => run(machine, text);
}

function run(machine: Machine, text: string): boolean {
  let front = machine.start;
  let before: string | undefined;
  for (const character of [...text, undefined]) {
    const place = before === undefined ? "^" : isWord(before) ? "w" : " ";
    const key = place + (character ?? "");
    let next = front.next.get(key);
    if (next === undefined) {
      next = step(machine, front.states, before, character);
      front.next.set(key, next);
    }
    if (next === "match") return true;
    front = next;
    before = character;
  }
  return false;
}

function step(
  machine: Machine,
  from: readonly number[],
  before: string | undefined,
  character: string | undefined,
): Front | "match" {
  const { states, first, fronts, start } = machine;
  // A match may begin at each place.
  const active = spread(states, [...from, first], before, character);
  if (active === undefined) return "match";
  const next = new Set<number>();
  if (character !== undefined) {
    for (const index of active) {
      const state = states[index];
      if (state?.kind === "character" && state.accepts(character))
        next.add(state.next);
    }
  }
  const sorted = [...next].sort((a, b) => a - b);
  const key = sorted.join(",");
  machine.held += 1;
  let front = fronts.get(key);
  if (front === undefined) {
    if (machine.held > MOST_HELD) {
      fronts.clear();
      start.next.clear();
      machine.held = 0;
    }
    front = { states: sorted, next: new Map() };
    fronts.set(key, front);
    machine.held += sorted.length;
  }
  return front;
}

/** All states that are reached without a further character; undefined where one of them is the end of a match. */
function spread(
  states: readonly State[],
  from: readonly number[],
  before: string | undefined,
  character: string | undefined,
): readonly number[] | undefined {
  const queue = [...from];
  const seen = new Uint8Array(states.length);
  const active: number[] = [];
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    if (seen[index] === 1) continue;
    seen[index] = 1;
    const state = states[index];
    if (state === undefined) continue;
    if (state.kind === "match") return undefined;
    if (state.kind === "character") active.push(index);
    else if (state.kind === "split") queue.push(...state.next);
    else if (isPlace(state.kind, before, character)) queue.push(state.next);
  }
  return active;
}

function isPlace(
  kind: Place,
  before: string | undefined,
  character: string | undefined,
): boolean {
  if (kind === "start") return before === undefined;
  if (kind === "end") return character === undefined;
  const isBoundary = isWord(before) !== isWord(character);
  return isBoundary === (kind === "boundary");
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^\w$/.test(character);
}

function add(states: State[], state: State): number {
  states.push(state);
  return states.length - 1;
}

/** Adds the states of a node that go on to `next`. @returns the first of them. */
function build(node: Node, next: number, states: State[]): number {
  switch (node.kind) {
    case "character":
      return add(states, { kind: "character", accepts: node.accepts, next });
    case "start":
    case "end":
    case "boundary":
    case "inside":
      return add(states, { kind: node.kind, next });
    case "sequence":
      return node.parts.reduceRight(
        (after, part) => build(part, after, states),
        next,
      );
    case "choice": {
      const ways = node.parts.map((part) => build(part, next, states));
      return add(states, { kind: "split", next: ways });
    }
    case "repeat":
      return buildRepeat(node.part, node.min, node.max, next, states);
  }
}

function buildRepeat(
  part: Node,
  min: number,
  max: number,
  next: number,
  states: State[],
): number {
  let first = next;
  if (max === Infinity) {
    const ways: number[] = [next];
    const loop = add(states, { kind: "split", next: ways });
    ways.push(build(part, loop, states));
    first = loop;
  }
  const optional = max === Infinity ? 0 : max - min;
  for (let count = 0; count < optional; count += 1) {
    first = add(states, {
      kind: "split",
      next: [next, build(part, first, states)],
    });
  }
  for (let count = 0; count < min; count += 1)
    first = build(part, first, states);
  return first;
}

// One character of the source: an escape in any of its forms, a class, or what stands for itself.
const ATOM =
  /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[^])|\[(?:\\[^]|[^\]\\])*\]|[^]/uy;
const QUANTIFIER = /(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/uy;
const GROUP = /\((?:\?(?::|<[^=!][^>]*>))?/uy;

function parse(source: string): Node {
  let at = 0;
  const take = (expression: RegExp): RegExpExecArray | undefined => {
    expression.lastIndex = at;
    const found = expression.exec(source) ?? undefined;
    if (found !== undefined) at += found[0].length;
    return found;
  };
  const choice = (): Node => {
    const parts = [sequence()];
    while (source[at] === "|") {
      at += 1;
      parts.push(sequence());
    }
    return parts.length === 1 ? parts[0]! : { kind: "choice", parts };
  };
  const sequence = (): Node => {
    const parts: Node[] = [];
    while (at < source.length && source[at] !== "|" && source[at] !== ")")
      parts.push(quantified(atom()));
    return { kind: "sequence", parts };
  };
  const atom = (): Node => {
    if (take(GROUP) !== undefined) {
      const inner = choice();
      at += 1;
      return inner;
    }
    const text = take(ATOM)![0];
    if (text === "^") return { kind: "start" };
    if (text === "$") return { kind: "end" };
    if (text === "\\b") return { kind: "boundary" };
    if (text === "\\B") return { kind: "inside" };
    const expression = new RegExp(`^${text}$`, "u");
    return {
      kind: "character",
      accepts: (character) => expression.test(character),
    };
  };
  const quantified = (part: Node): Node => {
    const found = take(QUANTIFIER);
    if (found === undefined) return part;
    const [text, least, comma, most] = found;
    if (text.startsWith("*"))
      return { kind: "repeat", part, min: 0, max: Infinity };
    if (text.startsWith("+"))
      return { kind: "repeat", part, min: 1, max: Infinity };
    if (text.startsWith("?")) return { kind: "repeat", part, min: 0, max: 1 };
    const min = Number(least);
    return {
      kind: "repeat",
      part,
      min,
      max: comma === "" ? min : most === "" ? Infinity : Number(most),
    };
  };
  return choice();
}
