import type { JsonPath } from "./json-source.js";
import { isObject, ownValue } from "./json-value.js";

/** How far a document has a path, in the document's own keys. */
export interface Found {
  readonly path: JsonPath;
  /** Steps of what was asked for that lead to something. */
  readonly matched: number;
}

/** Goes down a document as far as it has the path. */
export function follow(value: unknown, path: JsonPath): { readonly value: unknown; readonly matched: number } {
  let current = value;
  let matched = 0;
  for (const step of path) {
    const next: unknown = Array.isArray(current)
      ? current[Number(step)]
      : isObject(current)
        ? ownValue(current, String(step))
        : undefined;
    if (next === undefined) break;
    current = next;
    matched++;
  }
  return { value: current, matched };
}
