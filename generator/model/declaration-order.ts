import type { Closure } from "./closure.js";
import { defineIndex } from "./define-index.js";
import { inSameGroup } from "./recursion.js";
import type { ShapeId } from "./shape-id.js";
import type { DataShape, MemberShape } from "./shapes.js";
import { dataMembersOf } from "./shapes.js";

/**
 * Whether a member can only refer to its target lazily: they contain each other. Every cycle goes through a structure
 * or union (Smithy 2.0 spec, "Recursive shape definitions"), so it is enough that those are lazy.
 */
export function isLazy(closure: Closure, container: DataShape, member: MemberShape): boolean {
  if (container.type !== "structure" && container.type !== "union") return false;
  return member.target === container.id || inSameGroup(closure.model, container.id, member.target);
}

/**
 * The shapes of a closure so that each stands behind those that it is made of, lazy references left out. They are
 * sorted by height (the longest way down to a shape without members), then by id: a shape that a model gains moves
 * none of the others, but where it makes them higher.
 */
export const declarationOrder: (closure: Closure) => readonly DataShape[] = defineIndex((closure) => {
  const heights = heightsOf(closure);
  return [...closure.shapes].sort((a, b) => heights.get(a.id)! - heights.get(b.id)! || (a.id < b.id ? -1 : 1));
});

interface Frame {
  readonly id: ShapeId;
  readonly below: readonly ShapeId[];
  next: number;
}

// A walk with a stack of its own: models may nest deeper than the call stack.
function heightsOf(closure: Closure): ReadonlyMap<ShapeId, number> {
  const shapes = new Map(closure.shapes.map((shape) => [shape.id, shape]));
  const heights = new Map<ShapeId, number>();
  const enter = (shape: DataShape): Frame => {
    const eager = dataMembersOf(shape).filter((member) => shapes.has(member.target) && !isLazy(closure, shape, member));
    return { id: shape.id, below: eager.map((member) => member.target), next: 0 };
  };
  for (const root of closure.shapes) {
    if (heights.has(root.id)) continue;
    const frames = [enter(root)];
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const target = frame.below[frame.next++];
      if (target === undefined) {
        heights.set(
          frame.id,
          frame.below.reduce((height, id) => Math.max(height, heights.get(id)! + 1), 0),
        );
        frames.pop();
      } else if (!heights.has(target)) {
        frames.push(enter(shapes.get(target)!));
      }
    }
  }
  return heights;
}
