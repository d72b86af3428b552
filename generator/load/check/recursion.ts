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
  for (const [id, group] of groups) {
    const shape = model.getShape(id)!;
    if (!finite.has(id)) report(loadCodes.endlessRecursion, locate(id), { shape: id, through: group });
    else if (isNestedOnlyInCollections(model, shape)) report(loadCodes.collectionRecursion, locate(id), { shape: id });
  }
}

/** The recursive shapes of which a value can be written down in full. */
function finiteShapes(model: Model, ids: readonly ShapeId[]): ReadonlySet<ShapeId> {
  const open = new Set(ids);
  const isFinite = (id: ShapeId): boolean => !open.has(id);
  for (let changed = true; changed;) {
    changed = false;
    for (const id of open) {
      if (!canEnd(model.getShape(id)!, isFinite)) continue;
      open.delete(id);
      changed = true;
    }
  }
  return new Set(ids.filter((id) => !open.has(id)));
}

function canEnd(shape: Shape, isFinite: (id: ShapeId) => boolean): boolean {
  const members = membersOf(shape);
  if (shape.type === "union") return members.some((member) => isFinite(member.target));
  if (shape.type !== "structure") return true;
  return members.every((member) => !member.traits.has("smithy.api#required") || isFinite(member.target));
}

/** Whether lists and maps alone lead back to the shape. */
function isNestedOnlyInCollections(model: Model, start: Shape): boolean {
  const seen = new Set<ShapeId>();
  for (let shape: Shape | undefined = start; shape?.type === "list" || shape?.type === "map";) {
    if (seen.has(shape.id)) return shape.id === start.id;
    seen.add(shape.id);
    shape = model.getShape(shape.type === "list" ? shape.member.target : shape.value.target);
  }
  return false;
}
