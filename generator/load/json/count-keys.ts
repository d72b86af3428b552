import { isObject } from "./json-value.js";

// A key that stands twice shows in a value that has fewer keys than its text: both are counted for every file that is
// read, and so in the quickest way there is.

/** @returns NaN for a value with more than so many arrays and objects inside one another. */
export function keysOfValue(value: unknown, levels: number): number {
  let count = 0;
  if (Array.isArray(value)) {
    if (levels === 0) return NaN;
    for (const held of value) if (typeof held === "object") count += keysOfValue(held, levels - 1);
  } else if (isObject(value)) {
    if (levels === 0) return NaN;
    for (const key in value) {
      const held = value[key];
      count++;
      if (typeof held === "object") count += keysOfValue(held, levels - 1);
    }
  }
  return count;
}

const [BLANK, QUOTE, COMMA, BACKSLASH, COLON] = [0x20, 0x22, 0x2c, 0x5c, 0x3a];
const [OPEN_BRACKET, OPEN_BRACE] = [0x5b, 0x7b];

/**
 * By the colons alone: one behind the quote that ends a string stands behind a key, all others are in strings.
 * @param text that `JSON.parse` takes.
 * @returns undefined where a quote may as well begin a string (`":"`): what it does then shows only from the text's start.
 */
export function keysOfText(text: string): number | undefined {
  let count = 0;
  for (let colon = text.indexOf(":"); colon >= 0; colon = text.indexOf(":", colon + 1)) {
    let quote = colon - 1;
    while (text.charCodeAt(quote) <= BLANK) quote--;
    if (text.charCodeAt(quote) !== QUOTE) continue;
    const before = text.charCodeAt(quote - 1);
    if (before === BACKSLASH && isEscaped(text, quote)) continue;
    if (quote === 0 || mayStandBeforeString(before)) return undefined;
    count++;
  }
  return count;
}

function mayStandBeforeString(unit: number): boolean {
  return unit <= BLANK || unit === COMMA || unit === COLON || unit === OPEN_BRACE || unit === OPEN_BRACKET;
}

/** Whether the unit there has an odd number of backslashes before it. */
export function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
  return slashes % 2 === 1;
}
