import { loadCodes } from "../../diagnostics/codes/load.js";
import { PRELUDE } from "../../model/prelude.js";
import { parseShapeId } from "../../model/shape-id.js";
import type { ShapeType } from "../../model/shapes.js";
import type { Json } from "../../model/traits.js";
import type { JsonSource } from "../json/json-source.js";
import type { JsonObject } from "../json/json-value.js";
import { describe, isObject } from "../json/json-value.js";
import type { Report } from "../report.js";
import { suggest } from "../suggest.js";
import type { Application, AstFile, AstVersion, Definition } from "./ast.js";
import { AST_PROPERTIES } from "./ast.js";
import { findInAst } from "./locate.js";
import type { ShapeReader } from "./read-shape.js";
import { keyAt, readShape, readTraits, sharedId, unknownKey, wrongType } from "./read-shape.js";

const PRELUDE_IDS = [...PRELUDE.keys()].map((id) => [id, id] as const);

const TOP_LEVEL = ["smithy", "metadata", "shapes"];

/** Reads a Smithy JSON AST of version 1.0 or 2.0. @returns undefined for a document that is no such thing. */
export function readSmithyFile(source: JsonSource, overlay: boolean, report: Report): AstFile | undefined {
  const root = source.value;
  if (!isObject(root) || root.smithy === undefined) {
    report(loadCodes.notAModel, { source, path: [] }, { found: guessDocument(root) });
    return undefined;
  }
  const version = readVersion(source, root.smithy, report);
  if (version === undefined) return undefined;
  const reader: ShapeReader = { source, version, report, ids: new Map(PRELUDE_IDS) };
  for (const key of Object.keys(root))
    if (!TOP_LEVEL.includes(key)) unknownKey(reader, [], key, TOP_LEVEL, "a Smithy model");
  const definitions: Definition[] = [];
  const applications: Application[] = [];
  const shapes = root.shapes ?? {};
  if (!isObject(shapes)) wrongType(reader, ["shapes"], "an object", shapes);
  else {
    // Keys go first: of equal strings an engine keeps one as a key, and artefacts use ids as keys again.
    for (const text in shapes) sharedId(reader, text);
    for (const text in shapes) readEntry(reader, text, shapes[text]!, definitions, applications);
  }
  return {
    source,
    overlay,
    metadata: readMetadata(reader, root.metadata),
    definitions,
    applications,
    named: isObject(shapes) ? namesOf(shapes, overlay) : [],
    find: (id, part) => findInAst(root, id, part),
  };
}

/** An `apply` of an overlay names no shape: its target may be missing. */
function namesOf(shapes: JsonObject, overlay: boolean): readonly string[] {
  const names = Object.keys(shapes);
  if (!overlay) return names;
  return names.filter((name) => {
    const node = shapes[name];
    return !isObject(node) || node.type !== "apply";
  });
}

function readEntry(
  reader: ShapeReader,
  text: string,
  node: Json,
  definitions: Definition[],
  applications: Application[],
): void {
  const path = ["shapes", text];
  const id = sharedId(reader, text) ?? parseShapeId(text);
  if (id === undefined) return reader.report(loadCodes.invalidShapeId, keyAt(reader, path), { text });
  if (!isObject(node)) return wrongType(reader, path, "an object", node);
  const { type } = node;
  if (type === undefined) return reader.report(loadCodes.missingKey, keyAt(reader, path), { key: "type", where: id });
  if (type === "apply") {
    for (const key of Object.keys(node))
      if (key !== "type" && key !== "traits") unknownKey(reader, path, key, ["type", "traits"], "an apply");
    applications.push({ target: id, traits: readTraits(reader, node, path), at: keyAt(reader, path) });
    return;
  }
  if (typeof type !== "string" || !Object.hasOwn(AST_PROPERTIES, type)) {
    const known = [...Object.keys(AST_PROPERTIES), "apply"];
    const name = typeof type === "string" ? type : describe(type);
    const facts = { type: name, id, suggestions: suggest(name, known) };
    return reader.report(loadCodes.unknownType, { source: reader.source, path: [...path, "type"] }, facts);
  }
  if (text.includes("$")) return reader.report(loadCodes.memberAsShape, keyAt(reader, path), { id });
  if (text.startsWith("smithy.api#")) return reader.report(loadCodes.preludeShape, keyAt(reader, path), { id });
  definitions.push({ draft: readShape(reader, id, node, type as ShapeType | "set", path), node, path });
}

function readVersion(source: JsonSource, value: Json, report: Report): AstVersion | undefined {
  const text = typeof value === "string" ? value : undefined;
  if (text !== undefined && /^1(\.0)?$/.test(text)) return "1.0";
  if (text !== undefined && /^2(\.0)?$/.test(text)) return "2.0";
  report(loadCodes.unknownVersion, { source, path: ["smithy"] }, { found: text ?? describe(value) });
  return undefined;
}

function readMetadata(reader: ShapeReader, value: Json | undefined): ReadonlyMap<string, Json> {
  if (value === undefined) return new Map();
  if (isObject(value)) return new Map(Object.entries(value));
  wrongType(reader, ["metadata"], "an object", value);
  return new Map();
}

/** Says what a JSON document is that is not ours, where it can be told. */
function guessDocument(root: unknown): string {
  if (!isObject(root)) return describe(root);
  const has = (...keys: string[]): boolean => keys.every((key) => Object.hasOwn(root, key));
  if (has("AWSTemplateFormatVersion") || has("Resources")) return "a CloudFormation template";
  if (has("pagination") || has("waiters") || has("rules", "parameters")) return "a companion of a service-2.json";
  if (has("openapi") || has("swagger")) return "an OpenAPI document";
  if (has("$schema")) return "a JSON Schema document or a configuration file";
  if (has("name", "version") || has("dependencies")) return "a package.json";
  return Object.keys(root).length === 0 ? "an empty object" : "an object without the key `smithy`";
}
