import type { Closure } from "../../model/closure.js";
import { inSameGroup } from "../../model/recursion.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { DataShape, MemberShape } from "../../model/shapes.js";
import { dataMembersOf } from "../../model/shapes.js";

/** Whether a member refers to its target by a getter: they contain each other, and a constant comes before its use. */
export function isLazy(closure: Closure, container: DataShape, member: MemberShape): boolean {
  if (container.type !== "structure" && container.type !== "union") return false;
  return member.target === container.id || inSameGroup(closure.model, container.id, member.target);
}

/**
 * The shapes of a closure, each behind those that its validator refers to, by id where that leaves a choice. Of a
 * recursive group the structures and unions come first: their references are lazy, those of lists and maps are not.
 */
export function declarationOrder(closure: Closure): DataShape[] {
  const byId = new Map<ShapeId, DataShape>(closure.shapes.map((shape) => [shape.id, shape]));
  const done = new Set<ShapeId>();
  const ordered: DataShape[] = [];
  const targets = (shape: DataShape): DataShape[] =>
    dataMembersOf(shape)
      .filter((member) => !isLazy(closure, shape, member))
      .map((member) => byId.get(member.target))
      .filter((target) => target !== undefined);
  for (const root of closure.shapes) {
    // A stack of our own: models may nest deeper than the call stack.
    const stack = [{ shape: root, targets: targets(root), next: 0 }];
    if (done.has(root.id)) continue;
    done.add(root.id);
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const target = frame.targets[frame.next++];
      if (target === undefined) {
        ordered.push(frame.shape);
        stack.pop();
      } else if (!done.has(target.id)) {
        done.add(target.id);
        stack.push({ shape: target, targets: targets(target), next: 0 });
      }
    }
  }
  return ordered;
}
