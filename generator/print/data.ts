import type { Doc } from "./doc.js";
import { breakParent, fill, group, hardline, ifBreak, indent, join, line, softline } from "./doc.js";
import { fluid } from "./layout.js";
import { numberLiteral, objectKey, stringLiteral } from "./literals.js";

/** A piece of code that stands for a value: the name of a constant, a function. */
export interface Code {
  readonly code: string;
}

/** What can be printed as a literal: JSON, bigints left out, with code in between. */
export type Data = null | boolean | number | string | Code | readonly Data[] | ReadonlyMap<string, Data>;

export function code(text: string): Code {
  return { code: text };
}

/** JSON as data; objects become maps, so that no name of a model is ever a property of ours. */
export function fromJson(value: unknown): Data {
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string")
    return value;
  if (Array.isArray(value)) return value.map(fromJson);
  return new Map(Object.entries(value as object).map(([key, entry]) => [key, fromJson(entry)]));
}

/** A literal in prettier's form: objects and arrays on one line where they fit. */
export function dataDoc(value: Data): Doc {
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value === "number") return numberLiteral(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (isList(value)) return listDoc(value);
  if (isMap(value)) return mapDoc(value);
  return value.code;
}

function listDoc(items: readonly Data[]): Doc {
  if (items.length === 0) return "[]";
  const docs = items.map(dataDoc);
  // Prettier fills lines with numbers, and breaks a list of several lists or several objects that have several entries.
  if (items.length > 1 && items.every((item) => typeof item === "number"))
    return group(["[", indent([softline, filled(docs)]), ifBreak(","), softline, "]"]);
  const shouldBreak = items.length > 1 && (items.every(isLongList) || items.every(isLongMap));
  const list = ["[", indent([softline, join([",", line], docs)]), ifBreak(","), softline, "]"];
  return group(shouldBreak ? [breakParent, list] : list);
}

function filled(docs: readonly Doc[]): Doc {
  return fill(docs.flatMap((item, index) => (index === docs.length - 1 ? [item] : [[item, ","], line])));
}

function mapDoc(entries: ReadonlyMap<string, Data>): Doc {
  if (entries.size === 0) return "{}";
  return group(["{", indent([line, join([",", line], [...entries].map(entryDoc))]), ifBreak(","), line, "}"]);
}

/** `{`, an entry a line, `}`: whatever its width. */
export function openMapDoc(entries: ReadonlyMap<string, Data>): Doc {
  if (entries.size === 0) return "{}";
  return ["{", indent([hardline, join([",", hardline], [...entries].map(entryDoc))]), ",", hardline, "}"];
}

function entryDoc([key, value]: readonly [string, Data]): Doc {
  const left = `${objectKey(key)}:`;
  if (typeof value !== "string") return fluid(left, dataDoc(value));
  // A text that does not fit goes to a line of its own, unless its key is too short for that to help.
  return left.length < 6 ? [left, " ", dataDoc(value)] : group([left, group(indent([line, dataDoc(value)]))]);
}

function isList(value: Data): value is readonly Data[] {
  return Array.isArray(value);
}

function isMap(value: Data): value is ReadonlyMap<string, Data> {
  return value instanceof Map;
}

function isLongList(value: Data): boolean {
  return isList(value) && value.length > 1;
}

function isLongMap(value: Data): boolean {
  return isMap(value) && value.size > 1;
}
