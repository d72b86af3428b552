import { ExpressionError } from "./jmespath-lexer.js";
import {
  callFunction,
  isSame,
  isTruthy,
  ownValue,
} from "./jmespath-functions.js";
import { parseExpression } from "./jmespath-parser.js";
import type { Comparator, Expression } from "./jmespath-parser.js";

/** An expression that was parsed once and is evaluated often. */
export type Query = (value: unknown) => unknown;

/**
 * Prepares a JMESPath expression (jmespath.org specification), with additions: the root reference `$` and slices of
 * strings of the community's edition, and `matches(subject, pattern)`. Instants read as epoch seconds, as on the JSON wire.
 * @throws ExpressionError for a bad expression, with its place; the query throws it for arguments of a wrong type.
 */
export function compileQuery(text: string): Query {
  const expression = parseExpression(text);
  return (value) => evaluate(expression, view(value), value);
}

/** As `compileQuery`; but a query that meets values of a wrong type, mostly for an absent member, gives null. */
export function compileLenientQuery(text: string): Query {
  const query = compileQuery(text);
  return (value) => {
    try {
      return query(value);
    } catch (error) {
      if (error instanceof ExpressionError) return null;
      throw error;
    }
  };
}

function evaluate(
  expression: Expression,
  value: unknown,
  root: unknown,
): unknown {
  switch (expression.kind) {
    case "current":
      return value;
    case "root":
      return view(root);
    case "literal":
      return expression.value;
    case "field":
      return isObject(value) ? view(ownValue(value, expression.name)) : null;
    case "index":
      return Array.isArray(value) ? view(value.at(expression.index)) : null;
    case "slice":
      if (Array.isArray(value))
        return slice(value, expression.start, expression.stop, expression.step);
      if (typeof value !== "string") return null;
      return slice(
        Array.from(value),
        expression.start,
        expression.stop,
        expression.step,
      ).join("");
    case "chain":
    case "pipe":
      return chained(
        expression.kind,
        evaluate(expression.left, value, root),
        expression.right,
        root,
      );
    case "or": {
      const left = evaluate(expression.left, value, root);
      return isTruthy(left) ? left : evaluate(expression.right, value, root);
    }
    case "and": {
      const left = evaluate(expression.left, value, root);
      return isTruthy(left) ? evaluate(expression.right, value, root) : left;
    }
    case "compare":
      return compared(
        expression.operator,
        evaluate(expression.left, value, root),
        evaluate(expression.right, value, root),
      );
    case "not":
      return !isTruthy(evaluate(expression.child, value, root));
    case "flatten": {
      const list = evaluate(expression.child, value, root);
      return Array.isArray(list) ? list.flat(1) : null;
    }
    case "reference":
      return (item: unknown) => evaluate(expression.child, view(item), root);
    case "project": {
      const list = evaluate(expression.left, value, root);
      if (Array.isArray(list)) return projected(list, expression.right, root);
      return typeof list === "string" && isSlice(expression.left)
        ? evaluate(expression.right, list, root)
        : null;
    }
    case "projectValues": {
      const object = evaluate(expression.left, value, root);
      return isObject(object)
        ? projected(Object.values(object), expression.right, root)
        : null;
    }
    case "filter": {
      const list = evaluate(expression.left, value, root);
      if (!Array.isArray(list)) return null;
      const kept = list.filter((item) =>
        isTruthy(evaluate(expression.condition, view(item), root)),
      );
      return projected(kept, expression.right, root);
    }
    case "list":
      return expression.items.map((item) => evaluate(item, value, root));
    case "hash":
      return Object.fromEntries(
        expression.entries.map(([name, child]) => [
          name,
          evaluate(child, value, root),
        ]),
      );
    case "call":
      return callFunction(
        expression.name,
        expression.args.map((argument) => evaluate(argument, value, root)),
      );
  }
}

function chained(
  kind: "chain" | "pipe",
  left: unknown,
  right: Expression,
  root: unknown,
): unknown {
  // Behind a dot, a multiselect on null is null; behind a pipe it is a new value, and functions may ask for null.
  return kind === "chain" && left === null && right.kind !== "call"
    ? null
    : evaluate(right, left, root);
}

function projected(
  list: readonly unknown[],
  right: Expression,
  root: unknown,
): unknown[] {
  const results: unknown[] = [];
  for (const item of list) {
    const result = evaluate(right, view(item), root);
    if (result !== null) results.push(result);
  }
  return results;
}

function compared(
  operator: Comparator,
  left: unknown,
  right: unknown,
): boolean | null {
  if (operator === "==") return isSame(left, right);
  if (operator === "!=") return !isSame(left, right);
  if (typeof left !== "number" || typeof right !== "number") return null;
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

/** Slices as the specification does, which is as Python does. */
function slice(
  list: readonly unknown[],
  start: number | undefined,
  stop: number | undefined,
  step: number,
): unknown[] {
  const { length } = list;
  const clamp = (index: number): number => {
    const from = index < 0 ? index + length : index;
    return step > 0
      ? Math.min(Math.max(from, 0), length)
      : Math.min(Math.max(from, -1), length - 1);
  };
  const first =
    start === undefined ? (step > 0 ? 0 : length - 1) : clamp(start);
  const end = stop === undefined ? (step > 0 ? length : -1) : clamp(stop);
  const result: unknown[] = [];
  for (let index = first; step > 0 ? index < end : index > end; index += step)
    result.push(list[index]);
  return result;
}

/** A slice of a list is projected upon, a slice of a string is a string. */
function isSlice(expression: Expression): boolean {
  return expression.kind === "chain" && expression.right.kind === "slice";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value of the model as the expression sees it: JSON. */
function view(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === "bigint") return Number(value);
  return value instanceof Date ? value.getTime() / 1000 : value;
}
