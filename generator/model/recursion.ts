import { defineIndex } from "./define-index.js";
import type { Model } from "./model.js";
import type { ShapeId } from "./shape-id.js";
import { dataMembersOf } from "./shapes.js";

/**
 * Groups of shapes that contain each other (strongly connected components with a cycle).
 * @returns for each recursive shape the ids of its group, itself included, sorted; nothing for the others.
 */
export const recursionGroups: (model: Model) => ReadonlyMap<ShapeId, readonly ShapeId[]> = defineIndex(findGroups);

export function isRecursive(model: Model, id: ShapeId): boolean {
  return recursionGroups(model).has(id);
}

/** Whether both are of one group: a reference between them must be lazy. */
export function inSameGroup(model: Model, a: ShapeId, b: ShapeId): boolean {
  return recursionGroups(model).get(a)?.includes(b) ?? false;
}

interface Frame {
  readonly id: ShapeId;
  readonly targets: readonly ShapeId[];
  next: number;
}

// Tarjan's algorithm with a stack of its own: models may nest deeper than the call stack.
function findGroups(model: Model): ReadonlyMap<ShapeId, readonly ShapeId[]> {
  const order = new Map<ShapeId, number>();
  const low = new Map<ShapeId, number>();
  const open: ShapeId[] = [];
  const onStack = new Set<ShapeId>();
  const groups = new Map<ShapeId, readonly ShapeId[]>();
  const enter = (id: ShapeId): Frame => {
    order.set(id, order.size);
    low.set(id, order.get(id)!);
    open.push(id);
    onStack.add(id);
    const shape = model.shapes.get(id)!;
    const targets = dataMembersOf(shape).map((member) => member.target);
    return { id, targets: targets.filter((target) => model.shapes.has(target)), next: 0 };
  };
  for (const root of model.shapes.keys()) {
    if (order.has(root)) continue;
    const frames = [enter(root)];
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const target = frame.targets[frame.next++];
      if (target === undefined) {
        frames.pop();
        const parent = frames.at(-1);
        if (parent !== undefined) low.set(parent.id, Math.min(low.get(parent.id)!, low.get(frame.id)!));
        if (low.get(frame.id) === order.get(frame.id)) close(frame);
      } else if (!order.has(target)) {
        frames.push(enter(target));
      } else if (onStack.has(target)) {
        low.set(frame.id, Math.min(low.get(frame.id)!, order.get(target)!));
      }
    }
  }
  function close(frame: Frame): void {
    const group = open.splice(open.lastIndexOf(frame.id));
    for (const id of group) onStack.delete(id);
    if (group.length === 1 && !frame.targets.includes(frame.id)) return;
    group.sort();
    for (const id of group) groups.set(id, group);
  }
  return groups;
}
