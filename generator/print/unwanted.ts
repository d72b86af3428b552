// Controls, line separators, and what turns the direction of the text that follows.
const UNWANTED = /(?![\n\t])[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** Text whose reader sees what stands there: every character that hides, or moves others, is a blank. */
export function withoutUnwanted(text: string): string {
  return text.replace(UNWANTED, " ");
}
