import { loadCodes } from "../../diagnostics/codes/load.js";
import { shapeGraph } from "../../model/graph.js";
import type { Model } from "../../model/model.js";
import { recursionGroups } from "../../model/recursion.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { Shape } from "../../model/shapes.js";
import type { LoadLimits } from "../limits.js";
import type { CheckContext } from "./context.js";

/** What would be correct and yet bring a compiler, or swage, to its knees. */
export function checkSize({ model, locate, report }: CheckContext, limits: LoadLimits): void {
  const depths = new Map<ShapeId, number>();
  for (const shape of model.shapes.values()) {
    const count = countValues(shape);
    if (count > limits.maxEnumValues)
      report(loadCodes.tooManyValues, locate(shape.id), { shape: shape.id, count, limit: limits.maxEnumValues });
    if (shape.type !== "list" && shape.type !== "map") continue;
    measure(shape, model, depths);
    // Once a tower: what stands on top of it is as wrong, for the same reason.
    if (depths.get(shape.id) === limits.maxNestedCollections + 1)
      report(loadCodes.nestedCollections, locate(shape.id), { shape: shape.id, limit: limits.maxNestedCollections });
  }
  for (const id of towers(model, limits.maxNestedShapes + 1))
    report(loadCodes.nestedShapes, locate(id), { shape: id, limit: limits.maxNestedShapes });
}

/**
 * Shapes that stand on top of so many, themselves counted. What holds itself is written lazily, so a step within such a
 * group does not count.
 */
function towers(model: Model, height: number): readonly ShapeId[] {
  const { ids, targets } = shapeGraph(model);
  if (ids.length < height) return [];
  const groups = recursionGroups(model);
  const heights = new Int32Array(ids.length);
  // A stack of its own: models may nest deeper than the call stack.
  const open = ids.map((_, number) => number).toReversed();
  const entered = new Uint8Array(ids.length);
  for (let number = open.at(-1); number !== undefined; number = open.at(-1)) {
    if (heights[number] !== 0) {
      open.pop();
      continue;
    }
    const group = groups.size === 0 ? undefined : groups.get(ids[number]!);
    const all = targets[number]!;
    const below = group === undefined ? all : all.filter((target) => groups.get(ids[target]!) !== group);
    const before = open.length;
    if (entered[number] === 0) for (const target of below) if (entered[target] === 0) open.push(target);
    entered[number] = 1;
    if (open.length > before) continue;
    open.pop();
    let highest = 0;
    for (const target of below) highest = Math.max(highest, heights[target]!);
    heights[number] = 1 + highest;
  }
  return ids.filter((_, number) => heights[number] === height);
}

/** Counts the lists and maps from a shape down to the first that is neither; a circle of them ends where it began. */
function measure(start: Shape, model: Model, depths: Map<ShapeId, number>): void {
  const way = new Set<ShapeId>();
  let shape: Shape | undefined = start;
  while ((shape?.type === "list" || shape?.type === "map") && !depths.has(shape.id) && !way.has(shape.id)) {
    way.add(shape.id);
    shape = model.getShape(shape.type === "list" ? shape.member.target : shape.value.target);
  }
  let depth = shape === undefined ? 0 : (depths.get(shape.id) ?? 0);
  for (const id of [...way].toReversed()) depths.set(id, ++depth);
}

/** Of both forms; the trait may yet be anything, as far as this check knows. */
function countValues(shape: Shape): number {
  if (shape.type === "enum" || shape.type === "intEnum") return shape.members.size;
  const values: unknown = shape.traits.get("smithy.api#enum");
  return Array.isArray(values) ? values.length : 0;
}
