import { loadCodes } from "../../diagnostics/codes/load.js";
import type { OperationShape, ServiceShape } from "../../model/shapes.js";
import { membersOf } from "../../model/shapes.js";
import type { Json } from "../../model/traits.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { JsonPath } from "../json/json-source.js";
import { isObject } from "../json/json-value.js";
import type { At } from "../report.js";
import { suggest } from "../suggest.js";
import type { CheckContext } from "./context.js";

/** Traits of operations that name members: examples and pagination. */
export function checkOperations(context: CheckContext): void {
  const common = new Set(context.model.services.flatMap((service: ServiceShape) => service.errors));
  for (const shape of context.model.shapes.values()) {
    if (shape.type !== "operation") continue;
    checkExamples(context, shape, common);
    checkPagination(context, shape);
  }
}

const EXAMPLES = "smithy.api#examples";

function checkExamples(context: CheckContext, operation: OperationShape, common: ReadonlySet<ShapeId>): void {
  const examples = operation.traits.get(EXAMPLES);
  if (!Array.isArray(examples)) return;
  for (const [index, example] of (examples as readonly Json[]).entries()) {
    if (!isObject(example)) continue;
    const at = (part: JsonPath) => context.locate(operation.id, ["traits", EXAMPLES, index, ...part]);
    for (const side of ["input", "output"] as const)
      checkExampleMembers(context, operation, operation[side], example[side], (name) => at([side, name]));
    const { error } = example;
    if (!isObject(error) || typeof error.shapeId !== "string") continue;
    const id = error.shapeId as ShapeId;
    if (!operation.errors.includes(id) && !common.has(id))
      context.report(loadCodes.exampleError, at(["error", "shapeId"]), { operation: operation.id, error: id });
    else checkExampleMembers(context, operation, id, error.content, (name) => at(["error", "content", name]));
  }
}

function checkExampleMembers(
  context: CheckContext,
  operation: OperationShape,
  id: ShapeId,
  value: Json | undefined,
  at: (name: string) => At,
): void {
  const shape = context.model.getShape(id);
  if (!isObject(value) || shape === undefined) return;
  const names = new Set(membersOf(shape).map((member) => member.name));
  for (const name of Object.keys(value)) {
    if (names.has(name)) continue;
    const facts = { operation: operation.id, name, shape: shape.id };
    context.report(loadCodes.exampleMember, { ...at(name), on: "key" }, (mayTakeTime) => ({
      ...facts,
      suggestions: mayTakeTime ? suggest(name, names) : [],
    }));
  }
}

const PAGINATED = "smithy.api#paginated";
const PAGINATION_SIDES = { inputToken: "input", pageSize: "input", outputToken: "output", items: "output" } as const;
const PAGINATION_KEYS = Object.keys(PAGINATION_SIDES) as (keyof typeof PAGINATION_SIDES)[];

function checkPagination(context: CheckContext, operation: OperationShape): void {
  const value = operation.traits.get(PAGINATED);
  if (!isObject(value)) return;
  for (const key of PAGINATION_KEYS) checkPaginationMember(context, operation, key, value[key], operation);
}

/** What a service says of pages must be true of each operation that has pages and does not say it itself. */
export function checkCommonPagination(
  context: CheckContext,
  service: ServiceShape,
  operations: readonly OperationShape[],
): void {
  const common = service.traits.get(PAGINATED);
  if (!isObject(common)) return;
  for (const operation of operations) {
    const own = operation.traits.get(PAGINATED);
    if (!isObject(own)) continue;
    for (const key of PAGINATION_KEYS)
      if (own[key] === undefined) checkPaginationMember(context, operation, key, common[key], service);
  }
}

function checkPaginationMember(
  context: CheckContext,
  operation: OperationShape,
  key: keyof typeof PAGINATION_SIDES,
  path: Json | undefined,
  owner: OperationShape | ServiceShape,
): void {
  if (typeof path !== "string" || path === "") return;
  let shape = context.model.getShape(operation[PAGINATION_SIDES[key]]);
  for (const name of path.split(".")) {
    if (shape === undefined) return;
    const members = membersOf(shape);
    const member = members.find((candidate) => candidate.name === name);
    if (member === undefined) {
      const names = members.map((candidate) => candidate.name);
      const facts = { operation: operation.id, key, name, shape: shape.id, suggestions: suggest(name, names) };
      context.report(loadCodes.paginationMember, context.locate(owner.id, ["traits", PAGINATED, key]), facts);
    }
    shape = member && context.model.getShape(member.target);
  }
}
