import type { Place } from "../diagnostics/diagnostic.js";
import { MAX_DEPTH } from "./limits.js";
import type { Block } from "./page-text.js";

/** What is wrong at one place of a block; caught where the block was begun. */
export class PageSyntaxError extends Error {
  readonly place: Place;
  readonly tooDeep: boolean;

  constructor(message: string, place: Place, tooDeep = false) {
    super(message);
    this.name = "PageSyntaxError";
    this.place = place;
    this.tooDeep = tooDeep;
  }
}

/** A text in quotes, or one of `{`, `}`, `[`, `]`, `(`, `)`, `:`, `,`, `|`, `=`, or a word (numbers and `...` too). */
export interface Token {
  readonly kind: "string" | "word" | "mark" | "end";
  readonly text: string;
  readonly offset: number;
}

/** Reads the Python that pages are written in, token by token. */
export interface Scanner {
  peek(): Token;
  next(): Token;
  /** Takes the mark if it comes next. */
  accept(mark: string): boolean;
  /** @throws PageSyntaxError where something else comes next. */
  expect(mark: string): Token;
  fail(token: Token, problem: string): never;
  placeOf(token: Token): Place;
  /** Runs `work` one level deeper. @throws PageSyntaxError below the limit. */
  nested<T>(work: () => T): T;
}

const TOKEN = /\s*(?:([{}[\]():,|=])|(b?)(['"])|([\w.]+))/y;

export function createScanner(block: Block): Scanner {
  const { text } = block;
  let ahead: Token | undefined;
  let at = 0;
  let depth = 0;

  const fail = (token: Token, problem: string): never => {
    throw new PageSyntaxError(problem, block.placeAt(token.offset));
  };

  const readToken = (): Token => {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) {
      const offset = at + /^\s*/.exec(text.slice(at))![0].length;
      if (offset >= text.length) return { kind: "end", text: "", offset };
      return fail({ kind: "end", text: "", offset }, `${JSON.stringify(text[offset])} is not expected here`);
    }
    const [whole, mark, bytes, quote, word] = match;
    at += whole.length;
    if (mark !== undefined) return { kind: "mark", text: mark, offset: at - 1 };
    if (word !== undefined) return { kind: "word", text: word, offset: at - word.length };
    const offset = at - 1 - bytes!.length;
    const content = readString(quote!, offset);
    return bytes === "b" ? { kind: "word", text: "b''", offset } : { kind: "string", text: content, offset };
  };

  const readString = (quote: string, offset: number): string => {
    let content = "";
    for (; at < text.length; at++) {
      const unit = text[at]!;
      if (unit === quote) {
        at++;
        return content;
      }
      if (unit === "\n") break;
      if (unit === "\\") content += unescape(text, at, (length) => (at += length));
      else content += unit;
    }
    return fail({ kind: "end", text: "", offset }, "the text in quotes does not end on its line");
  };

  const scanner: Scanner = {
    peek: () => (ahead ??= readToken()),
    next() {
      const token = scanner.peek();
      ahead = undefined;
      return token;
    },
    accept(mark) {
      const token = scanner.peek();
      if (token.kind !== "mark" || token.text !== mark) return false;
      ahead = undefined;
      return true;
    },
    expect(mark) {
      const token = scanner.next();
      if (token.kind !== "mark" || token.text !== mark) fail(token, `"${mark}" is expected, not ${describe(token)}`);
      return token;
    },
    fail,
    placeOf: ({ offset }) => block.placeAt(offset),
    nested(work) {
      if (++depth > MAX_DEPTH)
        throw new PageSyntaxError("it nests too deep", block.placeAt(scanner.peek().offset), true);
      const result = work();
      depth--;
      return result;
    },
  };
  return scanner;
}

export function describe({ kind, text }: Token): string {
  return kind === "end" ? "the end" : JSON.stringify(text);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
]);

/** @param skip is told how many units beyond the backslash the escape takes. */
function unescape(text: string, at: number, skip: (length: number) => void): string {
  const next = text[at + 1] ?? "";
  const known = ESCAPES.get(next);
  if (known !== undefined) {
    skip(1);
    return known;
  }
  const hex = /^(?:x([0-9a-f]{2})|u([0-9a-f]{4}))/i.exec(text.slice(at + 1, at + 6));
  if (hex === null) return "\\";
  skip(hex[0].length);
  return String.fromCharCode(Number.parseInt(hex[1] ?? hex[2]!, 16));
}
