import type { EnumValue } from "../../model/enums.js";
import { enumValues, isEnumeration } from "../../model/enums.js";
import { nameOf } from "../../model/shape-id.js";
import type { DataShape } from "../../model/shapes.js";
import { hintOn, valueKey } from "../renames.js";
import type { FindingPlace } from "../rule.js";
import { always, defineRule } from "../rule.js";
import { judgement } from "../severity.js";

function at(shape: DataShape): FindingPlace {
  return { kind: "data", in: "after", shape: shape.id };
}

/** Values of enum shapes are members; those of the older trait may have names, but are none. */
function valueIn(
  { id, type }: DataShape,
  name: string | undefined,
): { readonly shape: string; readonly member?: string } {
  return { shape: id, ...(name === undefined || type === "string" ? {} : { member: name }) };
}

export const enumValueAdded = defineRule({
  id: "enum-value-added",
  title: "An enumeration has a new value.",
  remedy: "Give switches over the values a default branch, or generate with open enumerations.",
  opposite: "enum-value-removed",
  verdicts: {
    any: { when: "always", input: judgement("additive", "risky"), output: judgement("risky", "additive") },
  },
  find: ({ enums }, { renames }) =>
    enums.flatMap(({ shapes, added }) =>
      added.map(({ name, value }) => ({
        verdict: "any",
        ...valueIn(shapes.after, name),
        after: value,
        message: `${nameOf(shapes.after.id)} has the new value ${JSON.stringify(value)}${hintOn(valueKey(shapes.after, value), renames)}.`,
        place: at(shapes.after),
      })),
    ),
});

export const enumValueRemoved = defineRule({
  id: "enum-value-removed",
  title: "An enumeration no longer has a value.",
  remedy: "Stop sending the value; look for stored data that holds it.",
  opposite: "enum-value-added",
  verdicts: {
    any: {
      when: "always",
      input: judgement("breaking", "none", ["types", "validators", "stored-data", "mock"]),
      output: judgement("breaking", "breaking", ["types", "validators", "stored-data", "mock"]),
    },
  },
  find: ({ enums }, { renames }) =>
    enums.flatMap(({ shapes, removed }) =>
      removed.map(({ name, value }) => ({
        verdict: "any",
        ...valueIn(shapes.before, name),
        before: value,
        message: `${nameOf(shapes.after.id)} no longer has the value ${JSON.stringify(value)}${hintOn(valueKey(shapes.before, value), renames)}.`,
        place: at(shapes.after),
      })),
    ),
});

export const enumValueRenamed = defineRule({
  id: "enum-value-renamed",
  title: "A value of an enumeration has another name; the value itself stays.",
  remedy: "Use the new name of the constant, or the value itself.",
  verdicts: { any: always("always", judgement("breaking", "none", ["types"])) },
  // A service-2.json has no names of values: ours may move when a value comes.
  find: ({ enums, before: { model: old }, after: { model: now } }) =>
    (old.form === "service-2" || now.form === "service-2" ? [] : enums).flatMap(({ shapes, common }) =>
      common
        .filter(({ before, after }) => nameOfValue(before) !== nameOfValue(after) && !bothUnnamed(before, after))
        .map(({ before, after }) => ({
          verdict: "any",
          ...valueIn(shapes.before, before.name),
          before: before.name,
          after: after.name,
          message: `The value ${JSON.stringify(after.value)} of ${nameOf(shapes.after.id)} is now called ${nameOfValue(after)}; it was ${nameOfValue(before)}.`,
          place: at(shapes.after),
        })),
    ),
});

function nameOfValue({ name, value }: EnumValue): string {
  return name ?? String(value);
}

function bothUnnamed(before: EnumValue, after: EnumValue): boolean {
  return before.name === undefined && after.name === undefined;
}

function valuesOf(shape: DataShape): readonly (string | number)[] {
  return (enumValues(shape) ?? []).map(({ value }) => value);
}

export const enumAdded = defineRule({
  id: "enum-added",
  title: "A string or number that took any value has a list of values.",
  remedy: "Send only values of the list; look for stored data that holds others.",
  opposite: "enum-removed",
  verdicts: {
    any: {
      when: "always",
      input: judgement("breaking", "none", ["types", "validators", "stored-data", "mock"]),
      output: judgement("none", "breaking", ["stored-data", "mock"]),
    },
  },
  find: ({ shapes }) =>
    shapes.common
      .filter(({ before, after }) => isPlain(before) && isEnumeration(after))
      .map(({ after }) => ({
        verdict: "any",
        shape: after.id,
        trait: "smithy.api#enum",
        after: valuesOf(after),
        message: `${nameOf(after.id)} now takes only ${countOf(valuesOf(after))}; it took any.`,
        place: at(after),
      })),
});

export const enumRemoved = defineRule({
  id: "enum-removed",
  title: "A string or number that had a list of values takes any value.",
  remedy: "Give switches over the values a default branch.",
  opposite: "enum-added",
  verdicts: {
    any: { when: "always", input: judgement("additive", "risky"), output: judgement("risky", "additive") },
  },
  find: ({ shapes }) =>
    shapes.common
      .filter(({ before, after }) => isEnumeration(before) && isPlain(after))
      .map(({ before, after }) => ({
        verdict: "any",
        shape: after.id,
        trait: "smithy.api#enum",
        before: valuesOf(before),
        message: `${nameOf(after.id)} now takes any value; it had a list of ${valuesOf(before).length}.`,
        place: at(after),
      })),
});

function countOf(values: readonly unknown[]): string {
  return values.length === 1 ? "one value" : `${values.length} values`;
}

function isPlain(shape: DataShape): boolean {
  return (shape.type === "string" || shape.type === "integer") && !isEnumeration(shape);
}
