import type { Closure } from "../../model/closure.js";
import { defineIndex } from "../../model/define-index.js";
import { isEnumeration } from "../../model/enums.js";
import { targetOf } from "../../model/model.js";
import { UNIT } from "../../model/prelude.js";
import { rolesOf } from "../../model/roles.js";
import { isRequired } from "../../model/nullability.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { DataShape, ListShape, MapShape, MemberShape, SimpleType } from "../../model/shapes.js";
import { hasTrait } from "../../model/traits.js";
import type { TypeDoc } from "../../print/layout.js";
import { arrayType, atomType, genericType, objectType, unionType } from "../../print/layout.js";
import type { PackageContext } from "../context.js";

/** What decides over the printed types of one package. */
export interface TypeScope {
  readonly closure: Closure;
  readonly names: PackageContext["names"];
  /** A global type by its name, told apart from a shape of that name. */
  readonly global: (name: string) => string;
  /** Whether an enumeration takes values that the model does not list (contract A3). */
  readonly isOpen: (id: ShapeId) => boolean;
  /** The types of what members hold, by the targets, as far as they were asked for. */
  readonly types: Readonly<Record<Direction, Map<ShapeId, TypeDoc>>>;
}

export const typeScope = defineIndex(({ closure, names, enums }: PackageContext): TypeScope => {
  const declared = new Set(closure.shapes.map(({ id }) => names.type(id)));
  const { input } = rolesOf(closure);
  return {
    closure,
    names,
    global: (name) => (declared.has(name) ? `globalThis.${name}` : name),
    isOpen: (id) => enums === "open" && !input.has(id),
    types: { input: new Map(), output: new Map(), both: new Map() },
  };
});

/** The ways data flows through a structure; they decide over streaming payloads. */
export type Direction = "input" | "output" | "both";

export function directionOf(closure: Closure, container: ShapeId): Direction {
  const { input, output, error } = rolesOf(closure);
  if (!input.has(container)) return "output";
  return output.has(container) || error.has(container) ? "both" : "input";
}

/** Whether values without the member have the type: an idempotency token is made up where it is missing. */
export function isOptional(member: MemberShape): boolean {
  return !isRequired(member) || hasTrait(member, "smithy.api#idempotencyToken");
}

/** What a structure without members is: answers of the AWS SDK carry `$metadata`, whatever the model says. */
export const EMPTY_TYPE = "{ $metadata?: unknown }";

/** What an open enumeration takes beside its values, in a union that keeps them for an editor to offer. */
export function openEndOf({ type }: DataShape): string {
  return type === "intEnum" ? "(number & {})" : "(string & {})";
}

/** The TypeScript type of each simple type; what is global is named as it is, and told apart from shapes elsewhere. */
export const SIMPLE_TYPE_NAMES: Readonly<Record<SimpleType, string>> = {
  blob: "Uint8Array",
  boolean: "boolean",
  string: "string",
  byte: "number",
  short: "number",
  integer: "number",
  long: "number",
  float: "number",
  double: "number",
  bigInteger: "bigint",
  bigDecimal: "BigDecimal",
  timestamp: "Date",
  document: "DocumentValue",
};

const GLOBALS: ReadonlySet<SimpleType> = new Set(["blob", "timestamp"]);

/** The type of what a member holds, without `undefined`. @param direction of the shape that the member stands in. */
export function memberType(scope: TypeScope, member: MemberShape, direction: Direction): TypeDoc {
  const known = scope.types[direction];
  let type = known.get(member.target);
  if (type === undefined) {
    type = typeOf(scope, targetOf(scope.closure.model, member), direction);
    known.set(member.target, type);
  }
  return type;
}

/** The type of a shape as a member refers to it: structures, unions and enumerations by name, the others written out. */
function typeOf(scope: TypeScope, shape: DataShape, direction: Direction): TypeDoc {
  if (shape.id === UNIT) return atomType(EMPTY_TYPE);
  if (isEnumeration(shape)) return atomType(scope.names.type(shape.id));
  switch (shape.type) {
    case "structure":
      // Events may be errors: what a stream carries is their members, as the validators have it.
      if (hasTrait(shape, "smithy.api#error")) return atomType(scope.names.errorMembers(shape.id));
      return atomType(scope.names.type(shape.id));
    case "union": {
      const name = atomType(scope.names.type(shape.id));
      return hasTrait(shape, "smithy.api#streaming") ? genericType(scope.global("AsyncIterable"), [name]) : name;
    }
    case "list":
    case "map":
      return definitionOf(scope, shape, direction);
    case "enum":
    case "intEnum":
      return atomType(scope.names.type(shape.id));
    case "blob":
      if (hasTrait(shape, "smithy.api#streaming")) return streamingType(direction);
      return atomType(scope.global(SIMPLE_TYPE_NAMES.blob));
    default:
      return atomType(
        GLOBALS.has(shape.type) ? scope.global(SIMPLE_TYPE_NAMES[shape.type]) : SIMPLE_TYPE_NAMES[shape.type],
      );
  }
}

export function streamingType(direction: Direction): TypeDoc {
  if (direction === "input") return atomType("StreamingInput");
  if (direction === "output") return atomType("StreamingOutput");
  return unionType([atomType("StreamingInput"), atomType("StreamingOutput")]);
}

/** What stands behind `export type Shape =` of a shape without declaration of its own. */
export function definitionOf(scope: TypeScope, shape: DataShape, direction: Direction): TypeDoc {
  switch (shape.type) {
    case "list":
      return arrayType(nullable(shape, entryType(scope, shape, shape.member, direction)));
    case "map":
      return recordType(scope, shape, direction);
    default:
      return typeOf(scope, shape, direction);
  }
}

function recordType(scope: TypeScope, shape: MapShape, direction: Direction): TypeDoc {
  const value = nullable(shape, entryType(scope, shape, shape.value, direction));
  const key = targetOf(scope.closure.model, shape.key);
  // Keys of an open enumeration are any text, and a record of them says no more than one of strings.
  if (!isEnumeration(key) || scope.isOpen(key.id))
    return genericType(scope.global("Record"), [atomType("string"), value]);
  return genericType(scope.global("Partial"), [
    genericType(scope.global("Record"), [atomType(scope.names.type(key.id)), value]),
  ]);
}

function nullable(container: ListShape | MapShape, value: TypeDoc): TypeDoc {
  return hasTrait(container, "smithy.api#sparse") ? unionType([value, atomType("null")]) : value;
}

function entryType(
  scope: TypeScope,
  container: ListShape | MapShape,
  member: MemberShape,
  direction: Direction,
): TypeDoc {
  const target = targetOf(scope.closure.model, member);
  // Only a broken model recurs without a structure or union; its own name ends the way.
  return target.id === container.id ? objectType([]) : typeOf(scope, target, direction);
}
