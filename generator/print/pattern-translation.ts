import { parsePattern } from "./pattern-syntax.js";

/** Names of character classes that Java has and JavaScript writes otherwise. */
const JAVA_CLASSES: ReadonlyMap<string, string> = new Map([
  ["Alpha", "A-Za-z"],
  ["Digit", "0-9"],
  ["Alnum", "A-Za-z0-9"],
  ["Upper", "A-Z"],
  ["Lower", "a-z"],
  ["Punct", "!-\\/:-@\\[-`\\{-~"],
  ["Graph", "!-~"],
  ["Print", " -~"],
  ["Blank", " \\t"],
  ["Cntrl", "\\x00-\\x1f\\x7f"],
  ["XDigit", "0-9A-Fa-f"],
  ["Space", "\\s"],
  ["ASCII", "\\x00-\\x7f"],
]);

const BINARY_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ["IsAlphabetic", "Alphabetic"],
  ["IsUppercase", "Uppercase"],
  ["IsLowercase", "Lowercase"],
  ["IsLetter", "L"],
  ["IsDigit", "Nd"],
  ["IsPunctuation", "P"],
  ["IsWhite_Space", "White_Space"],
  ["IsWhitespace", "White_Space"],
  ["all", "Any"],
]);

const SYNTAX = new Set("^$\\.*+?()[]{}|/-");

/** The same pattern in the form that the `u` flag asks for; undefined where its meaning would be a guess. */
export function translatePattern(pattern: string): string | undefined {
  let out = "";
  let inClass = false;
  /** `(?s)`: from here on a dot takes line ends too. */
  let dotAll = false;
  /** What was read last, outside of classes: a quantifier has its own meaning behind each. */
  let last: "start" | "other" | "assertion" | "quantifier" = "start";
  const groups: { readonly isAssertion: boolean; readonly dotAll: boolean }[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const unit = pattern[at]!;
    const rest = pattern.slice(at);
    if (unit === "\\") {
      const [text, length] = translateEscape(pattern, at, inClass);
      if (text === undefined) return undefined;
      out += text;
      at += length - 1;
      if (!inClass) last = text === "^" || text === "$" ? "assertion" : "other";
      continue;
    }
    if (inClass) {
      if (unit === "]") inClass = false;
      if (unit === "[") return undefined; // a class inside a class: a union in Java, a bracket in JavaScript
      out += unit === "-" && isLooseDash(pattern, at) ? "\\-" : unit;
      continue;
    }
    const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(rest)?.[0];
    if (quantifier !== undefined) {
      at += quantifier.length - 1;
      const isFixed = /^\{\d+\}$/.test(quantifier);
      if (last === "quantifier" && quantifier === "?") out += "?";
      // A possessive one gives nothing back; of a fixed number there is nothing to give.
      else if (last === "quantifier" && !(quantifier === "+" && /\{\d+\}$/.test(out))) return undefined;
      // What takes no characters is there once, or as often as one likes.
      else if (last === "assertion" && !/^(?:\+|\{0*[1-9])/.test(quantifier)) return undefined;
      else if (last === "other") out += quantifier;
      else if (last === "start") return undefined;
      last = isFixed || last !== "quantifier" ? "quantifier" : last;
      continue;
    }
    last = unit === "^" || unit === "$" ? "assertion" : unit === "|" || unit === "(" ? "start" : "other";
    if (unit === "[") {
      inClass = true;
      out += unit;
    } else if (unit === "(") {
      const flags = /^\(\?s\)/.exec(rest)?.[0];
      if (flags !== undefined) {
        dotAll = true;
        at += flags.length - 1;
        continue;
      }
      // Atomic groups and other inline flags: Java's alone.
      const opening = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(rest)![0];
      if (opening === "(" && rest[1] === "?") return undefined;
      groups.push({ isAssertion: /[=!]$/.test(opening), dotAll });
      out += opening;
      at += opening.length - 1;
    } else if (unit === ")") {
      const group = groups.pop();
      if (group === undefined) return undefined;
      if (group.isAssertion) last = "assertion";
      dotAll = group.dotAll;
      out += unit;
    } else if (unit === "." && dotAll) out += "[\\s\\S]";
    else out += unit === "{" || unit === "}" || unit === "]" ? `\\${unit}` : unit;
  }
  return out;
}

/** A dash beside a class escape (`\w-_`) stands for itself. */
function isLooseDash(pattern: string, at: number): boolean {
  return /\\[wdsWDS]$|\\[pP]\{[^}]*\}$/.test(pattern.slice(0, at)) || /^-\\[wdsWDSpP]/.test(pattern.slice(at));
}

function translateEscape(pattern: string, at: number, inClass: boolean): readonly [string | undefined, number] {
  const rest = pattern.slice(at);
  const property = /^\\([pP])\{([^}]*)\}/.exec(rest);
  if (property !== null) {
    const [all, sign, name] = property as unknown as [string, string, string];
    if (parsePattern(all) !== undefined) return [all, all.length];
    const java = JAVA_CLASSES.get(name);
    if (java !== undefined) {
      if (sign === "P") return [inClass ? undefined : `[^${java}]`, all.length];
      return [inClass ? java : `[${java}]`, all.length];
    }
    const known = BINARY_PROPERTIES.get(name) ?? name.replace(/^Is/, "Script=");
    const text = `\\${sign}{${known}}`;
    return [parsePattern(text) === undefined ? undefined : text, all.length];
  }
  const next = rest[1];
  if (next === undefined) return [undefined, 1];
  // Java's octal, and its hexadecimal with braces.
  const code = /^\\(?:0([0-3]?[0-7]{1,2})|x\{([0-9a-fA-F]{1,6})\})/.exec(rest);
  if (code !== null) {
    const point = code[1] === undefined ? Number.parseInt(code[2]!, 16) : Number.parseInt(code[1], 8);
    return [point > 0x10ffff ? undefined : `\\u{${point.toString(16)}}`, code[0].length];
  }
  if (!inClass && (next === "A" || next === "z")) return [next === "A" ? "^" : "$", 2];
  if (SYNTAX.has(next)) return [next === "-" && !inClass ? "-" : `\\${next}`, 2];
  const escape =
    /^\\(?:[dDwWsSbBfnrtv0]|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]+\}|x[0-9a-fA-F]{2}|c[A-Za-z]|k<\w+>|[1-9])/.exec(rest);
  if (escape !== null) return [escape[0], escape[0].length];
  // `\_`, `\@`, `\:`: needless escapes. A letter may mean something in another engine (`\h`, `\Q`).
  return [/[A-Za-z0-9]/.test(next) ? undefined : next, 2];
}
