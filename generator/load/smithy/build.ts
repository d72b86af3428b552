import { unreachable } from "../../diagnostics/diagnostic.js";
import { UNIT } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import { shapeId } from "../../model/shape-id.js";
import type { Shape } from "../../model/shapes.js";
import type { Draft, DraftMember } from "./ast.js";

const NO_IDS: readonly ShapeId[] = [];

/** @returns undefined where the file left out what the shape cannot be without; that has been reported. */
export function buildShape(draft: Draft): Shape | undefined {
  const { id, type, traits, members } = draft;
  switch (type) {
    case "structure":
    case "union":
      return { type, id, traits, members };
    case "enum":
      members.forEach(addMissingValue);
      return { type, id, traits, members };
    case "intEnum":
      return { type, id, traits, members };
    case "list": {
      const member = members.get("member");
      return member && { type, id, traits, member };
    }
    case "map": {
      const [key, value] = [members.get("key"), members.get("value")];
      return key && value && { type, id, traits, key, value };
    }
    case "service":
      return {
        type,
        id,
        traits,
        version: draft.texts.get("version") ?? "",
        operations: many(draft, "operations"),
        resources: many(draft, "resources"),
        errors: many(draft, "errors"),
        rename: (draft.maps.get("rename") as ReadonlyMap<ShapeId, string> | undefined) ?? new Map(),
      };
    case "resource":
      return {
        type,
        id,
        traits,
        identifiers: shapeMap(draft, "identifiers"),
        properties: shapeMap(draft, "properties"),
        create: one(draft, "create"),
        put: one(draft, "put"),
        read: one(draft, "read"),
        update: one(draft, "update"),
        delete: one(draft, "delete"),
        list: one(draft, "list"),
        operations: many(draft, "operations"),
        collectionOperations: many(draft, "collectionOperations"),
        resources: many(draft, "resources"),
      };
    case "operation":
      return {
        type,
        id,
        traits,
        input: one(draft, "input") ?? UNIT,
        output: one(draft, "output") ?? UNIT,
        errors: many(draft, "errors"),
      };
    case "blob":
    case "boolean":
    case "string":
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "float":
    case "double":
    case "bigInteger":
    case "bigDecimal":
    case "timestamp":
    case "document":
      return { type, id, traits };
    default:
      return unreachable(type);
  }
}

/** An enum member without a value has its name as value (Smithy 2.0 spec, "enum"). */
function addMissingValue({ name, traits }: DraftMember): void {
  if (!traits.has("smithy.api#enumValue")) traits.set("smithy.api#enumValue", name);
}

function one(draft: Draft, key: string): ShapeId | undefined {
  return draft.references.get(key)?.[0];
}

/** Each id once: Smithy reads these lists as sets. */
function many(draft: Draft, key: string): readonly ShapeId[] {
  const ids = draft.references.get(key);
  return ids === undefined ? NO_IDS : [...new Set(ids)];
}

function shapeMap(draft: Draft, key: string): ReadonlyMap<string, ShapeId> {
  const map = draft.maps.get(key) ?? new Map<string, string>();
  return new Map([...map].map(([name, target]) => [name, shapeId(target)]));
}
