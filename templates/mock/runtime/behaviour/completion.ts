import { OutputError, writeStructure } from "../json-writer.js";
import {
  getOwn,
  idOf,
  memberOf,
  membersOf,
  resolve,
  setOwn,
} from "../schema-access.js";
import type { Member } from "../schema-access.js";
import type { Schema, StructureSchema, UnionSchema } from "../schema.js";
import { dropDefaulted } from "../values.js";
import type { Scope } from "./rules.js";
import type { Computed, Merge, TraitReader } from "./traits.js";
import { fromJson, isFields, project } from "./values.js";
import type { Fields } from "./values.js";

/** How the state of a resource is completed after a request wrote into it. */
export interface Completion {
  /** What the root's members are when nobody gave them, by name: `initial` in rules. */
  readonly initial: Fields;
  /** Members of the root for which a trait says what they are when absent: it goes before the model's default. */
  readonly ownAbsent: ReadonlySet<string>;
  /**
   * Merges lists, mirrors members, fills in initial and computed values.
   * @param state the new state, written in place.
   * @param given what of it this request gave.
   * @param before the state until now; undefined on create.
   * @param scope as for rules; `stored` is `state` here, and `self` the structure that has the computed member.
   */
  complete(
    state: Fields,
    given: Fields,
    before: Fields | undefined,
    scope: Scope,
  ): void;
}

interface MemberTraits {
  readonly name: string;
  readonly schema: Schema;
  readonly initial: { readonly value: unknown } | undefined;
  readonly computed: Computed | undefined;
  readonly merge: Merge | undefined;
  readonly mirror: readonly string[] | undefined;
}

type Container = StructureSchema | UnionSchema;

/** Reads the traits of all that `root` reaches, once, so that a request only follows them. */
export function compileCompletion(
  root: StructureSchema,
  reader: TraitReader,
): Completion {
  const traits = new Map<Container, readonly MemberTraits[]>();
  collect(root, root, reader, traits);
  const ofRoot = traits.get(root) ?? [];
  const merged = ofRoot.filter((member) => member.merge !== undefined);
  const mirrored = ofRoot.filter((member) => member.mirror !== undefined);

  return {
    initial: initialOf(ofRoot),
    ownAbsent: new Set(ofRoot.filter(saysAbsent).map(({ name }) => name)),
    complete: (state, given, before, scope) => {
      visit(root, state, traits, dropDefaults);
      for (const member of merged)
        mergeList(member, state, given, before, scope);
      for (const member of mirrored) mirror(member, state, given);
      visit(root, state, traits, fillInitial);
      for (const member of mirrored) mirror(member, state, given);
      visit(root, state, traits, (fields, members) =>
        compute(fields, members, before === undefined, scope),
      );
    },
  };
}

function collect(
  schema: Schema,
  root: StructureSchema,
  reader: TraitReader,
  traits: Map<Container, readonly MemberTraits[]>,
): void {
  if (schema[0] === 0) return;
  if (schema[0] === 1)
    return collect(resolve(schema[4]).schema, root, reader, traits);
  if (schema[0] === 2)
    return collect(resolve(schema[5]).schema, root, reader, traits);
  if (traits.has(schema)) return;
  const { names, members } = membersOf(schema);
  const found: MemberTraits[] = [];
  traits.set(schema, found);
  for (const [index, name] of names.entries()) {
    const member = members[index];
    if (member === undefined) continue;
    const id = `${idOf(schema)}$${name}`;
    const ofRoot = schema === root;
    found.push({
      name,
      schema: member.schema,
      initial: initialValue(id, name, member, reader),
      computed: reader.computed(id),
      merge: ofRoot ? reader.merge(id) : undefined,
      mirror: ofRoot ? mirrorPath(id, root, reader) : undefined,
    });
    collect(member.schema, root, reader, traits);
  }
}

function initialValue(
  id: string,
  name: string,
  member: Member,
  reader: TraitReader,
): MemberTraits["initial"] {
  const initial = reader.initial(id);
  if (initial === undefined || initial.value === null) return initial;
  const value = fromJson(member.schema, initial.value);
  const fields: Fields = {};
  setOwn(fields, name, value);
  try {
    const { schema, traits } = member;
    writeStructure([3, "", "", 0, [name], [[schema, traits]]], fields, FORM);
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    reader.fault(id, "swage#initial", `does not fit: ${error.message}`);
  }
  return { value };
}

/** Any form does: the value is written only to see whether it can be. */
const FORM = { jsonName: false, timestampFormat: "epoch-seconds" } as const;

function mirrorPath(
  id: string,
  root: StructureSchema,
  reader: TraitReader,
): readonly string[] | undefined {
  const path = reader.mirror(id);
  let container: Schema = root;
  for (const name of path ?? []) {
    const member: Member | undefined =
      container[0] === 3 ? memberOf(container, name) : undefined;
    if (member === undefined) {
      reader.fault(id, "swage#mirror", `leads to no member at ${name}`);
      return undefined;
    }
    container = member.schema;
  }
  return path;
}

function initialOf(members: readonly MemberTraits[]): Fields {
  const fields: Fields = {};
  for (const { name, initial } of members)
    if (initial !== undefined) setOwn(fields, name, initial.value);
  return fields;
}

/** Calls `act` for each structure or union in a value, outer ones first. */
function visit(
  schema: Schema,
  value: unknown,
  traits: ReadonlyMap<Container, readonly MemberTraits[]>,
  act: (fields: Fields, members: readonly MemberTraits[]) => void,
): void {
  if (schema[0] === 0 || value === undefined || value === null) return;
  if (schema[0] === 1) {
    const item = resolve(schema[4]).schema;
    if (Array.isArray(value) && item[0] !== 0)
      for (const one of value) visit(item, one, traits, act);
    return;
  }
  if (!isFields(value)) return;
  if (schema[0] === 2) {
    const target = resolve(schema[5]).schema;
    if (target[0] !== 0)
      for (const one of Object.values(value)) visit(target, one, traits, act);
    return;
  }
  const members = traits.get(schema) ?? [];
  act(value, members);
  for (const member of members)
    visit(member.schema, getOwn(value, member.name), traits, act);
}

function saysAbsent({ initial, computed }: MemberTraits): boolean {
  return initial !== undefined || computed?.on === "absent";
}

function dropDefaults(fields: Fields, members: readonly MemberTraits[]): void {
  for (const member of members)
    if (saysAbsent(member)) dropDefaulted(fields, member.name);
}

function fillInitial(fields: Fields, members: readonly MemberTraits[]): void {
  for (const { name, schema, initial } of members) {
    if (
      initial === undefined ||
      initial.value === null ||
      getOwn(fields, name) !== undefined
    )
      continue;
    setOwn(fields, name, project(schema, initial.value));
  }
}

function compute(
  fields: Fields,
  members: readonly MemberTraits[],
  creating: boolean,
  scope: Scope,
): void {
  for (const { name, schema, computed } of members) {
    if (computed === undefined || (computed.on === "create" && !creating))
      continue;
    if (computed.on === "absent" && getOwn(fields, name) !== undefined)
      continue;
    const value = fromJson(schema, computed.value({ ...scope, self: fields }));
    if (value === null || value === undefined) delete fields[name];
    else setOwn(fields, name, project(schema, value));
  }
}

/** Puts the given items over those of the same key that were there, or behind them. */
function mergeList(
  { name, schema, merge, initial }: MemberTraits,
  state: Fields,
  given: Fields,
  before: Fields | undefined,
  scope: Scope,
): void {
  const items = getOwn(given, name);
  const base =
    (before && getOwn(before, name)) ?? project(schema, initial?.value);
  if (merge === undefined || !Array.isArray(items) || !Array.isArray(base))
    return;
  const list: unknown[] = [...base];
  const keyOf = (item: unknown): unknown =>
    isFields(item) ? getOwn(item, merge.key) : undefined;
  for (const item of items) {
    const index = base.findIndex((one) => keyOf(one) === keyOf(item));
    if (index >= 0) list[index] = { ...(list[index] as Fields), ...item };
    else list.push(rekeyed(item, merge, scope));
  }
  setOwn(state, name, list);
}

function rekeyed(item: Fields, merge: Merge, scope: Scope): Fields {
  const key = merge.newKey?.({ ...scope, self: item });
  const copy = { ...item };
  if (key !== undefined && key !== null) setOwn(copy, merge.key, key);
  return copy;
}

/** What the request gave goes to the other side; where it gave both, the trait's target is the master. */
function mirror(
  { name, mirror: path }: MemberTraits,
  state: Fields,
  given: Fields,
): void {
  if (path === undefined) return;
  const target = read(state, path);
  const own = getOwn(state, name);
  const targetLeads =
    read(given, path) !== undefined || getOwn(given, name) === undefined;
  const value = targetLeads ? (target ?? own) : own;
  if (value === undefined) return;
  setOwn(state, name, value);
  write(state, path, value);
}

function read(fields: Fields, path: readonly string[]): unknown {
  let value: unknown = fields;
  for (const name of path)
    value = isFields(value) ? getOwn(value, name) : undefined;
  return value;
}

function write(fields: Fields, path: readonly string[], value: unknown): void {
  let container = fields;
  for (const name of path.slice(0, -1)) {
    const inner = getOwn(container, name);
    const copy: Fields = isFields(inner) ? { ...inner } : {};
    setOwn(container, name, copy);
    container = copy;
  }
  setOwn(container, path.at(-1) ?? "", value);
}
