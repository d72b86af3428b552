import { defineIndex } from "./define-index.js";
import type { Model } from "./model.js";
import type { ShapeId } from "./shape-id.js";
import { dataMembersOf } from "./shapes.js";

/** Which shapes of a model point at which, by numbers: walks over large models look nothing up by its id. */
export interface ShapeGraph {
  /** By number, sorted. */
  readonly ids: readonly ShapeId[];
  readonly numberOf: ReadonlyMap<ShapeId, number>;
  /** By number: what the members point at, in their order; shapes of the prelude and such as the model lacks left out. */
  readonly targets: readonly (readonly number[])[];
}

const NO_TARGETS: readonly number[] = [];

export const shapeGraph: (model: Model) => ShapeGraph = defineIndex((model) => {
  const ids = [...model.shapes.keys()];
  const numberOf = new Map<ShapeId, number>();
  ids.forEach((id, number) => numberOf.set(id, number));
  const targets = [...model.shapes.values()].map((shape) => {
    const members = dataMembersOf(shape);
    if (members.length === 0) return NO_TARGETS;
    const numbers: number[] = [];
    for (const { target } of members) {
      const number = numberOf.get(target);
      if (number !== undefined) numbers.push(number);
    }
    return numbers;
  });
  return { ids, numberOf, targets };
});
