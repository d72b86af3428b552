import type { ShapeId } from "../../model/shape-id.js";
import { containerOf, memberNameOf } from "../../model/shape-id.js";
import type { JsonPath, JsonSource } from "../json/json-source.js";
import { isObject, ownValue } from "../json/json-value.js";
import type { At } from "../report.js";

/**
 * Finds where a part of a shape or member was written, after everything has been merged: in the overlay before the
 * models, in an `apply` as well as in the shape, in a mixin where it was inherited. Looked up only for a diagnostic.
 * @param part path inside the shape, such as `["traits", "smithy.api#length", "min"]`.
 */
export type Locate = (id: ShapeId, part?: JsonPath, on?: "key" | "value") => At;

/** @param sources in the order in which they were merged. */
export function createLocate(sources: readonly JsonSource[]): Locate {
  return (id, part = [], on = part.length === 0 ? "key" : "value") => {
    let best: { readonly source: JsonSource; readonly path: JsonPath; readonly matched: number } | undefined;
    const seen = new Set<string>();
    const queue = [id];
    for (const shape of queue) {
      if (seen.has(shape)) continue;
      seen.add(shape);
      for (const base of basePaths(shape)) {
        for (const source of sources.toReversed()) {
          const start = follow(source.value, base);
          if (start.matched < base.length) continue;
          const { matched } = follow(start.value, part);
          if (best === undefined || matched > best.matched)
            best = { source, path: [...base, ...part.slice(0, matched)], matched };
        }
      }
      for (const mixin of mixinsOf(sources, containerOf(shape))) {
        const member = memberNameOf(shape);
        queue.push((member === undefined ? mixin : `${mixin}$${member}`) as ShapeId);
      }
      if (best?.matched === part.length) break;
    }
    if (best !== undefined) return { source: best.source, path: best.path, on };
    const container = containerOf(id);
    const home = sources.find((source) => follow(source.value, ["shapes", container]).matched === 2);
    return home === undefined
      ? { source: sources[0]!, path: [] }
      : { source: home, path: ["shapes", container], on: "key" };
  };
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

function follow(value: unknown, path: JsonPath): { readonly value: unknown; readonly matched: number } {
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

function mixinsOf(sources: readonly JsonSource[], id: ShapeId): string[] {
  return sources.flatMap((source) => {
    const { value, matched } = follow(source.value, ["shapes", id, "mixins"]);
    if (matched < 3 || !Array.isArray(value)) return [];
    return value.map((item: unknown) => (isObject(item) ? String(item.target) : "")).filter((text) => text !== "");
  });
}
