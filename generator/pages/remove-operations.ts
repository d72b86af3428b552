import { closureOf } from "../model/closure.js";
import type { Model } from "../model/model.js";
import { createModel, expectShape } from "../model/model.js";
import { serviceOperations, serviceResources } from "../model/operations.js";
import type { ShapeId } from "../model/shape-id.js";
import { nameOf } from "../model/shape-id.js";
import { trimModel } from "../model/trim.js";

/**
 * A model without some operations of a service, and without what they alone reached. What no operation of the service
 * reached before stays.
 * @param names of operations that the service has, and not of all that it has.
 */
export function withoutOperations(model: Model, service: ShapeId, names: ReadonlySet<string>): Model {
  const before = expectShape(model, service, "service");
  const rest = serviceOperations(model, before)
    .map(({ id }) => nameOf(id))
    .filter((name) => !names.has(name));
  const trimmed = trimModel(closureOf(model, before, rest));
  const others = model.services.filter(({ id }) => id !== service).map((one) => closureOf(model, one));
  const held = new Set(others.flatMap(({ operations, ids }) => [...operations.map(({ id }) => id), ...ids]));
  const { operations, ids } = closureOf(model, before);
  const resources = serviceResources(model, before).map(({ id }) => id);
  const own = new Set([...operations.map(({ id }) => id), ...ids, ...resources]);
  const kept = [...model.shapes.values()].flatMap((shape) => {
    if (held.has(shape.id) || !(own.has(shape.id) || shape.id === service)) return [shape];
    return trimmed.shapes.get(shape.id) ?? [];
  });
  return createModel(kept, model.metadata, model.form);
}
