import { compareText } from "../diagnostics/diagnostic.js";
import type { Closure } from "../model/closure.js";
import { enumValues } from "../model/enums.js";
import type { ShapeId } from "../model/shape-id.js";
import { dataMembersOf } from "../model/shapes.js";

/** Something that a snapshot had and the newest lacks. What belonged to a shape that is gone itself is not told. */
export interface Removal {
  /** Of the first snapshot without it, `YYYY-MM-DD`. */
  readonly date: string;
  readonly kind: "operation" | "shape" | "member" | "value";
  /** Of the operation or the shape; of a member or a value, the shape that had it. */
  readonly shape: ShapeId;
  /** Of the member. */
  readonly member?: string;
  /** Of the enumeration. */
  readonly value?: string | number;
}

/** What is needed of a snapshot. */
interface DatedClosure {
  readonly date: string | undefined;
  readonly closure: Closure;
}

/** @param snapshots oldest first. @returns the latest removals first; of one day by kind, shape, member and value. */
export function removalsOf(snapshots: readonly DatedClosure[]): readonly Removal[] {
  const newest = snapshots.at(-1);
  if (newest === undefined || snapshots.length === 1) return [];
  const seen = new Set(thingsOf(newest.closure).map(keyOf));
  const shapes = new Set<ShapeId>(newest.closure.shapes.map(({ id }) => id));
  const removals: Removal[] = [];
  for (let index = snapshots.length - 2; index >= 0; index--) {
    const date = snapshots[index + 1]!.date;
    for (const thing of thingsOf(snapshots[index]!.closure)) {
      const key = keyOf(thing);
      if (seen.has(key)) continue;
      seen.add(key);
      const isTold = thing.kind === "operation" || thing.kind === "shape" || shapes.has(thing.shape);
      if (date !== undefined && isTold) removals.push({ date, ...thing });
    }
  }
  return removals.toSorted(
    (a, b) => compareText(b.date, a.date) || KINDS[a.kind] - KINDS[b.kind] || compareText(keyOf(a), keyOf(b)),
  );
}

const KINDS = { operation: 0, shape: 1, member: 2, value: 3 } as const;

type Thing = Omit<Removal, "date">;

function thingsOf({ operations, shapes }: Closure): readonly Thing[] {
  return [
    ...operations.map(({ id }): Thing => ({ kind: "operation", shape: id })),
    ...shapes.flatMap((shape): Thing[] => [
      { kind: "shape", shape: shape.id },
      // Members of an enumeration are told by their values.
      ...(enumValues(shape) === undefined
        ? dataMembersOf(shape).map(({ name }): Thing => ({ kind: "member", shape: shape.id, member: name }))
        : []),
      ...(enumValues(shape) ?? []).map(({ value }): Thing => ({ kind: "value", shape: shape.id, value })),
    ]),
  ];
}

function keyOf({ kind, shape, member, value }: Thing): string {
  return JSON.stringify([kind, shape, member ?? "", value ?? ""]);
}
