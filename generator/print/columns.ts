import { builders, printer } from "prettier/doc";

/** Text whose characters are all one column wide. */
const PLAIN = /^[\x20-\x7e]*$/;

export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** How many columns of a line a text takes, by prettier's measure. */
export function columnsOf(text: string): number {
  return isPlain(text) ? text.length : measured(text);
}

/** The fewest columns that a text fits in. */
function measured(text: string): number {
  let low = 0;
  let high = 2 * text.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fitsIn(text, middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function fitsIn(text: string, printWidth: number): boolean {
  const breaking = builders.group([text, builders.softline]);
  return !printer.printDocToString(breaking, { printWidth, tabWidth: 2 }).formatted.endsWith("\n");
}
