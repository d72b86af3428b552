import type { DataShape } from "./shapes.js";
import type { Traits } from "./traits.js";
import { hasTrait, NO_TRAITS, trait } from "./traits.js";
import { inWorkingMemory } from "./working-memory.js";

/** One value of an enumeration, whichever of Smithy's forms it has. */
export interface EnumValue {
  /** Member name of an enum shape; `name` of the older trait, where given. */
  readonly name: string | undefined;
  readonly value: string | number;
  readonly documentation: string | undefined;
  readonly deprecated: { readonly message?: string; readonly since?: string } | undefined;
  readonly tags: readonly string[];
  /** Of the member of an enum shape; the older trait has no place for others. */
  readonly traits: Traits;
}

const valuesOf = inWorkingMemory(() => new WeakMap<DataShape, readonly EnumValue[]>());

/**
 * The values of an `enum` or `intEnum` shape, or of a string with the older `enum` trait, in the model's order.
 * @returns undefined for every other shape.
 */
export function enumValues(shape: DataShape): readonly EnumValue[] | undefined {
  if (!isEnumeration(shape)) return undefined;
  let values = valuesOf().get(shape);
  if (values === undefined) valuesOf().set(shape, (values = readValues(shape)));
  return values;
}

function readValues(shape: DataShape): readonly EnumValue[] {
  if (shape.type === "enum" || shape.type === "intEnum") {
    return [...shape.members.values()].map((member) => ({
      name: member.name,
      value: trait(member, "smithy.api#enumValue") ?? member.name,
      documentation: trait(member, "smithy.api#documentation"),
      deprecated: trait(member, "smithy.api#deprecated"),
      tags: trait(member, "smithy.api#tags") ?? [],
      traits: member.traits,
    }));
  }
  return trait(shape, "smithy.api#enum")!.map((entry) => ({
    name: entry.name,
    value: entry.value,
    documentation: entry.documentation,
    deprecated: entry.deprecated === true ? {} : undefined,
    tags: entry.tags ?? [],
    traits: NO_TRAITS,
  }));
}

/** Whether the shape lists its values, in either form. */
export function isEnumeration(shape: DataShape): boolean {
  return (
    shape.type === "enum" || shape.type === "intEnum" || (shape.type === "string" && hasTrait(shape, "smithy.api#enum"))
  );
}
