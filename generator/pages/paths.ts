import type { Model } from "../model/model.js";
import { serviceOperations } from "../model/operations.js";
import type { ShapeId } from "../model/shape-id.js";
import { nameOf } from "../model/shape-id.js";
import type { OperationShape, ServiceShape, Shape } from "../model/shapes.js";
import { trait } from "../model/traits.js";

export function operationsByName(model: Model, service: ServiceShape): ReadonlyMap<string, OperationShape> {
  return new Map(serviceOperations(model, service).map((operation) => [nameOf(operation.id), operation]));
}

/** Where a path of a page leads in a model. */
export interface Resolved {
  /** The shape that the path ends at. */
  readonly target: ShapeId;
  /** The structure or union of its last member, and that member. */
  readonly container: ShapeId | undefined;
  readonly member: string | undefined;
}

/**
 * @param at `Operation.request.A.B[]`; brackets may be left out.
 * @returns undefined where the model has no such place.
 */
export function resolvePath(
  model: Model,
  operations: ReadonlyMap<string, OperationShape>,
  at: string,
): Resolved | undefined {
  const [name, side, ...rest] = at.split(".");
  const operation = operations.get(name!);
  if (operation === undefined) return undefined;
  let target = side === "request" ? operation.input : operation.output;
  let container: ShapeId | undefined;
  let member: string | undefined;
  for (const step of rest.join(".").split(/\.|(?=\[\])|(?=\{\})|(?=\{key\})/)) {
    if (step === "") continue;
    const isBracket = /^[[{]/.test(step);
    const shape = isBracket ? model.getShape(target) : insideOf(model, target);
    if ((shape?.type === "structure" || shape?.type === "union") && !isBracket) {
      const found = shape.members.get(step);
      if (found === undefined) return undefined;
      [target, container, member] = [found.target, shape.id, step];
    } else if (shape?.type === "list" && step === "[]") target = shape.member.target;
    else if (shape?.type === "map" && step.startsWith("{"))
      target = step === "{key}" ? shape.key.target : shape.value.target;
    else return undefined;
  }
  return { target, container, member };
}

/** What lists and maps hold: brackets of a path may be left out. */
function insideOf(model: Model, id: ShapeId): Shape | undefined {
  let shape = model.getShape(id);
  while (shape?.type === "list" || shape?.type === "map")
    shape = model.getShape(shape.type === "list" ? shape.member.target : shape.value.target);
  return shape;
}

/** The shapes that a model has at some places: what `--name` would have to say to arrive at it. */
export function choicesOf(model: Model, service: ServiceShape, paths: Iterable<string>): ReadonlyMap<string, string> {
  const operations = operationsByName(model, service);
  const choices = new Map<string, string>();
  for (const path of paths) {
    const operation = operations.get(path.replace(/\.http$/, ""));
    const http = operation && trait(operation, "smithy.api#http");
    const resolved = resolvePath(model, operations, path);
    if (http !== undefined) choices.set(path, `${http.method} ${http.uri}`);
    else if (resolved !== undefined) choices.set(path, resolved.target);
  }
  return choices;
}
