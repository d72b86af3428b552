import type { Model } from "../../model/model.js";
import { UNIT } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import { isIdentifier } from "../../model/shape-id.js";
import type { MemberShape, OperationShape, ResourceShape, ServiceShape, Shape } from "../../model/shapes.js";
import { membersOf } from "../../model/shapes.js";
import type { Json, Traits } from "../../model/traits.js";
import type { JsonObject } from "../json/json-value.js";

/** Large bounds are texts in a model and numbers in a file (`exactBounds`). No quote stands bare within a text. */
const RANGE = /"smithy\.api#range": \{[^{}]*\}/g;
const DIGITS = /(?<="(?:min|max)": )"(-?\d+)"/g;

/** A model as text, Smithy JSON AST 2.0: services first, then all else by id. Loaded again, it is the same model. */
export function printModel(model: Model): string {
  const services: ReadonlySet<Shape> = new Set(model.services);
  const shapes = [...services, ...[...model.shapes.values()].filter((shape) => !services.has(shape))];
  const document: JsonObject = {
    smithy: "2.0",
    ...(model.metadata.size === 0 ? {} : { metadata: Object.fromEntries(model.metadata) }),
    shapes: Object.fromEntries(shapes.map((shape) => [shape.id, shapeJson(shape)])),
  };
  return `${JSON.stringify(document, null, 2).replace(RANGE, (range) => range.replace(DIGITS, "$1"))}\n`;
}

/** Whether Smithy's grammar has the name of each member: a service-2.json may call them anything. */
export function isPrintable(model: Model): boolean {
  return [...model.shapes.values()].every((shape) => membersOf(shape).every(({ name }) => isIdentifier(name)));
}

function shapeJson(shape: Shape): Json {
  return { type: shape.type, ...partsOf(shape), ...traitsJson(shape.traits) };
}

function partsOf(shape: Shape): JsonObject {
  switch (shape.type) {
    case "structure":
    case "union":
    case "enum":
    case "intEnum":
      return { members: Object.fromEntries([...shape.members].map(([name, member]) => [name, memberJson(member)])) };
    case "list":
      return { member: memberJson(shape.member) };
    case "map":
      return { key: memberJson(shape.key), value: memberJson(shape.value) };
    case "operation":
      return operationJson(shape);
    case "service":
      return serviceJson(shape);
    case "resource":
      return resourceJson(shape);
    default:
      return {};
  }
}

function memberJson({ target, traits }: MemberShape): Json {
  return { target, ...traitsJson(traits) };
}

function traitsJson(traits: Traits): JsonObject {
  return traits.size === 0 ? {} : { traits: Object.fromEntries(traits) };
}

function operationJson({ input, output, errors }: OperationShape): JsonObject {
  return { ...one("input", input), ...one("output", output), ...many("errors", errors) };
}

function serviceJson({ version, operations, resources, errors, rename }: ServiceShape): JsonObject {
  return {
    version,
    ...many("operations", operations),
    ...many("resources", resources),
    ...many("errors", errors),
    ...(rename.size === 0 ? {} : { rename: Object.fromEntries(rename) }),
  };
}

const LIFECYCLE = ["create", "put", "read", "update", "delete", "list"] as const;

function resourceJson(resource: ResourceShape): JsonObject {
  const { identifiers, properties, operations, collectionOperations, resources } = resource;
  return {
    ...targets("identifiers", identifiers),
    ...targets("properties", properties),
    ...Object.assign({}, ...LIFECYCLE.map((key) => one(key, resource[key]))),
    ...many("operations", operations),
    ...many("collectionOperations", collectionOperations),
    ...many("resources", resources),
  };
}

function one(key: string, target: ShapeId | undefined): JsonObject {
  return target === undefined || target === UNIT ? {} : { [key]: { target } };
}

function many(key: string, targetIds: readonly ShapeId[]): JsonObject {
  return targetIds.length === 0 ? {} : { [key]: targetIds.map((target) => ({ target })) };
}

function targets(key: string, map: ReadonlyMap<string, ShapeId>): JsonObject {
  if (map.size === 0) return {};
  return { [key]: Object.fromEntries([...map].map(([name, target]) => [name, { target }])) };
}
