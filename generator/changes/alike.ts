import type { ShapeId } from "../model/shape-id.js";
import { nameOf } from "../model/shape-id.js";
import type { Change } from "./change.js";

/** Changes of which the same is said, each of another member, operation or shape. */
export interface AlikeGroup<T> {
  /** `Each of 22 members is now B; it was A.`, `The documentation of each of 3 operations was changed.` */
  readonly message: string;
  readonly changes: readonly T[];
  /** `Shape.member`, or the name of the operation or shape, of each change. */
  readonly subjects: readonly string[];
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
    const key = JSON.stringify([change.id, nounOf(change), ...said, change.severity, change.breaks]);
    keyOf.set(change, key);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return changes.flatMap((change): readonly (T | AlikeGroup<T>)[] => {
    const group = groups.get(keyOf.get(change) ?? "") ?? [];
    if (group.length < LEAST) return [change];
    if (group[0] !== change) return [];
    const [before, after] = saidOf(change)!;
    const message = `${before}${before === "" ? "Each" : "each"} of ${group.length} ${nounOf(change)}${after}`;
    return [{ message, changes: group, subjects: group.map(subjectOf) }];
  });
}

export function isAlikeGroup<T extends Change>(one: T | AlikeGroup<T>): one is AlikeGroup<T> {
  return "changes" in one;
}

function subjectOf({ shape, member }: Change): string {
  return nameOf(shape as ShapeId) + (member === undefined ? "" : `.${member}`);
}

function nounOf({ shape, member, reaches }: Change): string {
  if (member !== undefined) return "members";
  return reaches.some(({ operation }) => operation === shape) ? "operations" : "shapes";
}

/** What a sentence says before its subject and after it: `The documentation of ` and ` was changed.` */
function saidOf(change: Change): readonly [string, string] | undefined {
  const { message } = change;
  const subject = subjectOf(change);
  const start = message.indexOf(`${subject} `);
  if (start < 0) return undefined;
  const [before, after] = [message.slice(0, start), message.slice(start + subject.length)];
  if (before === "" || /^The \w+ of $/.test(before)) return [before, after];
  // `The operation Get is gone`: the noun says what it is.
  return /^The \w+ $/.test(before) ? ["", after] : undefined;
}
