import type { ParseError } from "jsonc-parser";
import { parseTree } from "jsonc-parser";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { diagnose } from "../../diagnostics/diagnostic.js";
import { loadCodes } from "../../diagnostics/codes/load.js";
import type { LoadLimits } from "../limits.js";
import { syntaxErrorText } from "./syntax-errors.js";
import { isEscaped, keysOfText, keysOfValue } from "./count-keys.js";
import { findDuplicateKeys } from "./duplicate-keys.js";
import type { JsonSource } from "./json-source.js";
import { createJsonSource, placeAt } from "./json-source.js";

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
  const tooDeep = (deepest: number): ParsedJson =>
    fail(diagnose(loadCodes.nestedTooDeeply, placeAt(path, clean, deepest), { limit: limits.maxDepth }));
  let value: unknown;
  try {
    value = JSON.parse(clean);
  } catch (error) {
    const { deepest } = scan(clean, limits.maxDepth);
    return deepest === undefined ? fail(...syntaxErrors(path, clean, error)) : tooDeep(deepest);
  }
  const source = createJsonSource(path, clean, value);
  const count = keysOfValue(value, limits.maxDepth);
  if (count === keysOfText(clean)) return { source, diagnostics: [] };
  const { keys, deepest } = scan(clean, limits.maxDepth);
  if (deepest !== undefined) return tooDeep(deepest);
  return { source, diagnostics: count === keys ? [] : findDuplicateKeys(source) };
}

interface Scan {
  /** Keys that the text gives; the parsed value has fewer where one stands twice. */
  readonly keys: number;
  /** Offset of the bracket that goes beyond the limit; undefined where none does. */
  readonly deepest: number | undefined;
}

const [BLANK, QUOTE, COLON] = [0x20, 0x22, 0x3a];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

/** One pass that jumps over strings: each colon outside of them stands behind a key. Few texts need it. */
function scan(text: string, maxDepth: number): Scan {
  let keys = 0;
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit <= BLANK) continue;
    if (unit === QUOTE) at = endOfString(text, at);
    else if (unit === COLON) keys++;
    else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      if (++open > maxDepth) return { keys, deepest: at };
    } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) open--;
  }
  return { keys, deepest: undefined };
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end >= 0 ? end : text.length;
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
