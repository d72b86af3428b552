import { lazyTargets } from "../../model/declaration-order.js";
import type { DataShape, StructureShape } from "../../model/shapes.js";
import type { Entries } from "../../print/block-text.js";
import { assignedBlock, functionOf, functionOfBlock } from "../../print/block-text.js";
import { constraintsOf } from "../../print/constraints.js";
import { atomType, call, chain, chainArgument, genericType, isOneCall, signatureText } from "../../print/layout.js";
import { objectKey, typeKey } from "../../print/literals.js";
import { freeName, INHERITED_NAMES } from "../../print/names.js";
import {
  getterText,
  madeConstant,
  plainConstant,
  propertyText,
  pureConstant,
  returnText,
} from "../../print/validator-lines.js";
import { isOptional } from "../types/member-type.js";
import { EMPTY, memberSchema, optionalSchema, shapeSchema } from "./expressions.js";
import type { Schema, SchemaScope } from "./schema.js";

/** Names that stay inside the file: they yield to every exported name. */
export function localNames({ closure, names }: SchemaScope): (wanted: string) => string {
  const taken = new Set<string>();
  for (const { id } of closure.shapes) taken.add(names.type(id)).add(names.schema(id));
  return (wanted) => {
    const name = freeName(wanted, (candidate) => taken.has(candidate));
    taken.add(name);
    return name;
  };
}

/**
 * The validator of a shape in TypeScript, its type spelled out.
 * @param localName gives a name that nothing exported has.
 */
export function typedDeclaration(
  scope: SchemaScope,
  shape: DataShape,
  localName: (wanted: string) => string,
  comment: string,
): string {
  const name = scope.names.schema(shape.id);
  const typeName = scope.names.type(shape.id);
  /** The function that returns it, where it is more than one call. */
  const maker = localName(`make${typeName}`);
  if (hasMembers(shape))
    return typedObject(scope, shape, { name, maker, shapeName: localName(`${typeName}Shape`) }, comment);
  const { type, value } = wholeSchema(scope, shape);
  if (isOneCall(value)) return comment + pureConstant(name, type, value);
  return `${comment}${madeConstant(name, type, maker)}\n${functionOf(maker, returnText(value, 2))}`;
}

/** The same as one statement of JavaScript. */
export function plainDeclaration(scope: SchemaScope, shape: DataShape): string {
  const name = scope.names.schema(shape.id);
  if (!hasMembers(shape)) return plainConstant(name, wholeSchema(scope, shape).value);
  const entries = entriesOf(scope, membersOf(scope, shape));
  return assignedBlock(`const ${name} =`, `checks.${builderOf(shape)}(`, entries, ");");
}

function hasMembers(shape: DataShape): shape is StructureShape {
  return shape.type === "union" || (shape.type === "structure" && shape.members.size > 0);
}

/** The validator of a shape that no members are listed of. */
function wholeSchema(scope: SchemaScope, shape: DataShape): Schema {
  return shape.type === "structure" ? EMPTY : shapeSchema(scope, shape, constraintsOf(shape));
}

interface ObjectNames {
  /** `FooSchema`. */
  readonly name: string;
  readonly maker: string;
  /** Of the type of its members. */
  readonly shapeName: string;
}

function typedObject(scope: SchemaScope, shape: StructureShape, names: ObjectNames, comment: string): string {
  const { name, maker, shapeName } = names;
  const members = membersOf(scope, shape);
  const type = genericType(shape.type === "union" ? "checks.OneOf" : "checks.ObjectOf", [atomType(shapeName)]);
  const signatures = assignedBlock(`type ${shapeName} =`, "", signaturesOf(members), ";");
  const constant = madeConstant(name, type, maker);
  // Told its type, the compiler compares members one by one and infers nothing: less than half the work.
  const builder = `checks.${builderOf(shape)}<${shapeName}>`;
  return `${signatures}\n\n${comment}${constant}\n${functionOfBlock(maker, builder, entriesOf(scope, members))}`;
}

/** What makes a validator of the members. */
function builderOf(shape: StructureShape): string {
  if (shape.type === "union") return "oneOf";
  return hasInheritedName(shape) ? "prototypeObject" : "object";
}

function hasInheritedName({ members }: StructureShape): boolean {
  for (const name of members.keys()) if (INHERITED_NAMES.has(name)) return true;
  return false;
}

interface Member {
  readonly name: string;
  /** The name as the key of a type. */
  readonly key: string;
  /** Whether it can only refer to its target lazily. */
  readonly lazy: boolean;
  readonly schema: Schema;
}

function membersOf(scope: SchemaScope, shape: StructureShape): readonly Member[] {
  const isUnion = shape.type === "union";
  const lazy = lazyTargets(scope.closure.model, shape);
  const members: Member[] = [];
  for (const member of shape.members.values()) {
    const { name, target } = member;
    const held = memberSchema(scope, member);
    const schema = !isUnion && isOptional(member) ? optionalSchema(scope, held) : held;
    const isMethod = !isUnion && name !== "__proto__" && INHERITED_NAMES.has(name);
    members.push({
      name,
      key: typeKey(name),
      lazy: lazy.includes(target),
      schema: isMethod ? ownMember(schema) : schema,
    });
  }
  return members;
}

function ownMember({ type, value }: Schema): Schema {
  return { type, value: chain("checks", call("ownMember", chainArgument(value))) };
}

function signaturesOf(members: readonly Member[]): Entries {
  return (indentation) => members.map(({ key, schema }) => signatureText(key, schema.type, indentation));
}

function entriesOf({ typed }: SchemaScope, members: readonly Member[]): Entries {
  return (indentation) =>
    members.map(({ name, key, lazy, schema: { type, value } }) => {
      // A bare `__proto__` would set the prototype.
      const own = name === "__proto__" ? objectKey(name) : key;
      return lazy
        ? getterText(own, typed ? type : undefined, value, indentation)
        : propertyText(own, value, indentation);
    });
}
