import { sameJson } from "./json.js";
import type { Finding } from "./rule.js";

/** The first of several findings in the middle of a sentence, and how many more there are. */
export function firstOf(findings: readonly Finding[]): string {
  const [first] = findings;
  if (first === undefined) return "nothing else.";
  const more = findings.length - 1;
  return more === 0 ? first.message : `${first.message.replace(/\.$/, "")}, and ${more} more.`;
}

const MAXIMUM = 60;

/** A JSON value in a sentence, cut where it is long. */
export function shown(value: unknown, maximum = MAXIMUM): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= maximum ? text : `${[...text].slice(0, maximum - 1).join("")}…`;
}

/** What is left of a value when the parts that did not change are left out: URIs are rarely longer. */
const MAXIMUM_OF_PART = 120;

/** `code is 200 in place of 204`, for each key that two objects differ in. */
export function differingParts(before: object, after: object): string {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const told = (value: unknown): string => (value === undefined ? "none" : shown(value, MAXIMUM_OF_PART));
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => !sameJson(old.get(key), now.get(key)))
    .map((key) => `${key} is ${told(now.get(key))} in place of ${told(old.get(key))}`)
    .join(", and ");
}

/** `a structure`, `an enum`. */
export function withArticle(noun: string): string {
  return /^(?:[aeio]|u(?!nion))/.test(noun) ? `an ${noun}` : `a ${noun}`;
}
