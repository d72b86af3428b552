import type { ShapeId } from "../../model/shape-id.js";
import { containerOf, memberNameOf } from "../../model/shape-id.js";
import type { Found } from "../json/follow.js";
import { follow } from "../json/follow.js";
import type { JsonPath, JsonSource } from "../json/json-source.js";
import { isObject } from "../json/json-value.js";
import type { At } from "../report.js";
import type { AstFile } from "./ast.js";

/**
 * Finds where a part of a shape or member was written, after everything has been merged: in the overlay before the
 * models, in an `apply` as well as in the shape, in a mixin where it was inherited. Looked up only for a diagnostic.
 * @param part path inside the shape, such as `["traits", "smithy.api#length", "min"]`.
 */
export type Locate = (id: ShapeId, part?: JsonPath, on?: "key" | "value") => At;

/** @param files in the order in which they were merged. */
export function createLocate(files: readonly Pick<AstFile, "source" | "find">[]): Locate {
  const lastFirst = files.toReversed();
  return (id, part = [], on = part.length === 0 ? "key" : "value") => {
    let best: { readonly source: JsonSource; readonly found: Found } | undefined;
    const seen = new Set<string>();
    const queue = [id];
    for (const shape of queue) {
      if (seen.has(shape)) continue;
      seen.add(shape);
      for (const { source, find } of lastFirst) {
        const found = find(shape, part);
        if (found !== undefined && (best === undefined || found.matched > best.found.matched)) best = { source, found };
      }
      for (const mixin of mixinsOf(files, containerOf(shape))) {
        const member = memberNameOf(shape);
        queue.push((member === undefined ? mixin : `${mixin}$${member}`) as ShapeId);
      }
      if (best?.found.matched === part.length) break;
    }
    if (best !== undefined) return { source: best.source, path: best.found.path, on };
    for (const { source, find } of files) {
      const home = find(containerOf(id), []);
      if (home !== undefined) return { source, path: home.path, on: "key" };
    }
    return { source: files[0]!.source, path: [] };
  };
}

/** Finds a part in a Smithy AST. */
export function findInAst(document: unknown, id: ShapeId, part: JsonPath): Found | undefined {
  let best: Found | undefined;
  for (const base of basePaths(id)) {
    const start = follow(document, base);
    if (start.matched < base.length) continue;
    const { matched } = follow(start.value, part);
    if (best === undefined || matched > best.matched) best = { path: [...base, ...part.slice(0, matched)], matched };
  }
  return best;
}

/** Where a shape or member can stand in a document. */
function basePaths(id: ShapeId): JsonPath[] {
  const member = memberNameOf(id);
  if (member === undefined) return [["shapes", id]];
  const container = ["shapes", containerOf(id)];
  return [
    ["shapes", id],
    [...container, "members", member],
    [...container, member],
  ];
}

function mixinsOf(files: readonly Pick<AstFile, "source">[], id: ShapeId): string[] {
  return files.flatMap(({ source }) => {
    const { value, matched } = follow(source.value, ["shapes", id, "mixins"]);
    if (matched < 3 || !Array.isArray(value)) return [];
    return value.map((item: unknown) => (isObject(item) ? String(item.target) : "")).filter((text) => text !== "");
  });
}
