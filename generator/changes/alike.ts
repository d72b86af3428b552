import type { ShapeId } from "../model/shape-id.js";
import { nameOf } from "../model/shape-id.js";
import type { Change } from "./change.js";

/** Changes of which the same is said, each of another member, operation, shape or value. */
export interface AlikeGroup<T> {
  /** `Each of 22 members is now B; it was A.`, `Size has 3 new values.` */
  readonly message: string;
  readonly changes: readonly T[];
  /** `Shape.member`, the name of the operation or shape, or the value, of each change. */
  readonly subjects: readonly string[];
  /** Whether all reach the same places: values of one enumeration. */
  readonly inOnePlace: boolean;
}

/** Fewer are told one by one. */
const LEAST = 3;

/** Gathers what can be said at once, at the place of the first; everything else as it stands. */
export function gatherAlike<T extends Change>(changes: readonly T[]): readonly (T | AlikeGroup<T>)[] {
  const groups = new Map<string, T[]>();
  const keyOf = new Map<T, string>();
  for (const change of changes) {
    const said = saidOf(change);
    if (said === undefined) continue;
    const key = JSON.stringify([change.id, said.of(0), change.severity, change.breaks]);
    keyOf.set(change, key);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return changes.flatMap((change): readonly (T | AlikeGroup<T>)[] => {
    const group = groups.get(keyOf.get(change) ?? "") ?? [];
    if (group.length < LEAST) return [change];
    if (group[0] !== change) return [];
    const { of, inOnePlace } = saidOf(change)!;
    const subjects = group.map((one) => saidOf(one)!.subject);
    return [{ message: of(group.length), changes: group, subjects, inOnePlace }];
  });
}

export function isAlikeGroup<T extends Change>(one: T | AlikeGroup<T>): one is AlikeGroup<T> {
  return "changes" in one;
}

interface Said {
  readonly subject: string;
  /** The sentence, said of so many. */
  readonly of: (count: number) => string;
  readonly inOnePlace: boolean;
}

function saidOf(change: Change): Said | undefined {
  return saidOfValue(change) ?? saidOfTrait(change) ?? saidOfSubject(change);
}

/** Where a protocol is another, many have a trait more or less, each with a value of its own. */
function saidOfTrait(change: Change): Said | undefined {
  if (change.id !== "trait-added" && change.id !== "trait-removed") return undefined;
  const [, has, value] = /((?:now|no longer) has @[\w.#]+): (.+)\.$/.exec(change.message) ?? [];
  if (has === undefined) return undefined;
  const of = (count: number): string => `Each of ${count} ${nounOf(change)} ${has}.`;
  return { subject: `${subjectOf(change)}: ${value}`, of, inOnePlace: false };
}

function saidOfValue({ id, shape, before, after, message }: Change): Said | undefined {
  const name = nameOf(shape as ShapeId);
  const value = JSON.stringify(after ?? before);
  if (id === "enum-value-added" && message === `${name} has the new value ${value}.`)
    return { subject: value, of: (count) => `${name} has ${count} new values.`, inOnePlace: true };
  if (id === "enum-value-removed" && message === `${name} no longer has the value ${value}.`)
    return { subject: value, of: (count) => `${name} no longer has ${count} values.`, inOnePlace: true };
  return undefined;
}

/** `The documentation of A was changed.`, of several: `The documentation of each of 3 operations was changed.` */
function saidOfSubject(change: Change): Said | undefined {
  const { message } = change;
  const subject = subjectOf(change);
  const start = message.indexOf(`${subject} `);
  if (start < 0) return undefined;
  const [before, after] = [message.slice(0, start), message.slice(start + subject.length)];
  const each = (count: number): string => `ach of ${count} ${nounOf(change)}${after}`;
  if (/^The \w+ of $/.test(before)) return { subject, of: (count) => `${before}e${each(count)}`, inOnePlace: false };
  // `The operation Get is gone`: the noun says what it is.
  if (!/^(?:The \w+ )?$/.test(before)) return undefined;
  return { subject, of: (count) => `E${each(count)}`, inOnePlace: false };
}

function subjectOf({ shape, member }: Change): string {
  return nameOf(shape as ShapeId) + (member === undefined ? "" : `.${member}`);
}

function nounOf({ shape, member, reaches }: Change): string {
  if (member !== undefined) return "members";
  return reaches.some(({ operation }) => operation === shape) ? "operations" : "shapes";
}
