import { compareText } from "../diagnostics/diagnostic.js";
import type { Closure } from "../model/closure.js";
import { closureOf } from "../model/closure.js";
import type { Model } from "../model/model.js";
import { overlaidResources, serviceResources } from "../model/operations.js";
import { rolesOf } from "../model/roles.js";
import type { ShapeId } from "../model/shape-id.js";
import type { DataShape, OperationShape, ResourceShape, ServiceShape } from "../model/shapes.js";
import { isDataShape } from "../model/shapes.js";
import type { Json } from "../model/traits.js";

/** Which way the data of a shape flows; errors flow as output does. */
export interface Flow {
  readonly input: boolean;
  readonly output: boolean;
}

/** One side of a comparison: a service with what it reaches, or what no service of a model reaches. */
export interface Scope {
  readonly model: Model;
  readonly service: ServiceShape | undefined;
  readonly operations: ReadonlyMap<ShapeId, OperationShape>;
  readonly resources: ReadonlyMap<ShapeId, ResourceShape>;
  readonly shapes: ReadonlyMap<ShapeId, DataShape>;
  /** Empty for a service: the metadata of a model is not a service's. */
  readonly metadata: ReadonlyMap<string, Json>;
  /** Undefined for a shape that no operation reaches: then both ways count. */
  flowOf(id: ShapeId): Flow | undefined;
}

function byId<T extends { readonly id: ShapeId }>(shapes: Iterable<T>): ReadonlyMap<ShapeId, T> {
  return new Map([...shapes].map((shape) => [shape.id, shape]));
}

/** Resources count where all of the service is asked for: a part of the operations does not tell what they are. */
export function scopeOfClosure(closure: Closure): Scope {
  const { model, service, operations, shapes, ids } = closure;
  const roles = rolesOf(closure);
  return {
    model,
    service,
    operations: byId(operations),
    resources: byId(closure.whole ? publishedResources(model, service) : []),
    shapes: byId(shapes),
    metadata: new Map(),
    flowOf: (id) =>
      ids.has(id) ? { input: roles.input.has(id), output: roles.output.has(id) || roles.error.has(id) } : undefined,
  };
}

/** Without those that only an overlay binds: they say how a mock keeps state, and the service does not know of them. */
function publishedResources(model: Model, service: ServiceShape): readonly ResourceShape[] {
  const overlaid = overlaidResources(model, service);
  return serviceResources(model, service).filter(({ id }) => !overlaid.has(id));
}

/** Ids of all that the services of a model reach. */
export function boundShapes(model: Model): ReadonlySet<ShapeId> {
  const bound = new Set<ShapeId>();
  for (const service of model.services) {
    const { operations, ids } = closureOf(model, service);
    for (const operation of operations) bound.add(operation.id);
    for (const resource of serviceResources(model, service)) bound.add(resource.id);
    for (const id of ids) bound.add(id);
  }
  return bound;
}

const NEITHER: Flow = { input: false, output: false };

/**
 * What is left of a model beside `bound`: shapes on their own, definitions of traits, metadata. In a model with
 * services nobody sends or receives these, and no package holds them: only definitions of traits are judged there.
 */
export function scopeOfRest(model: Model, bound: ReadonlySet<ShapeId>): Scope {
  const free = [...model.shapes.values()].filter((shape) => !bound.has(shape.id));
  const isLibrary = model.services.length === 0;
  const definitions = new Set(free.filter(({ traits }) => traits.has("smithy.api#trait")).map(({ id }) => id));
  const operations = free.filter((shape) => shape.type === "operation");
  return {
    model,
    service: undefined,
    operations: byId(operations),
    resources: byId(free.filter((shape) => shape.type === "resource")),
    shapes: byId(free.filter(isDataShape)),
    metadata: new Map([...model.metadata].toSorted(([a], [b]) => compareText(a, b))),
    flowOf: (id) => (isLibrary || definitions.has(id) ? undefined : NEITHER),
  };
}

/** A model that has no such service. */
export function emptyScope(model: Model): Scope {
  const nothing = new Map();
  return {
    model,
    service: undefined,
    operations: nothing,
    resources: nothing,
    shapes: nothing,
    metadata: nothing,
    flowOf: () => undefined,
  };
}

const BOTH: Flow = { input: true, output: true };

/**
 * The ways that count for a shape: those in both models, for only there does old code meet new. A shape that changed
 * its side altogether is judged by both; so is one of a model without services.
 */
export function commonFlow(before: Scope, after: Scope, id: ShapeId): Flow {
  const old = before.flowOf(id);
  const now = after.flowOf(id);
  if (old === undefined || now === undefined) return old ?? now ?? BOTH;
  const common = { input: old.input && now.input, output: old.output && now.output };
  const isSeen = [old, now].some(({ input, output }) => input || output);
  return common.input || common.output || !isSeen ? common : BOTH;
}
