const HIDDEN = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * Text of a model on a terminal: it cannot move the cursor, paint, turn direction or begin a line of its own, for
 * control characters are shown as JSON writes them.
 */
export function visible(text: string): string {
  return text.replace(HIDDEN, (unit) => {
    const short = JSON.stringify(unit).slice(1, -1);
    return short === unit ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}` : short;
  });
}
