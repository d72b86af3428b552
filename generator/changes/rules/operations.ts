import { compareText } from "../../diagnostics/diagnostic.js";
import { expectShape } from "../../model/model.js";
import { UNIT } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import { nameOf } from "../../model/shape-id.js";
import type { OperationShape, ServiceShape, StructureShape } from "../../model/shapes.js";
import type { Differences, Pair } from "../differences.js";
import { hintOn } from "../renames.js";
import type { Finding, FindingPlace, RuleContext } from "../rule.js";
import { always, defineRule } from "../rule.js";
import { judgement } from "../severity.js";
import { firstOf } from "../sentences.js";

function both(operation: string): FindingPlace {
  return { kind: "operations", operations: [operation], sides: ["request", "response"] };
}

export const operationAdded = defineRule({
  id: "operation-added",
  title: "The service has a new operation.",
  remedy: "Callers need do nothing; servers have one more operation to answer.",
  opposite: "operation-removed",
  verdicts: { any: always("always", judgement("additive", "additive")) },
  find: ({ operations }, { renames }) =>
    operations.added.map(({ id }) => ({
      verdict: "any",
      shape: id,
      message: `The operation ${nameOf(id)} is new${hintOn(id, renames)}.`,
      place: both(id),
    })),
});

export const operationRemoved = defineRule({
  id: "operation-removed",
  title: "The service no longer has an operation.",
  remedy: "Stop calling it, or stay on the old version of the package.",
  opposite: "operation-added",
  verdicts: { any: always("always", judgement("breaking", "none", ["types", "validators", "mock"])) },
  find: ({ operations }, { renames }) =>
    operations.removed.map(({ id }) => ({
      verdict: "any",
      shape: id,
      message: `The operation ${nameOf(id)} is gone${hintOn(id, renames)}.`,
      place: both(id),
    })),
});

type Retargeted = "input" | "output";

function retargeted(way: Retargeted, { operations, before, after }: Differences, { contentOf }: RuleContext) {
  return operations.common.flatMap((pair: Pair<OperationShape>) => {
    const old = pair.before[way];
    const now = pair.after[way];
    if (old === now) return [];
    const shapes = {
      before: expectShape(before.model, old, "structure"),
      after: expectShape(after.model, now, "structure"),
    };
    const nested = contentOf(shapes);
    if (nested.length === 0) return [];
    const operation = pair.after.id;
    const place: FindingPlace = {
      kind: "operations",
      operations: [operation],
      sides: [way === "input" ? "request" : "response"],
    };
    return [
      {
        verdict: "contents" as const,
        shape: operation,
        before: old,
        after: now,
        message: `The ${way} of ${nameOf(operation)} is now ${structureName(shapes.after)}; it was ${structureName(shapes.before)}: ${firstOf(nested)}`,
        place,
        nested,
        flow: way,
      },
    ];
  });
}

function structureName({ id }: StructureShape): string {
  return id === UNIT ? "no structure" : nameOf(id);
}

export const operationInputChanged = defineRule({
  id: "operation-input-changed",
  title: "An operation takes another structure, and the two differ in content.",
  remedy: "Send what the new structure asks for.",
  verdicts: { contents: always("as the worst difference between the two structures", judgement("none", "none")) },
  find: (differences, context) => retargeted("input", differences, context),
});

export const operationOutputChanged = defineRule({
  id: "operation-output-changed",
  title: "An operation gives another structure, and the two differ in content.",
  remedy: "Read what the new structure holds.",
  verdicts: { contents: always("as the worst difference between the two structures", judgement("none", "none")) },
  find: (differences, context) => retargeted("output", differences, context),
});

interface ErrorBinding {
  readonly shape: OperationShape | ServiceShape;
  readonly error: ShapeId;
  /** Those that could not answer with the error on the other side. */
  readonly operations: readonly string[];
}

type SideOf = "before" | "after";

/** Errors that `to` binds and `from` does not: on the service, or on operations that both have. */
function newErrors(differences: Differences, from: SideOf, to: SideOf): ErrorBinding[] {
  const { services, operations } = differences;
  const common = (side: SideOf): ReadonlySet<ShapeId> => new Set(differences[side].service?.errors);
  const has = (pair: Pair<OperationShape>, side: SideOf, error: ShapeId): boolean =>
    common(side).has(error) || pair[side].errors.includes(error);
  const ofServices = services.flatMap((pair) =>
    [...common(to)]
      .filter((error) => !common(from).has(error))
      .map((error): ErrorBinding => {
        const reached = operations.common.filter((operation) => !has(operation, from, error));
        return { shape: pair.after, error, operations: reached.map(({ after }) => after.id) };
      }),
  );
  const ofOperations = operations.common.flatMap((pair) =>
    pair[to].errors
      .filter((error) => !common(to).has(error) && !has(pair, from, error))
      .map((error): ErrorBinding => ({ shape: pair.after, error, operations: [pair.after.id] })),
  );
  // A service without operations is told too; an error that every operation had before is no news.
  const news = ofServices.filter((one) => one.operations.length > 0 || operations.common.length === 0);
  return [...news, ...ofOperations].toSorted((a, b) => compareText(a.error, b.error));
}

function owner({ shape }: ErrorBinding): string {
  return shape.type === "service" ? `Every operation of ${nameOf(shape.id)}` : nameOf(shape.id);
}

export const errorAdded = defineRule({
  id: "error-added",
  title: "An operation, or the service, may answer with one more error.",
  remedy: "Handle the error where the general case does not do.",
  opposite: "error-removed",
  verdicts: { any: always("always", judgement("risky", "additive")) },
  find: (differences, { renames }) =>
    newErrors(differences, "before", "after").map((binding) => ({
      verdict: "any",
      shape: binding.shape.id,
      after: binding.error,
      message: `${owner(binding)} may answer with the error ${nameOf(binding.error)}${hintOn(binding.error, renames)}.`,
      place: { kind: "operations", operations: binding.operations, sides: ["error"] },
    })),
});

export const errorRemoved = defineRule({
  id: "error-removed",
  title: "An operation, or the service, no longer answers with an error.",
  remedy: "Remove the code that handles it; look which error comes in its place.",
  opposite: "error-added",
  verdicts: {
    still: always("other operations still answer with it", judgement("risky", "risky")),
    gone: always("no operation answers with it", judgement("breaking", "risky", ["types"])),
  },
  find: (differences, { renames }) =>
    newErrors(differences, "after", "before").map((binding): Omit<Finding<"still" | "gone">, "rule"> => ({
      verdict: differences.after.shapes.has(binding.error) ? "still" : "gone",
      shape: binding.shape.id,
      before: binding.error,
      message: `${owner(binding)} no longer answers with the error ${nameOf(binding.error)}${hintOn(binding.error, renames)}.`,
      place: { kind: "operations", operations: binding.operations, sides: ["error"] },
    })),
});
