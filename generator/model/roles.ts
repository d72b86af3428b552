import type { Closure } from "./closure.js";
import { reachable } from "./closure.js";
import { defineIndex } from "./define-index.js";
import type { ShapeId } from "./shape-id.js";

/** Ids of the data shapes that the operations of a closure reach, by the way data flows. */
export interface Roles {
  readonly input: ReadonlySet<ShapeId>;
  readonly output: ReadonlySet<ShapeId>;
  readonly error: ReadonlySet<ShapeId>;
}

export const rolesOf: (closure: Closure) => Roles = defineIndex(({ model, operations, errors }) => ({
  input: reachable(
    model,
    operations.map((operation) => operation.input),
  ),
  output: reachable(
    model,
    operations.map((operation) => operation.output),
  ),
  error: reachable(
    model,
    errors.map((error) => error.id),
  ),
}));
