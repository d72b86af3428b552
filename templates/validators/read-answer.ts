import { z } from "zod";

/** Something in an answer that is newer than the model. */
export interface UnknownValue {
  readonly path: readonly PropertyKey[];
  readonly kind: "enum" | "union";
  /** The value of an enumeration; the name of a union's member. */
  readonly value: unknown;
}

export type Answer<T> =
  | {
      readonly success: true;
      readonly data: T;
      readonly unknown: readonly UnknownValue[];
    }
  | { readonly success: false; readonly error: z.core.$ZodError };

/**
 * Checks an answer, and reports values of enumerations and members of unions that are newer than the model instead of
 * failing on them. Such a value stays in `data` as it came; such a member stands there as `{ $unknown: [name, value] }`.
 */
export function readAnswer<S extends z.core.$ZodType>(
  schema: S,
  answer: unknown,
): Answer<z.output<S>> {
  const parsed = z.safeParse(schema, answer);
  if (parsed.success) return { success: true, data: parsed.data, unknown: [] };
  const unknown: UnknownValue[] = [];
  for (const issue of parsed.error.issues) {
    const found = unknownValue(issue, answer);
    if (found === undefined) return { success: false, error: parsed.error };
    unknown.push(found);
  }
  const members = unknown.filter(({ kind }) => kind === "union");
  return {
    success: true,
    data: members.reduce<unknown>(wrapMember, answer) as z.output<S>,
    unknown,
  };
}

function unknownValue(
  issue: z.core.$ZodIssue,
  answer: unknown,
): UnknownValue | undefined {
  const { path } = issue;
  const found = valueAt(answer, path);
  if (
    issue.code === "invalid_value" &&
    issue.values.some((known) => typeof known === typeof found)
  ) {
    return { path, kind: "enum", value: found };
  }
  if (
    issue.code === "invalid_key" &&
    issue.issues.every(({ code }) => code === "invalid_value")
  ) {
    return { path, kind: "enum", value: path.at(-1) };
  }
  const members: unknown =
    issue.code === "custom" ? issue.params?.["members"] : undefined;
  if (!Array.isArray(members) || members.length !== 1) return undefined;
  return { path, kind: "union", value: members[0] };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      typeof at === "object" && at !== null && Object.hasOwn(at, step)
        ? Reflect.get(at, step)
        : undefined,
    value,
  );
}

/** A copy of `value` in which the union at the path has its member under `$unknown`. */
function wrapMember(
  value: unknown,
  { path, value: name }: UnknownValue,
): unknown {
  const [step, ...rest] = path;
  if (step === undefined)
    return { $unknown: [name, valueAt(value, [String(name)])] };
  const inner = wrapMember(valueAt(value, [step]), {
    path: rest,
    kind: "union",
    value: name,
  });
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? inner : item));
  return { ...(value as object), [step]: inner };
}
