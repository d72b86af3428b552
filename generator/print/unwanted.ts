// Controls, line separators, and what turns the direction of the text that follows.
const UNWANTED = /(?![\n\t])[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** The same set as a class of all others: a scan of this costs a tenth, and few texts need the other. */
const HAS_UNWANTED = /[^\n\t\x20-\x7e\xa0-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ufefe\uff00-\uffff]/;

/** Text whose reader sees what stands there: every character that hides, or moves others, is a blank. */
export function withoutUnwanted(text: string): string {
  return HAS_UNWANTED.test(text) ? text.replace(UNWANTED, " ") : text;
}

/** White space other than a blank, and what is unwanted, in a character class. */
const GAP = String.raw`\0-\x1f\x7f-\xa0\u1680\u2000-\u200a\u200e\u200f\u2028-\u202f\u205f\u2066-\u2069\u3000\ufeff`;

/** All of it but single blanks. */
const GAPS = new RegExp(`[${GAP}][${GAP} ]*| [${GAP} ]+`, "g");

/** The same for texts whose lines and blanks in a row mean nothing: one blank for all of them, found in one pass. */
export function onOneLine(text: string): string {
  return text.replace(GAPS, " ");
}
