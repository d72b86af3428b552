import type { Node, ParseError } from "jsonc-parser";
import { parseTree, printParseErrorCode } from "jsonc-parser";
import {
  configBadValue,
  configDuplicateKey,
  configSyntax,
  configUnknownKey,
  configWrongType,
} from "../diagnostics/codes/workspace.js";
import type { Diagnostic, DiagnosticDefinition, Place } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import { suggest } from "../load/suggest.js";

/** Reads values of a small JSON file by the type they must have; whatever has another one is reported with its place. */
export interface JsonReader {
  /** The members of an object; undefined where the value is none. Keys outside `known` are reported. */
  object(node: Node | undefined, key: string, known?: readonly string[]): ReadonlyMap<string, Node> | undefined;
  string(node: Node | undefined, key: string): string | undefined;
  boolean(node: Node | undefined, key: string): boolean | undefined;
  /** A whole number from 0. */
  count(node: Node | undefined, key: string): number | undefined;
  strings(node: Node | undefined, key: string): readonly ItemAt[] | undefined;
  oneOf<T extends string>(node: Node | undefined, key: string, values: readonly T[]): T | undefined;
  /** Reports a value that has the right type and still does not do. */
  refuse(node: Node, key: string, value: string, problem: string, remedy: string): void;
}

export interface ItemAt {
  readonly value: string;
  readonly node: Node;
}

export interface JsonDocument {
  /** Undefined where the text is no JSON at all; then `diagnostics` says why. */
  readonly root: Node | undefined;
  readonly reader: JsonReader;
  readonly diagnostics: Diagnostic[];
  place(node: Node): Place;
}

export function readJson(file: string, text: string): JsonDocument {
  const diagnostics: Diagnostic[] = [];
  const errors: ParseError[] = [];
  const tree = parseTree(text.replace(/^\uFEFF/, " "), errors, { disallowComments: true, allowTrailingComma: false });
  const at = (offset: number): Place => ({ file, ...positionOf(text, offset) });
  const place = (node: Node): Place => at(node.offset);
  for (const { error, offset } of errors)
    diagnostics.push(diagnose(configSyntax, at(offset), { problem: inWords(printParseErrorCode(error)) }));
  const report = <P>(definition: DiagnosticDefinition<P>, node: Node, facts: P): void => {
    diagnostics.push(diagnose(definition, place(node), facts));
  };
  const expectType = (node: Node | undefined, key: string, ok: (node: Node) => boolean, expected: string): boolean => {
    if (node === undefined) return false;
    if (ok(node)) return true;
    report(configWrongType, node, { key, expected, found: describe(node) });
    return false;
  };
  const reader: JsonReader = {
    object(node, key, known) {
      if (!expectType(node, key, ({ type }) => type === "object", "an object")) return undefined;
      const members = new Map<string, Node>();
      for (const property of node?.children ?? []) {
        const [name, value] = property.children ?? [];
        if (name === undefined || value === undefined) continue; // A syntax error, reported already.
        const nameText = String(name.value);
        if (members.has(nameText)) report(configDuplicateKey, name, { key: nameText });
        else if (known !== undefined && !known.includes(nameText))
          report(configUnknownKey, name, { key: nameText, near: suggest(nameText, known)[0], known });
        members.set(nameText, value);
      }
      return members;
    },
    string: (node, key) =>
      expectType(node, key, ({ type }) => type === "string", "a string") ? String(node!.value) : undefined,
    boolean: (node, key) =>
      expectType(node, key, ({ type }) => type === "boolean", "true or false") ? node!.value === true : undefined,
    count: (node, key) =>
      expectType(node, key, ({ value }) => Number.isSafeInteger(value) && value >= 0, "a whole number from 0")
        ? Number(node!.value)
        : undefined,
    strings(node, key) {
      if (!expectType(node, key, ({ type }) => type === "array", "a list of strings")) return undefined;
      return (node?.children ?? []).flatMap((item) => {
        const value = reader.string(item, key);
        return value === undefined ? [] : [{ value, node: item }];
      });
    },
    oneOf(node, key, values) {
      const value = reader.string(node, key);
      const found = values.find((candidate) => candidate === value);
      if (node !== undefined && value !== undefined && found === undefined)
        reader.refuse(node, key, value, "is not among its values", `Give one of ${values.join(", ")}.`);
      return found;
    },
    refuse: (node, key, value, problem, remedy) => report(configBadValue, node, { key, value, problem, remedy }),
  };
  return { root: tree, reader, diagnostics, place };
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

function describe({ type, value }: Node): string {
  if (type === "array") return "a list";
  if (type === "object") return "an object";
  return JSON.stringify(value) ?? "nothing";
}

/** `CloseBraceExpected` → `close brace expected`. */
function inWords(code: string): string {
  return code.replaceAll(/(?!^)[A-Z]/g, " $&").toLowerCase();
}
