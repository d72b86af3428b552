/**
 * The static schema that the mock reads and writes by: the tuple form that AWS SDK clients carry
 * (`@smithy/types`, `StaticSchema`), with two differences. Simple types are named, because the SDK's
 * numeric sentinels do not tell an `integer` from a `double`; and constraint traits are kept, because
 * values are also made from a schema, not only read and written.
 */

/** Smithy's simple types (Smithy 2.0 spec, "Simple types"). */
export type SimpleType =
  | "string"
  | "enum"
  | "boolean"
  | "byte"
  | "short"
  | "integer"
  | "intEnum"
  | "long"
  | "float"
  | "double"
  | "bigInteger"
  | "bigDecimal"
  | "timestamp"
  | "blob"
  | "document";

/**
 * Trait values by name: `smithy.api` traits by their bare name (`length`, `required`, `jsonName`), all others by
 * absolute shape id (`aws.protocols#awsQueryError`). A trait without a value is `1`, as in the SDK.
 * Enums carry `enum: readonly (string | number)[]`, the values in model order.
 * A `pattern` is ECMA-262 source for the `u` flag; absent where the model's pattern cannot be enforced. Where it is not
 * the model's own text, that is `modelPattern`; where `RegExp` may take too long over a string made for it, there is
 * `slowPattern: 1`.
 */
export type SchemaTraits = 0 | { readonly [trait: string]: unknown };

export type SimpleSchema = readonly [
  kind: 0,
  namespace: string,
  name: string,
  traits: SchemaTraits,
  type: SimpleType,
];
export type ListSchema = readonly [
  kind: 1,
  namespace: string,
  name: string,
  traits: SchemaTraits,
  member: SchemaRef,
];
export type MapSchema = readonly [
  kind: 2,
  namespace: string,
  name: string,
  traits: SchemaTraits,
  key: SchemaRef,
  value: SchemaRef,
];
export type StructureSchema = readonly [
  kind: 3 | -3,
  namespace: string,
  name: string,
  traits: SchemaTraits,
  memberNames: readonly string[],
  memberSchemas: readonly SchemaRef[],
];
export type UnionSchema = readonly [
  kind: 4,
  namespace: string,
  name: string,
  traits: SchemaTraits,
  memberNames: readonly string[],
  memberSchemas: readonly SchemaRef[],
];

/** Kind -3 is a structure with the `error` trait. */
export type Schema =
  SimpleSchema | ListSchema | MapSchema | StructureSchema | UnionSchema;

/** What a member, list item, map key or map value points at; a function where the target is declared further down. */
export type SchemaTarget = SimpleType | Schema | (() => Schema);

/** A target, or a target with the traits of the member itself: `[target, traits]`. */
export type SchemaRef =
  SchemaTarget | readonly [target: SchemaTarget, memberTraits: SchemaTraits];
