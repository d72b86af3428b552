import { defineIndex } from "./define-index.js";
import type { Model } from "./model.js";
import { expectShape } from "./model.js";
import type { ShapeId } from "./shape-id.js";
import { shapeId } from "./shape-id.js";
import type { OperationShape, ResourceShape, ServiceShape, StructureShape } from "./shapes.js";
import type { Traits } from "./traits.js";
import { trait } from "./traits.js";

interface Bindings {
  readonly operations: readonly OperationShape[];
  readonly resources: readonly ResourceShape[];
}

const bindingsByService = defineIndex((model: Model) => {
  const index = new Map<ShapeId, Bindings>();
  for (const service of model.services) index.set(service.id, collectBindings(model, service));
  return index;
});

/** Operations of a service, those of its resources at any depth included, sorted by id. */
export function serviceOperations(model: Model, service: ServiceShape): readonly OperationShape[] {
  return bindingsByService(model).get(service.id)!.operations;
}

/** Resources of a service at any depth, parents before children; those bound by `swage#resources` too. */
export function serviceResources(model: Model, service: ServiceShape): readonly ResourceShape[] {
  return bindingsByService(model).get(service.id)!.resources;
}

/**
 * Resources that a service has by `swage#resources` alone, their children included: they say how a mock keeps state,
 * and the service does not know of them. Ids of what is no resource are passed over.
 */
export function overlaidResources(model: Model, service: ServiceShape): ReadonlySet<ShapeId> {
  const bound = new Set<ShapeId>();
  const overlaid = new Set<ShapeId>();
  const visit = (id: ShapeId, into: Set<ShapeId>): void => {
    const shape = model.getShape(id);
    if (shape?.type !== "resource" || bound.has(id) || overlaid.has(id)) return;
    into.add(id);
    for (const child of shape.resources) visit(child, into);
  };
  for (const id of service.resources) visit(id, bound);
  const named = trait(service, "swage#resources");
  if (Array.isArray(named)) for (const id of named) visit(id, overlaid);
  return overlaid;
}

/** All operations that a resource binds itself: lifecycle, instance and collection operations. */
export function resourceOperations(resource: ResourceShape): readonly ShapeId[] {
  const { create, put, read, update, delete: remove, list } = resource;
  const lifecycle = [create, put, read, update, remove, list].filter((id) => id !== undefined);
  return [...lifecycle, ...resource.operations, ...resource.collectionOperations];
}

/** The errors of an operation: its own, then the service's common ones, each once. */
export function operationErrors(
  model: Model,
  service: ServiceShape,
  operation: OperationShape,
): readonly StructureShape[] {
  // The loader lets each id stand once in a list: only the two together may have one twice.
  const ids = service.errors.length === 0 ? operation.errors : [...new Set([...operation.errors, ...service.errors])];
  return ids.map((id) => expectShape(model, id, "structure"));
}

/**
 * The traits that an operation has in a service. What the service says of pages holds for each of its operations that
 * has pages, and the operation's own values go over it (Smithy 2.0 spec, "paginated trait").
 */
export function traitsInService(service: ServiceShape | undefined, operation: OperationShape): Traits {
  const common = service && trait(service, "smithy.api#paginated");
  const own = trait(operation, "smithy.api#paginated");
  if (common === undefined || own === undefined) return operation.traits;
  return new Map([...operation.traits, ["smithy.api#paginated", { ...common, ...own }]]);
}

function collectBindings(model: Model, service: ServiceShape): Bindings {
  const operations = new Set(service.operations);
  const resources = new Map<ShapeId, ResourceShape>();
  // Resources bound by the overlay are listed last: a parent in the model stays before its children.
  const overlaid = (trait(service, "swage#resources") ?? []).map(shapeId);
  const visit = (id: ShapeId): void => {
    if (resources.has(id)) return;
    const resource = expectShape(model, id, "resource");
    resources.set(id, resource);
    for (const operation of resourceOperations(resource)) operations.add(operation);
    resource.resources.forEach(visit);
  };
  [...service.resources, ...overlaid].forEach(visit);
  return {
    operations: [...operations].sort().map((id) => expectShape(model, id, "operation")),
    resources: [...resources.values()],
  };
}
