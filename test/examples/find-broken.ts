import type { PackageContext } from "../../generator/artifacts/context.js";
import { expectShape } from "../../generator/model/model.js";
import { operationErrors } from "../../generator/model/operations.js";
import { UNIT } from "../../generator/model/prelude.js";
import type { ShapeId } from "../../generator/model/shape-id.js";
import { nameOf } from "../../generator/model/shape-id.js";
import { isDataShape } from "../../generator/model/shapes.js";
import { trait } from "../../generator/model/traits.js";
import { ruleOf, validatorsOf } from "../validators/values.js";
import { typedValue } from "./typed-value.js";

/** Where an example does not keep to its own model. */
export interface Broken {
  readonly operation: string;
  readonly title: string;
  /** `input.Foo.0.Bar`. */
  readonly path: string;
  readonly rule: string;
}

export interface Findings {
  /** How many inputs, outputs and errors were read. */
  readonly count: number;
  readonly broken: readonly Broken[];
}

/** Reads every `smithy.api#examples` of a service with the validators. */
export function findBroken(context: PackageContext): Findings {
  const { closure, names } = context;
  const validators = validatorsOf(context);
  const broken: Broken[] = [];
  let count = 0;
  for (const operation of closure.operations) {
    const errors = operationErrors(closure.model, closure.service, operation).map(({ id }) => id);
    for (const example of trait(operation, "smithy.api#examples") ?? []) {
      const parts: [string, ShapeId, unknown][] = [["output", operation.output, example.output]];
      if (example.allowConstraintErrors !== true) parts.unshift(["input", operation.input, example.input]);
      const error = errors.find((id) => id === example.error?.shapeId);
      if (error !== undefined) parts.push(["error", error, example.error?.content]);
      for (const [side, id, json] of parts) {
        const shape = expectShape(closure.model, id);
        if (json === undefined || id === UNIT || !isDataShape(shape)) continue;
        count += 1;
        const value = typedValue(closure.model, shape, json);
        for (const issue of validators[names.schema(id)]!.safeParse(value).error?.issues ?? []) {
          const path = [side, ...issue.path].join(".");
          broken.push({ operation: nameOf(operation.id), title: example.title, path, rule: ruleOf(issue, value) });
        }
      }
    }
  }
  return { count, broken };
}
