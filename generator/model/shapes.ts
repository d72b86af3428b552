import type { ShapeId } from "./shape-id.js";
import type { Traits } from "./traits.js";

/** Simple types without members (Smithy 2.0 spec, "Simple types"). */
export const SIMPLE_TYPES = [
  "blob",
  "boolean",
  "string",
  "byte",
  "short",
  "integer",
  "long",
  "float",
  "double",
  "bigInteger",
  "bigDecimal",
  "timestamp",
  "document",
] as const;

export type SimpleType = (typeof SIMPLE_TYPES)[number];

export interface SimpleShape {
  readonly type: SimpleType;
  readonly id: ShapeId;
  readonly traits: Traits;
}

/** Each member carries `smithy.api#enumValue`; see `enums.ts` for both ways of enumeration. */
export interface EnumShape {
  readonly type: "enum" | "intEnum";
  readonly id: ShapeId;
  readonly traits: Traits;
  readonly members: ReadonlyMap<string, MemberShape>;
}

/** Sets of Smithy 1.0 are lists with `smithy.api#uniqueItems`. */
export interface ListShape {
  readonly type: "list";
  readonly id: ShapeId;
  readonly traits: Traits;
  readonly member: MemberShape;
}

export interface MapShape {
  readonly type: "map";
  readonly id: ShapeId;
  readonly traits: Traits;
  readonly key: MemberShape;
  readonly value: MemberShape;
}

/** Mixins are flattened: members stand here in their final order, with their final traits. */
export interface StructureShape {
  readonly type: "structure" | "union";
  readonly id: ShapeId;
  readonly traits: Traits;
  readonly members: ReadonlyMap<string, MemberShape>;
}

export interface MemberShape {
  readonly type: "member";
  readonly id: ShapeId;
  readonly name: string;
  readonly container: ShapeId;
  readonly target: ShapeId;
  /** The member's own traits; `effectiveTrait` looks at the target too. */
  readonly traits: Traits;
}

export interface ServiceShape {
  readonly type: "service";
  readonly id: ShapeId;
  readonly traits: Traits;
  readonly version: string;
  readonly operations: readonly ShapeId[];
  readonly resources: readonly ShapeId[];
  /** Common errors: they count for every operation. */
  readonly errors: readonly ShapeId[];
  readonly rename: ReadonlyMap<ShapeId, string>;
}

export interface ResourceShape {
  readonly type: "resource";
  readonly id: ShapeId;
  readonly traits: Traits;
  readonly identifiers: ReadonlyMap<string, ShapeId>;
  readonly properties: ReadonlyMap<string, ShapeId>;
  readonly create: ShapeId | undefined;
  readonly put: ShapeId | undefined;
  readonly read: ShapeId | undefined;
  readonly update: ShapeId | undefined;
  readonly delete: ShapeId | undefined;
  readonly list: ShapeId | undefined;
  readonly operations: readonly ShapeId[];
  readonly collectionOperations: readonly ShapeId[];
  readonly resources: readonly ShapeId[];
}

export interface OperationShape {
  readonly type: "operation";
  readonly id: ShapeId;
  readonly traits: Traits;
  /** `smithy.api#Unit` where the operation has none. */
  readonly input: ShapeId;
  readonly output: ShapeId;
  /** The operation's own errors; `operationErrors` adds the service's. */
  readonly errors: readonly ShapeId[];
}

/** Shapes that hold data. */
export type DataShape = SimpleShape | EnumShape | ListShape | MapShape | StructureShape;

export type Shape = DataShape | ServiceShape | ResourceShape | OperationShape;

export type ShapeType = Shape["type"];

export function isDataShape(shape: Shape): shape is DataShape {
  const { type } = shape;
  return type !== "service" && type !== "resource" && type !== "operation";
}

const SIMPLE: ReadonlySet<string> = new Set(SIMPLE_TYPES);

export function isSimpleShape(shape: Shape): shape is SimpleShape {
  return SIMPLE.has(shape.type);
}

const NO_MEMBERS: readonly MemberShape[] = [];

/** All members of a shape, in the model's order; those of lists and maps too. */
export function membersOf(shape: Shape): readonly MemberShape[] {
  switch (shape.type) {
    case "structure":
    case "union":
    case "enum":
    case "intEnum":
      return [...shape.members.values()];
    case "list":
      return [shape.member];
    case "map":
      return [shape.key, shape.value];
    default:
      return NO_MEMBERS;
  }
}

/** The members that lead to other data: of an enum, none. */
export function dataMembersOf(shape: Shape): readonly MemberShape[] {
  return shape.type === "enum" || shape.type === "intEnum" ? NO_MEMBERS : membersOf(shape);
}
