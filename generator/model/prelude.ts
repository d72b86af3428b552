import type { ShapeId } from "./shape-id.js";
import { shapeId } from "./shape-id.js";
import type { Shape, SimpleType } from "./shapes.js";
import type { Json } from "./traits.js";

/** The one structure of the prelude: the input or output that an operation does not have, the target of enum members. */
export const UNIT: ShapeId = shapeId("smithy.api#Unit");

const NAMED: readonly (readonly [string, SimpleType])[] = [
  ["String", "string"],
  ["Blob", "blob"],
  ["BigInteger", "bigInteger"],
  ["BigDecimal", "bigDecimal"],
  ["Timestamp", "timestamp"],
  ["Document", "document"],
  ["Boolean", "boolean"],
  ["Byte", "byte"],
  ["Short", "short"],
  ["Integer", "integer"],
  ["Long", "long"],
  ["Float", "float"],
  ["Double", "double"],
];

/** Smithy 1.0's unboxed shapes; Smithy 2.0 keeps them with a default. */
const PRIMITIVE: readonly (readonly [string, SimpleType, Json])[] = [
  ["PrimitiveBoolean", "boolean", false],
  ["PrimitiveByte", "byte", 0],
  ["PrimitiveShort", "short", 0],
  ["PrimitiveInteger", "integer", 0],
  ["PrimitiveLong", "long", 0],
  ["PrimitiveFloat", "float", 0],
  ["PrimitiveDouble", "double", 0],
];

const shapes: Shape[] = [
  ...NAMED.map(([name, type]): Shape => ({ type, id: shapeId(`smithy.api#${name}`), traits: new Map() })),
  ...PRIMITIVE.map(([name, type, value]): Shape => ({
    type,
    id: shapeId(`smithy.api#${name}`),
    traits: new Map([["smithy.api#default", value]]),
  })),
  { type: "structure", id: UNIT, traits: new Map([["smithy.api#unitType", {}]]), members: new Map() },
];

/** The data shapes of Smithy's prelude (Smithy 2.0 spec, "Prelude"). */
export const PRELUDE: ReadonlyMap<ShapeId, Shape> = new Map(shapes.map((shape) => [shape.id, shape]));
