import type {
  Schema,
  SchemaRef,
  SchemaTarget,
  SimpleSchema,
  SimpleType,
  StructureSchema,
  UnionSchema,
} from "./schema.js";

/** A resolved reference: the target's schema, and the traits that stand on the member itself. */
export interface Member {
  readonly schema: Schema;
  readonly traits: Traits;
}

export type Traits = { readonly [trait: string]: unknown };

/** The members of a structure or union, prepared for look-ups by name. */
export interface Members {
  readonly names: readonly string[];
  readonly members: readonly Member[];
  readonly indexOf: ReadonlyMap<string, number>;
}

const NO_TRAITS: Traits = Object.freeze({});
const simple = new Map<SimpleType, Member>();
const resolved = new WeakMap<object, Member>();
const prepared = new WeakMap<object, Members>();

/** Follows a reference to its target; each reference is resolved once. */
export function resolve(ref: SchemaRef): Member {
  if (typeof ref === "string") {
    let member = simple.get(ref);
    if (member === undefined) {
      const schema: SimpleSchema = [0, "smithy.api", ref, 0, ref];
      simple.set(ref, (member = { schema, traits: NO_TRAITS }));
    }
    return member;
  }
  let member = resolved.get(ref);
  if (member === undefined) resolved.set(ref, (member = resolveOnce(ref)));
  return member;
}

function resolveOnce(ref: Exclude<SchemaRef, string>): Member {
  if (typeof ref === "function") return { schema: ref(), traits: NO_TRAITS };
  if (isSchema(ref)) return { schema: ref, traits: NO_TRAITS };
  const [target, traits] = ref;
  return {
    schema: resolve(target).schema,
    traits: traits === 0 ? NO_TRAITS : traits,
  };
}

function isSchema(
  ref: Exclude<SchemaRef, string | (() => Schema)>,
): ref is Exclude<SchemaTarget, string> & Schema {
  return typeof ref[0] === "number";
}

export function membersOf(schema: StructureSchema | UnionSchema): Members {
  let members = prepared.get(schema);
  if (members === undefined) {
    const names = schema[4];
    members = {
      names,
      members: schema[5].map(resolve),
      indexOf: new Map(names.map((name, index) => [name, index])),
    };
    prepared.set(schema, members);
  }
  return members;
}

export function memberOf(
  schema: StructureSchema | UnionSchema,
  name: string,
): Member | undefined {
  const { members, indexOf } = membersOf(schema);
  const index = indexOf.get(name);
  return index === undefined ? undefined : members[index];
}

/** Traits of the shape itself. */
export function shapeTraits(schema: Schema): Traits {
  return schema[3] === 0 ? NO_TRAITS : schema[3];
}

/** A trait of the member, else of its target. */
export function traitOf(member: Member, name: string): unknown {
  return member.traits[name] ?? shapeTraits(member.schema)[name];
}

/**
 * Whether the value is not to be printed (Smithy 2.0 spec, "sensitive trait"). Of a map whose keys are secrets nothing
 * is, since they cannot all have the same name.
 */
export function isSecret(member: Member): boolean {
  const { schema } = member;
  return (
    traitOf(member, "sensitive") !== undefined ||
    (schema[0] === 2 && traitOf(resolve(schema[4]), "sensitive") !== undefined)
  );
}

/** Absolute shape id. */
export function idOf(schema: Schema): string {
  return `${schema[1]}#${schema[2]}`;
}

/** Smithy's Unit: an operation without input or output. */
export function isUnit(schema: Schema): boolean {
  return schema[1] === "smithy.api" && schema[2] === "Unit";
}

/** Sets an own property even where the name is `__proto__`: names come from models and from clients. */
export function setOwn(
  target: Record<string, unknown>,
  name: string,
  value: unknown,
): void {
  if (name === "__proto__") {
    Object.defineProperty(target, name, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } else {
    target[name] = value;
  }
}

/** Reads an own property; undefined for what is inherited. */
export function getOwn(target: object, name: string): unknown {
  return Object.hasOwn(target, name)
    ? (target as Record<string, unknown>)[name]
    : undefined;
}
