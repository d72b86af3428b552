import type { OperationDefinition } from "../definition.js";
import {
  getOwn,
  idOf,
  memberOf,
  membersOf,
  resolve,
} from "../schema-access.js";
import type { Member } from "../schema-access.js";
import type { Schema, StructureSchema } from "../schema.js";
import { identifiersIn, propertiesIn } from "./bindings.js";
import type { Query } from "./jmespath.js";
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
  /** Members of the output that the service makes of the others. */
  readonly computed: readonly ComputedMember[];
}

interface ComputedMember {
  readonly name: string;
  readonly schema: Schema;
  readonly value: Query;
}

/** @returns undefined where the output has no list to put resources in. */
export function planPages(
  operation: OperationDefinition,
  identifiers: readonly string[],
  reader: TraitReader,
): Pages | undefined {
  const list = listIn(operation);
  if (list === undefined) return undefined;
  const { items, item } = list;
  const structure = item.schema[0] === 3 ? item.schema : undefined;
  const path = (name: string): readonly string[] => pathOf(operation, name);
  return {
    items,
    item,
    identifierMembers: structure
      ? identifiersIn(structure, identifiers, reader)
      : new Map(),
    properties: structure ? propertiesIn(structure, reader) : new Map(),
    inputToken: path("inputToken"),
    outputToken: path("outputToken"),
    pageSize: path("pageSize"),
    computed: computedIn(operation.output, items, reader),
  };
}

/** The structure that a list has as its items. */
export function itemStructure(
  operation: OperationDefinition,
): StructureSchema | undefined {
  const schema = listIn(operation)?.item.schema;
  return schema?.[0] === 3 ? schema : undefined;
}

function listIn(
  operation: OperationDefinition,
): Pick<Pages, "items" | "item"> | undefined {
  const said = pathOf(operation, "items");
  const items = said.length > 0 ? said : firstList(operation.output);
  const list = memberAt(operation.output, items);
  return list?.schema[0] === 1
    ? { items, item: resolve(list.schema[4]) }
    : undefined;
}

function pathOf(
  operation: OperationDefinition,
  name: string,
): readonly string[] {
  const paginated = operation.traits["paginated"];
  const value = isFields(paginated) ? getOwn(paginated, name) : undefined;
  return typeof value === "string" ? value.split(".") : [];
}

function computedIn(
  output: StructureSchema,
  items: readonly string[],
  reader: TraitReader,
): readonly ComputedMember[] {
  const { names, members } = membersOf(output);
  return names.flatMap((name, index) => {
    const computed = reader.computed(`${idOf(output)}$${name}`);
    const schema = members[index]?.schema;
    return computed === undefined || schema === undefined || name === items[0]
      ? []
      : [{ name, schema, value: computed.value }];
  });
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
