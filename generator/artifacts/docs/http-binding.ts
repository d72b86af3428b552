import { isRpcOnly } from "../../changes/protocols.js";
import { defineIndex } from "../../model/define-index.js";
import type { MemberShape, ServiceShape } from "../../model/shapes.js";
import { hasTrait, trait } from "../../model/traits.js";
import { tableCode } from "../../print/markdown.js";
import type { PackageContext } from "../context.js";

const bindings = defineIndex(({ traits }: ServiceShape) => ({ areHttp: !isRpcOnly(traits.keys()) }));

/** Whether members have places of their own in HTTP messages: protocols that call procedures put all into the body. */
export function bindsToHttp({ closure }: PackageContext): boolean {
  return bindings(closure.service).areHttp;
}

export type MessageKind = "request" | "response";

/**
 * Where in a message a member of it stands; "" for a part of the body alone. What fills a label of the host is sent in
 * its own place too (Smithy 2.0 spec, "hostLabel trait"), whatever the protocol.
 * @param areHttp whether members have places of their own in HTTP messages.
 */
export function placeOf(member: MemberShape, message: MessageKind, areHttp: boolean): string {
  const place = areHttp ? httpPlace(member, message) : "";
  if (message === "response" || !hasTrait(member, "smithy.api#hostLabel")) return place;
  return `part of the host, and ${place === "" ? "in the body" : place}`;
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
