import type {
  Schema,
  SchemaRef,
  SchemaTraits,
  SimpleType,
  StructureSchema,
} from "../../../templates/mock/runtime/schema.js";
import type { Closure } from "../../model/closure.js";
import { enumValues } from "../../model/enums.js";
import { expectShape } from "../../model/model.js";
import { isFilledIn } from "../../model/nullability.js";
import { UNIT } from "../../model/prelude.js";
import { inSameGroup } from "../../model/recursion.js";
import type { ShapeId } from "../../model/shape-id.js";
import { nameOf, namespaceOf } from "../../model/shape-id.js";
import type { DataShape, MemberShape } from "../../model/shapes.js";
import { dataMembersOf } from "../../model/shapes.js";
import type { Json, Traits } from "../../model/traits.js";
import { hasTrait, trait } from "../../model/traits.js";
import { planPattern } from "../../print/patterns.js";

/** By id, every data shape of a closure, and Unit, as the mock's static schema. */
export type Schemas = ReadonlyMap<ShapeId, Schema>;

/** Traits of shapes and members that the mock reads, with their names in its schemas; all others stay out of packages. */
const KEPT: ReadonlyMap<string, string> = new Map(
  [
    "aws.protocols#awsQueryError",
    "aws.protocols#ec2QueryName",
    ...(
      "error eventHeader eventPayload hostLabel httpError httpHeader httpLabel httpPayload httpPrefixHeaders httpQuery " +
      "httpQueryParams httpResponseCode idempotencyToken jsonName length mediaType nestedProperties notProperty property " +
      "range required requiresLength resourceIdentifier retryable sensitive sparse streaming timestampFormat uniqueItems " +
      "xmlAttribute xmlFlattened xmlName xmlNamespace"
    )
      .split(" ")
      .map((name) => `smithy.api#${name}`),
  ].map((id) => [id, schemaTraitName(id)]),
);

/**
 * Recursive shapes refer to each other by functions, so that they can be printed as constants one after the other.
 * Nothing here recurses: models may nest deeper than the call stack.
 */
export function schemasOf(closure: Closure): Schemas {
  const { model } = closure;
  const unit: StructureSchema = [3, namespaceOf(UNIT), nameOf(UNIT), 0, [], []];
  const schemas = new Map<ShapeId, Schema>([[UNIT, unit]]);
  // The tuples stand first without their members' part: a member may point at any of them.
  const open = closure.shapes.map((shape) => {
    const tuple: unknown[] = [kindOf(shape), namespaceOf(shape.id), nameOf(shape.id), shapeTraits(shape)];
    schemas.set(shape.id, tuple as unknown as Schema);
    return { shape, tuple };
  });

  const refTo = (container: DataShape, member: MemberShape): SchemaRef => {
    const schema = schemas.get(member.target);
    const target =
      schema === undefined
        ? (expectShape(model, member.target).type as SimpleType)
        : inSameGroup(model, container.id, member.target)
          ? lazy(schema)
          : schema;
    const traits = namedTraits(member.traits, isFilledIn(model, member));
    return traits === 0 ? target : [target, traits];
  };

  for (const { shape, tuple } of open) {
    const members = dataMembersOf(shape);
    const refs = members.map((member) => refTo(shape, member));
    if (shape.type === "structure" || shape.type === "union")
      tuple.push(
        members.map(({ name }) => name),
        refs,
      );
    else if (shape.type === "list" || shape.type === "map") tuple.push(...refs);
    else tuple.push(shape.type === "string" && enumValues(shape) !== undefined ? "enum" : shape.type);
  }
  return schemas;
}

// By itself: where a function is made in it, a caller makes room for what the function holds at each of its calls.
function lazy(schema: Schema): () => Schema {
  return () => schema;
}

/** @throws where the id is no structure of the closure, which the loader has excluded. */
export function structureSchema(schemas: Schemas, id: ShapeId): StructureSchema {
  const schema = schemas.get(id);
  if (schema === undefined || (schema[0] !== 3 && schema[0] !== -3)) throw new Error(`no structure ${id}`);
  return schema;
}

function kindOf(shape: DataShape): Schema[0] {
  switch (shape.type) {
    case "list":
      return 1;
    case "map":
      return 2;
    case "structure":
      return hasTrait(shape, "smithy.api#error") ? -3 : 3;
    case "union":
      return 4;
    default:
      return 0;
  }
}

function shapeTraits(shape: DataShape): SchemaTraits {
  const traits = namedTraits(shape.traits, false);
  const values = enumValues(shape);
  return values === undefined ? traits : { ...(traits === 0 ? {} : traits), enum: values.map(({ value }) => value) };
}

/** @param keepsDefault defaults count on members alone, which repeat those of their targets. */
function namedTraits(traits: Traits, keepsDefault: boolean): SchemaTraits {
  if (traits.size === 0) return 0;
  let named: Record<string, unknown> | undefined;
  for (const id of traits.keys()) {
    const value = traits.get(id)!;
    if (id === "smithy.api#pattern") Object.assign((named ??= {}), patternTraits(String(value), traits));
    else if (id === "smithy.api#default") {
      if (keepsDefault) (named ??= {})["default"] = value;
    } else {
      const name = KEPT.get(id);
      if (name !== undefined) (named ??= {})[name] = annotation(value);
    }
  }
  return named ?? 0;
}

/**
 * `modelPattern` is what the service prints, where the pattern that is enforced is another or none; `slowPattern` says
 * that a regular expression may take too long.
 */
function patternTraits(pattern: string, traits: Traits): Record<string, Json> {
  const plan = planPattern(pattern, trait({ traits }, "smithy.api#length")?.max);
  if (plan.kind === "not-enforced") return { modelPattern: pattern };
  return {
    pattern: plan.source,
    ...(plan.source === pattern ? {} : { modelPattern: pattern }),
    ...(plan.kind === "guarded" ? { slowPattern: 1 } : {}),
  };
}

/** `required` of `smithy.api#required`; other namespaces stay. */
export function schemaTraitName(id: string): string {
  return id.replace(/^smithy\.api#/, "");
}

/** Traits without a value are 1, as in the SDK's schemas. */
export function annotation(value: Json): Json {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0 ? 1 : value;
}
