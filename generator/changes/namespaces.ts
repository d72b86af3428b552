import type { Closure } from "../model/closure.js";
import { closureOf } from "../model/closure.js";
import type { Model } from "../model/model.js";
import { createModel } from "../model/model.js";
import type { ShapeId } from "../model/shape-id.js";
import { nameOf, namespaceOf } from "../model/shape-id.js";
import type { MemberShape, ServiceShape, Shape } from "../model/shapes.js";
import type { Json, Traits } from "../model/traits.js";
import type { Change } from "./change.js";
import { unreachable } from "../diagnostics/diagnostic.js";

/**
 * The old closure as if it lay where the new one lies: a service that got another name moves to another namespace,
 * with all of its shapes, and nothing on the wire or in TypeScript notices. Any other closure is given back as it is.
 */
export function inNamespaceOf(before: Closure, after: Closure): Closure {
  const [from, to] = [namespaceOf(before.service.id), namespaceOf(after.service.id)];
  if (from === to || isIn(after, from) || isIn(before, to)) return before;
  const move = <T extends ShapeId>(id: T): T =>
    namespaceOf(id) === from ? (`${to}${id.slice(from.length)}` as T) : id;
  const traits = (all: Traits): Traits =>
    new Map([...all].map(([id, value]) => [String(movedValue(id, from, to)), movedValue(value, from, to) as Json]));
  const model = moved(before.model, { id: move, traits });
  const names = before.whole ? [] : before.operations.map((operation) => nameOf(operation.id));
  return closureOf(model, model.getShape(move(before.service.id)) as ServiceShape, names);
}

/** A change as if it had happened in another namespace; its fingerprint stays what it was when it happened. */
export function changeInNamespace(change: Change, from: string, to: string): Change {
  if (from === to) return change;
  const { before, after } = change;
  const id = (one: string): string => String(movedValue(one, from, to));
  return {
    ...change,
    shape: id(change.shape),
    ...(before === undefined ? {} : { before: movedValue(before, from, to) }),
    ...(after === undefined ? {} : { after: movedValue(after, from, to) }),
    reaches: change.reaches.map((reach) => ({ ...reach, operation: id(reach.operation) })),
  };
}

/** A value of JSON with all ids in it in another namespace. */
function movedValue(value: unknown, from: string, to: string): unknown {
  if (typeof value === "string") return value.startsWith(`${from}#`) ? to + value.slice(from.length) : value;
  if (Array.isArray(value)) return value.map((item) => movedValue(item, from, to));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, movedValue(item, from, to)]));
}

function isIn({ operations, ids }: Closure, namespace: string): boolean {
  return [...operations.map(({ id }) => id), ...ids].some((id) => namespaceOf(id) === namespace);
}

interface Move {
  readonly id: (id: ShapeId) => ShapeId;
  /** Values of traits may name shapes, and shapes may be traits. */
  readonly traits: (traits: Traits) => Traits;
}

function moved({ shapes, metadata, form }: Model, move: Move): Model {
  return createModel(
    [...shapes.values()].map((shape) => movedShape(shape, move)),
    metadata,
    form,
  );
}

function movedShape(original: Shape, { id: move, traits }: Move): Shape {
  const shape: Shape = { ...original, traits: traits(original.traits) };
  const id = move(shape.id);
  const member = (one: MemberShape): MemberShape => ({
    ...one,
    id: move(one.id),
    container: id,
    target: move(one.target),
    traits: traits(one.traits),
  });
  const optional = (one: ShapeId | undefined): ShapeId | undefined => one && move(one);
  const values = (map: ReadonlyMap<string, ShapeId>) => new Map([...map].map(([key, value]) => [key, move(value)]));
  switch (shape.type) {
    case "structure":
    case "union":
      return { ...shape, id, members: new Map([...shape.members].map(([name, one]) => [name, member(one)])) };
    case "enum":
    case "intEnum":
      return { ...shape, id, members: new Map([...shape.members].map(([name, one]) => [name, member(one)])) };
    case "list":
      return { ...shape, id, member: member(shape.member) };
    case "map":
      return { ...shape, id, key: member(shape.key), value: member(shape.value) };
    case "operation":
      return { ...shape, id, input: move(shape.input), output: move(shape.output), errors: shape.errors.map(move) };
    case "service":
      return {
        ...shape,
        id,
        operations: shape.operations.map(move),
        resources: shape.resources.map(move),
        errors: shape.errors.map(move),
        rename: new Map([...shape.rename].map(([one, name]) => [move(one), name])),
      };
    case "resource":
      return {
        ...shape,
        id,
        identifiers: values(shape.identifiers),
        properties: values(shape.properties),
        create: optional(shape.create),
        put: optional(shape.put),
        read: optional(shape.read),
        update: optional(shape.update),
        delete: optional(shape.delete),
        list: optional(shape.list),
        operations: shape.operations.map(move),
        collectionOperations: shape.collectionOperations.map(move),
        resources: shape.resources.map(move),
      };
    case "blob":
    case "boolean":
    case "string":
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "float":
    case "double":
    case "bigInteger":
    case "bigDecimal":
    case "timestamp":
    case "document":
      return { ...shape, id };
    default:
      return unreachable(shape);
  }
}
