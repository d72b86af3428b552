import type { ParseError } from "jsonc-parser";
import { parseTree } from "jsonc-parser";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { diagnose } from "../../diagnostics/diagnostic.js";
import { loadCodes } from "../../diagnostics/codes/load.js";
import type { LoadLimits } from "../limits.js";
import { syntaxErrorText } from "./syntax-errors.js";
import { findDuplicateKeys } from "./duplicate-keys.js";
import type { JsonSource } from "./json-source.js";
import { createJsonSource, placeAt } from "./json-source.js";
import { isObject } from "./json-value.js";

/** More errors than this in one file are echoes of the first ones. */
const MAX_SYNTAX_ERRORS = 20;

export interface ParsedJson {
  /** Undefined where there is nothing to go on with. */
  readonly source: JsonSource | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Text → JSON, with every syntax error and every key that stands twice. Never throws. */
export function parseJson(path: string, text: string, limits: LoadLimits): ParsedJson {
  const clean = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const fail = (...diagnostics: Diagnostic[]): ParsedJson => ({ source: undefined, diagnostics });
  if (clean.length > limits.maxFileLength)
    return fail(diagnose(loadCodes.fileTooLarge, path, { length: clean.length, limit: limits.maxFileLength }));
  if (clean.trim() === "") return fail(diagnose(loadCodes.emptyFile, path, {}));
  if (/^\s*</.test(clean)) return fail(diagnose(loadCodes.notAModel, path, { found: "markup such as HTML or XML" }));
  const { keys, depth, deepest } = scan(clean, limits.maxDepth);
  if (depth > limits.maxDepth)
    return fail(diagnose(loadCodes.nestedTooDeeply, placeAt(path, clean, deepest), { limit: limits.maxDepth }));
  let value: unknown;
  try {
    value = JSON.parse(clean);
  } catch (error) {
    return fail(...syntaxErrors(path, clean, error));
  }
  const source = createJsonSource(path, clean, value);
  const diagnostics = countKeys(value) === keys ? [] : findDuplicateKeys(source);
  return { source, diagnostics };
}

interface Scan {
  /** Keys that the text gives; the parsed value has fewer where one stands twice. */
  readonly keys: number;
  readonly depth: number;
  /** Offset of the bracket that goes beyond the limit. */
  readonly deepest: number;
}

const [BLANK, QUOTE, BACKSLASH, COLON] = [0x20, 0x22, 0x5c, 0x3a];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

/** One pass that jumps over strings, about 2 ms for 3 MB: each colon outside of them stands behind a key. */
function scan(text: string, maxDepth: number): Scan {
  let keys = 0;
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit <= BLANK) continue;
    if (unit === QUOTE) at = endOfString(text, at);
    else if (unit === COLON) keys++;
    else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      if (++open > maxDepth) return { keys, depth: open, deepest: at };
    } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) open--;
  }
  return { keys, depth: 0, deepest: 0 };
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}

/** Looks at every value of a model: without a list of an object's keys, and without a call for what holds nothing. */
function countKeys(value: unknown): number {
  let count = 0;
  if (Array.isArray(value)) {
    for (const held of value) if (typeof held === "object") count += countKeys(held);
  } else if (isObject(value)) {
    for (const key in value) {
      const held = value[key];
      count++;
      if (typeof held === "object") count += countKeys(held);
    }
  }
  return count;
}

function syntaxErrors(path: string, text: string, thrown: unknown): Diagnostic[] {
  const errors: ParseError[] = [];
  parseTree(text, errors, { allowTrailingComma: false, disallowComments: true });
  const found = errors
    .slice(0, MAX_SYNTAX_ERRORS)
    .map(({ error, offset }) => ({ offset, what: syntaxErrorText(error) }));
  if (found.length === 0) {
    // JSON.parse is stricter in places, about control characters for one.
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    found.push({
      offset: Number(/position (\d+)/.exec(message)?.[1] ?? 0),
      what: "a character that JSON does not allow",
    });
  }
  return found.map(({ offset, what }) => diagnose(loadCodes.jsonSyntax, placeAt(path, text, offset), { what }));
}
