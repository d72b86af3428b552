import { printer } from "prettier/doc";
import { isPlain } from "./columns.js";
import type { Doc } from "./doc.js";
import { INDENT, isSequence, toPrettier, widthOf } from "./doc.js";

/** Width of generated TypeScript: prettier's default. */
export const PRINT_WIDTH = 80;

/**
 * Prints a doc as prettier prints its own, several times as quickly: how wide a group is on one line is known before it
 * is printed. Where that is not known, prettier itself prints.
 * @param indentation of the place, in columns, by which lines are narrower; it is not printed.
 * @returns without a newline at the end.
 */
export function printDoc(contents: Doc, indentation: number = 0): string {
  const width = PRINT_WIDTH - indentation;
  if (!Number.isNaN(widthOf(contents))) return print(contents, width);
  const options = { printWidth: width, tabWidth: INDENT, useTabs: false };
  return printer.printDocToString(toPrettier(contents), options).formatted;
}

/** Text that stands on one line where it fits. Most does, and then nothing is laid out. */
export interface Line {
  /** Undefined where a line must break in it. */
  readonly flat: string | undefined;
  readonly layout: () => Doc;
}

/** @param indentation of the place, in columns; it is not printed. @returns without a newline at the end. */
export function printLine({ flat, layout }: Line, indentation: number = 0): string {
  const isShort = flat !== undefined && flat.length + indentation <= PRINT_WIDTH && isPlain(flat);
  return isShort ? flat : printDoc(layout(), indentation);
}

/** Text whose lines behind the first are indented; those without text stay empty. */
export function indented(text: string, indentation: number): string {
  return text.includes("\n") ? text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(indentation)}`) : text;
}

function print(root: Doc, width: number): string {
  let lines = "";
  let text = "";
  const broken = new Set<symbol | undefined>();
  // What is still to be printed, its lines broken unless a group in it fits; and how far in.
  const docs: Doc[] = [root];
  const indentations: number[] = [0];
  for (let doc = docs.pop(); doc !== undefined; doc = docs.pop()) {
    let indentation = indentations.pop()!;
    if (typeof doc === "string") {
      text += doc;
      continue;
    }
    if (isSequence(doc)) {
      for (let index = doc.length - 1; index >= 0; index--) {
        docs.push(doc[index]!);
        indentations.push(indentation);
      }
      continue;
    }
    switch (doc.kind) {
      case "line":
        lines += `${text.trimEnd()}\n`;
        text = " ".repeat(indentation);
        continue;
      case "group":
        if (fits(doc.width, docs, width - text.length)) {
          text += flatText(doc.flat);
          continue;
        }
        broken.add(doc.id);
        break;
      case "indent":
        indentation += INDENT;
        break;
      case "indentIfBreak":
        if (broken.has(doc.id)) indentation += INDENT;
        break;
    }
    docs.push(doc.broken);
    indentations.push(indentation);
  }
  return lines + text;
}

function flatText(doc: Doc): string {
  if (typeof doc === "string") return doc;
  if (!isSequence(doc)) return flatText(doc.flat);
  let text = "";
  for (let index = 0; index < doc.length; index++) text += flatText(doc[index]!);
  return text;
}

/** Whether a line has room for so many columns and for all that follows up to where it may break. */
function fits(width: number, following: readonly Doc[], room: number): boolean {
  let left = room - width;
  for (let index = following.length - 1; index >= 0 && left >= 0; index--) {
    const rest = roomBehind(following[index]!, left);
    if (rest === undefined) return true;
    left = rest;
  }
  return left >= 0;
}

/** @returns the room left behind a doc; undefined where a line may break in it before there is none. */
function roomBehind(doc: Doc, room: number): number | undefined {
  if (typeof doc === "string") return room - doc.length;
  if (!isSequence(doc)) return doc.kind === "line" ? undefined : roomBehind(doc.broken, room);
  let left = room;
  for (let index = 0; index < doc.length; index++) {
    const rest = roomBehind(doc[index]!, left);
    if (rest === undefined || rest < 0) return rest;
    left = rest;
  }
  return left;
}
