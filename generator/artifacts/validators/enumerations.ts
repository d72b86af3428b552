import { compileLinear } from "../../../templates/validators/linear-pattern.js";
import type { EnumValue } from "../../model/enums.js";
import { enumValues } from "../../model/enums.js";
import type { DataShape } from "../../model/shapes.js";
import type { Constraints } from "../../print/constraints.js";
import type { Argument, Chain } from "../../print/layout.js";
import {
  argument,
  arrayArgument,
  call,
  chain,
  chainArgument,
  genericType,
  readonlyTuple,
  regexArgument,
  textType,
  withCalls,
} from "../../print/layout.js";
import { numberLiteral, regexLiteral } from "../../print/literals.js";
import type { PatternPlan } from "../../print/patterns.js";
import { planPattern } from "../../print/patterns.js";
import type { Schema, SchemaScope } from "./schema.js";
import { ABORT, custom, customType } from "./schema.js";

/** The validator of an enumeration, with constraints of its own or of a member that holds it. */
export function enumSchema(scope: SchemaScope, shape: DataShape, constraints: Constraints): Schema {
  const { value, type } = freeEnum(scope, shape);
  const checks = enumChecks(scope, shape, constraints);
  return { value: checks.length === 0 ? value : withCalls(value, call("check", ...checks)), type };
}

function freeEnum(scope: SchemaScope, shape: DataShape): Schema {
  const name = `types.${scope.names.type(shape.id)}`;
  const closed: Schema = {
    value: chain("z", call("enum", argument(name))),
    type: genericType("z.ZodEnum", [textType(`typeof ${name}`)]),
  };
  if (!scope.isOpen(shape.id)) return closed;
  const numeric = enumValues(shape)?.some(({ value }) => typeof value === "number") === true;
  const open = textType(numeric ? "number & {}" : "string & {}");
  const options = arrayArgument([closed.value, custom(scope, open, numeric ? "checks.isInteger" : "checks.isText")]);
  return {
    value: chain("z", call("union", options)),
    type: genericType("z.ZodUnion", [readonlyTuple([closed.type, customType(open)])]),
  };
}

/** The checks that a value which the enumeration takes may fail: none that all listed values pass, where it is closed. */
export function enumChecks(scope: SchemaScope, shape: DataShape, constraints: Constraints): readonly Argument[] {
  const values = scope.isOpen(shape.id) ? undefined : enumValues(shape);
  return rulesOf(constraints)
    .filter(({ keeps }) => values?.every(({ value }) => keeps(value)) !== true)
    .map(({ check }) => chainArgument(check));
}

/** A constraint, or one bound of it. */
interface Rule {
  readonly check: Chain;
  readonly keeps: (value: EnumValue["value"]) => boolean;
}

function rulesOf({ length, range, pattern }: Constraints): readonly Rule[] {
  const rules: Rule[] = [];
  const add = (keeps: Rule["keeps"], name: string, bound: number, ...more: readonly Argument[]): void => {
    rules.push({ keeps, check: chain("z", call(name, argument(numberLiteral(bound)), ...more)) });
  };
  const { min = 0, max } = length ?? {};
  if (min > 0) add((value) => lengthOf(value) >= min, "minLength", min);
  if (max !== undefined) add((value) => lengthOf(value) <= max, "maxLength", max, ABORT);
  const { min: least, max: most } = range ?? {};
  if (least !== undefined) add((value) => Number(value) >= least, "gte", Number(least));
  if (most !== undefined) add((value) => Number(value) <= most, "lte", Number(most));
  if (pattern !== undefined) rules.push(...patternRules(planPattern(pattern, max)));
  return rules;
}

function lengthOf(value: EnumValue["value"]): number {
  return Array.from(String(value)).length;
}

function patternRules(plan: PatternPlan): readonly Rule[] {
  if (plan.kind === "not-enforced") return [];
  const literal = regexArgument(regexLiteral(plan.source));
  if (plan.kind === "guarded") {
    const matches = compileLinear(plan.source);
    return [{ keeps: (value) => matches(String(value)), check: chain("checks", call("pattern", literal)) }];
  }
  const pattern = new RegExp(plan.source, "u");
  return [{ keeps: (value) => pattern.test(String(value)), check: chain("z", call("regex", literal)) }];
}
