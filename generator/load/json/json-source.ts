import type { Node } from "jsonc-parser";
import { parseTree } from "jsonc-parser";
import type { Place } from "../../diagnostics/diagnostic.js";
import { inWorkingMemory } from "../../model/working-memory.js";

/** Keys and indexes from the root of a document to a value in it. */
export type JsonPath = readonly (string | number)[];

/** A parsed file. Where its values stand is worked out only when somebody asks (`placeOf`). */
export interface JsonSource {
  readonly path: string;
  readonly text: string;
  readonly value: unknown;
}

export function createJsonSource(path: string, text: string, value: unknown): JsonSource {
  return { path, text, value };
}

const trees = inWorkingMemory(() => new WeakMap<JsonSource, { readonly root: Node | undefined }>());
const children = inWorkingMemory(() => new WeakMap<Node, ReadonlyMap<string, Node>>());
const lineStarts = new Map<string, readonly number[]>();

/** The syntax tree of a file, which takes eight times as long as its value; made once. */
export function treeOf(source: JsonSource): Node | undefined {
  let tree = trees().get(source);
  if (tree === undefined) trees().set(source, (tree = { root: parseTree(source.text) }));
  return tree.root;
}

/**
 * Line and column of a value, or of the key that it belongs to.
 * @param path as far as the document has it; the rest is left off.
 */
export function placeOf(source: JsonSource, path: JsonPath, on: "key" | "value" = "value"): Place {
  let property: Node | undefined;
  let node = treeOf(source);
  for (const step of path) {
    const next: Node | undefined = node === undefined ? undefined : childOf(node, step);
    if (next === undefined) break;
    property = next.type === "property" ? next : undefined;
    node = next.type === "property" ? next.children?.[1] : next;
  }
  const found = on === "key" && property !== undefined ? property : node;
  return placeAt(source.path, source.text, found?.offset ?? 0);
}

/** A value as the file writes it; "" where there is none. */
export function textAt(source: JsonSource, path: JsonPath): string {
  let node = treeOf(source);
  for (const step of path) {
    const next: Node | undefined = node === undefined ? undefined : childOf(node, step);
    node = next?.type === "property" ? next.children?.[1] : next;
  }
  return node === undefined ? "" : source.text.slice(node.offset, node.offset + node.length);
}

/** A property of an object, an item of an array. */
function childOf(node: Node, step: string | number): Node | undefined {
  if (node.type === "array") return node.children?.[Number(step)];
  if (node.type !== "object") return undefined;
  let index = children().get(node);
  if (index === undefined) {
    index = new Map((node.children ?? []).map((property) => [String(property.children?.[0]?.value), property]));
    children().set(node, index);
  }
  return index.get(String(step));
}

/** Line and column, both from 1, of an offset in a text; columns count UTF-16 code units. */
export function placeAt(file: string, text: string, offset: number): Place {
  const starts = startsOf(text);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { file, line: low + 1, column: offset - starts[low]! + 1 };
}

function startsOf(text: string): readonly number[] {
  const known = lineStarts.get(text);
  if (known !== undefined) return known;
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  // Only the last text is kept: places of one file are asked for in a row, and texts are large.
  lineStarts.clear();
  lineStarts.set(text, starts);
  return starts;
}
