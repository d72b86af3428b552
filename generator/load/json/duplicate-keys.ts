import type { Node } from "jsonc-parser";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { diagnose } from "../../diagnostics/diagnostic.js";
import { loadCodes } from "../../diagnostics/codes/load.js";
import type { JsonSource } from "./json-source.js";
import { placeAt, treeOf } from "./json-source.js";

/** Every key that an object gives a second time: `JSON.parse` keeps the last and says nothing. */
export function findDuplicateKeys(source: JsonSource): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const root = treeOf(source);
  const queue: Node[] = root === undefined ? [] : [root];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    queue.push(...(node.children ?? []));
    if (node.type !== "object") continue;
    const first = new Map<string, number>();
    for (const property of node.children ?? []) {
      const keyNode = property.children?.[0];
      if (keyNode === undefined) continue;
      const key = String(keyNode.value);
      const earlier = first.get(key);
      if (earlier === undefined) {
        first.set(key, keyNode.offset);
        continue;
      }
      const { line } = placeAt(source.path, source.text, earlier);
      diagnostics.push(
        diagnose(loadCodes.duplicateKey, placeAt(source.path, source.text, keyNode.offset), { key, firstLine: line }),
      );
    }
  }
  return diagnostics;
}
