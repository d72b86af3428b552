import type { ShapeId } from "../../model/shape-id.js";
import { containerOf, memberNameOf } from "../../model/shape-id.js";
import type { JsonPath } from "../json/json-source.js";
import type { Found } from "../json/follow.js";
import { follow } from "../json/follow.js";

/** Where the value of a trait comes from: the first of these keys that the object has. */
const KEYS_OF_TRAITS: ReadonlyMap<string, readonly string[]> = new Map([
  ["smithy.api#length", ["min", "max"]],
  ["smithy.api#range", ["min", "max"]],
  ["smithy.api#pattern", ["pattern"]],
  ["smithy.api#http", ["http"]],
  ["smithy.api#endpoint", ["endpoint"]],
  ["smithy.api#error", ["exception", "fault", "error"]],
  ["smithy.api#httpError", ["error"]],
  ["aws.protocols#awsQueryError", ["error"]],
  ["smithy.api#retryable", ["retryable"]],
  ["smithy.api#enumValue", ["enum"]],
  ["smithy.api#httpLabel", ["location"]],
  ["smithy.api#httpQuery", ["location"]],
  ["smithy.api#httpQueryParams", ["location"]],
  ["smithy.api#httpHeader", ["location"]],
  ["smithy.api#httpPrefixHeaders", ["location"]],
  ["smithy.api#httpResponseCode", ["location"]],
  ["smithy.api#hostLabel", ["hostLabel"]],
  ["smithy.api#idempotencyToken", ["idempotencyToken"]],
  ["smithy.api#eventPayload", ["eventpayload"]],
  ["smithy.api#eventHeader", ["eventheader"]],
  ["smithy.api#jsonName", ["locationName"]],
  ["smithy.api#xmlName", ["locationName"]],
  ["smithy.api#xmlFlattened", ["flattened"]],
  ["smithy.api#xmlAttribute", ["xmlAttribute"]],
  ["smithy.api#xmlNamespace", ["xmlNamespace"]],
  ["smithy.api#timestampFormat", ["timestampFormat"]],
  ["smithy.api#streaming", ["streaming", "eventstream"]],
  ["smithy.api#sparse", ["sparse"]],
  ["smithy.api#sensitive", ["sensitive"]],
  ["smithy.api#deprecated", ["deprecated"]],
  ["smithy.api#documentation", ["documentation"]],
]);

/**
 * Finds a part of a shape or member of the model in the file that it was made from.
 * @param bases shape → where it stands.
 * @param part in Smithy's words, such as `["traits", "smithy.api#length", "min"]`.
 */
export function findInServiceTwo(
  document: unknown,
  bases: ReadonlyMap<ShapeId, JsonPath>,
  id: ShapeId,
  part: JsonPath,
): Found | undefined {
  const base = bases.get(containerOf(id));
  if (base === undefined) return undefined;
  const start = withMember(document, base, memberNameOf(id));
  const keys = keysOf(follow(document, start).value, part);
  const { matched } = follow(document, [...start, ...keys]);
  // What cannot be shown stands for its shape: as found, so that nobody looks for it elsewhere.
  return { path: [...start, ...keys].slice(0, matched), matched: part.length };
}

function withMember(document: unknown, base: JsonPath, member: string | undefined): JsonPath {
  if (member === undefined) return base;
  const places = [
    [...base, "members", member],
    [...base, member],
    [...base, "enum"],
  ];
  return places.find((place) => follow(document, place).matched === place.length) ?? base;
}

function keysOf(node: unknown, [kind, ...rest]: JsonPath): JsonPath {
  if (kind === "target") return ["shape"];
  if (kind !== "traits")
    return kind === undefined ? [] : [kind, ...rest.map((step) => (step === "target" ? "shape" : step))];
  const [trait, ...inside] = rest;
  const keys = KEYS_OF_TRAITS.get(String(trait)) ?? [];
  const [last] = inside;
  if (last !== undefined && keys.includes(String(last))) return [last];
  const found = keys.find((key) => follow(node, [key]).matched === 1);
  if (found === undefined) return [];
  return [found, ...inside.map((step) => (step === "uri" ? "requestUri" : step))];
}
