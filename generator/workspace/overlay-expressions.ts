import { ExpressionError } from "../../templates/mock/runtime/behaviour/jmespath-lexer.js";
import type { Expression } from "../../templates/mock/runtime/behaviour/jmespath-parser.js";
import { parseExpression } from "../../templates/mock/runtime/behaviour/jmespath-parser.js";
import type { PlainDefinition } from "../artifacts/mock/definition.js";

/** A name at the root of an expression that stands for nothing there: it is null, whatever the request. */
export interface UnseenName {
  /** `ns#Shape swage#trait.key`, as the runtime names places. */
  readonly place: string;
  readonly name: string;
}

/** What expressions see (docs/overlay.md). */
export const SEEN: readonly string[] = ["input", "stored", "initial", "context", "item", "self"];

/** Names that a condition or a value looks up and that nothing has: a rule with one mostly never holds. */
export function unseenNames({ behaviour }: PlainDefinition): readonly UnseenName[] {
  return Object.entries(behaviour).flatMap(([target, traits]) =>
    Object.entries(traits).flatMap(([trait, value]) =>
      expressionsOf(trait, value).flatMap(({ at, text }) =>
        [...new Set(rootNames(parsed(text)))]
          .filter((name) => !SEEN.includes(name))
          .map((name) => ({ place: `${target} ${trait}${at}`, name })),
      ),
    ),
  );
}

interface ExpressionAt {
  /** Behind the trait, such as `[0].when`. */
  readonly at: string;
  readonly text: string;
}

function expressionsOf(trait: string, value: unknown): readonly ExpressionAt[] {
  switch (trait) {
    case "swage#filter":
      return typeof value === "string" ? [{ at: "", text: value }] : [];
    case "swage#sets":
      return textsIn(value, undefined, "");
    case "swage#computed":
      return textsIn(value, ["value"], "");
    case "swage#merge":
      return textsIn(value, ["newKey"], "");
    case "swage#rules":
      return Array.isArray(value) ? value.flatMap((rule, index) => textsIn(rule, ["each", "when"], `[${index}]`)) : [];
    default:
      return [];
  }
}

/** @param keys those that hold expressions; undefined: all do. */
function textsIn(value: unknown, keys: readonly string[] | undefined, before: string): readonly ExpressionAt[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, text]) =>
    typeof text === "string" && keys?.includes(key) !== false ? [{ at: `${before}.${key}`, text }] : [],
  );
}

/** Undefined for a bad expression, which the runtime reports. */
function parsed(text: string): Expression | undefined {
  try {
    return parseExpression(text);
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

/** The fields that are looked up in what the whole expression is given, and not in a part of it. */
function rootNames(expression: Expression | undefined): readonly string[] {
  if (expression === undefined) return [];
  switch (expression.kind) {
    case "field":
      return [expression.name];
    case "chain":
    case "pipe":
    case "project":
    case "projectValues":
    case "filter":
      return rootNames(expression.left);
    case "or":
    case "and":
    case "compare":
      return [expression.left, expression.right].flatMap(rootNames);
    case "not":
    case "flatten":
      return rootNames(expression.child);
    case "list":
      return expression.items.flatMap(rootNames);
    case "hash":
      return expression.entries.flatMap(([, child]) => rootNames(child));
    case "call":
      return expression.args.flatMap(rootNames);
    default:
      return [];
  }
}
