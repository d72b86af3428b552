import type { DataShape, StructureShape } from "../../model/shapes.js";
import { constraintsOf } from "../../print/constraints.js";
import type { Entries } from "../../print/block-text.js";
import { assignedBlock, functionOf, functionOfBlock } from "../../print/block-text.js";
import type { Chain, TypeDoc } from "../../print/layout.js";
import {
  atomType,
  call,
  chain,
  chainArgument,
  genericType,
  getter,
  isOneCall,
  madeConstant,
  plainConstant,
  property,
  propertySignature,
  pureConstant,
  returned,
} from "../../print/layout.js";
import type { Line } from "../../print/print-doc.js";
import { printDoc, printLine } from "../../print/print-doc.js";
import { objectKey, typeKey } from "../../print/literals.js";
import { freeName } from "../../print/names.js";
import { isOptional } from "../types/member-type.js";
import type { Schema, SchemaScope } from "./expressions.js";
import { builderOf, emptySchema, memberSchema, shapeSchema } from "./expressions.js";
import { isLazy } from "../../model/declaration-order.js";

/** A validator before it is printed, as TypeScript or as JavaScript. */
export interface Declaration {
  /** `FooSchema`. */
  readonly name: string;
  /** `makeFoo`, of the function that returns it where it is more than one call. */
  readonly maker: string;
  readonly type: TypeDoc;
  /** What builds it, or the members that it is built from. */
  readonly value: Chain | Members;
}

interface Members {
  /** The type of the members, `FooShape`. */
  readonly shapeName: string;
  readonly signatures: readonly Line[];
  /** What makes a validator of the entries: `checks.object`. */
  readonly builder: string;
  readonly entries: readonly Line[];
}

/** @param localName gives a name that nothing exported has. */
export function declarationOf(
  scope: SchemaScope,
  shape: DataShape,
  localName: (wanted: string) => string,
): Declaration {
  const type = scope.names.type(shape.id);
  const names = { name: scope.names.schema(shape.id), maker: localName(`make${type}`) };
  const isObject = shape.type === "structure" || shape.type === "union";
  if (!isObject) return { ...names, ...shapeSchema(scope, shape, constraintsOf(shape)) };
  if (shape.type === "structure" && shape.members.size === 0) return { ...names, ...emptySchema() };
  return { ...names, ...memberSchemas(scope, shape, localName(`${type}Shape`)) };
}

/** Names that stay inside the file: they yield to every exported name. */
export function localNames({ closure, names }: SchemaScope): (wanted: string) => string {
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

function memberSchemas(
  scope: SchemaScope,
  shape: StructureShape,
  shapeName: string,
): Pick<Declaration, "type" | "value"> {
  const isUnion = shape.type === "union";
  const members = [...shape.members.values()].map((member) => {
    const schema = memberSchema(scope, member);
    const optional = !isUnion && isOptional(member);
    const whole = optional ? optionalSchema(scope, schema) : schema;
    const inherited = !isUnion && INHERITED.has(member.name);
    const value = inherited ? chain("checks", call("ownMember", chainArgument(whole.value))) : whole.value;
    return { member, lazy: isLazy(scope.closure, shape, member), schema: { ...whole, value } };
  });
  const entries = members.map(({ member, lazy, schema }): Line => {
    const key = objectKey(member.name);
    return lazy ? getter(key, scope.typed ? schema.type : undefined, schema.value) : property(key, schema.value);
  });
  const build = isUnion ? "oneOf" : shape.members.has("__proto__") ? "prototypeObject" : "object";
  // Told its type, the compiler compares members one by one and infers nothing: less than half the work.
  const builder = `checks.${scope.typed ? `${build}<${shapeName}>` : build}`;
  const signatures = members.map(({ member, schema }) => propertySignature(typeKey(member.name), schema.type));
  return {
    type: genericType(isUnion ? "checks.OneOf" : "checks.ObjectOf", [atomType(shapeName)]),
    value: { shapeName, signatures, builder, entries },
  };
}

function optionalSchema(scope: SchemaScope, { value, type }: Schema): Schema {
  return {
    value: chain("checks", call(builderOf(scope, "optional", [type]), chainArgument(value))),
    type: genericType("checks.Optional", [type]),
  };
}

/** The declaration in TypeScript, its type spelled out. */
export function printTyped({ name, maker, type, value }: Declaration, comment: string): string {
  if (!("entries" in value)) {
    if (isOneCall(value)) return comment + printLine(pureConstant(name, type, value));
    return `${comment}${printLine(madeConstant(name, type, maker))}\n${functionOf(maker, returned(value))}`;
  }
  const { shapeName, signatures, builder } = value;
  const shape = assignedBlock(`type ${shapeName} =`, "", entriesOf(signatures), ";");
  const constant = printLine(madeConstant(name, type, maker));
  return `${shape}\n\n${comment}${constant}\n${functionOfBlock(maker, builder, entriesOf(value.entries))}`;
}

/** The same as one statement of JavaScript. */
export function printPlain({ name, value }: Declaration): string {
  return "entries" in value
    ? assignedBlock(`const ${name} =`, `${value.builder}(`, entriesOf(value.entries), ");")
    : printDoc(plainConstant(name, value));
}

function entriesOf(lines: readonly Line[]): Entries {
  return (indentation) => lines.map((line) => printLine(line, indentation));
}
