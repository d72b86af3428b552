import { loadCodes } from "../../diagnostics/codes/load.js";
import type { Model } from "../../model/model.js";
import { recursionGroups } from "../../model/recursion.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { Shape } from "../../model/shapes.js";
import { membersOf } from "../../model/shapes.js";
import type { CheckContext } from "./context.js";

/** Recursion must have an exit: an optional member, another member of a union, a structure between lists and maps. */
export function checkRecursion(context: CheckContext): void {
  const { model, locate, report } = context;
  const groups = recursionGroups(model);
  if (groups.size === 0) return;
  const finite = finiteShapes(model, [...groups.keys()]);
  const cycles = collectionCycles(model, groups.keys());
  for (const [id, group] of groups) {
    if (!finite.has(id)) report(loadCodes.endlessRecursion, locate(id), { shape: id, through: group });
    else if (cycles.has(id)) report(loadCodes.collectionRecursion, locate(id), { shape: id });
  }
}

/**
 * The recursive shapes of which a value can be written down in full. Each shape waits for some of its targets; one that
 * waits no more sets free those that wait for it.
 */
function finiteShapes(model: Model, ids: readonly ShapeId[]): ReadonlySet<ShapeId> {
  const recursive = new Set(ids);
  const waiting = new Map<ShapeId, number>();
  const waitedFor = new Map<ShapeId, ShapeId[]>(ids.map((id) => [id, []]));
  for (const id of ids) {
    const shape = model.getShape(id)!;
    const needed = neededTargets(shape);
    const endless = needed.filter((target) => recursive.has(target));
    for (const target of endless) waitedFor.get(target)!.push(id);
    waiting.set(id, shape.type === "union" ? Number(endless.length === needed.length) : endless.length);
  }
  const finite = new Set<ShapeId>();
  const queue = ids.filter((id) => waiting.get(id) === 0);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (finite.has(id)) continue;
    finite.add(id);
    for (const other of waitedFor.get(id)!) {
      const left = waiting.get(other)! - 1;
      waiting.set(other, left);
      if (left <= 0) queue.push(other);
    }
  }
  return finite;
}

/** Of a structure all required members must end, of a union one; lists and maps may be empty. */
function neededTargets(shape: Shape): readonly ShapeId[] {
  const members = membersOf(shape);
  if (shape.type === "union") return members.map((member) => member.target);
  if (shape.type !== "structure") return [];
  return members.filter((member) => member.traits.has("smithy.api#required")).map((member) => member.target);
}

/** Lists and maps that lists and maps alone lead back to. Each leads to one target, so that one walk sees all. */
function collectionCycles(model: Model, ids: Iterable<ShapeId>): ReadonlySet<ShapeId> {
  const walkOf = new Map<ShapeId, ShapeId>();
  const cycles = new Set<ShapeId>();
  for (const start of ids) {
    let shape = model.getShape(start);
    while ((shape?.type === "list" || shape?.type === "map") && !walkOf.has(shape.id)) {
      walkOf.set(shape.id, start);
      shape = nextOf(model, shape);
    }
    if (shape === undefined || walkOf.get(shape.id) !== start) continue;
    for (let id = shape.id; !cycles.has(id); id = nextOf(model, model.getShape(id)!)!.id) cycles.add(id);
  }
  return cycles;
}

function nextOf(model: Model, shape: Shape): Shape | undefined {
  if (shape.type === "list") return model.getShape(shape.member.target);
  return shape.type === "map" ? model.getShape(shape.value.target) : undefined;
}
