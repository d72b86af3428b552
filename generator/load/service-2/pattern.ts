/**
 * A pattern that is to match the whole string, as one that may match anywhere: anchored at both ends. Anchors that it
 * has at its ends already say nothing new.
 */
export function wholePattern(pattern: string): string {
  let body = pattern.startsWith("^") ? pattern.slice(1) : pattern;
  if (body.endsWith("$") && !isEscaped(body, body.length - 1)) body = body.slice(0, -1);
  return hasAlternatives(body) ? `^(?:${body})$` : `^${body}$`;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === "\\") slashes++;
  return slashes % 2 === 1;
}

/** Whether a `|` stands outside of all groups and classes: anchors beside it would belong to one alternative alone. */
function hasAlternatives(pattern: string): boolean {
  let groups = 0;
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at];
    if (sign === "\\") at++;
    else if (inClass) inClass = sign !== "]";
    else if (sign === "[") inClass = true;
    else if (sign === "(") groups++;
    else if (sign === ")") groups--;
    else if (sign === "|" && groups <= 0) return true;
  }
  return false;
}
