import { loadCodes } from "../../diagnostics/codes/load.js";
import type { MemberShape, OperationShape, ServiceShape, StructureShape } from "../../model/shapes.js";
import { trait } from "../../model/traits.js";
import type { CheckContext } from "./context.js";

const HTTP = "smithy.api#http";

/**
 * No two operations of a service answer to the same requests. In a service-2.json some do: it lacks the marks in queries
 * that AWS's Smithy models have, and SDKs do without.
 */
export function checkUriConflicts(
  context: CheckContext,
  service: ServiceShape,
  operations: readonly OperationShape[],
): void {
  if (context.model.form === "service-2") return;
  for (const [operation, other] of clashesOf(operations, requestsOf)) {
    const { method, uri } = trait(operation, HTTP)!;
    const facts = { operation: operation.id, other: other.id, service: service.id, method, uri };
    context.report(loadCodes.uriConflict, context.locate(operation.id, ["traits", HTTP, "uri"]), facts);
  }
}

/** Equal for operations whose requests nobody can tell apart: what labels are called, and the order of a query, do not. */
function requestsOf(operation: OperationShape): string | undefined {
  const http = trait(operation, HTTP);
  if (typeof http?.method !== "string" || typeof http.uri !== "string") return undefined;
  const [path = "", query = ""] = http.uri.split("?");
  const prefix = textOf(trait(operation, "smithy.api#endpoint")?.hostPrefix) ?? "";
  return [http.method, withoutLabels(prefix), withoutLabels(path), ...query.split("&").toSorted()].join("\n");
}

function withoutLabels(pattern: string): string {
  return pattern.replaceAll(/\{\w+(\+?)\}/g, "{$1}");
}

const HEADER = "smithy.api#httpHeader";
const QUERY = "smithy.api#httpQuery";
const JSON_NAME = "smithy.api#jsonName";

/**
 * No two members of a structure have one name on the wire; headers have none of upper and lower case. A service-2.json
 * was never held to that, and its SDKs do without.
 */
export function checkWireNames(context: CheckContext): void {
  if (context.model.form === "service-2") return;
  for (const shape of context.model.shapes.values()) {
    if (shape.type !== "structure" && shape.type !== "union") continue;
    checkWireName(context, shape, HEADER, ({ traits }) => textOf(traits.get(HEADER))?.toLowerCase());
    checkWireName(context, shape, QUERY, ({ traits }) => textOf(traits.get(QUERY)));
    checkWireName(context, shape, JSON_NAME, ({ traits, name }) => textOf(traits.get(JSON_NAME)) ?? name);
  }
}

type WireTrait = typeof HEADER | typeof QUERY | typeof JSON_NAME;

function checkWireName(
  context: CheckContext,
  { members }: StructureShape,
  id: WireTrait,
  nameOf: (member: MemberShape) => string | undefined,
): void {
  if (!someHave(members, id)) return;
  for (const [member, other] of clashesOf(members.values(), nameOf)) {
    const name = nameOf(member)!;
    // Of two JSON names one may be that of the member itself.
    const [told, beside] = member.traits.has(id) ? [member, other] : [other, member];
    const facts = { trait: id, name, member: told.id, other: beside.name };
    context.report(loadCodes.wireNameConflict, context.locate(told.id, ["traits", id]), facts);
  }
}

// Nearly no structure has any.
function someHave(members: StructureShape["members"], id: WireTrait): boolean {
  for (const { traits } of members.values()) if (traits.size > 0 && traits.has(id)) return true;
  return false;
}

/** Those that share what they are told by with an earlier one, each with the first; undefined is shared with none. */
function clashesOf<T>(items: Iterable<T>, keyOf: (item: T) => string | undefined): readonly (readonly [T, T])[] {
  const first = new Map<string, T>();
  const clashes: (readonly [T, T])[] = [];
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const other = first.get(key);
    if (other === undefined) first.set(key, item);
    else clashes.push([item, other]);
  }
  return clashes;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
