import { loadCodes } from "../../diagnostics/codes/load.js";
import type { Json } from "../../model/traits.js";
import type { JsonPath, JsonSource } from "../json/json-source.js";
import type { JsonObject } from "../json/json-value.js";
import { describe, isObject } from "../json/json-value.js";
import type { At, Report } from "../report.js";

/** Takes values of the expected kind out of a service-2 document; a value of another kind is reported and left out. */
export interface Reader {
  readonly source: JsonSource;
  readonly report: Report;
}

/** An object of the document, and where it stands: told step by step, since a path is asked for by diagnostics alone. */
export interface Node {
  readonly value: JsonObject;
  /** Undefined for the document itself. */
  readonly parent: Node | undefined;
  readonly key: string | number;
}

/** @param keys further down. */
export function pathOf(node: Node, ...keys: readonly (string | number)[]): JsonPath {
  const path = keys.toReversed();
  for (let one = node; one.parent !== undefined; one = one.parent) path.push(one.key);
  return path.toReversed();
}

export function at(reader: Reader, path: JsonPath, on: "key" | "value" = "value"): At {
  return { source: reader.source, path, on };
}

export function wrongKind(reader: Reader, path: JsonPath, expected: string, found: Json): void {
  const what = path.length === 0 ? "the document" : `\`${path.at(-1)}\``;
  reader.report(loadCodes.serviceTwoKind, at(reader, path), { what, expected, found: describe(found) });
}

export function text(reader: Reader, node: Node, key: string): string | undefined {
  const found = node.value[key];
  if (found === undefined || typeof found === "string") return found;
  wrongKind(reader, pathOf(node, key), "a string", found);
  return undefined;
}

/** Missing is false. */
export function flag(reader: Reader, node: Node, key: string): boolean {
  const found = node.value[key];
  if (found === undefined || typeof found === "boolean") return found === true;
  wrongKind(reader, pathOf(node, key), "true or false", found);
  return false;
}

/** Old files have numbers in strings too. */
export function number(reader: Reader, node: Node, key: string): number | undefined {
  const found = node.value[key];
  if (found === undefined) return undefined;
  if (typeof found === "number") return found;
  if (typeof found === "string" && found.trim() !== "" && Number.isFinite(Number(found))) return Number(found);
  wrongKind(reader, pathOf(node, key), "a number", found);
  return undefined;
}

export function object(reader: Reader, node: Node, key: string): Node | undefined {
  const found = node.value[key];
  if (found === undefined) return undefined;
  if (isObject(found)) return { value: found, parent: node, key };
  wrongKind(reader, pathOf(node, key), "an object", found);
  return undefined;
}

/** The entries of an object of objects. */
export function nodes(reader: Reader, parent: Node, key: string): readonly (readonly [name: string, node: Node])[] {
  const found = object(reader, parent, key);
  if (found === undefined) return [];
  const entries: (readonly [string, Node])[] = [];
  for (const [name, value] of Object.entries(found.value)) {
    if (isObject(value)) entries.push([name, { value, parent: found, key: name }]);
    else wrongKind(reader, pathOf(found, name), "an object", value);
  }
  return entries;
}

/** The strings of an array, with their indexes. */
export function texts(reader: Reader, node: Node, key: string): readonly (readonly [number, string])[] {
  const found = node.value[key];
  if (found === undefined) return [];
  if (!Array.isArray(found)) {
    wrongKind(reader, pathOf(node, key), "an array", found);
    return [];
  }
  const strings: (readonly [number, string])[] = [];
  for (const [index, item] of (found as readonly Json[]).entries()) {
    if (typeof item === "string") strings.push([index, item]);
    else wrongKind(reader, pathOf(node, key, index), "a string", item);
  }
  return strings;
}

/** `shape` of a reference; reported where it is missing. */
export function referenceOf(reader: Reader, node: Node, where: string): string | undefined {
  if (node.value.shape !== undefined) return text(reader, node, "shape");
  reader.report(loadCodes.missingKey, at(reader, pathOf(node), "key"), { key: "shape", where });
  return undefined;
}
