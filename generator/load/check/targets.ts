import { loadCodes } from "../../diagnostics/codes/load.js";
import { UNIT } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { MemberShape, OperationShape, ResourceShape, ServiceShape, Shape, ShapeType } from "../../model/shapes.js";
import { isDataShape, membersOf } from "../../model/shapes.js";
import type { JsonPath } from "../json/json-source.js";
import type { Report } from "../report.js";
import { suggest } from "../suggest.js";
import type { CheckContext } from "./context.js";

/** Everything that is pointed at must exist and be of a type that may stand there. @returns whether that is so. */
export function checkTargets(all: CheckContext): boolean {
  const { model, locate } = all;
  let found = 0;
  const report: Report = (...finding) => {
    found++;
    all.report(...finding);
  };
  const context = { ...all, report };
  for (const shape of model.shapes.values()) {
    if (shape.type === "service") checkService(context, shape);
    else if (shape.type === "resource") checkResource(context, shape);
    else if (shape.type === "operation") checkOperation(context, shape);
    else checkMembers(context, shape);
    if (shape.type === "union" && shape.members.size === 0 && !shape.traits.has("smithy.api#mixin"))
      report(loadCodes.emptyUnion, locate(shape.id), { union: shape.id });
    if ((shape.type === "enum" || shape.type === "intEnum") && shape.members.size === 0)
      report(loadCodes.emptyEnum, locate(shape.id), { shape: shape.id });
  }
  return found === 0;
}

const NOT_AS_TARGET = "smithy.api#mixin";

function checkMembers(context: CheckContext, container: Shape): void {
  const members = membersOf(container);
  for (let index = 0; index < members.length; index++) {
    const member = members[index]!;
    const target = find(context, member.id, member.target, TARGET);
    const expected = target && otherExpected(container, member, target);
    if (expected === undefined) continue;
    const facts = { from: member.id, target: member.target, type: target!.type, expected };
    context.report(loadCodes.wrongTarget, context.locate(member.id, TARGET), facts);
  }
}

const TARGET: JsonPath = ["target"];

/** @returns what should stand in the target's place; undefined where it may. */
function otherExpected(container: Shape, member: MemberShape, target: Shape): string | undefined {
  if (!isDataShape(target)) return "a shape that holds data";
  const inEnum = container.type === "enum" || container.type === "intEnum";
  if (inEnum) return target.id === UNIT ? undefined : UNIT;
  if (target.id === UNIT && container.type !== "union") return "a shape that holds data";
  if (target.traits.has(NOT_AS_TARGET)) return "a shape that is not a mixin";
  if (target.traits.has("smithy.api#trait")) return "a shape that is not a trait";
  if (container.type === "map" && member.name === "key" && target.type !== "string" && target.type !== "enum")
    return "a string or an enum, as keys of maps are";
  return undefined;
}

function checkOperation(context: CheckContext, operation: OperationShape): void {
  for (const side of ["input", "output"] as const) checkMessage(context, operation.id, operation[side], side);
  checkErrors(context, operation);
}

function checkMessage(context: CheckContext, operation: ShapeId, target: ShapeId, side: "input" | "output"): void {
  const shape = expect(context, operation, target, [side, "target"], ["structure"], "a structure");
  const expected = shape?.traits.has(NOT_AS_TARGET)
    ? "a shape that is not a mixin"
    : shape?.traits.has("smithy.api#error")
      ? "a structure that is no error"
      : undefined;
  if (expected === undefined) return;
  const facts = { from: operation, target, type: "structure", expected };
  context.report(loadCodes.wrongTarget, context.locate(operation, [side, "target"]), facts);
}

function checkErrors(context: CheckContext, shape: OperationShape | ServiceShape): void {
  for (let index = 0; index < shape.errors.length; index++) {
    const id = shape.errors[index]!;
    const found = context.model.getShape(id);
    if (found?.type === "structure" && found.traits.has("smithy.api#error")) continue;
    const part = ["errors", index, "target"];
    const error = expect(context, shape.id, id, part, ["structure"], "a structure with the `error` trait");
    if (error !== undefined)
      context.report(loadCodes.notAnError, context.locate(shape.id, part), { from: shape.id, target: id });
  }
}

function checkService(context: CheckContext, service: ServiceShape): void {
  checkList(context, service.id, "operations", service.operations, "operation");
  checkList(context, service.id, "resources", service.resources, "resource");
  checkErrors(context, service);
  for (const id of service.rename.keys()) find(context, service.id, id, ["rename", id], "key");
}

const LIFECYCLE = ["create", "put", "read", "update", "delete", "list"] as const;

function checkResource(context: CheckContext, resource: ResourceShape): void {
  for (const key of LIFECYCLE) {
    const id = resource[key];
    if (id !== undefined) expect(context, resource.id, id, [key, "target"], ["operation"], "an operation");
  }
  checkList(context, resource.id, "operations", resource.operations, "operation");
  checkList(context, resource.id, "collectionOperations", resource.collectionOperations, "operation");
  checkList(context, resource.id, "resources", resource.resources, "resource");
  for (const [name, id] of resource.identifiers)
    expect(context, resource.id, id, ["identifiers", name, "target"], ["string", "enum"], "a string");
  for (const [name, id] of resource.properties) {
    const target = find(context, resource.id, id, ["properties", name, "target"]);
    if (target === undefined || isDataShape(target)) continue;
    const facts = { from: resource.id, target: id, type: target.type, expected: "a shape that holds data" };
    context.report(loadCodes.wrongTarget, context.locate(resource.id, ["properties", name, "target"]), facts);
  }
}

function checkList(context: CheckContext, from: ShapeId, key: string, ids: readonly ShapeId[], type: ShapeType): void {
  for (const [index, id] of ids.entries())
    expect(context, from, id, [key, index, "target"], [type], type === "operation" ? "an operation" : `a ${type}`);
}

function expect(
  context: CheckContext,
  from: ShapeId,
  target: ShapeId,
  part: JsonPath,
  types: readonly ShapeType[],
  expected: string,
): Shape | undefined {
  const shape = find(context, from, target, part);
  if (shape === undefined || types.includes(shape.type)) return shape;
  context.report(loadCodes.wrongTarget, context.locate(from, part), { from, target, type: shape.type, expected });
  return undefined;
}

function find(
  context: CheckContext,
  from: ShapeId,
  target: ShapeId,
  part: JsonPath,
  on: "key" | "value" = "value",
): Shape | undefined {
  const shape = context.model.getShape(target);
  if (shape === undefined && !context.unreadable.has(target)) reportUnknown(context, from, target, part, on);
  return shape;
}

function reportUnknown(
  { model, locate, report }: CheckContext,
  from: ShapeId,
  target: ShapeId,
  part: JsonPath,
  on: "key" | "value",
): void {
  report(loadCodes.unknownTarget, locate(from, part, on), (mayTakeTime) => ({
    from,
    target,
    suggestions: mayTakeTime ? suggest(target, model.shapes.keys()) : [],
  }));
}
