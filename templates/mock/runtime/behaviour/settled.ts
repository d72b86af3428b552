/** Names of what tells how far something has come. */
const STATE = /(?:^s|S)tat(?:us|e)$/;
/** Words of values that tell of a failure, of an end before its time, or of something still to come. */
const UNSETTLED =
  /fail|error|fault|delet|terminat|cancel|roll_?back|stop|abort|timed|expir|reject|denied|(?:^|_)not_|partial|pending|invalid|disab|inactive|without/;
/** Last words of values that tell of a good end: the first of these that an enumeration has are meant. */
const SETTLED: readonly RegExp[] = [
  /(?:^|_)(?:succe(?:ss|ssful|eded)|completed?|finished|done|passed)$/,
  /(?:^|_)(?:acti(?:ve|vated)|available|ready|in_?service|enabled|deployed|issued|attached|associated|installed|registered|verified|valid|approved|accepted|confirmed|provisioned|published|healthy|online|connected|in_?sync|synced|ok|normal)$/,
  /(?:^|_)(?:created|running|started|open|on|up)$/,
];

const known = new WeakMap<readonly unknown[], readonly unknown[]>();

/**
 * The values of an enumeration that say of something that it has come to where it was to come, where its name tells
 * that it says such: whoever asks until a job has succeeded would ask for ever, and few models tell by a waiter what
 * is waited for.
 * @param values not empty. @returns some of them, or all.
 */
export function settledValues(
  name: string,
  values: readonly unknown[],
): readonly unknown[] {
  if (!STATE.test(name)) return values;
  let settled = known.get(values);
  if (settled === undefined) known.set(values, (settled = findSettled(values)));
  return settled;
}

function findSettled(values: readonly unknown[]): readonly unknown[] {
  const going = values.filter((value) => !UNSETTLED.test(wordsOf(value)));
  for (const words of SETTLED) {
    const settled = going.filter((value) => words.test(wordsOf(value)));
    if (settled.length > 0) return settled;
  }
  return going.length > 0 ? going : values;
}

/** `CREATE_COMPLETE`, `CreateComplete`, `create-complete`: in one form. */
function wordsOf(value: unknown): string {
  return String(value)
    .split(/(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9]+/)
    .join("_")
    .toLowerCase();
}
