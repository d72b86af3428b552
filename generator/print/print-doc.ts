import type { Doc } from "prettier";
import type { builders } from "prettier/doc";
import { printer } from "prettier/doc";

/** Width of generated TypeScript: prettier's default. */
export const PRINT_WIDTH = 80;

/** Text whose characters are all one column wide. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Prints a doc as prettier prints its own, several times as quickly: how wide a group is on one line is known before it
 * is printed. Where text is not one column a character, and for docs that are built seldom (`fill`), prettier itself
 * prints.
 * @param indentation of the place, in columns, by which lines are narrower; it is not printed.
 * @returns without a newline at the end.
 */
export function printDoc(contents: Doc, indentation: number = 0): string {
  const width = PRINT_WIDTH - indentation;
  const piece = pieceOf(contents);
  if (piece !== undefined) return printPiece(piece, width);
  return printer.printDocToString(contents, { printWidth: width, tabWidth: INDENT, useTabs: false }).formatted;
}

/** Text that stands on one line where it fits. Most does, and then nothing is laid out. */
export interface Line {
  /** Undefined where a line must break in it. */
  readonly flat: string | undefined;
  readonly layout: () => Doc;
}

/** @param indentation of the place, in columns; it is not printed. @returns without a newline at the end. */
export function printLine({ flat, layout }: Line, indentation: number = 0): string {
  const isShort = flat !== undefined && flat.length + indentation <= PRINT_WIDTH && PLAIN.test(flat);
  return isShort ? flat : printDoc(layout(), indentation);
}

/** Text whose lines behind the first are indented; those without text stay empty. */
export function indented(text: string, indentation: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(indentation)}`);
}

const INDENT = 2;

/** A doc, and how wide it is on one line. */
interface Piece {
  readonly kind: "text" | "parts" | "indent" | "indentIfBreak" | "group" | "line";
  /** Of a text, and of a line that does not break. */
  readonly text: string;
  /** Infinity where a line in it must break. */
  readonly width: number;
  /** What it holds where it is broken. */
  readonly parts: readonly Piece[];
  /** What it holds on one line. */
  readonly flat: readonly Piece[];
  /** Of an indentation, in columns. */
  readonly columns: number;
  /** Of a group, and of what depends on it. */
  readonly id: symbol | undefined;
}

function leaf(kind: "text" | "line", text: string, width: number): Piece {
  return { kind, text, width, parts: NOTHING, flat: NOTHING, columns: 0, id: undefined };
}

function branch(kind: Piece["kind"], parts: readonly Piece[], width: number, columns = 0, id?: symbol): Piece {
  return { kind, text: "", width, parts, flat: parts, columns, id };
}

const NOTHING: readonly Piece[] = [];
const HARD_LINE = leaf("line", "", Infinity);
const LINE = leaf("line", " ", 1);
const SOFT_LINE = leaf("line", "", 0);
const BREAK_PARENT = leaf("text", "", Infinity);

/** @returns undefined where prettier must print. */
function pieceOf(contents: Doc): Piece | undefined {
  if (typeof contents === "string") return PLAIN.test(contents) ? leaf("text", contents, contents.length) : undefined;
  if (Array.isArray(contents)) return sequenceOf(contents);
  switch (contents.type) {
    case "indent":
      return indentOf(contents.contents, INDENT);
    case "align":
      return typeof contents.n === "number" && contents.n > 0 ? indentOf(contents.contents, contents.n) : undefined;
    case "indent-if-break":
      return indentIfBreakOf(contents as typeof contents & IndentIfBreakFields);
    case "group":
      return groupOf(contents);
    case "if-break":
      return ifBreakOf(contents);
    case "line":
      if (contents.hard === true) return contents.literal === true ? undefined : HARD_LINE;
      return contents.soft === true ? SOFT_LINE : LINE;
    case "break-parent":
      return BREAK_PARENT;
    default:
      return undefined;
  }
}

function sequenceOf(docs: readonly Doc[]): Piece | undefined {
  const parts: Piece[] = [];
  let width = 0;
  for (let index = 0; index < docs.length; index++) {
    const part = pieceOf(docs[index]!);
    if (part === undefined) return undefined;
    parts.push(part);
    width += part.width;
  }
  return branch("parts", parts, width);
}

function indentOf(contents: Doc, columns: number): Piece | undefined {
  const inner = pieceOf(contents);
  return inner && branch("indent", [inner], inner.width, columns);
}

/** Prettier's types leave them out. */
interface IndentIfBreakFields {
  readonly contents: Doc;
  readonly groupId: symbol;
  readonly negate?: boolean;
}

function indentIfBreakOf({ contents, groupId, negate }: IndentIfBreakFields): Piece | undefined {
  const inner = negate === true ? undefined : pieceOf(contents);
  return inner && branch("indentIfBreak", [inner], inner.width, INDENT, groupId);
}

function groupOf({ contents, break: mustBreak, expandedStates, id }: builders.Group): Piece | undefined {
  const inner = pieceOf(contents);
  if (inner === undefined) return undefined;
  const whole = branch("group", [inner], mustBreak ? Infinity : inner.width, 0, id);
  if (expandedStates === undefined) return whole;
  // One line, or the one other way; a line that must break does not reach beyond such a group.
  const [, expanded] = expandedStates;
  const other = expandedStates.length === 2 && whole.width !== Infinity ? pieceOf(expanded!) : undefined;
  return other && { ...whole, parts: [other] };
}

function ifBreakOf(contents: builders.IfBreak): Piece | undefined {
  const broken = pieceOf(contents.breakContents);
  const flat = "groupId" in contents && contents.groupId !== undefined ? undefined : pieceOf(contents.flatContents);
  return broken && flat && { ...branch("parts", [broken], flat.width), flat: [flat] };
}

function printPiece(root: Piece, width: number): string {
  const lines: string[] = [];
  let text = "";
  const broken = new Set<symbol | undefined>();
  // What is still to be printed, its lines broken unless a group in it fits; and how far in.
  const pieces: Piece[] = [root];
  const indentations: number[] = [0];
  for (let piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) {
    let indentation = indentations.pop()!;
    switch (piece.kind) {
      case "text":
        text += piece.text;
        continue;
      case "line":
        lines.push(text.trimEnd());
        text = " ".repeat(indentation);
        continue;
      case "group":
        if (fits(piece.width, pieces, width - text.length)) {
          text += flatText(piece);
          continue;
        }
        broken.add(piece.id);
        break;
      case "indentIfBreak":
        if (broken.has(piece.id)) indentation += piece.columns;
        break;
      default:
        indentation += piece.columns;
    }
    for (let index = piece.parts.length - 1; index >= 0; index--) {
      pieces.push(piece.parts[index]!);
      indentations.push(indentation);
    }
  }
  return [...lines, text].join("\n");
}

function flatText({ text, flat }: Piece): string {
  let whole = text;
  for (let index = 0; index < flat.length; index++) whole += flatText(flat[index]!);
  return whole;
}

/** Whether a line has room for so many columns and for all that follows up to where it may break. */
function fits(width: number, following: readonly Piece[], room: number): boolean {
  let left = room - width;
  for (let index = following.length - 1; index >= 0 && left >= 0; index--) {
    const rest = roomBehind(following[index]!, left);
    if (rest === undefined) return true;
    left = rest;
  }
  return left >= 0;
}

/** @returns the room left behind a piece; undefined where a line may break in it before there is none. */
function roomBehind({ kind, text, parts }: Piece, room: number): number | undefined {
  if (kind === "line") return undefined;
  let left = room - text.length;
  for (let index = 0; index < parts.length; index++) {
    const rest = roomBehind(parts[index]!, left);
    if (rest === undefined || rest < 0) return rest;
    left = rest;
  }
  return left;
}
