import type { Doc } from "prettier";
import type { builders } from "prettier/doc";
import { printer } from "prettier/doc";

/** Width of generated TypeScript: prettier's default. */
export const PRINT_WIDTH = 80;

/** Text whose characters are all one column wide. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Prints a doc as prettier prints its own, several times as quickly: what a group says on one line is put together once,
 * and then only measured. Where text is not one column a character, and for docs that are built seldom (`fill`), prettier
 * itself prints.
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

/** A doc, and what it says on one line. */
interface Piece {
  readonly kind: "text" | "sequence" | "indent" | "indentIfBreak" | "group" | "ifBreak" | "line";
  /** Undefined where a line in it must break. */
  readonly flat: string | undefined;
  /** What it holds; of a group and of `ifBreak`, what stands there when it is broken. */
  readonly parts: readonly Piece[];
  /** Of an indentation. */
  readonly columns?: number;
  /** Of a group, and of what depends on it. */
  readonly id?: symbol | undefined;
}

const HARD_LINE: Piece = { kind: "line", flat: undefined, parts: [] };
const LINE: Piece = { kind: "line", flat: " ", parts: [] };
const SOFT_LINE: Piece = { kind: "line", flat: "", parts: [] };
const BREAK_PARENT: Piece = { kind: "text", flat: undefined, parts: [] };

/** @returns undefined where prettier must print. */
function pieceOf(contents: Doc): Piece | undefined {
  if (typeof contents === "string")
    return PLAIN.test(contents) ? { kind: "text", flat: contents, parts: [] } : undefined;
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
      return contents.hard === true
        ? contents.literal === true
          ? undefined
          : HARD_LINE
        : contents.soft === true
          ? SOFT_LINE
          : LINE;
    case "break-parent":
      return BREAK_PARENT;
    default:
      return undefined;
  }
}

function sequenceOf(docs: readonly Doc[]): Piece | undefined {
  let flat: string | undefined = "";
  const parts: Piece[] = [];
  for (const each of docs) {
    const part = pieceOf(each);
    if (part === undefined) return undefined;
    parts.push(part);
    flat = flat === undefined || part.flat === undefined ? undefined : flat + part.flat;
  }
  return { kind: "sequence", flat, parts };
}

function indentOf(contents: Doc, columns: number): Piece | undefined {
  const inner = pieceOf(contents);
  return inner && { kind: "indent", flat: inner.flat, parts: [inner], columns };
}

/** Prettier's types leave them out. */
interface IndentIfBreakFields {
  readonly contents: Doc;
  readonly groupId: symbol;
  readonly negate?: boolean;
}

function indentIfBreakOf({ contents, groupId, negate }: IndentIfBreakFields): Piece | undefined {
  const inner = negate === true ? undefined : pieceOf(contents);
  return inner && { kind: "indentIfBreak", flat: inner.flat, parts: [inner], id: groupId };
}

function groupOf({ contents, break: mustBreak, expandedStates, id }: builders.Group): Piece | undefined {
  const inner = pieceOf(contents);
  if (inner === undefined) return undefined;
  const flat = mustBreak ? undefined : inner.flat;
  if (expandedStates === undefined) return { kind: "group", flat, parts: [inner], id };
  // One line, or the one other way; a line that must break does not reach beyond such a group.
  const [, expanded] = expandedStates;
  const other = expandedStates.length === 2 && flat !== undefined ? pieceOf(expanded!) : undefined;
  return other && { kind: "group", flat, parts: [other], id };
}

function ifBreakOf(contents: builders.IfBreak): Piece | undefined {
  const broken = pieceOf(contents.breakContents);
  const flat = "groupId" in contents && contents.groupId !== undefined ? undefined : pieceOf(contents.flatContents);
  return broken && flat && { kind: "ifBreak", flat: flat.flat, parts: [broken] };
}

/** A piece that is still to be printed, its lines broken unless a group in it fits. */
interface Command {
  readonly piece: Piece;
  readonly indentation: number;
}

function printPiece(root: Piece, width: number): string {
  const lines: string[] = [];
  let text = "";
  const broken = new Set<symbol | undefined>();
  const commands: Command[] = [{ piece: root, indentation: 0 }];
  for (let command = commands.pop(); command !== undefined; command = commands.pop()) {
    const { piece, indentation } = command;
    const [inner] = piece.parts;
    switch (piece.kind) {
      case "text":
        text += piece.flat ?? "";
        break;
      case "sequence":
        for (let index = piece.parts.length - 1; index >= 0; index--)
          commands.push({ piece: piece.parts[index]!, indentation });
        break;
      case "indent":
        commands.push({ piece: inner!, indentation: indentation + piece.columns! });
        break;
      case "indentIfBreak":
        commands.push({ piece: inner!, indentation: indentation + (broken.has(piece.id) ? INDENT : 0) });
        break;
      case "ifBreak":
        commands.push({ piece: inner!, indentation });
        break;
      case "group":
        if (piece.flat !== undefined && fits(piece.flat, commands, width - text.length)) {
          text += piece.flat;
        } else {
          broken.add(piece.id);
          commands.push({ piece: inner!, indentation });
        }
        break;
      case "line":
        lines.push(text.trimEnd());
        text = " ".repeat(indentation);
    }
  }
  return [...lines, text].join("\n");
}

/** Whether a line has room for a text and for all that follows up to where it may break. */
function fits(flat: string, following: readonly Command[], room: number): boolean {
  let left = room - flat.length;
  for (let index = following.length - 1; index >= 0; index--) {
    if (left < 0) return false;
    const rest = roomBehind(following[index]!.piece, left);
    if (rest === undefined) return true;
    left = rest;
  }
  return left >= 0;
}

/** @returns the room left behind a piece; undefined where a line may break in it before there is none. */
function roomBehind(piece: Piece, room: number): number | undefined {
  if (piece.kind === "line") return undefined;
  if (piece.kind === "text") return room - (piece.flat?.length ?? 0);
  let left = room;
  for (const part of piece.parts) {
    const rest = roomBehind(part, left);
    if (rest === undefined || rest < 0) return rest;
    left = rest;
  }
  return left;
}
