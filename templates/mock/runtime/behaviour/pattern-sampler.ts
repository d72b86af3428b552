import type { ServiceSurroundings } from "../surroundings.js";
import { arnOfHere } from "./arns.js";
import { parsePattern } from "./pattern-parser.js";
import type { PatternNode } from "./pattern-parser.js";
import type { Random } from "./random.js";

/** Bounds of a string in Unicode code points. */
export interface LengthBounds {
  readonly min: number;
  readonly max: number;
}

/**
 * @param surroundings what an ARN is to tell; any that the pattern allows where it is left out.
 * @returns a string that the pattern matches, within the bounds; undefined where none was found.
 */
export type Sampler = (
  random: Random,
  surroundings?: ServiceSurroundings,
) => string | undefined;

const ALPHANUMERIC = Array.from(
  "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
);
/** Tried only where a set has none of the above. */
const OTHERS = Array.from(
  "-_./:@+=,;#*!?%&$~^'\"`|()[]{}<>\\ \n\t\réßñΩжאابあ中한०\u0301€−«»१Ⅷ😀\u0000\u007f\u00a0\u200b\ue000",
);
/** A longer string is not tried on a pattern: about one pattern in ten takes more than linear time. */
const MAX_LENGTH = 4096;

const samplers = new Map<string, Sampler>();
const sets = new Map<string, readonly string[]>();

/** Prepares making strings for a pattern (ECMA-262 source, flag `u`, unanchored search). */
export function samplerFor(source: string, bounds: LengthBounds): Sampler {
  const key = `${bounds.min} ${bounds.max} ${source}`;
  let sampler = samplers.get(key);
  if (sampler === undefined)
    samplers.set(key, (sampler = createSampler(source, bounds)));
  return sampler;
}

function createSampler(source: string, bounds: LengthBounds): Sampler {
  const node = parsePattern(source);
  if (node === undefined) return () => undefined;
  const pattern = new RegExp(source, "u");
  const fits = (text: string): boolean => {
    if (text.length > MAX_LENGTH) return false;
    const { length } = Array.from(text);
    return length >= bounds.min && length <= bounds.max && pattern.test(text);
  };
  const told = (text: string, surroundings?: ServiceSurroundings): string =>
    surroundings === undefined ? text : arnOfHere(text, surroundings, fits);
  return (random, surroundings) => {
    for (const appetite of appetites(node, bounds, random)) {
      for (const even of [false, true]) {
        const text = sample(node, {
          random,
          appetite,
          even,
          groups: new Map(),
          room: MAX_LENGTH,
        });
        if (fits(text)) return told(text, surroundings);
        // An unanchored pattern does not mind what stands behind its match.
        const padded = text.padEnd(bounds.min, "a");
        if (padded !== text && fits(padded)) return told(padded, surroundings);
      }
    }
    return undefined;
  };
}

/** How often loops may go round beyond their least: a pleasant few, what the lengths ask for, then whatever fits. */
function* appetites(
  node: PatternNode,
  bounds: LengthBounds,
  random: Random,
): Iterable<number> {
  const shortest = sample(node, {
    random,
    appetite: 0,
    even: true,
    groups: new Map(),
    room: MAX_LENGTH,
  });
  const missing = bounds.min - Array.from(shortest).length;
  if (missing <= 8) yield* [6, 4, 8];
  if (missing > 0)
    for (let loops = 1; loops <= 6; loops++) yield Math.ceil(missing / loops);
  yield* [0, 1, 2, 3, 5, 7];
  for (
    let appetite = 10;
    appetite < MAX_LENGTH && appetite < 2 * Math.max(missing, 40);
    appetite *= 1.3
  ) {
    yield Math.floor(appetite);
  }
}

interface Attempt {
  readonly random: Random;
  readonly appetite: number;
  /** Loops go round as often as the appetite says, not up to as often. */
  readonly even: boolean;
  readonly groups: Map<number | string, string>;
  /** Characters that may still be written. */
  room: number;
}

function sample(node: PatternNode, attempt: Attempt): string {
  switch (node.kind) {
    case "assertion":
      return "";
    case "text":
      attempt.room -= node.text.length;
      return node.text;
    case "set": {
      attempt.room -= 1;
      const characters = charactersOf(node.source, node.hints);
      return characters[attempt.random.below(characters.length)] ?? "";
    }
    case "sequence":
      return node.items.map((item) => sample(item, attempt)).join("");
    case "choice": {
      const item = node.items[attempt.random.below(node.items.length)];
      return item === undefined ? "" : sample(item, attempt);
    }
    case "repeat": {
      const most = Math.min(node.most, node.least + attempt.appetite);
      const times = attempt.even
        ? most
        : node.least + attempt.random.below(most - node.least + 1);
      let text = "";
      for (let i = 0; i < times && attempt.room > 0; i++)
        text += sample(node.child, attempt);
      return text;
    }
    case "group": {
      const text = sample(node.child, attempt);
      for (const key of node.keys) attempt.groups.set(key, text);
      return text;
    }
    case "reference":
      return attempt.groups.get(node.key) ?? "";
  }
}

function charactersOf(
  source: string,
  hints: readonly string[],
): readonly string[] {
  let characters = sets.get(source);
  if (characters === undefined) {
    const one = new RegExp(`^${source}$`, "u");
    characters = ALPHANUMERIC.filter((character) => one.test(character));
    if (characters.length === 0)
      characters = [...OTHERS, ...hints].filter((character) =>
        one.test(character),
      );
    sets.set(source, characters);
  }
  return characters;
}
