import { nameOf } from "../../model/shape-id.js";
import type { DataShape } from "../../model/shapes.js";
import { isSimpleShape } from "../../model/shapes.js";
import { isEnumeration } from "../../model/enums.js";
import { hintOn } from "../renames.js";
import type { Finding } from "../rule.js";
import { always, defineRule } from "../rule.js";
import { withArticle } from "../sentences.js";
import { judgement } from "../severity.js";

export const shapeAdded = defineRule({
  id: "shape-added",
  title: "The operations reach a new shape; the members that lead to it are told apart.",
  remedy: "Nothing needs to be done.",
  opposite: "shape-removed",
  verdicts: { any: always("always", judgement("additive", "none")) },
  find: ({ shapes }, { renamed, renames }) =>
    shapes.added
      .filter(({ id }) => !renamed.has(id))
      .map((shape) => ({
        verdict: "any",
        shape: shape.id,
        after: typeOf(shape),
        message: `The ${typeOf(shape)} ${nameOf(shape.id)} is new${hintOn(shape.id, renames)}.`,
        place: { kind: "data", in: "after", shape: shape.id },
      })),
});

export const shapeRemoved = defineRule({
  id: "shape-removed",
  title: "No operation reaches a shape any more: its type and its validator are gone.",
  remedy: "Stop importing the type and the validator, or declare them yourself.",
  opposite: "shape-added",
  verdicts: {
    simple: always("it is a simple shape, which few name", judgement("risky", "none")),
    other: always(
      "it is a structure, union, enumeration, list or map",
      judgement("breaking", "none", ["types", "validators"]),
    ),
  },
  find: ({ shapes }, { renamed, renames }) =>
    shapes.removed
      .filter(({ id }) => !renamed.has(id))
      .map((shape) => ({
        verdict: isSimpleShape(shape) && !isEnumeration(shape) && !isDefinition(shape) ? "simple" : "other",
        shape: shape.id,
        before: typeOf(shape),
        message: `The ${typeOf(shape)} ${nameOf(shape.id)} is gone${hintOn(shape.id, renames)}.`,
        place: { kind: "data", in: "before", shape: shape.id },
      })),
});

/** Whether the shape defines a trait. */
function isDefinition(shape: DataShape): boolean {
  return shape.traits.has("smithy.api#trait");
}

/** The type, with both forms of enumeration as one. */
function typeOf(shape: DataShape): string {
  return shape.type === "string" && isEnumeration(shape) ? "enum" : shape.type;
}

const WHOLE_NUMBERS: readonly string[] = ["byte", "short", "integer", "long", "bigInteger"];
const FRACTIONS: readonly string[] = ["float", "double", "bigDecimal"];

/** Whether each value of the old type is one of the new type, in the same form on the wire and in TypeScript. */
function isWider(before: string, after: string): boolean {
  if (after.startsWith("big")) return false; // another type in TypeScript
  return [WHOLE_NUMBERS, FRACTIONS].some((order) => {
    const [old, now] = [order.indexOf(before), order.indexOf(after)];
    return old >= 0 && now > old;
  });
}

export const shapeTypeChanged = defineRule({
  id: "shape-type-changed",
  title: "A shape is of another type.",
  remedy: "Send and read values of the new type.",
  verdicts: {
    wider: {
      when: "it is a number with more room",
      input: judgement("additive", "risky"),
      output: judgement("risky", "additive"),
    },
    other: always(
      "it is any other type",
      judgement("breaking", "breaking", ["types", "validators", "stored-data", "mock"]),
    ),
  },
  find: ({ shapes }) =>
    shapes.common
      .filter(({ before, after }) => typeOf(before) !== typeOf(after) && !becameEnumeration(before, after))
      .map(({ before, after }): Omit<Finding<"wider" | "other">, "rule"> => ({
        verdict: isWider(before.type, after.type) ? "wider" : "other",
        shape: after.id,
        before: typeOf(before),
        after: typeOf(after),
        message: typeSentence(before, after),
        place: { kind: "data", in: "after", shape: after.id },
      })),
});

/** Of a member that points at another shape, the two have names of their own, and neither became what it is. */
function typeSentence(before: DataShape, after: DataShape): string {
  const [old, now] = [before, after].map((shape) => withArticle(typeOf(shape)));
  return before.id === after.id
    ? `${nameOf(after.id)} is now ${now}; it was ${old}.`
    : `${nameOf(after.id)} is ${now}, ${nameOf(before.id)} ${old}.`;
}

const FAMILIES: readonly ReadonlySet<string>[] = [new Set(["string", "enum"]), new Set(["integer", "intEnum"])];

/** A string with and without a list of values, a number likewise: told by the rules on enumerations. */
function becameEnumeration(before: DataShape, after: DataShape): boolean {
  return FAMILIES.some((family) => family.has(typeOf(before)) && family.has(typeOf(after)));
}
