/**
 * An answer that is made up is of a call that went well, and came to its end: clients try again what is said to have
 * failed, and go on where more is said to follow, and would do so for ever.
 */

import type { Member } from "../schema-access.js";
import { bounds, rangeOf } from "./bounds.js";

/** Names of lists, maps and counts of what went wrong: `Failed`, `UnprocessedItems`, `buildsNotFound`, `InvalidNames`. */
const FAILURES =
  /^(?:[Uu]n(?:processed|successful)|[Ff]ail(?:ed|ures?)|[Ee]rrors?|[Ii]nvalid|[Mm]issing)(?=[A-Z]|$)|(?:Errors|Failures|NotFound)$/;
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
  return countsFailures(name, member) ? !mayBeNone(member) : FAILURE.test(name);
}

/** @returns how a member says that nothing failed and nothing follows; undefined where it is about something else. */
export function saidOfSuccess(name: string, member: Member): unknown {
  const { schema } = member;
  if (schema[0] === 0 && schema[4] === "boolean")
    return MORE.test(name) ? false : undefined;
  if (!countsFailures(name, member) || !mayBeNone(member)) return undefined;
  if (schema[0] === 0) return 0;
  return schema[0] === 1 ? [] : {};
}

/** A list, a map, or a number of them. */
function countsFailures(name: string, { schema }: Member): boolean {
  const counts =
    schema[0] === 0
      ? COUNTS.has(schema[4]) && name.endsWith("Count")
      : schema[0] === 1 || schema[0] === 2;
  return counts && namesFailures(name);
}

const COUNTS: ReadonlySet<string> = new Set(["integer", "long"]);

function mayBeNone(member: Member): boolean {
  return bounds(member).min === 0 && rangeOf(member).min <= 0;
}
