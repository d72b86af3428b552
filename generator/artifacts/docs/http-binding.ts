import { isRpcOnly } from "../../changes/protocols.js";
import type { MemberShape } from "../../model/shapes.js";
import { hasTrait, trait } from "../../model/traits.js";
import { tableCode } from "../../print/markdown.js";
import type { PackageContext } from "../context.js";

/** Whether members have places of their own in HTTP messages: protocols that call procedures put all into the body. */
export function bindsToHttp({ closure }: PackageContext): boolean {
  return !isRpcOnly(closure.service.traits.keys());
}

/** Where in the HTTP message a member stands (Smithy 2.0 spec, "HTTP bindings"); "" for a part of the body. */
export function httpPlace(member: MemberShape): string {
  const header = trait(member, "smithy.api#httpHeader");
  if (header !== undefined) return `header ${tableCode(header)}`;
  const query = trait(member, "smithy.api#httpQuery");
  if (query !== undefined) return `query parameter ${tableCode(query)}`;
  const prefix = trait(member, "smithy.api#httpPrefixHeaders");
  if (prefix !== undefined) return prefix === "" ? "headers" : `headers that begin with ${tableCode(prefix)}`;
  if (hasTrait(member, "smithy.api#httpLabel")) return "path";
  if (hasTrait(member, "smithy.api#httpQueryParams")) return "query parameters";
  if (hasTrait(member, "smithy.api#httpPayload")) return "the whole body";
  if (hasTrait(member, "smithy.api#httpResponseCode")) return "status";
  return "";
}
