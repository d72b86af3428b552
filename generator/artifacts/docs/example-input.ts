import type { Closure } from "../../model/closure.js";
import { defineIndex } from "../../model/define-index.js";
import { UNIT } from "../../model/prelude.js";
import type { OperationShape } from "../../model/shapes.js";
import type { ExampleEntry } from "../../model/traits.js";
import { trait } from "../../model/traits.js";
import type { ExampleObject, ExampleValue } from "../../print/example-literal.js";
import { exampleValue, smallestValue } from "../../print/example-literal.js";

/** The examples that the model gives of an operation. */
export function examplesOf(operation: OperationShape): readonly ExampleEntry[] {
  return trait(operation, "smithy.api#examples") ?? [];
}

/**
 * What the examples send: the model's first that does not fail, else the smallest input there is. Undefined where none
 * was found that keeps all rules.
 */
export function inputOf(closure: Closure, operation: OperationShape): ExampleObject | undefined {
  const known = inputs(closure);
  if (!known.has(operation)) known.set(operation, findInput(closure, operation));
  return known.get(operation);
}

/** A creation stands before all that needs its resource, and snippets look for one among all operations. */
const inputs = defineIndex((_closure: Closure) => new Map<OperationShape, ExampleObject | undefined>());

function findInput({ model }: Closure, operation: OperationShape): ExampleObject | undefined {
  if (operation.input === UNIT) return { entries: [] };
  const given = examplesOf(operation).find((example) => example.error === undefined)?.input;
  const value =
    given === undefined ? smallestValue(model, operation.input) : exampleValue(model, operation.input, given);
  return value as ExampleObject | undefined;
}

/** The same input with other values for some members: these come first. */
export function withMembers(input: ExampleObject, members: ReadonlyMap<string, ExampleValue>): ExampleObject {
  if (members.size === 0) return input;
  return { entries: [...members, ...input.entries.filter(([name]) => !members.has(name))] };
}
