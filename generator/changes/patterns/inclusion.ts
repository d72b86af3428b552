import type { Automaton, State } from "./automaton.js";
import { automatonOf } from "./automaton.js";
import type { CodePoints } from "./code-points.js";
import { kindsOf } from "./code-points.js";

/** How the strings of two patterns stand to each other, of those that are as long as they may be. */
export interface Relation {
  /** The shortest string of the old pattern that the new one refuses; null: there is none; undefined: nobody knows. */
  readonly lost: string | null | undefined;
  /** The shortest string of the new pattern that the old one refused. */
  readonly gained: string | null | undefined;
}

/** In code points. */
export interface Lengths {
  readonly min: number;
  readonly max: number;
}

const UNKNOWN: Relation = { lost: undefined, gained: undefined };

/** Steps that a look for one string may take: a tenth of a second. */
const MOST_STEPS = 100_000;

/** A search for strings of at least this length tells strings apart by their length up to there. */
const MOST_LEAST = 256;

/** Steps that all looks of a comparison may take together: four times what the largest of 155 real updates takes. */
const MOST_STEPS_IN_ALL = 500_000;

/** What is left of them. */
interface Budget {
  steps: number;
}

export type CompareLanguages = (before: string, after: string, lengths: Lengths) => Relation;

/** Compares patterns, each two once, until that has taken too long: then nothing is known of the rest. */
export function createCompareLanguages(): CompareLanguages {
  const known = new Map<string, Relation>();
  const budget: Budget = { steps: MOST_STEPS_IN_ALL };
  return (before, after, lengths) => {
    const key = JSON.stringify([before, after, lengths.min, lengths.max]);
    let relation = known.get(key);
    if (relation === undefined) known.set(key, (relation = compareLanguages(before, after, lengths, budget)));
    return relation;
  };
}

/** Compares the strings in which two patterns are found, by following both automata over the same characters. */
function compareLanguages(before: string, after: string, lengths: Lengths, budget: Budget): Relation {
  if (budget.steps <= 0) return UNKNOWN;
  const [old, now] = [automatonOf(before), automatonOf(after)];
  if (old === undefined || now === undefined) return UNKNOWN;
  // To make them is work, too.
  budget.steps -= old.states.length + now.states.length;
  const atoms = new Map<CodePoints, number>();
  for (const state of [...old.states, ...now.states]) {
    if (state.kind === "character" && !atoms.has(state.takes)) atoms.set(state.takes, atoms.size);
  }
  const { samples, taken } = kindsOf([...atoms.keys()]);
  const takenBy = (state: State): readonly number[] =>
    state.kind === "character" ? taken[atoms.get(state.takes)!]! : [];
  const [left, right] = [createMachine(old, takenBy), createMachine(now, takenBy)];
  const refused = (first: Machine, second: Machine): string | null | undefined => {
    const find = (min: number): readonly string[] | null | undefined =>
      findRefused(first, second, samples, min, budget);
    // Strings of any length first: where there is none, there is none that is long enough.
    let found = find(0);
    if (found && found.length < lengths.min) found = lengths.min > MOST_LEAST ? undefined : find(lengths.min);
    return found && (found.length > lengths.max ? null : found.join(""));
  };
  return { lost: refused(left, right), gained: refused(right, left) };
}

/** States that wait for a character, or for the end. */
type Front = readonly number[];

interface Machine {
  readonly start: Front;
  /** From one state, without what leads nowhere. */
  step(state: number, kind: number): Front;
  /** The kinds of characters that a state waits for. */
  waitsFor(state: number): readonly number[];
  /** Whether a string may end here; then, whether it may go on with anything. */
  ends(front: Front, atStart: boolean): boolean;
  isMatch(state: number): boolean;
}

function createMachine({ states, first }: Automaton, takenBy: (state: State) => readonly number[]): Machine {
  const alive = findAlive(states);
  const closure = (from: readonly number[], atStart: boolean, atEnd: boolean): Set<number> => {
    const found = new Set<number>(from);
    for (const number of found) {
      const state = states[number]!;
      if (state.kind === "split") for (const next of state.next) found.add(next);
      if ((state.kind === "start" && atStart) || (state.kind === "end" && atEnd)) found.add(state.next);
    }
    return found;
  };
  const frontOf = (from: readonly number[], atStart: boolean): Front =>
    [...closure(from, atStart, false)]
      .filter((number) => {
        const { kind } = states[number]!;
        return kind === "match" || kind === "end" || (kind === "character" && alive[number] === 1);
      })
      .toSorted((a, b) => a - b);
  const kinds = states.map((state) => new Set(takenBy(state)));
  const fronts = states.map((): Front | undefined => undefined);
  return {
    start: frontOf([first], true),
    step(number, kind) {
      const state = states[number]!;
      if (state.kind === "match") return [number];
      if (state.kind !== "character" || !kinds[number]!.has(kind)) return [];
      return (fronts[number] ??= frontOf([state.next], false));
    },
    waitsFor: (number) => [...kinds[number]!],
    ends: (front, atStart) => [...closure(front, atStart, true)].some((number) => states[number]!.kind === "match"),
    isMatch: (number) => states[number]!.kind === "match",
  };
}

/** Which states lead to a match once a character has been taken: no way behind it passes a `^`. */
function findAlive(states: readonly State[]): Uint8Array {
  const before = states.map((): number[] => []);
  states.forEach((state, number) => {
    if (state.kind === "split") for (const next of state.next) before[next]!.push(number);
    else if (state.kind === "character" || state.kind === "end") before[state.next]!.push(number);
  });
  const alive = new Uint8Array(states.length);
  const queue = states.flatMap(({ kind }, number) => (kind === "match" ? [number] : []));
  for (const number of queue) {
    if (alive[number] === 1) continue;
    alive[number] = 1;
    queue.push(...before[number]!);
  }
  return alive;
}

/** One state of the machine that takes, against all in which the other may be. */
interface Position {
  readonly state: number;
  readonly others: number;
  readonly from: Position | undefined;
  /** Of the character that led here. */
  readonly kind: number;
  /** Characters taken, counted up to the least length. */
  readonly length: number;
}

/**
 * Breadth first, so that the string is the shortest of at least `min` characters.
 * @returns its characters; null where the second takes whatever the first takes; undefined where the look took too long.
 */
function findRefused(
  first: Machine,
  second: Machine,
  samples: readonly string[],
  min: number,
  budget: Budget,
): readonly string[] | null | undefined {
  const numbers = new Map<string, number>();
  const fronts: Front[] = [];
  const numberOf = (front: Front): number => {
    const key = front.join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, fronts.length);
    return fronts.push(front) - 1;
  };
  const steps = new Map<string, number>();
  const others = numberOf(second.start);
  const queue: Position[] = first.start.map((state) => ({ state, others, from: undefined, kind: 0, length: 0 }));
  // Without those at the start: what is the same further on may not pass a `^`.
  const seen = new Set<string>();
  const least = budget.steps - Math.min(MOST_STEPS, budget.steps);
  for (const position of queue) {
    const front = fronts[position.others]!;
    if (front.some((state) => second.isMatch(state))) continue;
    const atStart = position.from === undefined;
    if (position.length >= min && first.ends([position.state], atStart) && !second.ends(front, atStart)) {
      return charactersTo(position, samples);
    }
    const length = Math.min(position.length + 1, min);
    const kinds = first.isMatch(position.state) ? samples.keys() : first.waitsFor(position.state);
    for (const kind of kinds) {
      const key = `${position.others} ${kind}`;
      let next = steps.get(key);
      if (next === undefined) {
        budget.steps -= front.length;
        const reached = new Set(front.flatMap((state) => second.step(state, kind)));
        steps.set(key, (next = numberOf([...reached].toSorted((a, b) => a - b))));
      }
      for (const state of first.step(position.state, kind)) {
        if (--budget.steps < least) return undefined;
        const found = `${state} ${next} ${length}`;
        if (seen.has(found)) continue;
        seen.add(found);
        queue.push({ state, others: next, from: position, kind, length });
      }
    }
  }
  return null;
}

function charactersTo(position: Position, samples: readonly string[]): readonly string[] {
  const characters: string[] = [];
  for (let at = position; at.from !== undefined; at = at.from) characters.push(samples[at.kind]!);
  return characters.toReversed();
}
