import { isEnumeration } from "../../model/enums.js";
import { targetOf } from "../../model/model.js";
import { UNIT } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { DataShape, ListShape, MapShape, MemberShape } from "../../model/shapes.js";
import { hasTrait } from "../../model/traits.js";
import type { Constraints, Interval } from "../../print/constraints.js";
import { constraintsOf, isConstrained, isLimiting, memberConstraints } from "../../print/constraints.js";
import type { Argument, Call, Chain, TypeDoc } from "../../print/layout.js";
import {
  argument,
  atomType,
  call,
  chain,
  chainArgument,
  genericType,
  intersectionType,
  regexArgument,
  textType,
  unionType,
  withCalls,
} from "../../print/layout.js";
import { numberLiteral, regexLiteral } from "../../print/literals.js";
import { planPattern } from "../../print/patterns.js";
import { directionOf } from "../types/member-type.js";
import { enumChecks, enumSchema } from "./enumerations.js";
import type { Schema, SchemaScope } from "./schema.js";
import { ABORT, builderOf, custom, customType } from "./schema.js";

/** The validator of what a member holds, optional or not: a reference to its target's, or one of its own. */
export function memberSchema(scope: SchemaScope, member: MemberShape): Schema {
  if (!isConstrained(member)) return scope.byTarget.get(member.target) ?? targetSchema(scope, member);
  const { model } = scope.closure;
  const target = targetOf(model, member);
  return isReferred(scope, target, member)
    ? targetSchema(scope, member)
    : shapeSchema(scope, target, memberConstraints(model, member));
}

/** Whether the member holds what its target's validator takes, its own constraints included. */
function isReferred(scope: SchemaScope, target: DataShape, member: MemberShape): boolean {
  if (target.id === UNIT || hasTrait(target, "smithy.api#streaming")) return true;
  if (!isEnumeration(target)) return false;
  const constraints = [memberConstraints(scope.closure.model, member), constraintsOf(target)];
  return constraints.every((each) => enumChecks(scope, target, each).length === 0);
}

function targetSchema(scope: SchemaScope, member: MemberShape): Schema {
  const target = targetOf(scope.closure.model, member);
  // The one that depends on the member.
  if (target.type === "blob" && hasTrait(target, "smithy.api#streaming"))
    return streamSchema(scope, payloadType(directionOf(scope.closure, member.container)));
  const schema = schemaOf(scope, target);
  scope.byTarget.set(target.id, schema);
  return schema;
}

function schemaOf(scope: SchemaScope, target: DataShape): Schema {
  if (target.id === UNIT) return EMPTY;
  if (target.type === "union" && hasTrait(target, "smithy.api#streaming")) return eventStream(scope, target.id);
  return scope.closure.ids.has(target.id)
    ? reference(scope, target)
    : shapeSchema(scope, target, constraintsOf(target));
}

/** The validator of a structure without members. */
export const EMPTY: Schema = {
  value: chain("checks", call("empty")),
  type: genericType("z.ZodObject", [textType("{}"), atomType("checks.Open")]),
};

/** The validator of a member that may be left out. */
export function optionalSchema(scope: SchemaScope, schema: Schema): Schema {
  let optional = scope.optional.get(schema);
  if (optional === undefined) scope.optional.set(schema, (optional = optionalOf(scope, schema)));
  return optional;
}

function optionalOf(scope: SchemaScope, { value, type }: Schema): Schema {
  return {
    value: chain("checks", call(builderOf(scope, "optional", [type]), chainArgument(value))),
    type: genericType("checks.Optional", [type]),
  };
}

/** The constant of a shape. Simple ones are told by their own type, which costs the compiler less than `typeof`. */
function reference(scope: SchemaScope, shape: DataShape): Schema {
  const name = scope.names.schema(shape.id);
  return { value: chain(name), type: isPlain(shape) ? simpleType(scope, shape) : textType(`typeof ${name}`) };
}

/** Whether the validator's type is said by the shape's type alone. */
function isPlain(shape: DataShape): boolean {
  return (
    shape.type !== "list" &&
    shape.type !== "map" &&
    shape.type !== "structure" &&
    shape.type !== "union" &&
    !isEnumeration(shape)
  );
}

/** The validator of a shape that is no structure or union, written out. */
export function shapeSchema(scope: SchemaScope, shape: DataShape, constraints: Constraints): Schema {
  if (isEnumeration(shape)) return enumSchema(scope, shape, constraints);
  switch (shape.type) {
    case "list":
      return listSchema(scope, shape, constraints);
    case "map":
      return mapSchema(scope, shape, constraints);
    default:
      return { value: simpleValue(scope, shape, constraints), type: simpleType(scope, shape) };
  }
}

const TEXT = atomType("z.ZodString");

function listSchema(scope: SchemaScope, shape: ListShape, { length, uniqueItems }: Constraints): Schema {
  const item = entrySchema(scope, shape, shape.member);
  const calls = [
    ...(length?.min !== undefined && length.min > 0 ? [call("min", argument(numberLiteral(length.min)))] : []),
    ...(length?.max !== undefined ? [call("max", argument(numberLiteral(length.max)), ABORT)] : []),
    ...(uniqueItems ? [call("check", argument("checks.uniqueItems"))] : []),
  ];
  return {
    value: withCalls(chain("z", call(builderOf(scope, "array", [item.type]), chainArgument(item.value))), ...calls),
    type: genericType("z.ZodArray", [item.type]),
  };
}

function mapSchema(scope: SchemaScope, shape: MapShape, { length }: Constraints): Schema {
  const key = memberSchema(scope, shape.key);
  const value = entrySchema(scope, shape, shape.value);
  const target = targetOf(scope.closure.model, shape.key);
  const sizes = lengthBounds(length);
  const calls = sizes.length === 0 ? [] : [call("check", chainArgument(chain("checks", call("entries", ...sizes))))];
  const args = [chainArgument(key.value), chainArgument(value.value)];
  if (!isEnumeration(target)) {
    return {
      value: withCalls(chain("z", call(builderOf(scope, "record", [key.type, value.type]), ...args)), ...calls),
      type: genericType("z.ZodRecord", [key.type, value.type]),
    };
  }
  if (scope.isOpen(target.id)) {
    const { length: size, pattern } = memberConstraints(scope.closure.model, shape.key);
    const text = chainArgument(stringValue(size, pattern));
    return {
      value: withCalls(chain("z", call(builderOf(scope, "record", [TEXT, value.type]), text, args[1]!)), ...calls),
      type: genericType("z.ZodRecord", [TEXT, value.type]),
    };
  }
  const partial = intersectionType(key.type, atomType("z.core.$partial"));
  return {
    value: withCalls(chain("checks", call(builderOf(scope, "enumRecord", [key.type, value.type]), ...args)), ...calls),
    type: genericType("z.ZodRecord", [partial, value.type]),
  };
}

function entrySchema(scope: SchemaScope, container: ListShape | MapShape, member: MemberShape): Schema {
  const entry = memberSchema(scope, member);
  if (!hasTrait(container, "smithy.api#sparse")) return entry;
  return { value: withCalls(entry.value, call("nullable")), type: genericType("z.ZodNullable", [entry.type]) };
}

function lengthBounds(length: Constraints["length"]): Argument[] {
  return length !== undefined && isLimiting(length) ? bounds(length) : [];
}

function bounds({ min, max }: { readonly min?: number; readonly max?: number }): Argument[] {
  if (min === undefined && max === undefined) return [];
  const first = min === undefined ? (max === undefined ? [] : ["undefined"]) : [numberLiteral(min)];
  return [...first, ...(max === undefined ? [] : [numberLiteral(max)])].map(argument);
}

const PLAIN_TYPES: Readonly<Record<string, string>> = {
  string: "z.ZodString",
  boolean: "z.ZodBoolean",
  byte: "z.ZodInt",
  short: "z.ZodInt",
  integer: "z.ZodInt32",
  long: "z.ZodInt",
  float: "z.ZodNumber",
  double: "z.ZodNumber",
  bigInteger: "z.ZodBigInt",
  timestamp: "z.ZodDate",
};

const CUSTOM_TYPES: Readonly<Record<string, string>> = {
  blob: "Uint8Array",
  bigDecimal: "checks.BigDecimalValue",
  document: "types.DocumentValue",
};

function simpleType(scope: SchemaScope, shape: DataShape): TypeDoc {
  if (shape.type === "blob" && hasTrait(shape, "smithy.api#streaming"))
    return customType(streamType(payloadType(directionOf(scope.closure, shape.id))));
  const plain = PLAIN_TYPES[shape.type];
  return plain === undefined ? customType(atomType(CUSTOM_TYPES[shape.type]!)) : atomType(plain);
}

function simpleValue(scope: SchemaScope, shape: DataShape, { length, range, pattern }: Constraints): Chain {
  switch (shape.type) {
    case "boolean":
      return chain("z", call("boolean"));
    case "byte":
      return chain("z", call("int"), ...rangeCalls({ min: -128, max: 127 }, range));
    case "short":
      return chain("z", call("int"), ...rangeCalls({ min: -32768, max: 32767 }, range));
    case "integer":
      return chain("z", call("int32"), ...rangeCalls({}, range));
    case "long":
      return chain("z", call("int"), ...rangeCalls({}, safeBounds(range)));
    case "float":
    case "double":
      return chain("checks", call("float"), ...rangeCalls({}, range));
    case "bigInteger":
      return chain(
        "z",
        call("bigint"),
        ...wholeCall("min", range?.min, Math.ceil),
        ...wholeCall("max", range?.max, Math.floor),
      );
    case "bigDecimal":
      return chain("checks", call("bigDecimal", ...bounds(numbers(range))));
    case "timestamp":
      return chain("z", call("date"));
    case "document":
      return custom(scope, atomType("types.DocumentValue"), "checks.isDocument");
    case "blob":
      if (hasTrait(shape, "smithy.api#streaming"))
        return streamSchema(scope, payloadType(directionOf(scope.closure, shape.id))).value;
      return chain("checks", call("blob", ...lengthBounds(length)));
    default:
      return stringValue(length, pattern);
  }
}

/** The maximum aborts, so that no pattern ever meets a string beyond it. */
function stringValue(length: Constraints["length"], pattern: string | undefined): Chain {
  return chain(
    "checks",
    call("text"),
    ...(length?.min !== undefined && length.min > 0 ? [call("min", argument(numberLiteral(length.min)))] : []),
    ...(length?.max === undefined ? [] : [call("max", argument(numberLiteral(length.max)), ABORT)]),
    ...(pattern === undefined ? [] : patternCalls(pattern, length?.max)),
  );
}

function patternCalls(pattern: string, max: number | undefined): Call[] {
  const plan = planPattern(pattern, max);
  switch (plan.kind) {
    case "enforced":
    case "translated":
      return [call("regex", regexArgument(regexLiteral(plan.source)))];
    case "guarded":
      return [call("check", chainArgument(chain("checks", call("pattern", regexArgument(regexLiteral(plan.source))))))];
    case "not-enforced":
      return [];
  }
}

function rangeCalls(type: { readonly min?: number; readonly max?: number }, range: Constraints["range"]): Call[] {
  const own = numbers(range);
  // A bound of the type itself is said only where the model's own is not narrower.
  const min = Math.max(type.min ?? -Infinity, own.min ?? -Infinity);
  const max = Math.min(type.max ?? Infinity, own.max ?? Infinity);
  return [
    ...(min === -Infinity ? [] : [call("min", argument(numberLiteral(min)))]),
    ...(max === Infinity ? [] : [call("max", argument(numberLiteral(max)))]),
  ];
}

function numbers({ min, max }: Interval = {}): { readonly min?: number; readonly max?: number } {
  return { ...(min === undefined ? {} : { min: Number(min) }), ...(max === undefined ? {} : { max: Number(max) }) };
}

/** Without bounds that no safe integer comes to: a `long` is one. */
function safeBounds({ min, max }: Interval = {}): Interval {
  return {
    ...(min === undefined || min <= Number.MIN_SAFE_INTEGER ? {} : { min }),
    ...(max === undefined || max >= Number.MAX_SAFE_INTEGER ? {} : { max }),
  };
}

/** A bound of a `bigint`. @param within makes of one between two integers the one within. */
function wholeCall(name: "min" | "max", bound: number | bigint | undefined, within: (bound: number) => number): Call[] {
  if (bound === undefined) return [];
  const whole = typeof bound === "bigint" ? bound : BigInt(within(bound));
  return [call(name, argument(`${whole}n`))];
}

function payloadType(direction: "input" | "output" | "both"): readonly string[] {
  if (direction === "input") return ["types.StreamingInput"];
  if (direction === "output") return ["types.StreamingOutput"];
  return ["types.StreamingInput", "types.StreamingOutput"];
}

function streamSchema(scope: SchemaScope, names: readonly string[]): Schema {
  const type = streamType(names);
  return { value: custom(scope, type, "checks.isPayload"), type: customType(type) };
}

function streamType(names: readonly string[]): TypeDoc {
  return names.length === 1 ? atomType(names[0]!) : unionType(names.map(atomType));
}

function eventStream(scope: SchemaScope, id: ShapeId): Schema {
  const type = genericType("AsyncIterable", [atomType(`types.${scope.names.type(id)}`)]);
  return { value: custom(scope, type, "checks.isAsyncIterable"), type: customType(type) };
}
