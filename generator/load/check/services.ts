import { loadCodes } from "../../diagnostics/codes/load.js";
import { reachable } from "../../model/closure.js";
import { overlaidResources, serviceOperations, serviceResources } from "../../model/operations.js";
import type { ShapeId } from "../../model/shape-id.js";
import { nameOf, parseShapeId } from "../../model/shape-id.js";
import type { ServiceShape, Shape } from "../../model/shapes.js";
import { isSimpleShape } from "../../model/shapes.js";
import type { Json } from "../../model/traits.js";
import { suggest } from "../suggest.js";
import type { CheckContext } from "./context.js";
import { checkUriConflicts } from "./http-conflicts.js";
import { checkCommonPagination } from "./operations.js";
import { bindingsOf } from "./resources.js";

const RESOURCES = "swage#resources";

/** Resources that a service binds by `swage#resources` must exist. @returns whether they all do. */
export function checkBoundResources(context: CheckContext): boolean {
  let found = true;
  for (const service of context.model.services) {
    const value = service.traits.get(RESOURCES);
    if (value === undefined) continue;
    if (!Array.isArray(value)) return false; // reported with the other trait values
    for (const [index, item] of (value as readonly Json[]).entries()) {
      const id = parseShapeId(item);
      const shape = id === undefined ? undefined : context.model.getShape(id);
      if (shape?.type === "resource") continue;
      found = false;
      const at = context.locate(service.id, ["traits", RESOURCES, index]);
      const known = [...context.model.shapes.values()].filter(({ type }) => type === "resource");
      const suggestions = suggest(
        String(item),
        known.map((resource) => resource.id),
      );
      context.report(loadCodes.unknownResource, at, { service: service.id, resource: String(item), suggestions });
    }
  }
  return found;
}

/** What holds for the closure of a service. All targets exist here. */
export function checkServices(context: CheckContext): void {
  for (const service of context.model.services) {
    checkSingleBindings(context, service);
    const operations = serviceOperations(context.model, service);
    checkCommonPagination(context, service, operations);
    checkUriConflicts(context, service, operations);
    checkNames(context, service);
  }
}

/** An operation belongs to the service itself or to one resource, in one place. */
function checkSingleBindings(context: CheckContext, service: ServiceShape): void {
  const overlaid = overlaidResources(context.model, service);
  const owners = new Map<ShapeId, ShapeId>();
  for (const id of service.operations) owners.set(id, service.id);
  for (const resource of serviceResources(context.model, service)) {
    for (const { operation, part } of bindingsOf(context, resource)) {
      const owner = owners.get(operation.id);
      // A resource of the overlay describes operations that the model has bound to the service.
      const isDescribed = owner === service.id && overlaid.has(resource.id);
      if (owner !== undefined && owner !== resource.id && !isDescribed) {
        const facts = { operation: operation.id, owner, resource: resource.id };
        context.report(loadCodes.boundTwice, context.locate(resource.id, part), facts);
      }
      owners.set(operation.id, resource.id);
    }
  }
}

/** Names are unique in a service, letters' case aside; simple shapes and lists of one type may share one. */
function checkNames(context: CheckContext, service: ServiceShape): void {
  const { model } = context;
  const operations = serviceOperations(model, service);
  const roots = [...service.errors, ...operations.flatMap(({ input, output, errors }) => [input, output, ...errors])];
  const ids = reachable(model, roots);
  checkRenames(context, service, ids);
  for (const { id } of [...operations, ...serviceResources(model, service)]) ids.add(id);
  const first = new Map<string, Shape>();
  for (const shape of model.shapes.values()) {
    const { id } = shape;
    if (!ids.has(id)) continue;
    const name = (service.rename.get(id) ?? nameOf(id)).toLowerCase();
    const other = first.get(name);
    if (other === undefined) first.set(name, shape);
    else if (!mayShareName(shape, other))
      context.report(loadCodes.nameConflict, context.locate(id), { shape: id, other: other.id, service: service.id });
  }
}

/** A rename is of a shape that the service reaches by its operations, and gives it another name. */
function checkRenames(context: CheckContext, service: ServiceShape, reached: ReadonlySet<ShapeId>): void {
  for (const [shape, name] of service.rename) {
    const problem = !reached.has(shape)
      ? "is no data shape that it reaches"
      : nameOf(shape) === name
        ? "has this name already"
        : undefined;
    if (problem === undefined) continue;
    const facts = { service: service.id, shape, problem };
    context.report(loadCodes.idleRename, context.locate(service.id, ["rename", shape], "key"), facts);
  }
}

function mayShareName(a: Shape, b: Shape): boolean {
  return a.type === b.type && (isSimpleShape(a) || a.type === "list");
}
