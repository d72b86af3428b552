import { loadCodes } from "../../diagnostics/codes/load.js";
import type { ShapeId } from "../../model/shape-id.js";
import { isIdentifier, parseShapeId } from "../../model/shape-id.js";
import type { ShapeType } from "../../model/shapes.js";
import type { Json } from "../../model/traits.js";
import type { JsonPath, JsonSource } from "../json/json-source.js";
import type { JsonObject } from "../json/json-value.js";
import { describe, isObject } from "../json/json-value.js";
import type { At, Report } from "../report.js";
import { TRAIT_RULES } from "../check/trait-table.js";
import { suggest } from "../suggest.js";
import type { AstVersion, Draft, DraftMember } from "./ast.js";
import { AST_PROPERTIES } from "./ast.js";

/** Reads one file's shapes; the findings go to `report`. */
export interface ShapeReader {
  readonly source: JsonSource;
  readonly version: AstVersion;
  readonly report: Report;
}

const COMMON = ["type", "traits", "mixins"];
const IMPLIED: ReadonlySet<string> = new Set(["members"]);

/** @param type one of `AST_PROPERTIES`, as the node says. */
export function readShape(reader: ShapeReader, id: ShapeId, node: JsonObject, type: ShapeType | "set"): Draft {
  const path = ["shapes", id];
  const draft: Draft = {
    id,
    type: type === "set" ? "list" : type,
    version: reader.version,
    traits: readTraits(reader, node, path),
    mixins: node.mixins === undefined ? [] : readReferences(reader, node.mixins, [...path, "mixins"]),
    members: new Map(),
    references: new Map(),
    maps: new Map(),
    texts: new Map(),
  };
  if (type === "set" && !draft.traits.has("smithy.api#uniqueItems")) draft.traits.set("smithy.api#uniqueItems", {});
  const properties = AST_PROPERTIES[type];
  for (const [key, value] of Object.entries(node)) {
    if (COMMON.includes(key)) continue;
    const at = [...path, key];
    switch (Object.hasOwn(properties, key) ? properties[key] : undefined) {
      case "member":
        readMember(reader, draft, key, value, at);
        break;
      case "members":
        readMembers(reader, draft, value, at);
        break;
      case "reference": {
        const target = readReference(reader, value, at);
        if (target !== undefined) draft.references.set(key, [target]);
        break;
      }
      case "references":
        draft.references.set(key, readReferences(reader, value, at));
        break;
      case "shape-map":
        draft.maps.set(key, readShapeMap(reader, value, at));
        break;
      case "name-map":
        draft.maps.set(key, readNameMap(reader, value, at));
        break;
      case "text":
        if (typeof value === "string") draft.texts.set(key, value);
        else wrongType(reader, at, "a string", value);
        break;
      case undefined:
        unknownKey(reader, at, key, [...COMMON, ...Object.keys(properties)], `a ${type} shape`);
    }
  }
  for (const [key, kind] of Object.entries(properties)) {
    if ((kind !== "member" && !(type === "union" && IMPLIED.has(key))) || draft.mixins.length > 0) continue;
    if (node[key] === undefined)
      reader.report(loadCodes.missingKey, keyAt(reader, path), { key, where: `${type} shape ${id}` });
  }
  return draft;
}

/** Trait id → value. Keys that are not shape ids are reported and left out. */
export function readTraits(reader: ShapeReader, node: JsonObject, path: JsonPath): Map<string, Json> {
  const traits = new Map<string, Json>();
  const value = node.traits;
  if (value === undefined) return traits;
  if (!isObject(value)) {
    wrongType(reader, [...path, "traits"], "an object", value);
    return traits;
  }
  for (const [id, trait] of Object.entries(value)) {
    if (isTraitId(id)) traits.set(id, isOldAnnotation(id, trait) ? {} : trait);
    else reader.report(loadCodes.invalidShapeId, keyAt(reader, [...path, "traits", id]), { text: id });
  }
  return traits;
}

/** Smithy 1.0 also took `true` and null for a trait without a value. */
function isOldAnnotation(id: string, value: Json): boolean {
  if (value !== true && value !== null) return false;
  const form = TRAIT_RULES.get(id)?.form;
  return form?.kind === "object" && form.required.length === 0;
}

const knownTraitIds = new Set<string>();

/** The same few hundred ids stand on every shape: a set is faster than the pattern. */
function isTraitId(text: string): boolean {
  if (knownTraitIds.has(text)) return true;
  if (parseShapeId(text) === undefined || text.includes("$")) return false;
  if (knownTraitIds.size < 10_000) knownTraitIds.add(text);
  return true;
}

function readMembers(reader: ShapeReader, draft: Draft, value: Json, path: JsonPath): void {
  if (!isObject(value)) return wrongType(reader, path, "an object", value);
  for (const [name, member] of Object.entries(value)) {
    const at = [...path, name];
    if (isIdentifier(name)) readMember(reader, draft, name, member, at);
    else reader.report(loadCodes.invalidName, keyAt(reader, at), { name, what: "member" });
  }
}

function readMember(reader: ShapeReader, draft: Draft, name: string, value: Json, path: JsonPath): void {
  if (!isObject(value)) return wrongType(reader, path, "an object with a `target`", value);
  const target = readReference(reader, value, path, true);
  if (target === undefined) return;
  const member: DraftMember = { target, traits: readTraits(reader, value, path) };
  draft.members.set(name, member);
}

function readReferences(reader: ShapeReader, value: Json, path: JsonPath): ShapeId[] {
  if (!Array.isArray(value)) {
    wrongType(reader, path, "an array", value);
    return [];
  }
  const ids = value.map((item: Json, index) => readReference(reader, item, [...path, index]));
  return ids.filter((id) => id !== undefined);
}

/** `{"target": "ns#Shape"}`. */
function readReference(reader: ShapeReader, value: Json, path: JsonPath, isMember = false): ShapeId | undefined {
  if (!isObject(value)) {
    wrongType(reader, path, "an object with a `target`", value);
    return undefined;
  }
  const known = isMember ? ["target", "traits"] : ["target"];
  for (const key of Object.keys(value))
    if (!known.includes(key)) unknownKey(reader, [...path, key], key, known, isMember ? "a member" : "a reference");
  const { target } = value;
  if (target === undefined) {
    reader.report(loadCodes.missingKey, keyAt(reader, path), { key: "target", where: `\`${path.at(-1)}\`` });
    return undefined;
  }
  if (typeof target !== "string") {
    wrongType(reader, [...path, "target"], "a shape id", target);
    return undefined;
  }
  const id = parseShapeId(target);
  if (id === undefined || id.includes("$")) {
    reader.report(loadCodes.invalidShapeId, { source: reader.source, path: [...path, "target"] }, { text: target });
    return undefined;
  }
  return id;
}

function readShapeMap(reader: ShapeReader, value: Json, path: JsonPath): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  if (!isObject(value)) {
    wrongType(reader, path, "an object", value);
    return map;
  }
  for (const [name, reference] of Object.entries(value)) {
    const at = [...path, name];
    if (!isIdentifier(name))
      reader.report(loadCodes.invalidName, keyAt(reader, at), { name, what: String(path.at(-1)) });
    const target = readReference(reader, reference, at);
    if (target !== undefined) map.set(name, target);
  }
  return map;
}

function readNameMap(reader: ShapeReader, value: Json, path: JsonPath): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  if (!isObject(value)) {
    wrongType(reader, path, "an object", value);
    return map;
  }
  for (const [id, name] of Object.entries(value)) {
    const at = [...path, id];
    if (parseShapeId(id) === undefined) reader.report(loadCodes.invalidShapeId, keyAt(reader, at), { text: id });
    else if (typeof name !== "string") wrongType(reader, at, "a string", name);
    else if (!isIdentifier(name))
      reader.report(loadCodes.invalidName, { source: reader.source, path: at }, { name, what: "shape" });
    else map.set(id, name);
  }
  return map;
}

export function wrongType(reader: ShapeReader, path: JsonPath, expected: string, found: Json): void {
  const what = path.length === 0 ? "the document" : `\`${path.at(-1)}\``;
  reader.report(loadCodes.wrongType, { source: reader.source, path }, { what, expected, found: describe(found) });
}

export function unknownKey(reader: ShapeReader, path: JsonPath, key: string, known: string[], where: string): void {
  const facts = { key, where, known, suggestions: suggest(key, known) };
  reader.report(loadCodes.unknownKey, keyAt(reader, path), facts);
}

export function keyAt(reader: ShapeReader, path: JsonPath): At {
  return { source: reader.source, path, on: "key" };
}
