import type { Closure } from "./closure.js";
import { reachable } from "./closure.js";
import type { Model } from "./model.js";
import { createModel } from "./model.js";
import { resourceOperations, serviceResources } from "./operations.js";
import type { ShapeId } from "./shape-id.js";
import type { ResourceShape, ServiceShape, Shape } from "./shapes.js";
import { isDataShape } from "./shapes.js";

/**
 * The model of a closure alone: its service, its operations with all that they reach, resources as far as these
 * operations are theirs, and the definitions of traits.
 */
export function trimModel({ model, service, operations, ids }: Closure): Model {
  const kept = new Map<ShapeId, Shape>(operations.map((operation) => [operation.id, operation]));
  const resources = keptResources(model, service, kept);
  const definitions = [...model.shapes.values()].filter((shape) => shape.traits.has("smithy.api#trait"));
  const named = [...resources.values()].flatMap(({ identifiers, properties }) => [
    ...identifiers.values(),
    ...properties.values(),
  ]);
  const roots = [...definitions.filter(isDataShape).map(({ id }) => id), ...named];
  for (const id of [...ids, ...reachable(model, roots)]) kept.set(id, model.shapes.get(id)!);
  for (const resource of resources.values()) kept.set(resource.id, resource);
  kept.set(service.id, {
    ...service,
    operations: service.operations.filter((id) => kept.has(id)),
    resources: service.resources.filter((id) => kept.has(id)),
    rename: new Map([...service.rename].filter(([id]) => kept.has(id))),
  });
  return createModel(kept.values(), model.metadata, model.form);
}

/** Resources that still have an operation, their own or one of a resource in them, without what is left out. */
function keptResources(
  model: Model,
  service: ServiceShape,
  operations: ReadonlyMap<ShapeId, Shape>,
): ReadonlyMap<ShapeId, ResourceShape> {
  const kept = new Map<ShapeId, ResourceShape>();
  const own = (id: ShapeId | undefined): ShapeId | undefined =>
    id !== undefined && operations.has(id) ? id : undefined;
  // Children come after their parents: from the last one on, what a resource holds is known before it.
  for (const resource of serviceResources(model, service).toReversed()) {
    const resources = resource.resources.filter((id) => kept.has(id));
    if (resources.length === 0 && !resourceOperations(resource).some((id) => operations.has(id))) continue;
    kept.set(resource.id, {
      ...resource,
      create: own(resource.create),
      put: own(resource.put),
      read: own(resource.read),
      update: own(resource.update),
      delete: own(resource.delete),
      list: own(resource.list),
      operations: resource.operations.filter((id) => operations.has(id)),
      collectionOperations: resource.collectionOperations.filter((id) => operations.has(id)),
      resources,
    });
  }
  return kept;
}
