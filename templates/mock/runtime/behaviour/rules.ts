import type { RequestContext } from "../definition.js";
import { ServiceError } from "../definition.js";
import { isTruthy } from "./jmespath-functions.js";
import type { Failure, Rule } from "./traits.js";

/** What expressions in an overlay see. */
export interface Scope {
  readonly input: unknown;
  /** The resource's state before the request; null where there is none. */
  readonly stored: unknown;
  /** What the members of the resource are when nobody gave them. */
  readonly initial: unknown;
  /** As `RequestContext`, but `now` in epoch seconds, like all instants in expressions. */
  readonly context: Readonly<Record<string, unknown>>;
}

export function scopeOf(
  input: unknown,
  stored: unknown,
  initial: unknown,
  context: RequestContext,
): Scope {
  return {
    input,
    stored: stored ?? null,
    initial,
    context: { ...context, now: context.now / 1000 },
  };
}

/** @throws ServiceError of the first rule whose condition holds. */
export function applyRules(rules: readonly Rule[], scope: Scope): void {
  for (const rule of rules) {
    if (rule.each === undefined) {
      if (isTruthy(rule.when(scope))) throw failed(rule, scope);
      continue;
    }
    const items = rule.each(scope);
    if (!Array.isArray(items)) continue;
    for (const item of items) {
      const inner = { ...scope, item: item as unknown };
      if (isTruthy(rule.when(inner))) throw failed(rule, inner);
    }
  }
}

export function failed(failure: Failure, scope: unknown): ServiceError {
  return new ServiceError(failure.error, failure.message(scope));
}
