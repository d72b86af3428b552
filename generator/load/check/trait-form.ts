import type { Json } from "../../model/traits.js";
import { boundValue } from "../../model/traits.js";
import { describe, isObject } from "../json/json-value.js";

/** What the value of a trait looks like. */
export type Form =
  | { readonly kind: "any" }
  | { readonly kind: "text"; readonly nonEmpty?: boolean; readonly values?: readonly string[] }
  | { readonly kind: "number"; readonly integer?: boolean; readonly min?: number; readonly max?: number }
  /** A number, or the digits of an integer that a double may not hold. */
  | { readonly kind: "bound" }
  | { readonly kind: "boolean" }
  | { readonly kind: "list"; readonly of: Form; readonly nonEmpty?: boolean }
  | { readonly kind: "map"; readonly of: Form }
  | { readonly kind: "object"; readonly fields: ReadonlyMap<string, Form>; readonly required: readonly string[] };

export const ANY: Form = { kind: "any" };
export const TEXT: Form = { kind: "text" };
export const NAME: Form = { kind: "text", nonEmpty: true };
export const FLAG: Form = { kind: "boolean" };
export const NUMBER: Form = { kind: "number" };
export const BOUND: Form = { kind: "bound" };
export const TEXTS: Form = { kind: "list", of: TEXT };
export const NAMES: Form = { kind: "list", of: NAME };

/** A structure; keys that end in `!` are required. */
export function object(fields: { readonly [key: string]: Form }): Form {
  const keys = Object.keys(fields);
  return {
    kind: "object",
    fields: new Map(keys.map((key) => [key.replace("!", ""), fields[key]!])),
    required: keys.filter((key) => key.endsWith("!")).map((key) => key.slice(0, -1)),
  };
}

/** A trait without a value: an empty object. */
export const ANNOTATION: Form = object({});

export interface FormFault {
  /** Path inside the value. */
  readonly path: readonly (string | number)[];
  readonly problem: string;
  /** An unknown key of a structure: Smithy passes over it with a warning. */
  readonly unknownKey?: boolean;
}

const NO_FAULTS: readonly FormFault[] = [];

/** Everything in which a value departs from its form. */
export function formFaults(form: Form, value: Json): readonly FormFault[] {
  switch (form.kind) {
    case "any":
      return NO_FAULTS;
    case "boolean":
      return typeof value === "boolean" ? NO_FAULTS : wrong(value, "true or false");
    case "text":
      if (typeof value !== "string") return wrong(value, "a string");
      if (form.nonEmpty === true && value === "") return fault("must not be empty");
      if (form.values === undefined || form.values.includes(value)) return NO_FAULTS;
      return fault(`must be one of ${form.values.map((text) => JSON.stringify(text)).join(", ")}`);
    case "number":
      if (typeof value !== "number") return wrong(value, "a number");
      if (form.integer === true && !Number.isInteger(value)) return fault("must be an integer");
      if (value < (form.min ?? -Infinity) || value > (form.max ?? Infinity))
        return fault(`must lie between ${form.min ?? "-∞"} and ${form.max ?? "∞"}`);
      return NO_FAULTS;
    case "bound":
      return boundValue(value) === undefined ? wrong(value, "a number") : NO_FAULTS;
    case "list":
      if (!Array.isArray(value)) return wrong(value, "an array");
      if (form.nonEmpty === true && value.length === 0) return fault("must not be empty");
      return itemFaults(form.of, value as readonly Json[]);
    case "map":
      if (!isObject(value)) return wrong(value, "an object");
      if (form.of === ANY) return NO_FAULTS;
      return entryFaults(form.of, value);
    case "object":
      return isObject(value) ? objectFaults(form, value) : wrong(value, "an object");
  }
}

function fault(problem: string): readonly FormFault[] {
  return [{ path: [], problem }];
}

function wrong(value: Json, expected: string): readonly FormFault[] {
  return fault(`must be ${expected} and is ${describe(value)}`);
}

// Nearly every value has its form: what follows makes lists of faults, and paths in them, only where there are some.

function itemFaults(form: Form, items: readonly Json[]): readonly FormFault[] {
  let faults: FormFault[] | undefined;
  for (let index = 0; index < items.length; index++) faults = joined(faults, index, formFaults(form, items[index]!));
  return faults ?? NO_FAULTS;
}

function entryFaults(form: Form, value: { readonly [key: string]: Json }): readonly FormFault[] {
  let faults: FormFault[] | undefined;
  for (const key in value) faults = joined(faults, key, formFaults(form, value[key]!));
  return faults ?? NO_FAULTS;
}

function objectFaults(
  { fields, required }: Extract<Form, { kind: "object" }>,
  value: { readonly [key: string]: Json },
): readonly FormFault[] {
  let faults: FormFault[] | undefined;
  for (let index = 0; index < required.length; index++) {
    const key = required[index]!;
    if (!Object.hasOwn(value, key)) (faults ??= []).push({ path: [], problem: `lacks "${key}"` });
  }
  for (const key in value) {
    const form = fields.get(key);
    if (form !== undefined) faults = joined(faults, key, formFaults(form, value[key]!));
    else (faults ??= []).push({ path: [key], problem: `has the unknown key "${key}"`, unknownKey: true });
  }
  return faults ?? NO_FAULTS;
}

/** Adds what is at fault below `step`. */
function joined(
  faults: FormFault[] | undefined,
  step: string | number,
  inner: readonly FormFault[],
): FormFault[] | undefined {
  if (inner.length === 0) return faults;
  const all = faults ?? [];
  for (const one of inner) all.push({ ...one, path: [step, ...one.path] });
  return all;
}
