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
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= MAXIMUM ? text : `${[...text].slice(0, MAXIMUM - 1).join("")}…`;
}

/** `a structure`, `an enum`. */
export function withArticle(noun: string): string {
  return /^(?:[aeio]|u(?!nion))/.test(noun) ? `an ${noun}` : `a ${noun}`;
}
