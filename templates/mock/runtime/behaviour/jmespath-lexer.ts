/** Tokens of JMESPath expressions (jmespath.org specification, "Grammar"). */

export type TokenKind =
  | "end"
  | "name"
  | "quoted"
  | "literal"
  | "number"
  | "."
  | "*"
  | "["
  | "]"
  | "[]"
  | "[?"
  | "{"
  | "}"
  | "("
  | ")"
  | ","
  | ":"
  | "@"
  | "$"
  | "&"
  | "|"
  | "||"
  | "&&"
  | "!"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">=";

export interface Token {
  readonly kind: TokenKind;
  /** Text of names, value of literals and numbers; undefined for punctuation. */
  readonly value: unknown;
  /** Offset in the expression, from 0. */
  readonly at: number;
}

/** What is wrong with an expression, and where in it. */
export class ExpressionError extends Error {
  /** Offset in the expression, from 0; undefined where the fault is in the values and not in the text. */
  readonly at: number | undefined;

  constructor(message: string, at?: number) {
    super(message);
    this.name = "ExpressionError";
    this.at = at;
  }
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /-?[0-9]+/y;
const SPACE = /[ \t\r\n]+/y;
/** Longest first: the first that fits is taken. */
const PUNCTUATION: readonly TokenKind[] = [
  "[]",
  "[?",
  "||",
  "&&",
  "==",
  "!=",
  "<=",
  ">=",
  ".",
  "*",
  "[",
  "]",
  "{",
  "}",
  "(",
  ")",
  ",",
  ":",
  "@",
  "$",
  "&",
  "|",
  "!",
  "<",
  ">",
];

/** @throws ExpressionError at the first character that begins no token. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = matchAt(SPACE, text, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const next = readToken(text, at);
    tokens.push(next.token);
    at = next.end;
  }
  tokens.push({ kind: "end", value: undefined, at: text.length });
  return tokens;
}

function readToken(
  text: string,
  at: number,
): { readonly token: Token; readonly end: number } {
  const name = matchAt(NAME, text, at);
  if (name !== undefined)
    return { token: { kind: "name", value: name, at }, end: at + name.length };
  const number = matchAt(NUMBER, text, at);
  if (number !== undefined)
    return {
      token: { kind: "number", value: Number(number), at },
      end: at + number.length,
    };
  const first = text[at];
  if (first === '"') {
    const end = closing(text, at, '"');
    const value = parseJson(text.slice(at, end), at, "a quoted name");
    return { token: { kind: "quoted", value, at }, end };
  }
  if (first === "'") {
    const end = closing(text, at, "'");
    const value = text.slice(at + 1, end - 1).replace(/\\(['\\])/g, "$1");
    return { token: { kind: "literal", value, at }, end };
  }
  if (first === "`") {
    const end = closing(text, at, "`");
    const value = parseJson(
      text.slice(at + 1, end - 1).replaceAll("\\`", "`"),
      at,
      "a literal",
    );
    return { token: { kind: "literal", value, at }, end };
  }
  const kind = PUNCTUATION.find((candidate) => text.startsWith(candidate, at));
  if (kind === undefined)
    throw new ExpressionError(`unexpected ${JSON.stringify(first)}`, at);
  return { token: { kind, value: undefined, at }, end: at + kind.length };
}

/** Offset behind the quote that closes the one at `at`. */
function closing(text: string, at: number, quote: string): number {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === quote) return i + 1;
  }
  throw new ExpressionError(`no closing ${quote}`, at);
}

function parseJson(text: string, at: number, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ExpressionError(`${what} must hold JSON`, at);
  }
}

function matchAt(
  pattern: RegExp,
  text: string,
  at: number,
): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
