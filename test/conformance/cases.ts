/** Smithy's protocol tests as they stand in a model file (Smithy 2.0 spec, "HTTP protocol compliance tests"). */

import type { JsonObject, JsonValue } from "../../templates/mock/runtime/json-text.js";
import { isJsonArray, isJsonObject, numberText } from "../../templates/mock/runtime/json-text.js";

/** A request or response case that a server runs. */
export interface Case {
  readonly id: string;
  readonly kind: "request" | "response" | "error";
  /** Id of the shape that the case stands on: an operation, or an error structure. */
  readonly shape: string;
  /** Id of the protocol trait. */
  readonly protocol: string;
  readonly params: JsonObject;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly requireHeaders: readonly string[];
  readonly forbidHeaders: readonly string[];
  /** Undefined: not given, not checked. */
  readonly body: string | undefined;
  readonly bodyMediaType: string | undefined;
  /** Of requests. */
  readonly method: string;
  readonly uri: string;
  readonly queryParams: readonly string[];
  /** Of responses. */
  readonly code: number;
}

/**
 * All cases of a file that a server runs, in the file's order.
 * @param model the file's text as JSON with all digits: `params` hold numbers that a double would lose.
 */
export function serverCases(model: JsonValue): Case[] {
  const cases: Case[] = [];
  for (const [shape, definition] of objectAt(model, "shapes")) {
    const traits = at(definition, "traits");
    const responses = textAt(definition, "type") === "operation" ? "response" : "error";
    for (const entry of listAt(traits, "smithy.test#httpRequestTests")) {
      if (textAt(entry, "appliesTo") !== "client") cases.push(readCase(entry, shape, "request"));
    }
    for (const entry of listAt(traits, "smithy.test#httpResponseTests")) {
      if (textAt(entry, "appliesTo") !== "client") cases.push(readCase(entry, shape, responses));
    }
  }
  return cases;
}

function readCase(entry: JsonValue, shape: string, kind: Case["kind"]): Case {
  return {
    id: textAt(entry, "id") ?? "",
    kind,
    shape,
    protocol: textAt(entry, "protocol") ?? "",
    params: objectAt(entry, "params"),
    headers: [...objectAt(entry, "headers")].map(([name, value]) => [name, String(value)]),
    requireHeaders: listAt(entry, "requireHeaders").map(String),
    forbidHeaders: listAt(entry, "forbidHeaders").map(String),
    body: textAt(entry, "body"),
    bodyMediaType: textAt(entry, "bodyMediaType"),
    method: textAt(entry, "method") ?? "",
    uri: textAt(entry, "uri") ?? "",
    queryParams: listAt(entry, "queryParams").map(String),
    code: Number(numberText(at(entry, "code") ?? 0)),
  };
}

function at(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return value !== undefined && isJsonObject(value) ? value.get(key) : undefined;
}

function textAt(value: JsonValue | undefined, key: string): string | undefined {
  const text = at(value, key);
  return typeof text === "string" ? text : undefined;
}

function listAt(value: JsonValue | undefined, key: string): readonly JsonValue[] {
  const list = at(value, key);
  return list !== undefined && isJsonArray(list) ? list : [];
}

function objectAt(value: JsonValue | undefined, key: string): JsonObject {
  const object = at(value, key);
  return object !== undefined && isJsonObject(object) ? object : new Map();
}
