import type { Closure } from "./closure.js";
import { reachable } from "./closure.js";
import type { ShapeId } from "./shape-id.js";

/** Ids of the data shapes that the operations of a closure reach, by the way data flows. */
export interface Roles {
  readonly input: ReadonlySet<ShapeId>;
  readonly output: ReadonlySet<ShapeId>;
  readonly error: ReadonlySet<ShapeId>;
}

const cache = new WeakMap<Closure, Roles>();

export function rolesOf(closure: Closure): Roles {
  let roles = cache.get(closure);
  if (roles === undefined) {
    const { model, operations, errors } = closure;
    roles = {
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
    };
    cache.set(closure, roles);
  }
  return roles;
}
