/**
 * An answer that is made up is of a call that went well, and came to its end: clients try again what is said to have
 * failed, and go on where more is said to follow, and would do so for ever.
 */

import { traitOf } from "../schema-access.js";
import type { Member } from "../schema-access.js";
import { bounds } from "./bounds.js";

/** Names of lists, maps and counts of what went wrong: `Failed`, `UnprocessedItems`, `buildsNotFound`. */
const FAILURES =
  /^(?:[Uu]n(?:processed|successful)|[Ff]ail(?:ed|ures?)|[Ee]rrors?)(?=[A-Z]|$)|(?:Errors|Failures|NotFound)$/;
/** Names of all else that says what went wrong. */
const FAILURE =
  /^(?:[Ee]rror|[Ff]ailure)(?:Code|Message|Reason|Type|String|Details?|Info|Exception)?$/;
/** Names of what leads to a next page; not all models say `paginated` where there are pages. */
const TOKEN =
  /^(?:[Nn]ext(?:Page|Continuation)?|[Pp]agination|[Pp]age|[Cc]ontinuation)(?:Token|Marker)$|^[Mm]arker$|^[Ll]astEvaluated[A-Z]/;
/** Names of flags that say whether more follows. */
const MORE = /^(?:[Ii]s)?[Tt]runcated$|^[Hh]asMore(?=[A-Z]|$)/;

export function namesFailures(name: string): boolean {
  return FAILURES.test(name);
}

export function namesNextPage(name: string): boolean {
  return TOKEN.test(name);
}

/** Whether a member has nothing to say, and no way to say so. */
export function isSilent(name: string, member: Member): boolean {
  if (namesNextPage(name)) return true;
  const kind = member.schema[0];
  if (kind !== 1 && kind !== 2) return FAILURE.test(name);
  return namesFailures(name) && bounds(member).min > 0;
}

/** @returns how a member says that nothing failed and nothing follows; undefined where it is about something else. */
export function saidOfSuccess(name: string, member: Member): unknown {
  const { schema } = member;
  if (schema[0] === 0) {
    if (schema[4] === "boolean") return MORE.test(name) ? false : undefined;
    const counts = COUNTS.has(schema[4]) && name.endsWith("Count");
    const isFree = traitOf(member, "range") === undefined;
    return counts && isFree && namesFailures(name) ? 0 : undefined;
  }
  const isList = schema[0] === 1 || schema[0] === 2;
  if (!isList || !namesFailures(name) || bounds(member).min > 0)
    return undefined;
  return schema[0] === 1 ? [] : {};
}

const COUNTS: ReadonlySet<string> = new Set(["integer", "long"]);
