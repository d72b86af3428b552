import { idOf, membersOf } from "../schema-access.js";
import type { StructureSchema } from "../schema.js";
import type { TraitReader } from "./traits.js";

/** Members of an output that show what the state calls otherwise. */
export function propertiesIn(
  structure: StructureSchema,
  reader: TraitReader,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of membersOf(structure).names) {
    const property = reader.property(`${idOf(structure)}$${name}`);
    if (property !== undefined) found.set(name, property);
  }
  return found;
}

/** The members that hold identifiers: by `swage#identifier`, by `resourceIdentifier`, by their own names. */
export function identifiersIn(
  structure: StructureSchema,
  identifiers: readonly string[],
  reader: TraitReader,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const { names, members } = membersOf(structure);
  for (const [index, name] of names.entries()) {
    if (members[index]?.schema[0] !== 0) continue;
    const form = reader.identifier(`${idOf(structure)}$${name}`);
    const bound = members[index]?.traits["resourceIdentifier"];
    const said =
      form !== undefined
        ? (form.name ?? name)
        : typeof bound === "string"
          ? bound
          : name;
    if (identifiers.includes(said)) found.set(name, said);
  }
  return found;
}
