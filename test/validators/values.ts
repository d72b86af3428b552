import { z } from "zod";
import type { PackageContext } from "../../generator/artifacts/context.js";
import { enumObjects, validatorsModule } from "../../generator/artifacts/validators/validators-artifact.js";
import type { Constraints } from "../../generator/print/constraints.js";
import { planPattern } from "../../generator/print/patterns.js";
import * as checks from "../../templates/validators/checks.js";

export type Validators = Readonly<Record<string, z.ZodType>>;

/** The validators of a package by their names, as packages load them. */
export function validatorsOf(context: PackageContext): Validators {
  const build = new Function("z", "checks", "types", validatorsModule(context)) as (
    ...parts: readonly unknown[]
  ) => Validators;
  return build(z, checks, enumObjects(context));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Whether a value of an enumeration keeps its constraints. */
export function keepsConstraints({ length, range, pattern }: Constraints, value: string | number): boolean {
  const size = Array.from(String(value)).length;
  const plan = pattern === undefined ? undefined : planPattern(pattern, length?.max);
  return (
    size >= (length?.min ?? 0) &&
    size <= (length?.max ?? Infinity) &&
    !(Number(value) < (range?.min ?? -Infinity)) &&
    !(Number(value) > (range?.max ?? Infinity)) &&
    (plan === undefined || plan.kind === "not-enforced" || new RegExp(plan.source, "u").test(String(value)))
  );
}

/** The value at a path, undefined where there is none. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, step) => (at instanceof Object ? Reflect.get(at, step) : undefined), value);
}

/** Which of Smithy's rules an issue says is broken. */
export function ruleOf(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return valueAt(value, issue.path) === undefined ? "required" : "type";
    case "too_small":
    case "too_big":
      return issue.origin === "number" || issue.origin === "int" || issue.origin === "bigint" ? "range" : "length";
    case "invalid_format":
      return "pattern";
    case "invalid_value":
      return "enum";
    case "custom":
      return String(issue.params?.["constraint"] ?? "type");
    case "invalid_key":
      return `key ${ruleOf(issue.issues[0]!, issue.path.at(-1))}`;
    default:
      return issue.code;
  }
}
