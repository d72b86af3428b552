import type { Doc } from "prettier";
import type { DataShape, StructureShape } from "../../model/shapes.js";
import { constraintsOf } from "../../print/constraints.js";
import type { Chain, TypeDoc } from "../../print/layout.js";
import {
  atomType,
  block,
  call,
  chain,
  chainArgument,
  genericType,
  getter,
  objectType,
  plainConstant,
  PRINT_WIDTH,
  printDoc,
  property,
  propertySignature,
  pureConstant,
  typeAlias,
  withCalls,
} from "../../print/layout.js";
import { objectKey, typeKey } from "../../print/literals.js";
import { freeName } from "../../print/names.js";
import { isOptional } from "../types/member-type.js";
import type { Schema, SchemaScope } from "./expressions.js";
import { emptySchema, memberSchema, shapeSchema } from "./expressions.js";
import { isLazy } from "../../model/declaration-order.js";

/** A validator before it is printed, as TypeScript or as JavaScript. */
export interface Declaration {
  /** `FooSchema`. */
  readonly name: string;
  /** The type of its members, where it has some: `FooShape` and what stands behind it. */
  readonly shape: { readonly name: string; readonly type: TypeDoc } | undefined;
  readonly type: TypeDoc;
  readonly value: Chain;
}

/** @param shapeName gives a local name that nothing exported has. */
export function declarationOf(
  scope: SchemaScope,
  shape: DataShape,
  shapeName: (wanted: string) => string,
): Declaration {
  const name = scope.names.schema(shape.id);
  if (shape.type === "structure" || shape.type === "union") {
    return memberDeclaration(scope, shape, name, shapeName(`${scope.names.type(shape.id)}Shape`));
  }
  const { value, type } = shapeSchema(scope, shape, constraintsOf(shape));
  return { name, shape: undefined, type, value };
}

/** Local names for the shapes of validators: they yield to every exported name. */
export function shapeNames({ closure, names }: SchemaScope): (wanted: string) => string {
  const taken = new Set(closure.shapes.flatMap(({ id }) => [names.type(id), names.schema(id)]));
  return (wanted) => {
    const name = freeName(wanted, (candidate) => taken.has(candidate));
    taken.add(name);
    return name;
  };
}

/** Names that every object has a method of; `__proto__` is none. */
const INHERITED: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(Object.prototype).filter((name) => name !== "__proto__"),
);

function memberDeclaration(scope: SchemaScope, shape: StructureShape, name: string, shapeName: string): Declaration {
  const isUnion = shape.type === "union";
  if (shape.members.size === 0 && !isUnion) {
    const { value, type } = emptySchema();
    return { name, shape: undefined, type, value };
  }
  const members = [...shape.members.values()].map((member) => {
    const schema = memberSchema(scope, member);
    const optional = !isUnion && isOptional(member);
    const whole = optional ? optionalSchema(schema) : schema;
    const inherited = !isUnion && INHERITED.has(member.name);
    const value = inherited ? chain("checks", call("ownMember", chainArgument(whole.value))) : whole.value;
    return { member, lazy: isLazy(scope.closure, shape, member), schema: { ...whole, value } };
  });
  const entries = members.map(({ member, lazy, schema }): Doc => {
    const key = objectKey(member.name);
    return lazy ? getter(key, scope.typed ? schema.type : undefined, schema.value) : property(key, schema.value);
  });
  const local = atomType(shapeName);
  const build = isUnion ? "oneOf" : shape.members.has("__proto__") ? "prototypeObject" : "object";
  // Told its type, the compiler compares members one by one and infers nothing: less than half the work.
  const builder = scope.typed ? `${build}<${shapeName}>` : build;
  const object = { contents: block(entries), simple: false, short: false, hugged: fitsBesideCall(`checks.${builder}`) };
  return {
    name,
    shape: {
      name: shapeName,
      type: objectType(members.map(({ member, schema }) => propertySignature(typeKey(member.name), schema.type))),
    },
    type: genericType(isUnion ? "checks.OneOf" : "checks.ObjectOf", [local]),
    value: chain("checks", call(builder, object)),
  };
}

/** Whether `name({` fits on the line where the validator begins. */
function fitsBesideCall(name: string): boolean {
  return `    ${name}({`.length <= PRINT_WIDTH;
}

function optionalSchema({ value, type }: Schema): Schema {
  return { value: withCalls(value, call("optional")), type: genericType("z.ZodOptional", [type]) };
}

/** The declaration in TypeScript, its type spelled out. */
export function printTyped({ name, shape, type, value }: Declaration, comment: string): string {
  const constant = comment + printDoc(pureConstant(name, type, value));
  return shape === undefined ? constant : `${printDoc(typeAlias(shape.name, shape.type, false))}\n\n${constant}`;
}

/** The same as one statement of JavaScript. */
export function printPlain({ name, value }: Declaration): string {
  return printDoc(plainConstant(name, value));
}
