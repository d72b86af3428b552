/**
 * Turns what a validator found into the field list and the message that AWS services send:
 *
 *     2 validation errors detected: Value '' at 'poolName' failed to satisfy constraint: Member must have length greater
 *     than or equal to 1; Value null at 'schema.1.member.name' failed to satisfy constraint: Member must not be null
 *
 * Stands alone: it imports nothing, so that it can be used with validators and without the mock.
 *
 * Issues of zod itself are read by their `code`. Checks that zod has no code for come as `custom` issues whose `params`
 * say which constraint is broken:
 *
 *     { constraint: "uniqueItems" }
 *     { constraint: "length", minimum?: number, maximum?: number }     the bound that is broken
 *     { constraint: "range", minimum?: number | bigint, maximum?: number | bigint }
 *     { constraint: "pattern", pattern: string }                       the model's own pattern
 *     { constraint: "enum", values: readonly unknown[] }
 *     { constraint: "required" }
 *
 * A custom issue without them is told by its own message.
 */

/** As much of a zod issue as is read here; fits `z.core.$ZodIssue`. */
export interface ValidationIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** One broken constraint. */
export interface FieldFailure {
  /** As the service writes it: `schema.1.member.name`. */
  readonly path: string;
  /** From the input's root, as zod gives it: list items count from 0. */
  readonly at: readonly PropertyKey[];
  /** `Member must have length less than or equal to 20`. */
  readonly constraint: string;
  /** `Value 'x' at 'schema.1.member.name' failed to satisfy constraint: ...`. */
  readonly message: string;
}

export interface FailureReport {
  readonly fields: readonly FieldFailure[];
  readonly message: string;
}

/** What the model knows of the place that a path leads to. */
export interface Place {
  /** What the path's last step is. */
  readonly step: "member" | "item" | "value";
  /** Whether it holds no members, items or keys of its own. */
  readonly simple: boolean;
  /** The value is not to be printed. */
  readonly sensitive: boolean;
  /** The pattern as the service prints it. */
  readonly pattern?: string | undefined;
  /** Enum values in the order in which the service prints them. */
  readonly values?: readonly unknown[] | undefined;
  /** All constraints of the shape, broken or not: the service lists them for items, keys and values. */
  readonly constraints?: readonly string[] | undefined;
  /** The `length` trait. */
  readonly length?: Limits | undefined;
  /** The `range` trait. */
  readonly range?: Limits | undefined;
  /** What a map's keys are. */
  readonly key?: Place | undefined;
}

export interface Limits {
  readonly min?: unknown;
  readonly max?: unknown;
}

export interface DescribeOptions {
  /** Without it list items are told by their number and everything else counts as a member. */
  readonly place?: (path: readonly PropertyKey[]) => Place | undefined;
  /** Names of members whose values are not to be printed, for who does not know the place. */
  readonly sensitive?: Sensitive;
}

/** Where secrets stand, by the names of members alone. */
export interface Sensitive {
  /** Members that hold a secret, or lists or maps of secrets. */
  readonly members: ReadonlySet<string>;
  /** Members that hold maps whose keys are secrets. */
  readonly keys: ReadonlySet<string>;
}

/**
 * @param error what `safeParse` gave.
 * @param input what was parsed.
 */
export function describeFailures(
  error: { readonly issues: readonly ValidationIssue[] },
  input: unknown,
  options: DescribeOptions = {},
): FailureReport {
  const fields: FieldFailure[] = [];
  const told = new Set<string>();
  for (const issue of flatIssues(error.issues, input)) {
    for (const field of failures(issue, input, options)) {
      if (told.has(field.message)) continue;
      told.add(field.message);
      fields.push(field);
    }
  }
  return { fields, message: joined(fields) };
}

function joined(fields: readonly FieldFailure[]): string {
  const count = `${fields.length} validation error${fields.length === 1 ? "" : "s"} detected`;
  return `${count}: ${fields.map((field) => field.message).join("; ")}`;
}

/** The members that zod's issues carry beside the common ones, by code. */
interface IssueDetails extends ValidationIssue {
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly pattern?: string;
  readonly values?: readonly unknown[];
  readonly keys?: readonly string[];
  readonly params?: Readonly<Record<string, unknown>>;
  readonly issues?: readonly ValidationIssue[];
  readonly errors?: readonly (readonly ValidationIssue[])[];
}

/** Single issues with paths from the root: of a union's alternatives, those that speak of the member that is set. */
export function flatIssues(
  issues: readonly ValidationIssue[],
  input: unknown,
): readonly ValidationIssue[] {
  return issues.flatMap((issue) => flatten(issue, [], input));
}

function flatten(
  issue: IssueDetails,
  parent: readonly PropertyKey[],
  input: unknown,
): IssueDetails[] {
  const path = [...parent, ...issue.path];
  if (issue.code === "unrecognized_keys" && issue.keys !== undefined)
    return issue.keys.map((key) => unknownKey(key, path, issue.message));
  if (issue.code !== "invalid_union" || issue.errors === undefined)
    return [{ ...issue, path }];
  const alternatives = issue.errors.map((issues) =>
    issues.flatMap((each) => flatten(each, path, input)),
  );
  const set = alternatives.filter((issues) =>
    issues.every(
      (each) =>
        each.path.length > path.length && isSet(input, each.path, path.length),
    ),
  );
  return set.length === 1 && set[0] !== undefined && set[0].length > 0
    ? set[0]
    : [{ ...issue, path }];
}

/** A map's key that is no value of its enumeration: zod tells such keys otherwise than those of another form. */
function unknownKey(
  key: string,
  map: readonly PropertyKey[],
  message: string,
): IssueDetails {
  const issues = [{ code: "invalid_value", path: [], message }];
  return { code: "invalid_key", path: [...map, key], message, issues };
}

function isSet(
  input: unknown,
  path: readonly PropertyKey[],
  depth: number,
): boolean {
  return valueAt(input, path.slice(0, depth + 1)) !== undefined;
}

function failures(
  issue: IssueDetails,
  input: unknown,
  options: DescribeOptions,
): FieldFailure[] {
  const { path } = issue;
  const place = placeOf(path, options);
  if (issue.code === "invalid_key") {
    const container = path.slice(0, -1);
    const texts =
      placeOf(container, options)?.key?.constraints ??
      (issue.issues ?? []).map((each) =>
        constraintOf(each, path.at(-1), undefined),
      );
    return [
      failure(
        container,
        input,
        options,
        `Map keys must satisfy constraint: [${texts.join(", ")}]`,
      ),
    ];
  }
  const constraint = constraintOf(issue, valueAt(input, path), place);
  const step =
    place?.step ?? (typeof path.at(-1) === "number" ? "item" : "member");
  const simple = place?.simple ?? typeof valueAt(input, path) !== "object";
  if (step === "member" || !simple)
    return [failure(path, input, options, constraint)];
  const texts = place?.constraints ?? [constraint];
  const kind = step === "item" ? "Member" : "Map value";
  return [
    failure(
      path.slice(0, -1),
      input,
      options,
      `${kind} must satisfy constraint: [${texts.join(", ")}]`,
    ),
  ];
}

function failure(
  at: readonly PropertyKey[],
  input: unknown,
  options: DescribeOptions,
  constraint: string,
): FieldFailure {
  const path = printPath(at, options);
  const value = valueAt(input, at);
  const hidden = isHidden(at, options);
  const printed =
    value === undefined || value === null
      ? " null"
      : hidden
        ? ""
        : ` '${printValue(value, at, options)}'`;
  return {
    path,
    at,
    constraint,
    message: `Value${printed} at '${path}' failed to satisfy constraint: ${constraint}`,
  };
}

/** Whether something on the way to the value is a secret. */
function isHidden(
  at: readonly PropertyKey[],
  options: DescribeOptions,
): boolean {
  const { sensitive } = options;
  if (sensitive !== undefined) {
    const names = at.filter((step) => typeof step === "string");
    // What is no member of anything, parsed by the validator of its own shape, may be a secret as well.
    if (names.length === 0 || names.some((name) => sensitive.members.has(name)))
      return true;
  }
  return at.some(
    (_, index) => placeOf(at.slice(0, index + 1), options)?.sensitive === true,
  );
}

/** Whether the path's last step is a map's key, and a secret. */
function isHiddenKey(
  at: readonly PropertyKey[],
  options: DescribeOptions,
): boolean {
  const map = at.slice(0, -1);
  if (placeOf(map, options)?.key?.sensitive === true) return true;
  // Of lists within the map's member only the names count: `doors.0.secret`.
  const name = map.findLast((step) => typeof step === "string");
  return (
    typeof at.at(-1) === "string" &&
    typeof name === "string" &&
    options.sensitive?.keys.has(name) === true
  );
}

function placeOf(
  path: readonly PropertyKey[],
  options: DescribeOptions,
): Place | undefined {
  return path.length === 0 ? undefined : options.place?.(path);
}

/** Members with their first letter in lower case, list items counted from 1, items and map values as `.member`. */
function printPath(
  path: readonly PropertyKey[],
  options: DescribeOptions,
): string {
  const steps = path.map((step, index) => {
    const kind =
      placeOf(path.slice(0, index + 1), options)?.step ??
      (typeof step === "number" ? "item" : "member");
    if (kind === "item") return `${Number(step) + 1}.member`;
    const hidden = isHiddenKey(path.slice(0, index + 1), options);
    const name = hidden ? HIDDEN : String(step);
    return kind === "value"
      ? `${name}.member`
      : name.slice(0, 1).toLowerCase() + name.slice(1);
  });
  return steps.join(".");
}

/** A broken constraint, apart from how a service puts it. */
export type BrokenConstraint =
  | { readonly kind: "required" | "uniqueItems" }
  | {
      readonly kind: "length" | "range";
      readonly side: "less" | "greater";
      readonly limit: unknown;
    }
  | { readonly kind: "pattern"; readonly pattern: unknown }
  | { readonly kind: "enum"; readonly values: unknown }
  | { readonly kind: "other"; readonly text: string };

/** @param value what stands at the issue's path. */
export function brokenConstraint(
  issue: ValidationIssue,
  value: unknown,
): BrokenConstraint {
  const details: IssueDetails = issue;
  const params = details.params ?? {};
  const constraint = params["constraint"];
  if (value === undefined || value === null || constraint === "required")
    return { kind: "required" };
  switch (issue.code) {
    case "too_small":
    case "too_big":
      return bound(
        details.origin === undefined || SIZED.has(details.origin),
        issue.code === "too_small" ? details.minimum : undefined,
        details.maximum,
      );
    case "invalid_format":
      return { kind: "pattern", pattern: sourceOf(details.pattern) };
    case "invalid_value":
      return { kind: "enum", values: details.values };
    default:
  }
  switch (constraint) {
    case "length":
    case "range":
      return bound(
        constraint === "length",
        params["minimum"],
        params["maximum"],
      );
    case "pattern":
      return { kind: "pattern", pattern: params["pattern"] };
    case "enum":
      return { kind: "enum", values: params["values"] };
    case "uniqueItems":
      return { kind: "uniqueItems" };
    default:
      return { kind: "other", text: issue.message };
  }
}

function bound(
  isLength: boolean,
  minimum: unknown,
  maximum: unknown,
): BrokenConstraint {
  const kind = isLength ? "length" : "range";
  return minimum === undefined
    ? { kind, side: "less", limit: maximum }
    : { kind, side: "greater", limit: minimum };
}

function constraintOf(
  issue: ValidationIssue,
  value: unknown,
  place: Place | undefined,
): string {
  const broken = brokenConstraint(issue, value);
  switch (broken.kind) {
    case "required":
      return "Member must not be null";
    case "uniqueItems":
      return "Member must have unique elements";
    case "length":
    case "range":
      return boundText(broken.kind === "length", broken.side, broken.limit);
    case "pattern":
      return patternText(place?.pattern ?? broken.pattern);
    case "enum": {
      const values = place?.values ?? broken.values;
      return values === undefined ? issue.message : enumText(values);
    }
    default:
      return broken.text;
  }
}

/** Origins of zod's size issues whose size is a length; of the others it is the value. */
const SIZED: ReadonlySet<string> = new Set([
  "string",
  "array",
  "set",
  "map",
  "record",
  "object",
  "blob",
]);

function boundText(
  isLength: boolean,
  side: "less" | "greater",
  limit: unknown,
): string {
  return `Member must have ${isLength ? "length" : "value"} ${side} than or equal to ${String(limit)}`;
}

/** The constraints of the `length` trait, in the order in which the service lists them. */
export function lengthTexts(length: Limits): string[] {
  return boundTexts(true, length);
}

/** The constraints of the `range` trait. */
export function rangeTexts(range: Limits): string[] {
  return boundTexts(false, range);
}

function boundTexts(isLength: boolean, limits: Limits): string[] {
  const texts: string[] = [];
  if (limits.max !== undefined)
    texts.push(boundText(isLength, "less", limits.max));
  if (limits.min !== undefined)
    texts.push(boundText(isLength, "greater", limits.min));
  return texts;
}

export function patternText(pattern: unknown): string {
  return `Member must satisfy regular expression pattern: ${String(pattern)}`;
}

export function enumText(values: unknown): string {
  return `Member must satisfy enum value set: [${Array.isArray(values) ? values.join(", ") : String(values)}]`;
}

/** zod gives a pattern as a literal: `/^a$/u`. */
function sourceOf(literal: string | undefined): string | undefined {
  return /^\/(.*)\/[a-z]*$/s.exec(literal ?? "")?.[1] ?? literal;
}

export function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const step of path) {
    if (
      typeof value !== "object" ||
      value === null ||
      !Object.hasOwn(value, step)
    )
      return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

/** As Java prints it, which the services are written in: `[a, b]`, `{k=v}`. */
function printValue(
  value: unknown,
  path: readonly PropertyKey[],
  options: DescribeOptions,
): string {
  const inside = (entry: unknown, step: PropertyKey): string => {
    if (entry === undefined || entry === null) return "null";
    const at = [...path, step];
    return isHidden(at, options) ? HIDDEN : printValue(entry, at, options);
  };
  if (Array.isArray(value))
    return `[${value.map((entry, index) => inside(entry, index)).join(", ")}]`;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array)
    return `java.nio.HeapByteBuffer[pos=0 lim=${value.length} cap=${value.length}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, entry]) => {
        const hidden = isHiddenKey([...path, key], options);
        return `${hidden ? HIDDEN : key}=${inside(entry, key)}`;
      })
      .join(", ")}}`;
  }
  return String(value);
}

const HIDDEN = "***SensitiveInformation***";
