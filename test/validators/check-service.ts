import fc from "fast-check";
import type { PackageContext } from "../../generator/artifacts/context.js";
import { nameOf } from "../../generator/model/shape-id.js";
import type { DataShape } from "../../generator/model/shapes.js";
import { arbitraries } from "./arbitrary.js";
import { breaksOf, broken } from "./breaks.js";
import { ruleOf, validatorsOf } from "./values.js";

export interface Checked {
  /** Values that were read, broken ones included. */
  readonly count: number;
  /** Shapes of which no value could be made. */
  readonly unknown: readonly string[];
  readonly faults: readonly string[];
}

/**
 * Makes values of each shape, seeded: they pass the validator, and each with one rule broken fails at the path where
 * it was broken, with that rule, and nowhere else.
 * @param runs values for each shape.
 */
export function checkService(context: PackageContext, runs: number, validators = validatorsOf(context)): Checked {
  const { closure, names } = context;
  const arbitraryOf = arbitraries(closure);
  const unknown: string[] = [];
  const faults: string[] = [];
  let count = 0;
  for (const shape of closure.shapes) {
    const arbitrary = arbitraryOf(shape);
    if (arbitrary === undefined) {
      unknown.push(nameOf(shape.id));
      continue;
    }
    const validator = validators[names.schema(shape.id)]!;
    const property = fc.property(arbitrary, (value) => {
      const fault = firstFault(shape, value);
      if (fault !== undefined) throw new Error(fault);
    });
    const report = fc.check(property, { seed: 1, numRuns: runs, endOnFailure: true });
    if (report.failed) faults.push(`${nameOf(shape.id)}: ${String((report.errorInstance as Error).message)}`);

    function firstFault(of: DataShape, value: unknown): string | undefined {
      count += 1;
      const { error } = validator.safeParse(value);
      if (error !== undefined) return `refuses ${show(value)}: ${JSON.stringify(error.issues)}`;
      for (const each of breaksOf(closure.model, of, value)) {
        count += 1;
        const other = broken(value, each);
        const issues = validator.safeParse(other).error?.issues ?? [];
        const path = show(each.at ?? each.path);
        const misplaced = issues.some((issue) => show(issue.path) !== path);
        const told = issues.map((issue) => ruleOf(issue, other));
        if (misplaced || !told.some((rule) => each.rules.includes(rule))) {
          return `${each.rules.join("|")} broken at ${path} in ${show(other)}, told ${show(issues)}`;
        }
      }
      return undefined;
    }
  }
  return { count, unknown, faults };
}

function show(value: unknown): string {
  return fc.stringify(value).slice(0, 600);
}
