import { loadCodes } from "../../diagnostics/codes/load.js";
import { createMember } from "../../model/model.js";
import type { Json } from "../../model/traits.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { Draft } from "../smithy/ast.js";
import { newDraft } from "../smithy/ast.js";
import {
  addConstraints,
  addInformation,
  addShapeTraits,
  addTimestampFormat,
  addXmlNamespace,
  admitsZero,
  zeroOf,
} from "./common-traits.js";
import type { Conversion, OldShape } from "./document.js";
import { resolve } from "./document.js";
import { checkKeys } from "./keys.js";
import type { Node } from "./reader.js";
import { at, flag, object, pathOf, referenceOf, text, wrongKind } from "./reader.js";

type Traits = Map<string, Json>;

/** What a structure says of one of its members. */
export interface Standing {
  readonly required: boolean;
  /** Whether it is the whole HTTP body. */
  readonly payload: boolean;
  /** Whether the structure is a structure to Smithy too, and no union: only then has a member a default. */
  readonly inStructure: boolean;
}

const NOWHERE: Standing = { required: false, payload: false, inStructure: false };

/** Adds a member of a structure or union to the draft. */
export function addMember(
  conversion: Conversion,
  draft: Draft,
  name: string,
  node: Node,
  standing: Standing = NOWHERE,
): void {
  checkKeys(conversion, node, "member", "a member");
  const targetName = referenceOf(conversion, node, `the member ${name} of ${draft.id}`);
  if (targetName === undefined) return;
  const shape = conversion.shapes.get(targetName);
  const target = shape?.id ?? resolve(conversion, targetName, node, `${draft.id}$${name}`);
  if (target === undefined) return;
  const traits: Traits = new Map();
  addInformation(conversion, node, traits);
  if (shape !== undefined) {
    if (standing.inStructure) addDefault(conversion, node, shape, standing, traits);
    addOwnConstraints(conversion, node, shape, draft.id, name, traits);
    addNames(conversion, name, node, shape, standing, traits);
    if (shape.type === "timestamp") addTimestampFormat(conversion, node, traits);
  }
  if (standing.required) traits.set("smithy.api#required", {});
  addMarks(conversion, name, node, traits);
  draft.members.set(name, createMember(draft.id, name, retarget(conversion, node, shape, target), traits));
}

/** Adds `member` of a list, `key` or `value` of a map. */
export function addItem(conversion: Conversion, draft: Draft, name: "member" | "key" | "value", node: Node): void {
  checkKeys(conversion, node, "member", `\`${name}\``);
  const targetName = referenceOf(conversion, node, `\`${name}\` of ${draft.id}`);
  if (targetName === undefined) return;
  const shape = conversion.shapes.get(targetName);
  const target = shape?.id ?? resolve(conversion, targetName, node, `${draft.id}$${name}`);
  if (target === undefined) return;
  const traits: Traits = new Map();
  addInformation(conversion, node, traits);
  if (shape !== undefined) addOwnConstraints(conversion, node, shape, draft.id, name, traits);
  if (conversion.protocols.xml && shape !== undefined) {
    const wire = text(conversion, node, "locationName") ?? text(conversion, shape.node, "locationName");
    if (wire !== undefined && wire !== name) traits.set("smithy.api#xmlName", wire);
    addXmlNamespace(conversion, node, traits);
  }
  draft.members.set(name, createMember(draft.id, name, retarget(conversion, node, shape, target), traits));
}

/** A member repeats the default of its target, or says that it has none. */
function addDefault(
  conversion: Conversion,
  node: Node,
  { node: target, type }: OldShape,
  standing: Standing,
  traits: Traits,
): void {
  const zero = zeroOf(conversion, target, type);
  if (zero === undefined) return;
  const hasNone = standing.required || flag(conversion, node, "box") || (zero === 0 && !admitsZero(conversion, node));
  traits.set("smithy.api#default", hasNone ? null : zero);
}

/** Smithy has no enumeration on a member, and SDKs give such a member the type of its target. */
function addOwnConstraints(
  conversion: Conversion,
  node: Node,
  { type, name: target }: OldShape,
  container: ShapeId,
  name: string,
  traits: Traits,
): void {
  addConstraints(conversion, node, type, traits);
  if (node.value.enum === undefined) return;
  const facts = { member: `${container}$${name}`, target };
  conversion.report(loadCodes.memberEnum, at(conversion, pathOf(node, "enum"), "key"), facts);
}

/** Where a member is on the wire, and under which name. What it says itself goes over what its target says. */
function addNames(
  conversion: Conversion,
  name: string,
  node: Node,
  shape: OldShape,
  { payload }: Standing,
  traits: Traits,
): void {
  const { protocols } = conversion;
  const own = text(conversion, node, "locationName") ?? text(conversion, shape.node, "locationName");
  if (protocols.rest) {
    if (payload) traits.set("smithy.api#httpPayload", {});
    const location = text(conversion, node, "location") ?? text(conversion, shape.node, "location");
    if (location !== undefined && addLocation(conversion, name, node, shape, location, own, traits)) return;
  }
  const flattened = flag(conversion, node, "flattened") || flag(conversion, shape.node, "flattened");
  if (flattened && (shape.type === "list" || shape.type === "map")) traits.set("smithy.api#xmlFlattened", {});
  if (!protocols.xml) {
    if (own !== undefined && own !== name && !payload) traits.set("smithy.api#jsonName", own);
    return;
  }
  const wire = flattened ? flattenedName(conversion, shape, own) : own;
  if (wire !== undefined && (wire !== name || payload)) traits.set("smithy.api#xmlName", wire);
  if (flag(conversion, node, "xmlAttribute")) traits.set("smithy.api#xmlAttribute", {});
  const namespace = node.value.xmlNamespace === undefined ? shape.node : node;
  addXmlNamespace(conversion, namespace, traits);
  const query = text(conversion, node, "queryName") ?? (own === undefined ? undefined : capitalized(own));
  if (protocols.ec2 && query !== undefined) traits.set("aws.protocols#ec2QueryName", query);
}

/** The items of a flattened list stand in its place, in query under their own name. */
function flattenedName(conversion: Conversion, { node, type }: OldShape, own: string | undefined): string | undefined {
  const member = type === "list" ? object(conversion, node, "member") : undefined;
  const item = member && text(conversion, member, "locationName");
  return conversion.protocols.rest ? (own ?? item) : (item ?? own);
}

function capitalized(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** @returns whether the member is bound outside of the body. */
function addLocation(
  conversion: Conversion,
  name: string,
  node: Node,
  { type }: OldShape,
  location: string,
  own: string | undefined,
  traits: Traits,
): boolean {
  switch (location) {
    case "uri":
      traits.set("smithy.api#httpLabel", {});
      // A path cannot leave a part out, whether the file says so or not.
      requireMember(traits);
      return true;
    case "querystring":
      if (type === "map") traits.set("smithy.api#httpQueryParams", {});
      else traits.set("smithy.api#httpQuery", own ?? name);
      return true;
    case "header":
      traits.set("smithy.api#httpHeader", own ?? name);
      return true;
    case "headers":
      traits.set("smithy.api#httpPrefixHeaders", own ?? "");
      return true;
    case "statusCode":
      traits.set("smithy.api#httpResponseCode", {});
      return true;
    default: {
      const known = "uri, querystring, header, headers or statusCode";
      wrongKind(conversion, pathOf(node, "location"), known, location);
      return false;
    }
  }
}

function requireMember(traits: Traits): void {
  traits.set("smithy.api#required", {});
  if (traits.has("smithy.api#default")) traits.set("smithy.api#default", null);
}

function addMarks(conversion: Conversion, name: string, node: Node, traits: Traits): void {
  if (flag(conversion, node, "idempotencyToken")) traits.set("smithy.api#idempotencyToken", {});
  if (flag(conversion, node, "eventpayload")) traits.set("smithy.api#eventPayload", {});
  if (flag(conversion, node, "eventheader")) traits.set("smithy.api#eventHeader", {});
  if (flag(conversion, node, "hostLabel")) {
    traits.set("smithy.api#hostLabel", {});
    requireMember(traits);
  }
  const parameter = object(conversion, node, "contextParam");
  if (parameter !== undefined)
    traits.set("smithy.rules#contextParam", { name: text(conversion, parameter, "name") ?? name });
}

/**
 * Smithy marks text that holds JSON, and blobs that are streams, on the shape: where this form marks the member alone,
 * the member gets a target of its own.
 */
function retarget(conversion: Conversion, node: Node, shape: OldShape | undefined, target: ShapeId): ShapeId {
  if (shape === undefined) return target;
  if (shape.type === "string" && flag(conversion, node, "jsonvalue")) {
    const name = `SynthesizedJson${capitalized(shape.name)}`;
    return extraShape(conversion, shape, name, ["smithy.api#mediaType", "application/json"]);
  }
  const isStream = shape.type === "blob" && flag(conversion, node, "streaming");
  if (!isStream || flag(conversion, shape.node, "streaming") || isAlwaysStream(conversion, shape)) return target;
  const name = conversion.namer.isTaken("StreamingBlob") ? `Streaming${capitalized(shape.name)}` : "StreamingBlob";
  return extraShape(conversion, shape, name, ["smithy.api#streaming", {}]);
}

/** Whether every member that points at the shape calls it a stream. */
export function isAlwaysStream({ uses }: Conversion, { name }: OldShape): boolean {
  return uses.streams.has(name) && uses.streams.get(name) === uses.members.get(name);
}

function extraShape(
  conversion: Conversion,
  { name, node, type }: OldShape,
  wanted: string,
  [trait, value]: readonly [string, Json],
): ShapeId {
  const key = `${trait} ${name}`;
  let draft = conversion.extra.get(key);
  if (draft === undefined) {
    draft = newDraft(conversion.namer.give(wanted, type), type, "2.0");
    draft.traits.set(trait, value);
    addShapeTraits(conversion, node, draft);
    conversion.extra.set(key, draft);
  }
  return draft.id;
}
