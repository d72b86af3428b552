import { isRpcOnly } from "../../changes/protocols.js";
import { defineIndex } from "../../model/define-index.js";
import type { MemberShape, ServiceShape } from "../../model/shapes.js";
import { hasTrait, trait } from "../../model/traits.js";
import { tableCode } from "../../print/markdown.js";
import type { PackageContext } from "../context.js";

/** How a service's protocol sends members. */
export interface Wire {
  /** Whether members have places of their own in HTTP messages: protocols that call procedures put all into the body. */
  readonly bindsToHttp: boolean;
  /** The trait that gives a member another name in a body; undefined where the protocol knows none. */
  readonly nameTrait: "smithy.api#jsonName" | "smithy.api#xmlName" | undefined;
}

const wires = defineIndex(({ traits }: ServiceShape): Wire => {
  const isXml = ["aws.protocols#restXml", "aws.protocols#awsQuery"].some((id) => traits.has(id));
  return {
    bindsToHttp: !isRpcOnly(traits.keys()),
    nameTrait: traits.has("aws.protocols#restJson1") ? "smithy.api#jsonName" : isXml ? "smithy.api#xmlName" : undefined,
  };
});

export function wireOf({ closure }: PackageContext): Wire {
  return wires(closure.service);
}

export type MessageKind = "request" | "response";

/**
 * Where in a message a member of it stands, or by what name in a body; "" for a part of the body by its own name. What
 * fills a label of the host is sent in its own place too (Smithy 2.0 spec, "hostLabel trait"), whatever the protocol.
 * @param message undefined for a member of what stands in a body.
 */
export function placeOf(member: MemberShape, message: MessageKind | undefined, wire: Wire): string {
  const inHttp = message !== undefined && wire.bindsToHttp ? httpPlace(member, message) : "";
  const place = inHttp === "" ? bodyName(member, wire) : inHttp;
  if (message !== "request" || !hasTrait(member, "smithy.api#hostLabel")) return place;
  return `part of the host, and ${place === "" ? "in the body" : place}`;
}

function bodyName(member: MemberShape, { nameTrait }: Wire): string {
  const name = nameTrait === undefined ? undefined : trait(member, nameTrait);
  return name === undefined || name === member.name ? "" : tableCode(name);
}

/** (Smithy 2.0 spec, "HTTP bindings"); "" for a part of the body. */
function httpPlace(member: MemberShape, message: MessageKind): string {
  const header = trait(member, "smithy.api#httpHeader");
  if (header !== undefined) return `header ${tableCode(header)}`;
  const prefix = trait(member, "smithy.api#httpPrefixHeaders");
  if (prefix !== undefined)
    return prefix === "" ? "headers, one an entry" : `headers that begin with ${tableCode(prefix)}, one an entry`;
  if (hasTrait(member, "smithy.api#httpPayload")) return "the whole body";
  return message === "request" ? placeInAddress(member) : placeInStatusLine(member);
}

function placeInAddress(member: MemberShape): string {
  const query = trait(member, "smithy.api#httpQuery");
  if (query !== undefined) return `query parameter ${tableCode(query)}`;
  if (hasTrait(member, "smithy.api#httpQueryParams")) return "query parameters, one an entry";
  return hasTrait(member, "smithy.api#httpLabel") ? "part of the path" : "";
}

function placeInStatusLine(member: MemberShape): string {
  return hasTrait(member, "smithy.api#httpResponseCode") ? "the status code" : "";
}
