import type { OperationDefinition } from "../definition.js";
import { getOwn, memberOf, membersOf, resolve } from "../schema-access.js";
import type { Member } from "../schema-access.js";
import type { StructureSchema } from "../schema.js";
import { identifiersIn, propertiesIn } from "./plan.js";
import type { ResourcePlan } from "./plan.js";
import type { TraitReader } from "./traits.js";
import { isFields } from "./values.js";

/** The list that a list operation answers with, and the members that page through it; paths as in `paginated`. */
export interface Pages {
  readonly items: readonly string[];
  readonly item: Member;
  readonly identifierMembers: ReadonlyMap<string, string>;
  readonly properties: ReadonlyMap<string, string>;
  readonly inputToken: readonly string[];
  readonly outputToken: readonly string[];
  readonly pageSize: readonly string[];
}

/** @returns undefined where the output has no list to put resources in. */
export function planPages(
  operation: OperationDefinition,
  resource: ResourcePlan,
  reader: TraitReader,
): Pages | undefined {
  const paginated = operation.traits["paginated"];
  const said = isFields(paginated) ? paginated : {};
  const path = (name: string): readonly string[] => {
    const value = getOwn(said, name);
    return typeof value === "string" ? value.split(".") : [];
  };
  const listed =
    path("items").length > 0 ? path("items") : firstList(operation.output);
  const list = memberAt(operation.output, listed);
  if (list === undefined || list.schema[0] !== 1) return undefined;
  const item = resolve(list.schema[4]);
  const structure = item.schema[0] === 3 ? item.schema : undefined;
  return {
    items: listed,
    item,
    identifierMembers: structure
      ? identifiersIn(structure, resource.identifiers, reader)
      : new Map(),
    properties: structure ? propertiesIn(structure, reader) : new Map(),
    inputToken: path("inputToken"),
    outputToken: path("outputToken"),
    pageSize: path("pageSize"),
  };
}

function firstList(output: StructureSchema): readonly string[] {
  const { names } = membersOf(output);
  return names
    .filter((name) => memberOf(output, name)?.schema[0] === 1)
    .slice(0, 1);
}

function memberAt(
  structure: StructureSchema,
  path: readonly string[],
): Member | undefined {
  let member: Member | undefined;
  let container: StructureSchema | undefined = structure;
  for (const name of path) {
    member = container && memberOf(container, name);
    container = member?.schema[0] === 3 ? member.schema : undefined;
  }
  return member;
}
