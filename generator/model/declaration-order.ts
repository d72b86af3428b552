import type { Closure } from "./closure.js";
import { recursionGroups } from "./recursion.js";
import type { ShapeId } from "./shape-id.js";
import type { DataShape } from "./shapes.js";
import { dataMembersOf } from "./shapes.js";

/**
 * The shapes of a closure so that each stands behind those that it is made of; shapes of one recursive group stand
 * together, structures and unions first. Shapes of equal height (the longest way down to a shape without members) are
 * sorted by id: a shape that a model gains moves none of the others, but where it makes them higher.
 */
export function declarationOrder(closure: Closure): readonly DataShape[] {
  const groups = recursionGroups(closure.model);
  const shapes = new Map(closure.shapes.map((shape) => [shape.id, shape]));
  const leaderOf = (id: ShapeId): ShapeId => groups.get(id)?.[0] ?? id;
  const heights = heightsOf(shapes, (id) => groups.get(id) ?? [id], leaderOf);
  const keys = new Map(closure.shapes.map((shape) => [shape.id, keyOf(shape)]));
  function keyOf(shape: DataShape): readonly [number, ShapeId, number, ShapeId] {
    const leader = leaderOf(shape.id);
    const isStructure = shape.type === "structure" || shape.type === "union";
    return [heights.get(leader)!, leader, isStructure ? 0 : 1, shape.id];
  }
  return [...closure.shapes].sort((a, b) => {
    const [one, two] = [keys.get(a.id)!, keys.get(b.id)!];
    for (const [index, part] of one.entries()) {
      if (part !== two[index]) return part < two[index]! ? -1 : 1;
    }
    return 0;
  });
}

interface Frame {
  readonly leader: ShapeId;
  readonly below: readonly ShapeId[];
  next: number;
}

/** Heights by the leader of each group; a walk with a stack of its own, since models may nest deeper than the call stack. */
function heightsOf(
  shapes: ReadonlyMap<ShapeId, DataShape>,
  groupOf: (id: ShapeId) => readonly ShapeId[],
  leaderOf: (id: ShapeId) => ShapeId,
): ReadonlyMap<ShapeId, number> {
  const heights = new Map<ShapeId, number>();
  const enter = (leader: ShapeId): Frame => {
    const members = groupOf(leader).flatMap((id) => (shapes.has(id) ? dataMembersOf(shapes.get(id)!) : []));
    const leaders = new Set(members.filter(({ target }) => shapes.has(target)).map(({ target }) => leaderOf(target)));
    leaders.delete(leader);
    return { leader, below: [...leaders], next: 0 };
  };
  for (const id of shapes.keys()) {
    if (heights.has(leaderOf(id))) continue;
    const frames = [enter(leaderOf(id))];
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const target = frame.below[frame.next++];
      if (target === undefined) {
        heights.set(frame.leader, 1 + Math.max(-1, ...frame.below.map((each) => heights.get(each)!)));
        frames.pop();
      } else if (!heights.has(target)) {
        frames.push(enter(target));
      }
    }
  }
  return heights;
}
