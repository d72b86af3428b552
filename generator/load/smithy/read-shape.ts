import { loadCodes } from "../../diagnostics/codes/load.js";
import { createMember } from "../../model/model.js";
import type { ShapeId } from "../../model/shape-id.js";
import { isIdentifier, parseShapeId } from "../../model/shape-id.js";
import type { ShapeType } from "../../model/shapes.js";
import type { Json } from "../../model/traits.js";
import { exactBounds } from "../json/exact-bounds.js";
import type { JsonPath, JsonSource } from "../json/json-source.js";
import type { JsonObject } from "../json/json-value.js";
import { describe, isObject } from "../json/json-value.js";
import type { At, Report } from "../report.js";
import { TRAIT_RULES } from "../check/trait-table.js";
import { suggest } from "../suggest.js";
import type { AstProperty, AstVersion, Draft } from "./ast.js";
import { AST_PROPERTIES, newDraft } from "./ast.js";

/** Reads one file's shapes; the findings go to `report`. */
export interface ShapeReader {
  readonly source: JsonSource;
  readonly version: AstVersion;
  readonly report: Report;
  /** By their text the ids that the file has given so far, those of members left out. */
  readonly ids: Map<string, ShapeId>;
}

const NO_IDS: readonly ShapeId[] = [];
const COMMON: readonly string[] = ["type", "traits", "mixins"];
const IMPLIED: ReadonlySet<string> = new Set(["members"]);

/** @param type one of `AST_PROPERTIES`, as the node at `path` says. */
export function readShape(
  reader: ShapeReader,
  id: ShapeId,
  node: JsonObject,
  type: ShapeType | "set",
  path: JsonPath,
): Draft {
  const traits = readTraits(reader, node, path);
  const mixins = node.mixins === undefined ? NO_IDS : readReferences(reader, node.mixins, [...path, "mixins"]);
  const draft = newDraft(id, type === "set" ? "list" : type, reader.version, traits, mixins);
  if (type === "set" && !traits.has("smithy.api#uniqueItems")) traits.set("smithy.api#uniqueItems", {});
  const properties = AST_PROPERTIES[type];
  for (const key in node) {
    if (COMMON.includes(key)) continue;
    const kind = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (kind === undefined) unknownKey(reader, path, key, [...COMMON, ...Object.keys(properties)], `a ${type} shape`);
    else readProperty(reader, draft, kind, key, node[key]!, path);
  }
  for (const key in properties) {
    const isNeeded = properties[key] === "member" || (type === "union" && IMPLIED.has(key));
    if (isNeeded && node[key] === undefined && mixins.length === 0)
      reader.report(loadCodes.missingKey, keyAt(reader, path), { key, where: `${type} shape ${id}` });
  }
  return draft;
}

function readProperty(
  reader: ShapeReader,
  draft: Draft,
  kind: AstProperty,
  key: string,
  value: Json,
  path: JsonPath,
): void {
  switch (kind) {
    case "member":
      return readMember(reader, draft, key, value, path);
    case "members":
      return readMembers(reader, draft, value, [...path, key]);
    case "reference": {
      const target = readReference(reader, value, path, key);
      if (target !== undefined) draft.references.set(key, [target]);
      return;
    }
    case "references":
      draft.references.set(key, readReferences(reader, value, [...path, key]));
      return;
    case "shape-map":
      draft.maps.set(key, readShapeMap(reader, value, [...path, key]));
      return;
    case "name-map":
      draft.maps.set(key, readNameMap(reader, value, [...path, key]));
      return;
    case "text":
      if (typeof value === "string") draft.texts.set(key, value);
      else wrongType(reader, [...path, key], "a string", value);
  }
}

/**
 * Trait id → value. Keys that are not shape ids are reported and left out.
 * @param path of the node, or of what holds it at `step`: joined only for a finding.
 */
export function readTraits(reader: ShapeReader, node: JsonObject, path: JsonPath, step?: string): Map<string, Json> {
  const traits = new Map<string, Json>();
  const value = node.traits;
  if (value === undefined) return traits;
  if (!isObject(value)) {
    wrongType(reader, traitsPath(path, step), "an object", value);
    return traits;
  }
  for (const id in value) {
    const trait = value[id]!;
    if (id === "smithy.api#range")
      traits.set(
        id,
        exactBounds(reader.source, trait, () => [...traitsPath(path, step), id]),
      );
    else if (isTraitId(id)) traits.set(id, isOldAnnotation(id, trait) ? {} : trait);
    else reader.report(loadCodes.invalidShapeId, keyAt(reader, [...traitsPath(path, step), id]), { text: id });
  }
  return traits;
}

function traitsPath(path: JsonPath, step: string | undefined): JsonPath {
  return [...path, ...(step === undefined ? [] : [step]), "traits"];
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
  for (const name in value) {
    if (isIdentifier(name)) readMember(reader, draft, name, value[name]!, path);
    else reader.report(loadCodes.invalidName, keyAt(reader, [...path, name]), { name, what: "member" });
  }
}

function readMember(reader: ShapeReader, draft: Draft, name: string, value: Json, path: JsonPath): void {
  const target = readReference(reader, value, path, name, MEMBER_KEYS);
  if (target === undefined) return;
  const traits = readTraits(reader, value as JsonObject, path, name);
  draft.members.set(name, createMember(draft.id, name, target, traits));
}

function readReferences(reader: ShapeReader, value: Json, path: JsonPath): ShapeId[] {
  const ids: ShapeId[] = [];
  if (!Array.isArray(value)) {
    wrongType(reader, path, "an array", value);
    return ids;
  }
  for (let index = 0; index < value.length; index++) {
    const id = readReference(reader, value[index] as Json, path, index);
    if (id !== undefined) ids.push(id);
  }
  return ids;
}

const REFERENCE_KEYS: readonly string[] = ["target"];
const MEMBER_KEYS: readonly string[] = ["target", "traits"];

/** `{"target": "ns#Shape"}`, which stands at `step` of `path`. @param known keys that it may have. */
function readReference(
  reader: ShapeReader,
  value: Json,
  path: JsonPath,
  step: string | number,
  known: readonly string[] = REFERENCE_KEYS,
): ShapeId | undefined {
  if (!isObject(value)) {
    wrongType(reader, [...path, step], "an object with a `target`", value);
    return undefined;
  }
  const what = known === MEMBER_KEYS ? "a member" : "a reference";
  for (const key in value) if (!known.includes(key)) unknownKey(reader, [...path, step], key, known, what);
  const { target } = value;
  const id = typeof target === "string" ? sharedId(reader, target) : undefined;
  if (id === undefined) reportTarget(reader, target, [...path, step]);
  return id;
}

/**
 * Thousands of members point at the same few shapes: what points at a shape gets the very string of its id, so that
 * its pattern is tried once, and looking it up later compares no letters.
 */
export function sharedId({ ids }: ShapeReader, text: string): ShapeId | undefined {
  const known = ids.get(text);
  if (known !== undefined) return known;
  const id = parseShapeId(text);
  if (id === undefined || id.includes("$")) return undefined;
  ids.set(id, id);
  return id;
}

function reportTarget(reader: ShapeReader, target: Json | undefined, path: JsonPath): void {
  if (target === undefined) {
    reader.report(loadCodes.missingKey, keyAt(reader, path), { key: "target", where: `\`${path.at(-1)}\`` });
    return;
  }
  const at = [...path, "target"];
  if (typeof target !== "string") wrongType(reader, at, "a shape id", target);
  else reader.report(loadCodes.invalidShapeId, { source: reader.source, path: at }, { text: target });
}

function readShapeMap(reader: ShapeReader, value: Json, path: JsonPath): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  if (!isObject(value)) {
    wrongType(reader, path, "an object", value);
    return map;
  }
  for (const [name, reference] of Object.entries(value)) {
    if (!isIdentifier(name))
      reader.report(loadCodes.invalidName, keyAt(reader, [...path, name]), {
        name,
        what: path.at(-1) === "identifiers" ? "identifier" : "property",
      });
    const target = readReference(reader, reference, path, name);
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

/** @param path of the object that has the key. */
export function unknownKey(
  reader: ShapeReader,
  path: JsonPath,
  key: string,
  known: readonly string[],
  where: string,
): void {
  const facts = { key, where, known, suggestions: suggest(key, known) };
  reader.report(loadCodes.unknownKey, keyAt(reader, [...path, key]), facts);
}

export function keyAt(reader: ShapeReader, path: JsonPath): At {
  return { source: reader.source, path, on: "key" };
}
