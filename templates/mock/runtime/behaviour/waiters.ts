import type { OperationDefinition } from "../definition.js";
import {
  getOwn,
  memberOf,
  resolve,
  setOwn,
  traitOf,
} from "../schema-access.js";
import type { Member } from "../schema-access.js";
import { isFields } from "./values.js";
import type { Fields } from "./values.js";

/** What an acceptor looks for: `ACTIVE` at `Table.TableStatus`, `RUNNING` at `tasks[].lastStatus`. */
interface Expectation {
  readonly state: unknown;
  readonly path: string;
  readonly text: string;
}

/** Paths that lead to texts through members and all items of lists; JMESPath can do more, which is not looked at. */
const PATH = /^\w+(?:\[\])?(?:\.\w+(?:\[\])?)*$/;
const COMPARATORS: readonly unknown[] = [
  "stringEquals",
  "allStringEquals",
  "anyStringEquals",
];

/**
 * Lets a made-up output be what is waited for (Smithy 2.0 spec, "waitable trait"), or waiting would last until its time
 * is up: at each path the first text that lets a waiter of the operation succeed, and none fail.
 * @param made the output, written in place.
 */
export function endWaiting(
  { traits, output }: OperationDefinition,
  made: Fields,
): void {
  const waiters = traits["smithy.waiters#waitable"];
  if (!isFields(waiters)) return;
  const expectations = Object.values(waiters).flatMap(expectationsOf);
  const isFailure = ({ path, text }: Expectation): boolean =>
    expectations.some(
      (each) =>
        each.state === "failure" && each.path === path && each.text === text,
    );
  const settled = new Set<string>();
  for (const expectation of expectations) {
    const { state, path, text } = expectation;
    if (state !== "success" || settled.has(path) || isFailure(expectation))
      continue;
    settled.add(path);
    const steps = path.split(/\.|(?=\[\])/);
    const [name = ""] = steps;
    const whole = { schema: output, traits: {} };
    const next = withText(whole, made, steps, text);
    if (isFields(next)) setOwn(made, name, getOwn(next, name));
  }
}

function expectationsOf(waiter: unknown): readonly Expectation[] {
  const acceptors = isFields(waiter) ? waiter["acceptors"] : undefined;
  if (!Array.isArray(acceptors)) return [];
  return acceptors.filter(isFields).flatMap(({ state, matcher }) => {
    const output = isFields(matcher) ? matcher["output"] : undefined;
    const { path, expected, comparator }: Fields = isFields(output)
      ? output
      : {};
    const isRead =
      typeof path === "string" &&
      typeof expected === "string" &&
      PATH.test(path) &&
      COMPARATORS.includes(comparator);
    return isRead ? [{ state, path, text: expected }] : [];
  });
}

/** The value with the text at the end of the path, where there is something and it may be this. The value stays. */
function withText(
  member: Member,
  value: unknown,
  [step, ...rest]: readonly string[],
  text: string,
): unknown {
  const { schema } = member;
  if (step === undefined)
    return typeof value === "string" && mayBe(member, text) ? text : value;
  if (step === "[]") {
    if (schema[0] !== 1 || !Array.isArray(value)) return value;
    const item = resolve(schema[4]);
    return value.map((each) => withText(item, each, rest, text));
  }
  const inner = schema[0] === 3 ? memberOf(schema, step) : undefined;
  if (inner === undefined || !isFields(value)) return value;
  const next = withText(inner, getOwn(value, step), rest, text);
  if (next === undefined) return value;
  const copy = { ...value };
  setOwn(copy, step, next);
  return copy;
}

function mayBe(member: Member, text: string): boolean {
  const values = traitOf(member, "enum");
  return !Array.isArray(values) || values.includes(text);
}
