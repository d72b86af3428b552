/** Text that stands between double quotes as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** A text that prettier would leave as it is: double quotes, unless it holds more of them than of single ones. */
export function stringLiteral(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  const quote = count(value, '"') > count(value, "'") ? "'" : '"';
  let text = quote;
  for (const unit of value.split("")) {
    const code = unit.charCodeAt(0);
    if (unit === quote || unit === "\\") text += `\\${unit}`;
    else if (unit === "\n") text += "\\n";
    else if (unit === "\r") text += "\\r";
    else if (unit === "\t") text += "\\t";
    else if (isInvisible(code)) text += `\\u${code.toString(16).padStart(4, "0")}`;
    else text += unit;
  }
  return text + quote;
}

/** Controls, line separators, byte order marks, direction marks: what a reader cannot see or an editor would change. */
function isInvisible(code: number): boolean {
  return (
    code < 0x20 ||
    (code >= 0x7f && code <= 0xa0) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    // Surrogates, paired or not: the value is the same, and a lone one would not survive UTF-8.
    (code >= 0xd800 && code <= 0xdfff) ||
    code === 0xfeff
  );
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** A member name as the key of an interface, a type literal or a class. */
export function typeKey(name: string): string {
  return IDENTIFIER.test(name) ? name : stringLiteral(name);
}

/** The same as the key of an object literal, where a bare `__proto__` would set the prototype. */
export function objectKey(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : typeKey(name);
}

/** `.name` or `["name"]`, to stand behind an object. */
export function propertyAccess(name: string): string {
  return IDENTIFIER.test(name) ? `.${name}` : `[${stringLiteral(name)}]`;
}

// An escaped pair of surrogates, any other escape, or a character beyond the basic plane.
const ASTRAL = /\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\[^]|[\u{10000}-\u{10ffff}]/gu;

/**
 * A regular expression of that source with the `u` flag. Characters beyond the basic plane are written as `\u{…}`:
 * TypeScript 5.5 takes them apart in other forms, and refuses ranges of them.
 */
export function regexLiteral(source: string): string {
  const text = source.replace(ASTRAL, (all: string, high?: string, low?: string) => {
    if (high !== undefined && low !== undefined) return codePointEscape(String.fromCharCode(hex(high), hex(low)));
    return all.startsWith("\\") ? all : codePointEscape(all);
  });
  return `/${new RegExp(text, "u").source}/u`;
}

function codePointEscape(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

function hex(digits: string): number {
  return Number.parseInt(digits, 16);
}

/** Digits as JavaScript reads them back, in prettier's form (lower case `e`, no `+`). */
export function numberLiteral(value: number): string {
  return String(value).replace("e+", "e");
}
