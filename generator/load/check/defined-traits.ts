import type { Model } from "../../model/model.js";
import { SIMPLE_TYPES } from "../../model/shapes.js";
import { trait } from "../../model/traits.js";
import type { Placement, TypeName } from "./placement.js";
import { ANY } from "./trait-form.js";
import type { TraitRule } from "./trait-table.js";

const TYPES: ReadonlySet<string> = new Set<TypeName>([
  ...SIMPLE_TYPES,
  "enum",
  "intEnum",
  "list",
  "map",
  "structure",
  "union",
  "service",
  "resource",
  "operation",
  "number",
  "simpleType",
]);

/**
 * Rules of the traits that the model itself defines. Of Smithy's selectors those are read that list shape types
 * (`string`, `:is(structure, union)`) or name members (`member`, `structure > member`); others allow any place.
 */
export function definedTraits(model: Model): ReadonlyMap<string, TraitRule> {
  const rules = new Map<string, TraitRule>();
  for (const shape of model.shapes.values()) {
    const definition = trait(shape, "smithy.api#trait");
    if (definition === undefined) continue;
    const selector = typeof definition?.selector === "string" ? definition.selector : "*";
    rules.set(shape.id, { at: readSelector(selector), form: ANY, conflicts: [] });
  }
  return rules;
}

const ANYWHERE: Placement = { shapes: "any", members: "any" };

function readSelector(selector: string): Placement {
  const names = typeNames(selector);
  if (names !== undefined) {
    const shapes = names.filter((name) => name !== "member") as TypeName[];
    return { shapes, ...(names.includes("member") ? { members: "any" as const } : {}) };
  }
  const [left, right, ...rest] = selector.split(">").map((part) => part.trim());
  const of = rest.length === 0 && right === "member" ? typeNames(left ?? "") : undefined;
  return of === undefined || of.includes("member") ? ANYWHERE : { members: { of: of as TypeName[] } };
}

/** `string`, or `:is(string, member)`. @returns undefined for anything else. */
function typeNames(selector: string): readonly string[] | undefined {
  const inner = /^\s*(?::is\(([^()]*)\)|([A-Za-z]+))\s*$/.exec(selector);
  const names = (inner?.[1] ?? inner?.[2])?.split(",").map((name) => name.trim());
  return names?.every((name) => name === "member" || TYPES.has(name)) === true ? names : undefined;
}
