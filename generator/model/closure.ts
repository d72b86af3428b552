import { shapeGraph } from "./graph.js";
import type { Model } from "./model.js";
import { expectShape } from "./model.js";
import { serviceOperations } from "./operations.js";
import type { ShapeId } from "./shape-id.js";
import { nameOf } from "./shape-id.js";
import type { DataShape, OperationShape, ServiceShape, StructureShape } from "./shapes.js";
import { isDataShape } from "./shapes.js";

/** What a service consists of, or the part of it that some of its operations reach. */
export interface Closure {
  readonly model: Model;
  readonly service: ServiceShape;
  /** Sorted by id. */
  readonly operations: readonly OperationShape[];
  /** Every data shape that the operations reach, prelude shapes and `Unit` left out, sorted by id. */
  readonly shapes: readonly DataShape[];
  /** The structures among them that an operation or the service binds as an error. */
  readonly errors: readonly StructureShape[];
  /** Ids of `shapes`. */
  readonly ids: ReadonlySet<ShapeId>;
  /** Whether this is the whole service. */
  readonly whole: boolean;
}

/**
 * @param names of operations, without namespace; none means all. Unknown names are the caller's to report
 *   (`unknownOperations`): they are passed over here.
 */
export function closureOf(model: Model, service: ServiceShape, names: readonly string[] = []): Closure {
  const all = serviceOperations(model, service);
  const wanted = new Set(names);
  const operations = wanted.size === 0 ? all : all.filter((operation) => wanted.has(nameOf(operation.id)));
  const errors = new Set<ShapeId>(operations.length === 0 ? [] : service.errors);
  const roots: ShapeId[] = [];
  for (const operation of operations) {
    roots.push(operation.input, operation.output);
    for (const error of operation.errors) errors.add(error);
  }
  const ids = reachable(model, [...roots, ...errors]);
  return {
    model,
    service,
    operations,
    shapes: [...ids].map((id) => expectShape(model, id)).filter(isDataShape),
    errors: [...errors].sort().map((id) => expectShape(model, id, "structure")),
    ids,
    whole: operations.length === all.length,
  };
}

/** The names that no operation of the service has. */
export function unknownOperations(model: Model, service: ServiceShape, names: readonly string[]): readonly string[] {
  const known = new Set(serviceOperations(model, service).map((operation) => nameOf(operation.id)));
  return names.filter((name) => !known.has(name));
}

/**
 * Ids of the data shapes that can be reached from `roots` through members, the roots included; no prelude shapes. They
 * come sorted.
 */
export function reachable(model: Model, roots: Iterable<ShapeId>): Set<ShapeId> {
  const { ids, numberOf, targets } = shapeGraph(model);
  const seen = new Uint8Array(ids.length);
  const queue: number[] = [];
  for (const root of roots) {
    const number = numberOf.get(root);
    if (number !== undefined) queue.push(number);
  }
  for (let number = queue.pop(); number !== undefined; number = queue.pop()) {
    if (seen[number] === 1) continue;
    seen[number] = 1;
    const below = targets[number]!;
    for (let index = 0; index < below.length; index++) if (seen[below[index]!] === 0) queue.push(below[index]!);
  }
  const reached = new Set<ShapeId>();
  for (let number = 0; number < ids.length; number++) if (seen[number] === 1) reached.add(ids[number]!);
  return reached;
}
