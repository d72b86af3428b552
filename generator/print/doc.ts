import type { Doc as PrettierDoc } from "prettier";
import { builders } from "prettier/doc";
import { isPlain } from "./columns.js";

/**
 * What prettier calls a doc: text with places where lines may break. Unlike prettier's own it knows how wide it is on one
 * line.
 */
export type Doc = string | readonly Doc[] | DocNode;

export interface DocNode {
  readonly kind: "line" | "indent" | "group" | "ifBreak" | "indentIfBreak";
  /** In columns, on one line: Infinity where a line in it must break, NaN where only prettier knows. */
  readonly width: number;
  /** What it holds on one line. */
  readonly flat: Doc;
  /** What it holds where it is broken. */
  readonly broken: Doc;
  /** Of a group that others depend on, and of those. */
  readonly id: symbol | undefined;
}

/** Columns of an indentation. */
export const INDENT = 2;

/** In columns, on one line; see `DocNode`. */
export function widthOf(doc: Doc): number {
  if (typeof doc === "string") return isPlain(doc) ? doc.length : NaN;
  if (!isSequence(doc)) return doc.width;
  let width = 0;
  for (let index = 0; index < doc.length; index++) width += widthOf(doc[index]!);
  return width;
}

export function isSequence(doc: Doc): doc is readonly Doc[] {
  return Array.isArray(doc);
}

function lineOf(flat: string, width: number): DocNode {
  return { kind: "line", width, flat, broken: "", id: undefined };
}

export const line = lineOf(" ", 1);
export const softline = lineOf("", 0);
export const hardline = lineOf("", Infinity);

export function join(separator: Doc, docs: readonly Doc[]): Doc {
  const parts: Doc[] = [];
  for (let index = 0; index < docs.length; index++) {
    if (index > 0) parts.push(separator);
    parts.push(docs[index]!);
  }
  return parts;
}

export function indent(contents: Doc): DocNode {
  return { kind: "indent", width: widthOf(contents), flat: contents, broken: contents, id: undefined };
}

export function group(contents: Doc, id?: symbol): DocNode {
  return { kind: "group", width: widthOf(contents), flat: contents, broken: contents, id };
}

/** One line, or another way where that does not fit. */
export function conditionalGroup(flat: Doc, broken: Doc): DocNode {
  const width = widthOf(flat);
  // A line that must break does not reach beyond such a group; that is rare, and prettier's.
  const isKnown = width !== Infinity && !Number.isNaN(widthOf(broken));
  return { kind: "group", width: isKnown ? width : NaN, flat, broken, id: undefined };
}

export function ifBreak(broken: string, flat: string = ""): DocNode {
  return { kind: "ifBreak", width: widthOf(flat), flat, broken, id: undefined };
}

/** Indented where the group of that id is broken. */
export function indentIfBreak(contents: Doc, id: symbol): DocNode {
  return { kind: "indentIfBreak", width: widthOf(contents), flat: contents, broken: contents, id };
}

export function toPrettier(doc: Doc): PrettierDoc {
  if (typeof doc === "string") return doc;
  if (isSequence(doc)) return doc.map(toPrettier);
  switch (doc.kind) {
    case "line":
      return doc === hardline ? builders.hardline : doc === softline ? builders.softline : builders.line;
    case "indent":
      return builders.indent(toPrettier(doc.flat));
    case "group": {
      const flat = toPrettier(doc.flat);
      if (doc.flat !== doc.broken) return builders.conditionalGroup([flat, toPrettier(doc.broken)]);
      return builders.group(flat, { id: doc.id });
    }
    case "ifBreak":
      return builders.ifBreak(toPrettier(doc.broken), toPrettier(doc.flat));
    case "indentIfBreak":
      return builders.indentIfBreak(toPrettier(doc.flat), { groupId: doc.id! });
  }
}
