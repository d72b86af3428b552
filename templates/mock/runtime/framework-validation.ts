/**
 * Broken constraints in the form of `smithy.framework#ValidationException`, as Smithy's generated servers send it: JSON
 * pointers for paths, no values, both bounds of a constraint in one text.
 */

import type {
  BrokenConstraint,
  Limits,
  Place,
  ValidationIssue,
} from "./validation-message.js";
import {
  brokenConstraint,
  enumText,
  flatIssues,
  patternText,
  valueAt,
} from "./validation-message.js";

export interface FrameworkReport {
  readonly message: string;
  readonly fieldList: readonly {
    readonly path: string;
    readonly message: string;
  }[];
}

/** @param place what the model knows of a path. */
export function frameworkReport(
  issues: readonly ValidationIssue[],
  input: unknown,
  place: (path: readonly PropertyKey[]) => Place | undefined,
): FrameworkReport {
  const fields = new Map<
    string,
    { readonly path: string; readonly message: string }
  >();
  const add = (
    path: readonly PropertyKey[],
    broken: BrokenConstraint,
    known: Place | undefined,
    value: unknown,
  ): void => {
    const measured =
      broken.kind === "length" ? ` with length ${lengthOf(value)}` : "";
    const at = pointer(path);
    const message = `Value${measured} at '${at}' failed to satisfy constraint: ${constraintText(broken, known)}`;
    fields.set(message, { path: at, message });
  };
  for (const issue of flatIssues(issues, input)) {
    const { path } = issue;
    if (issue.code === "invalid_key") {
      const map = path.slice(0, -1);
      const key = path.at(-1);
      for (const each of keyIssues(issue))
        add(map, brokenConstraint(each, key), place(map)?.key, key);
    } else {
      const value = valueAt(input, path);
      add(path, brokenConstraint(issue, value), place(path), value);
    }
  }
  const fieldList = [...fields.values()];
  const count = `${fieldList.length} validation error${fieldList.length === 1 ? "" : "s"} detected`;
  return {
    message: `${count}. ${fieldList.map(({ message }) => message).join("; ")}`,
    fieldList,
  };
}

/** What a key breaks lies inside zod's issue of the map. */
function keyIssues(
  issue: ValidationIssue & { readonly issues?: readonly ValidationIssue[] },
): readonly ValidationIssue[] {
  return issue.issues ?? [];
}

/** RFC 6901. */
function pointer(path: readonly PropertyKey[]): string {
  return path
    .map(
      (step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`,
    )
    .join("");
}

/** As the `length` trait counts: code points, bytes, items, entries. */
function lengthOf(value: unknown): number {
  if (typeof value === "string") return [...value].length;
  if (value instanceof Uint8Array || Array.isArray(value)) return value.length;
  return Object.keys(value as object).length;
}

function constraintText(
  broken: BrokenConstraint,
  place: Place | undefined,
): string {
  switch (broken.kind) {
    case "required":
      return "Member must not be null";
    case "uniqueItems":
      return "Member must have unique values";
    case "length":
      return `Member must have length ${limitsText(place?.length ?? limitOf(broken))}`;
    case "range":
      return `Member must be ${limitsText(place?.range ?? limitOf(broken))}`;
    case "pattern":
      return patternText(place?.pattern ?? broken.pattern);
    case "enum":
      return enumText(place?.values ?? broken.values);
    default:
      return broken.text;
  }
}

function limitOf({
  side,
  limit,
}: Extract<BrokenConstraint, { side: string }>): Limits {
  return side === "less" ? { max: limit } : { min: limit };
}

function limitsText({ min, max }: Limits): string {
  if (min !== undefined && max !== undefined)
    return `between ${String(min)} and ${String(max)}, inclusive`;
  return max === undefined
    ? `greater than or equal to ${String(min)}`
    : `less than or equal to ${String(max)}`;
}
