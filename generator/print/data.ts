import { columnsOf } from "./columns.js";
import { numberLiteral, objectKey, stringLiteral } from "./literals.js";
import { PRINT_WIDTH } from "./print-doc.js";

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

/** `left value` in prettier's form: objects and arrays on one line where they fit, with a mark behind them. */
export function assignedData(left: string, value: Data, indentation: number = 0): string {
  const room = PRINT_WIDTH - indentation - columnsOf(left) - " ".length - MARK;
  const flat = flatText(value, room);
  if (flat !== undefined) return `${left} ${flat}`;
  // What breaks within brackets stays beside, and so does what would gain nothing below a key so short.
  const staysBeside = typeof value === "string" ? left.length < SHORT : isBreakable(value) && room >= 0;
  if (staysBeside) return `${left} ${dataText(value, indentation)}`;
  const below = indentation + INDENT;
  return `${left}${lineAt(below)}${flatText(value, PRINT_WIDTH - below - MARK) ?? dataText(value, below)}`;
}

/** `{`, an entry a line, `}`: whatever its width. */
export function openMapText(entries: ReadonlyMap<string, Data>, indentation: number = 0): string {
  if (entries.size === 0) return "{}";
  const inner = indentation + INDENT;
  let text = "{";
  for (const [key, value] of entries) text += `${lineAt(inner)}${assignedData(`${objectKey(key)}:`, value, inner)},`;
  return `${text}${lineAt(indentation)}}`;
}

const INDENT = 2;

/** Columns of the comma or semicolon behind a value. */
const MARK = 1;

/** A key that is shorter, with its colon, is hardly wider than an indentation. */
const SHORT = 6;

function lineAt(indentation: number): string {
  return `\n${" ".repeat(indentation)}`;
}

/** What does not fit on one line. */
function dataText(value: Data, indentation: number): string {
  if (isMap(value)) return openMapText(value, indentation);
  return isList(value) ? listText(value, indentation) : simpleText(value);
}

function listText(items: readonly Data[], indentation: number): string {
  if (items.length === 0) return "[]";
  const inner = indentation + INDENT;
  if (isFilled(items)) return `[${lineAt(inner)}${filled(items.map(simpleText), inner)},${lineAt(indentation)}]`;
  let text = "[";
  for (const item of items) {
    text += `${lineAt(inner)}${flatText(item, PRINT_WIDTH - inner - MARK) ?? dataText(item, inner)},`;
  }
  return `${text}${lineAt(indentation)}]`;
}

/** Prettier fills lines with numbers. */
function isFilled(items: readonly Data[]): items is readonly number[] {
  return items.length > 1 && items.every((item) => typeof item === "number");
}

function filled(items: readonly string[], indentation: number): string {
  let text = items[0]!;
  let column = indentation + text.length;
  for (let index = 1; index < items.length; index++) {
    const item = items[index]!;
    const isBeside = column + ", ".length + item.length + MARK <= PRINT_WIDTH;
    text += isBeside ? `, ${item}` : `,${lineAt(indentation)}${item}`;
    column = (isBeside ? column + ", ".length : indentation) + item.length;
  }
  return text;
}

/** A value on one line; undefined where that takes more columns than there are, or prettier breaks it. */
function flatText(value: Data, room: number): string | undefined {
  if (isList(value)) return flatList(value, room);
  if (isMap(value)) return flatMap(value, room);
  return within(room, simpleText(value));
}

function flatList(items: readonly Data[], room: number): string | undefined {
  if (items.length === 0) return within(room, "[]");
  // Prettier breaks a list of several lists or several objects that have several entries.
  if (items.length > 1 && (items.every(isLongList) || items.every(isLongMap))) return undefined;
  let text = "[";
  let left = room - "[]".length;
  for (let index = 0; index < items.length; index++) {
    const item = flatText(items[index]!, left);
    if (item === undefined) return undefined;
    text += index === 0 ? item : `, ${item}`;
    left -= columnsOf(item) + ", ".length;
  }
  return `${text}]`;
}

function flatMap(entries: ReadonlyMap<string, Data>, room: number): string | undefined {
  if (entries.size === 0) return within(room, "{}");
  let text = "{";
  let left = room - "{  }".length;
  for (const [name, value] of entries) {
    const key = `${objectKey(name)}: `;
    const item = flatText(value, left - columnsOf(key));
    if (item === undefined) return undefined;
    text += `${text === "{" ? " " : ", "}${key}${item}`;
    left -= columnsOf(key) + columnsOf(item) + ", ".length;
  }
  return `${text} }`;
}

function within(room: number, text: string): string | undefined {
  return columnsOf(text) <= room ? text : undefined;
}

/** What never breaks. */
function simpleText(value: Data): string {
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value === "number") return numberLiteral(value);
  return value === null || typeof value === "boolean" ? String(value) : (value as Code).code;
}

function isBreakable(value: Data): boolean {
  return isList(value) ? value.length > 0 : isMap(value) && value.size > 0;
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
