import type { Closure } from "./closure.js";
import { defineIndex } from "./define-index.js";
import { shapeGraph } from "./graph.js";
import type { Model } from "./model.js";
import { expectShape } from "./model.js";
import { recursionGroups } from "./recursion.js";
import type { ShapeId } from "./shape-id.js";
import type { DataShape } from "./shapes.js";

/**
 * What the members of a shape can only refer to lazily, since it contains the shape. Every cycle goes through a structure
 * or union (Smithy 2.0 spec, "Recursive shape definitions"), so it is enough that those are lazy.
 */
export function lazyTargets(model: Model, { id, type }: DataShape): readonly ShapeId[] {
  return type === "structure" || type === "union" ? (recursionGroups(model).get(id) ?? NONE) : NONE;
}

const NONE: readonly ShapeId[] = [];

/**
 * The shapes of a closure so that each stands behind those that it is made of, lazy references left out. They are
 * sorted by height (the longest way down to a shape without members), then by id: a shape that a model gains moves
 * none of the others, but where it makes them higher.
 */
export const declarationOrder: (closure: Closure) => readonly DataShape[] = defineIndex((closure) => {
  const heights = heightsOf(closure);
  const { numberOf } = shapeGraph(closure.model);
  const byHeight: DataShape[][] = [];
  // Those of a closure are sorted by id.
  for (const shape of closure.shapes) (byHeight[heights[numberOf.get(shape.id)!]!] ??= []).push(shape);
  return byHeight.flat();
});

/**
 * By number, of all that the shapes of a closure reach; -1 for the others.
 * A walk with a stack of its own: models may nest deeper than the call stack.
 */
function heightsOf({ model, shapes }: Closure): Int32Array {
  const { ids, numberOf, targets } = shapeGraph(model);
  const groups = recursionGroups(model);
  const heights = new Int32Array(ids.length).fill(-1);
  const open = shapes.map(({ id }) => numberOf.get(id)!);
  for (let number = open.at(-1); number !== undefined; number = open.at(-1)) {
    const id = ids[number]!;
    const lazy = groups.has(id) ? lazyTargets(model, expectShape(model, id) as DataShape) : NONE;
    const waiting = open.length;
    let height = 0;
    for (const target of targets[number]!) {
      if (lazy !== NONE && lazy.includes(ids[target]!)) continue;
      if (heights[target] === -1) open.push(target);
      else height = Math.max(height, heights[target]! + 1);
    }
    if (open.length > waiting) continue;
    heights[number] = height;
    open.pop();
  }
  return heights;
}
