import type { Schema, SchemaRef, SchemaTarget } from "../../../templates/mock/runtime/schema.js";
import type { Code, Data } from "../../print/data.js";
import { code, fromJson } from "../../print/data.js";

/** The kinds of schema by their number, as `schema.ts` of the runtime names their types. */
const TYPES = new Map<number, string>([
  [0, "SimpleSchema"],
  [1, "ListSchema"],
  [2, "MapSchema"],
  [3, "StructureSchema"],
  [-3, "StructureSchema"],
  [4, "UnionSchema"],
]);

/** One schema of a service as a constant. */
export interface SchemaConstant {
  /** Absolute id of the shape. */
  readonly id: string;
  readonly name: string;
  /** `StructureSchema` and so on. */
  readonly type: string;
  readonly value: Data;
}

export interface SchemaConstants {
  readonly constants: readonly SchemaConstant[];
  /** The name of a schema's constant. */
  reference(schema: Schema): Code;
}

/**
 * Gives each schema that `roots` reach a constant of its own. Functions in a schema (the lazy targets of recursive
 * shapes) stay functions; whatever they reach is declared too.
 * @param nameOf the name for a shape id; unique among the schemas.
 */
export function schemaConstants(roots: readonly Schema[], nameOf: (id: string) => string): SchemaConstants {
  const names = new Map<Schema, Code>();
  const constants: SchemaConstant[] = [];
  const lazy: Schema[] = [];

  const idOf = (schema: Schema): string => `${schema[1]}#${schema[2]}`;
  const nameFor = (schema: Schema): string => `${nameOf(idOf(schema))}$`;

  const target = (value: SchemaTarget): Data => {
    if (typeof value === "string") return value;
    if (typeof value === "function") {
      const schema = value();
      lazy.push(schema);
      return code(`() => ${nameFor(schema)}`);
    }
    return declare(value);
  };

  const ref = (value: SchemaRef): Data => {
    if (isWithTraits(value)) return [target(value[0]), fromJson(value[1])];
    return target(value);
  };

  const declare = (schema: Schema): Code => {
    const known = names.get(schema);
    if (known !== undefined) return known;
    const id = idOf(schema);
    const name = nameFor(schema);
    const reference = code(name);
    names.set(schema, reference);
    const head: Data[] = [schema[0], schema[1], schema[2], fromJson(schema[3])];
    constants.push({ id, name, type: TYPES.get(schema[0])!, value: [...head, ...tailOf(schema)] });
    return reference;
  };

  const tailOf = (schema: Schema): Data[] => {
    switch (schema[0]) {
      case 0:
        return [schema[4]];
      case 1:
        return [ref(schema[4])];
      case 2:
        return [ref(schema[4]), ref(schema[5])];
      default:
        return [[...schema[4]], schema[5].map(ref)];
    }
  };

  roots.forEach(declare);
  for (let schema = lazy.pop(); schema !== undefined; schema = lazy.pop()) declare(schema);
  return { constants, reference: (schema) => names.get(schema)! };
}

/** `[target, traits]`: the only pair; schemas themselves begin with a number. */
function isWithTraits(value: SchemaRef): value is readonly [SchemaTarget, Exclude<Schema[3], never>] {
  return Array.isArray(value) && typeof value[0] !== "number";
}
