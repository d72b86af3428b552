import { defineIndex } from "./define-index.js";
import { shapeGraph } from "./graph.js";
import type { Model } from "./model.js";
import type { ShapeId } from "./shape-id.js";

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

// Tarjan's algorithm with a stack of its own: models may nest deeper than the call stack.
function findGroups(model: Model): ReadonlyMap<ShapeId, readonly ShapeId[]> {
  const { ids, targets } = shapeGraph(model);
  const order = new Int32Array(ids.length).fill(-1);
  const low = new Int32Array(ids.length);
  const isOpen = new Uint8Array(ids.length);
  const open: number[] = [];
  /** From a root to where the walk stands, and for each on the way which of its targets comes next. */
  const way: number[] = [];
  const next = new Int32Array(ids.length);
  const groups = new Map<ShapeId, readonly ShapeId[]>();
  let entered = 0;
  const enter = (number: number): void => {
    order[number] = low[number] = entered++;
    open.push(number);
    isOpen[number] = 1;
    way.push(number);
  };
  const close = (number: number): void => {
    if (open.at(-1) === number && !targets[number]!.includes(number)) {
      open.pop();
      isOpen[number] = 0;
      return;
    }
    const group = open.splice(open.lastIndexOf(number));
    for (const one of group) isOpen[one] = 0;
    const sorted = group.map((one) => ids[one]!).sort();
    for (const id of sorted) groups.set(id, sorted);
  };
  for (let root = 0; root < ids.length; root++) {
    if (order[root] !== -1 || targets[root]!.length === 0) continue;
    enter(root);
    for (let number = way.at(-1); number !== undefined; number = way.at(-1)) {
      const target = targets[number]![next[number]!++];
      if (target === undefined) {
        way.pop();
        const parent = way.at(-1);
        if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[number]!);
        if (low[number] === order[number]) close(number);
      } else if (order[target] === -1) {
        // What points at nothing is on no circle.
        if (targets[target]!.length > 0) enter(target);
      } else if (isOpen[target] === 1) {
        low[number] = Math.min(low[number]!, order[target]!);
      }
    }
  }
  return groups;
}
