/**
 * Matches a pattern in time linear in the string, by following all ways through it at once instead of one after the
 * other. Knows what patterns without back references consist of. What looks around is matched first, by itself: one
 * pass over the string tells all places where it holds, for a look ahead from the end to the start.
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
  | { readonly kind: "look"; readonly look: number; readonly next: number }
  | { readonly kind: "match" };

type Node =
  | {
      readonly kind: "character";
      readonly accepts: (character: string) => boolean;
    }
  | { readonly kind: Place }
  | LookNode
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly Node[] }
  | {
      readonly kind: "repeat";
      readonly part: Node;
      readonly min: number;
      readonly max: number;
    };

/** It holds where its part does, ahead or behind, or where that does not. */
interface LookNode {
  readonly kind: "look";
  readonly part: Node;
  readonly isAhead: boolean;
  readonly isNegated: boolean;
}

/**
 * What may go on behind a character. Where each next one leads is worked out
 * once: texts that repeat themselves, as attacks do, cost a look-up each time.
 */
interface Front {
  readonly states: readonly number[];
  /** Whether a match ended on the way here, before the last character. */
  readonly isMatch: boolean;
  /** By the kind of place, what holds there, and the character. */
  readonly next: Map<string, Front>;
}

interface Machine {
  readonly states: State[];
  readonly looks: Look[];
  /** It reads from the end to the start. */
  readonly isReversed: boolean;
  first: number;
  start: Front;
  readonly fronts: Map<string, Front>;
  /** States and ways held by all fronts. */
  held: number;
}

interface Look {
  readonly node: LookNode;
  readonly machine: Machine;
}

/** Between two characters. */
interface Spot {
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Of each look-around of the machine, `1` where it holds. */
  readonly holds: string;
}

/** When fronts hold more than this they are forgotten. */
const MOST_HELD = 200_000;

/** @returns whether a string holds the pattern anywhere, as `RegExp.prototype.test` with the `u` flag. */
export function compileLinear(source: string): (text: string) => boolean {
  const machine = createMachine(parse(source), false);
  return (text) => {
    let isFound = false;
    run(machine, [...text], () => (isFound = true));
    return isFound;
  };
}

function createMachine(node: Node, isReversed: boolean): Machine {
  const machine: Machine = {
    states: [{ kind: "match" }],
    looks: [],
    isReversed,
    first: 0,
    start: { states: [], isMatch: false, next: new Map() },
    fronts: new Map(),
    held: 0,
  };
  machine.first = build(node, 0, machine);
  return machine;
}

/** @param onMatch told how many characters stand before the end of a match; whether that is enough. */
function run(
  machine: Machine,
  text: readonly string[],
  onMatch: (position: number) => boolean,
): void {
  const { looks, isReversed } = machine;
  const held = looks.map((look) => placesOf(look, text));
  let front = machine.start;
  for (let count = 0; count <= text.length; count += 1) {
    const at = isReversed ? text.length - count : count;
    const before = text[at - 1];
    const after = text[at];
    let holds = "";
    for (const places of held) holds += places[at];
    const behind = isReversed ? after : before;
    const place = behind === undefined ? "^" : isWord(behind) ? "w" : " ";
    const key = place + holds + ((isReversed ? before : after) ?? "");
    let next = front.next.get(key);
    if (next === undefined) {
      next = step(machine, front.states, { before, after, holds });
      front.next.set(key, next);
    }
    if (next.isMatch && onMatch(at)) return;
    front = next;
  }
}

/** For each place between two characters, and both ends, whether the look-around holds there: 1 or 0. */
function placesOf(
  { machine, node: { isNegated } }: Look,
  text: readonly string[],
): Uint8Array {
  const places = new Uint8Array(text.length + 1).fill(isNegated ? 1 : 0);
  run(machine, text, (at) => {
    places[at] = isNegated ? 0 : 1;
    return false;
  });
  return places;
}

function step(machine: Machine, from: readonly number[], spot: Spot): Front {
  const { states, isReversed, first, fronts, start } = machine;
  // A match may begin at each place.
  const { active, isMatch } = spread(states, [...from, first], spot);
  const character = isReversed ? spot.before : spot.after;
  const next = new Set<number>();
  if (character !== undefined) {
    for (const index of active) {
      const state = states[index];
      if (state?.kind === "character" && state.accepts(character))
        next.add(state.next);
    }
  }
  const sorted = [...next].sort((a, b) => a - b);
  const key = `${isMatch ? "!" : ""}${sorted.join(",")}`;
  machine.held += 1;
  let front = fronts.get(key);
  if (front === undefined) {
    if (machine.held > MOST_HELD) {
      fronts.clear();
      start.next.clear();
      machine.held = 0;
    }
    front = { states: sorted, isMatch, next: new Map() };
    fronts.set(key, front);
    machine.held += sorted.length;
  }
  return front;
}

/** All states that are reached without a further character, and whether the end of a match is one of them. */
function spread(
  states: readonly State[],
  from: readonly number[],
  spot: Spot,
): { readonly active: readonly number[]; readonly isMatch: boolean } {
  const queue = [...from];
  const seen = new Uint8Array(states.length);
  const active: number[] = [];
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    if (seen[index] === 1) continue;
    seen[index] = 1;
    const state = states[index];
    if (state === undefined || state.kind === "match") continue;
    if (state.kind === "character") active.push(index);
    else if (state.kind === "split") queue.push(...state.next);
    else if (state.kind === "look") {
      if (spot.holds[state.look] === "1") queue.push(state.next);
    } else if (isPlace(state.kind, spot)) queue.push(state.next);
  }
  return { active, isMatch: seen[0] === 1 };
}

function isPlace(kind: Place, { before, after }: Spot): boolean {
  if (kind === "start") return before === undefined;
  if (kind === "end") return after === undefined;
  const isBoundary = isWord(before) !== isWord(after);
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
function build(node: Node, next: number, machine: Machine): number {
  const { states, isReversed } = machine;
  switch (node.kind) {
    case "character":
      return add(states, { kind: "character", accepts: node.accepts, next });
    case "start":
    case "end":
    case "boundary":
    case "inside":
      return add(states, { kind: node.kind, next });
    case "look":
      return add(states, { kind: "look", look: lookFor(node, machine), next });
    case "sequence": {
      const before = (after: number, part: Node): number =>
        build(part, after, machine);
      return isReversed
        ? node.parts.reduce(before, next)
        : node.parts.reduceRight(before, next);
    }
    case "choice": {
      const ways = node.parts.map((part) => build(part, next, machine));
      return add(states, { kind: "split", next: ways });
    }
    case "repeat":
      return buildRepeat(node, next, machine);
  }
}

/** One for all copies of what is repeated. */
function lookFor(node: LookNode, { looks }: Machine): number {
  const known = looks.findIndex((look) => look.node === node);
  if (known >= 0) return known;
  return (
    looks.push({ node, machine: createMachine(node.part, node.isAhead) }) - 1
  );
}

function buildRepeat(
  { part, min, max }: Extract<Node, { kind: "repeat" }>,
  next: number,
  machine: Machine,
): number {
  const { states } = machine;
  let first = next;
  if (max === Infinity) {
    const ways: number[] = [next];
    const loop = add(states, { kind: "split", next: ways });
    ways.push(build(part, loop, machine));
    first = loop;
  }
  const optional = max === Infinity ? 0 : max - min;
  for (let count = 0; count < optional; count += 1) {
    first = add(states, {
      kind: "split",
      next: [next, build(part, first, machine)],
    });
  }
  for (let count = 0; count < min; count += 1)
    first = build(part, first, machine);
  return first;
}

// One character of the source: an escape in any of its forms, a class, or what stands for itself.
const ATOM =
  /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[^])|\[(?:\\[^]|[^\]\\])*\]|[^]/uy;
const QUANTIFIER = /(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/uy;
const GROUP = /\((?:\?(?::|<?[=!]|<[^=!][^>]*>))?/uy;

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
    const opening = take(GROUP)?.[0];
    if (opening !== undefined) {
      const part = choice();
      at += 1;
      if (!/[=!]$/.test(opening)) return part;
      return {
        kind: "look",
        part,
        isAhead: !opening.includes("<"),
        isNegated: opening.endsWith("!"),
      };
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
