import { loadCodes } from "../../diagnostics/codes/load.js";
import type { Json } from "../../model/traits.js";
import type { Node, Reader } from "./reader.js";
import { at, object, pathOf, text, texts } from "./reader.js";

/** What a service speaks, and what of the bindings that follows from it. */
export interface Protocols {
  /** Trait id → value. */
  readonly traits: ReadonlyMap<string, Json>;
  /** Whether names on the wire are XML elements, or keys of a query form. */
  readonly xml: boolean;
  readonly ec2: boolean;
  /** Whether members are bound to URI, headers and query string. */
  readonly rest: boolean;
  /** Whether errors have a code of a query service. */
  readonly queryErrors: boolean;
}

const NAMES = ["json", "rest-json", "rest-xml", "query", "ec2", "smithy-rpc-v2-cbor"] as const;

type ProtocolName = (typeof NAMES)[number];

export function readProtocols(reader: Reader, metadata: Node): Protocols {
  const names = protocolNames(reader, metadata);
  const version = metadata.value.jsonVersion;
  const http2 = http2Of(object(reader, metadata, "protocolSettings")?.value.h2);
  const traits = new Map<string, Json>(names.map((name) => [traitOf(name, version), hasHttp2(name) ? http2 : {}]));
  const queryCompatible = metadata.value.awsQueryCompatible !== undefined;
  if (queryCompatible) traits.set("aws.protocols#awsQueryCompatible", {});
  const speaks = (...some: readonly ProtocolName[]): boolean => names.some((name) => some.includes(name));
  return {
    traits,
    xml: speaks("rest-xml", "query", "ec2"),
    ec2: speaks("ec2"),
    rest: speaks("rest-json", "rest-xml"),
    queryErrors: queryCompatible || speaks("query"),
  };
}

/** `protocols` goes before the one `protocol` that older clients read. */
function protocolNames(reader: Reader, metadata: Node): readonly ProtocolName[] {
  const listed = texts(reader, metadata, "protocols").map(([index, name]) => ({ name, path: ["protocols", index] }));
  const one = text(reader, metadata, "protocol");
  const found = listed.length > 0 || one === undefined ? listed : [{ name: one, path: ["protocol"] }];
  const known = found.filter(({ name, path }) => {
    if (isKnown(name)) return true;
    reader.report(loadCodes.unknownProtocol, at(reader, pathOf(metadata, ...path)), { name, known: NAMES });
    return false;
  });
  if (found.length === 0 && metadata.value.protocol === undefined)
    reader.report(loadCodes.missingKey, at(reader, pathOf(metadata), "key"), { key: "protocol", where: "`metadata`" });
  return [...new Set(known.map(({ name }) => name as ProtocolName))];
}

function isKnown(name: string): name is ProtocolName {
  return (NAMES as readonly string[]).includes(name);
}

function traitOf(name: ProtocolName, jsonVersion: Json | undefined): string {
  switch (name) {
    case "json":
      return String(jsonVersion) === "1.0" ? "aws.protocols#awsJson1_0" : "aws.protocols#awsJson1_1";
    case "rest-json":
      return "aws.protocols#restJson1";
    case "rest-xml":
      return "aws.protocols#restXml";
    case "query":
      return "aws.protocols#awsQuery";
    case "ec2":
      return "aws.protocols#ec2Query";
    case "smithy-rpc-v2-cbor":
      return "smithy.protocols#rpcv2Cbor";
  }
}

/** The traits of query and ec2 have no keys. */
function hasHttp2(name: ProtocolName): boolean {
  return name !== "query" && name !== "ec2";
}

function http2Of(setting: Json | undefined): Json {
  if (setting === "eventstream") return { http: ["http/1.1", "h2"], eventStreamHttp: ["h2"] };
  return setting === "optional" ? { http: ["h2", "http/1.1"] } : {};
}
