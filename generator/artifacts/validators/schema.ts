import type { ShapeId } from "../../model/shape-id.js";
import type { Argument, Chain, TypeDoc } from "../../print/layout.js";
import { argument, call, chain, genericType } from "../../print/layout.js";
import type { Line } from "../../print/print-doc.js";
import type { PackageContext } from "../context.js";
import type { TypeScope } from "../types/member-type.js";
import { typeScope } from "../types/member-type.js";

/** What decides over the printed validators of one package. */
export interface SchemaScope extends TypeScope {
  /** Whether TypeScript is printed, and not JavaScript. */
  readonly typed: boolean;
  /** What members without constraints of their own hold, by their target: most members share theirs with others. */
  readonly byTarget: Map<ShapeId, Schema>;
  /** Optional validators by what they hold. */
  readonly optional: Map<Schema, Schema>;
}

/** A validator as text: what builds it, and its type. */
export interface Schema {
  readonly value: Chain;
  readonly type: TypeDoc;
}

/** So that no further check meets what is too long. */
export const ABORT: Argument = { ...argument("{ abort: true }"), short: false };

/** @param typed whether TypeScript is printed, and not JavaScript. */
export function schemaScope(context: PackageContext, typed: boolean): SchemaScope {
  return { ...typeScope(context), typed, byTarget: new Map(), optional: new Map() };
}

/**
 * What builds a validator of others, told their types: to infer them, the compiler compares Zod's types in general first,
 * which takes longer than all the rest of a package.
 */
export function builderOf(scope: SchemaScope, name: string, types: readonly TypeDoc[]): string | Line {
  return scope.typed ? genericType(name, types) : name;
}

export function custom(scope: SchemaScope, type: TypeDoc, check: string): Chain {
  return chain("z", call(builderOf(scope, "custom", [type]), argument(check)));
}

export function customType(value: TypeDoc): TypeDoc {
  return genericType("z.ZodCustom", [value, value]);
}
