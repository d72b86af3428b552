import { z } from "zod";
import type { ServiceDefinition } from "../../templates/mock/runtime/definition.js";
import { mergeOverlay } from "../../templates/mock/runtime/behaviour/overlay.js";
import type {
  Schema,
  SchemaRef,
  SchemaTraits,
  SimpleType,
  StructureSchema,
} from "../../templates/mock/runtime/schema.js";

interface Reference {
  readonly target: string;
  readonly traits?: Readonly<Record<string, unknown>>;
}

export interface AstShape {
  readonly type: string;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly members?: Readonly<Record<string, Reference>>;
  readonly member?: Reference;
  readonly key?: Reference;
  readonly value?: Reference;
  readonly input?: Reference;
  readonly output?: Reference;
  readonly errors?: readonly Reference[];
}

export interface Ast {
  readonly smithy?: string;
  readonly shapes: Readonly<Record<string, AstShape>>;
}

const SIMPLE = new Map<string, SimpleType>(
  [
    "String",
    "Boolean",
    "PrimitiveBoolean",
    "Byte",
    "Short",
    "Integer",
    "PrimitiveInteger",
    "Long",
    "PrimitiveLong",
    "Float",
    "Double",
    "BigInteger",
    "BigDecimal",
    "Timestamp",
    "Blob",
    "Document",
  ].map((name) => {
    const plain = name.replace("Primitive", "");
    return [`smithy.api#${name}`, (plain[0]?.toLowerCase() + plain.slice(1)) as SimpleType];
  }),
);

/** A definition straight from a JSON AST, without the loader: mixins and Smithy 1.0's odder forms are not read. */
export function definitionOf(ast: Ast, overlay?: Ast): ServiceDefinition {
  const { shapes } = ast;
  const schemas = new Map<string, Schema>();
  const unit: StructureSchema = [3, "smithy.api", "Unit", 0, [], []];

  const refOf = (reference: Reference | undefined): SchemaRef => {
    const target = reference?.target ?? "smithy.api#String";
    const simple = SIMPLE.get(target);
    const found = simple ?? (target === "smithy.api#Unit" ? unit : () => schemaOf(target));
    const traits = traitsOf(reference?.traits);
    return traits === 0 ? found : [found, traits];
  };
  const schemaOf = (id: string): Schema => {
    const known = schemas.get(id);
    if (known !== undefined) return known;
    const shape = shapes[id];
    if (shape === undefined) throw new Error(`no shape ${id}`);
    const [namespace = "", name = ""] = id.split("#");
    const traits = traitsOf(shape.traits);
    const members = Object.entries(shape.members ?? {});
    const schema = ((): Schema => {
      switch (shape.type) {
        case "list":
        case "set":
          return [1, namespace, name, traits, refOf(shape.member)];
        case "map":
          return [2, namespace, name, traits, refOf(shape.key), refOf(shape.value)];
        case "structure": {
          const kind = shape.traits?.["smithy.api#error"] === undefined ? 3 : -3;
          return [
            kind,
            namespace,
            name,
            traits,
            members.map(([key]) => key),
            members.map(([, member]) => refOf(member)),
          ];
        }
        case "union":
          return [4, namespace, name, traits, members.map(([key]) => key), members.map(([, member]) => refOf(member))];
        case "enum":
        case "intEnum": {
          const values = members.map(([key, member]) => member.traits?.["smithy.api#enumValue"] ?? key);
          return [0, namespace, name, { ...(traits === 0 ? {} : traits), enum: values }, shape.type];
        }
        default:
          return [0, namespace, name, traits, shape.type as SimpleType];
      }
    })();
    schemas.set(id, schema);
    return schema;
  };
  const structureOf = (reference: Reference | undefined): StructureSchema =>
    reference === undefined || reference.target === "smithy.api#Unit"
      ? unit
      : (schemaOf(reference.target) as StructureSchema);

  const [serviceId = "", service] = Object.entries(shapes).find(([, shape]) => shape.type === "service") ?? [];
  const definition: ServiceDefinition = {
    name: "service",
    id: serviceId,
    version: "1",
    sdkId: "Service",
    signingName: "service",
    arnNamespace: "service",
    endpointPrefix: "service",
    protocols: Object.keys(service?.traits ?? {}).filter((id) => id.startsWith("aws.protocols#")),
    traits: {},
    operations: Object.entries(shapes)
      .filter(([, shape]) => shape.type === "operation")
      .map(([id, shape]) => ({
        name: id.split("#")[1] ?? "",
        id,
        input: structureOf(shape.input),
        output: structureOf(shape.output),
        errors: (shape.errors ?? []).map(structureOf),
        traits: traitsOf(shape.traits) || {},
        validateInput: z.any(),
      })),
    resources: [],
    behaviour: {},
  };
  return overlay === undefined ? definition : mergeOverlay(definition, { ...overlay });
}

function traitsOf(traits: Readonly<Record<string, unknown>> = {}): SchemaTraits {
  const enforced = Object.entries(traits).filter(([id, value]) => id !== "smithy.api#pattern" || isPattern(value));
  const kept = enforced.map(([id, value]) => {
    return [id.replace(/^smithy\.api#/, ""), isEmpty(value) ? 1 : value] as const;
  });
  return kept.length === 0 ? 0 : Object.fromEntries(kept);
}

/** The contract of `SchemaTraits`: a pattern that cannot be enforced is absent. */
function isPattern(value: unknown): boolean {
  try {
    return new RegExp(String(value), "u") instanceof RegExp;
  } catch {
    return false;
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}
