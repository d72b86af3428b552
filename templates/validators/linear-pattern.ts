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

/** @returns whether a string holds the pattern anywhere, as `RegExp.prototype.test` with the `u` flag. */
export function compileLinear(source: string): (text: string) => boolean {
  const states: State[] = [{ kind: "match" }];
  const first = build(parse(source), 0, states);
  return (text) => run(states, first, text);
}

function run(states: readonly State[], first: number, text: string): boolean {
  const marks = new Int32Array(states.length).fill(-1);
  let current: number[] = [];
  const characters = Array.from(text);
  for (let at = 0; at <= characters.length; at += 1) {
    // A match may begin at each place.
    const active = spread(states, [...current, first], at, characters, marks);
    if (active === undefined) return true;
    const character = characters[at];
    current = [];
    if (character === undefined) break;
    for (const index of active) {
      const state = states[index];
      if (state?.kind === "character" && state.accepts(character))
        current.push(state.next);
    }
  }
  return false;
}

/** All states that are reached without a further character; undefined where one of them is the end of a match. */
function spread(
  states: readonly State[],
  from: readonly number[],
  at: number,
  characters: readonly string[],
  marks: Int32Array,
): readonly number[] | undefined {
  const queue = [...from];
  const active: number[] = [];
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    if (marks[index] === at) continue;
    marks[index] = at;
    const state = states[index];
    if (state === undefined) continue;
    if (state.kind === "match") return undefined;
    if (state.kind === "character") active.push(index);
    else if (state.kind === "split") queue.push(...state.next);
    else if (isPlace(state.kind, at, characters)) queue.push(state.next);
  }
  return active;
}

function isPlace(
  kind: Place,
  at: number,
  characters: readonly string[],
): boolean {
  if (kind === "start") return at === 0;
  if (kind === "end") return at === characters.length;
  const isBoundary = isWord(characters[at - 1]) !== isWord(characters[at]);
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
