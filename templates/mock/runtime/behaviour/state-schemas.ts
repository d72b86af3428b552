import type { OperationDefinition } from "../definition.js";
import { idOf, membersOf } from "../schema-access.js";
import type { Member } from "../schema-access.js";
import type { Schema, StructureSchema } from "../schema.js";
import type { TraitReader } from "./traits.js";
import { isFields } from "./values.js";

/** What the state of a resource may hold, by name. */
export interface StateSchemas {
  readonly schemas: ReadonlyMap<string, Schema>;
  /** Of these, what is told by requests or traits and not made up: where nobody gave it, it is absent. */
  readonly told: ReadonlySet<string>;
}

/**
 * The members of the resource's structure, and beside them what its operations take and show elsewhere, such as tags.
 * @param writers the operations whose input goes into the state.
 * @param others the resource's further operations.
 */
export function stateSchemas(
  structure: StructureSchema,
  writers: readonly OperationDefinition[],
  others: readonly OperationDefinition[],
  reader: TraitReader,
): StateSchemas {
  const schemas = new Map<string, Schema>();
  const add = (container: StructureSchema): void => {
    const { names, members } = membersOf(container);
    for (const [index, name] of names.entries()) {
      const member = members[index];
      if (member === undefined) continue;
      if (member.traits["idempotencyToken"] !== undefined) continue;
      const property = propertyOf(container, name, member, reader);
      if (!schemas.has(property)) schemas.set(property, member.schema);
    }
  };
  const own = membersOf(structure);
  for (const [index, name] of own.names.entries()) {
    const member = own.members[index];
    if (member !== undefined) schemas.set(name, member.schema);
  }
  for (const { input } of writers) add(input);
  const told = new Set(schemas.keys());
  for (const operation of [...writers, ...others])
    for (const name of reader.setNames(operation.id)) told.add(name);
  for (const { input } of others) add(input);
  for (const { output } of [...writers, ...others]) add(output);
  return { schemas, told };
}

/** What a member of an input sets, or one of an output shows. */
export function propertyOf(
  structure: StructureSchema,
  name: string,
  member: Member,
  reader: TraitReader,
): string {
  const named = member.traits["property"];
  return (
    reader.property(`${idOf(structure)}$${name}`) ??
    (isFields(named) && typeof named["name"] === "string"
      ? named["name"]
      : name)
  );
}
