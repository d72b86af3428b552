import { inWorkingMemory } from "./working-memory.js";

/**
 * An index is computed once for each model, or each closure of one, and read many times; what it is of never changes, so
 * it never ages.
 */
export function defineIndex<Subject extends object, T extends object>(
  compute: (subject: Subject) => T,
): (subject: Subject) => T {
  const cache = inWorkingMemory(() => new WeakMap<Subject, T>());
  return (subject) => {
    let index = cache().get(subject);
    if (index === undefined) cache().set(subject, (index = compute(subject)));
    return index;
  };
}
