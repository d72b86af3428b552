import type { ShapeType } from "../../model/shapes.js";
import type { Json } from "../../model/traits.js";
import { exactBounds } from "../json/exact-bounds.js";
import type { Draft } from "../smithy/ast.js";
import type { Conversion } from "./document.js";
import type { Node, Reader } from "./reader.js";
import { flag, number, object, pathOf, text, texts, wrongKind } from "./reader.js";
import { wholePattern } from "./pattern.js";

type Traits = Map<string, Json>;

/** What services, operations, shapes and members say in the same words. */
export function addInformation(reader: Reader, node: Node, traits: Traits): void {
  if (flag(reader, node, "internal")) traits.set("smithy.api#internal", {});
  const tags = texts(reader, node, "tags").map(([, tag]) => tag);
  if (tags.length > 0) traits.set("smithy.api#tags", tags);
  const documentation = text(reader, node, "documentation");
  if (documentation !== undefined && documentation !== "") traits.set("smithy.api#documentation", documentation);
  if (!flag(reader, node, "deprecated")) return;
  const message = text(reader, node, "deprecatedMessage");
  const since = text(reader, node, "deprecatedSince");
  const deprecated = { ...(message === undefined ? {} : { message }), ...(since === undefined ? {} : { since }) };
  traits.set("smithy.api#deprecated", deprecated);
}

const SIZED: ReadonlySet<string> = new Set(["string", "enum", "list", "map", "blob"]);
const ZEROED: ReadonlySet<string> = new Set(["boolean", "byte", "short", "integer", "long", "float", "double"]);
const RANGED: ReadonlySet<string> = new Set("byte short integer long float double bigInteger bigDecimal".split(" "));

/** Bounds and pattern of a shape; the zero value of booleans and numbers; what it is on the wire. */
export function addShapeTraits(reader: Reader, node: Node, { type, traits }: Draft): void {
  addInformation(reader, node, traits);
  if (flag(reader, node, "sensitive")) traits.set("smithy.api#sensitive", {});
  addConstraints(reader, node, type, traits);
  const zero = zeroOf(reader, node, type);
  if (zero !== undefined) traits.set("smithy.api#default", zero);
  if (type === "timestamp") addTimestampFormat(reader, node, traits);
  if (type === "blob" && flag(reader, node, "streaming")) traits.set("smithy.api#streaming", {});
  if (traits.has("smithy.api#streaming") && flag(reader, node, "requiresLength"))
    traits.set("smithy.api#requiresLength", {});
  if ((type === "list" || type === "map") && flag(reader, node, "sparse")) traits.set("smithy.api#sparse", {});
}

/** Bounds and pattern, which a member may have over those of its target. @param type of the shape, or of the target. */
export function addConstraints(reader: Reader, node: Node, type: ShapeType, traits: Traits): void {
  const bounds = boundsOf(reader, node);
  if (bounds !== undefined && SIZED.has(type)) traits.set("smithy.api#length", bounds);
  if (bounds !== undefined && RANGED.has(type))
    traits.set(
      "smithy.api#range",
      exactBounds(reader.source, bounds, () => pathOf(node)),
    );
  if (type !== "string" && type !== "enum") return;
  const pattern = text(reader, node, "pattern");
  if (pattern !== undefined) traits.set("smithy.api#pattern", wholePattern(pattern));
}

function boundsOf(reader: Reader, node: Node): { readonly [bound: string]: number } | undefined {
  const [min, max] = [number(reader, node, "min"), number(reader, node, "max")];
  if (min === undefined && max === undefined) return undefined;
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

/**
 * The value that stands for a missing boolean or number, which this form does not write down.
 * @returns undefined for other types, where `box` takes it away, and where the shape's own range leaves it out.
 */
export function zeroOf(reader: Reader, node: Node, type: ShapeType): false | 0 | undefined {
  if (!ZEROED.has(type) || flag(reader, node, "box")) return undefined;
  if (type === "boolean") return false;
  return admitsZero(reader, node) ? 0 : undefined;
}

/** Whether the bounds of a shape or member leave zero in. */
export function admitsZero(reader: Reader, node: Node): boolean {
  const { min = 0, max = 0 } = boundsOf(reader, node) ?? {};
  return min <= 0 && max >= 0;
}

const TIMESTAMP_FORMATS: ReadonlyMap<string, string> = new Map([
  ["iso8601", "date-time"],
  ["unixTimestamp", "epoch-seconds"],
  ["rfc822", "http-date"],
]);

export function addTimestampFormat(reader: Reader, node: Node, traits: Traits): void {
  const name = text(reader, node, "timestampFormat");
  if (name === undefined) return;
  const format = TIMESTAMP_FORMATS.get(name);
  if (format !== undefined) traits.set("smithy.api#timestampFormat", format);
  else wrongKind(reader, pathOf(node, "timestampFormat"), [...TIMESTAMP_FORMATS.keys()].join(" or "), name);
}

/** `{uri, prefix}`, or the URI alone; left out where the service has said so already. */
export function addXmlNamespace(conversion: Conversion, node: Node, traits: Traits): void {
  const value = xmlNamespaceOf(conversion, node);
  if (value !== undefined && (value.prefix !== undefined || value.uri !== conversion.xmlNamespace))
    traits.set("smithy.api#xmlNamespace", { ...value });
}

export function xmlNamespaceOf(
  reader: Reader,
  node: Node,
): { readonly uri: string; readonly prefix?: string } | undefined {
  const { xmlNamespace } = node.value;
  if (xmlNamespace === undefined) return undefined;
  if (typeof xmlNamespace === "string") return { uri: xmlNamespace };
  const inner = object(reader, node, "xmlNamespace");
  const uri = inner && text(reader, inner, "uri");
  const prefix = inner && text(reader, inner, "prefix");
  if (uri === undefined) return undefined;
  return { uri, ...(prefix === undefined ? {} : { prefix }) };
}
