import { loadCodes } from "../../diagnostics/codes/load.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { Json } from "../../model/traits.js";
import { isObject } from "../json/json-value.js";
import type { Draft } from "../smithy/ast.js";
import { newDraft } from "../smithy/ast.js";
import { addInformation } from "./common-traits.js";
import type { Conversion } from "./document.js";
import { resolve } from "./document.js";
import { checkKeys } from "./keys.js";
import type { Node } from "./reader.js";
import { at, flag, nodes, number, object, pathOf, referenceOf, text, texts, wrongKind } from "./reader.js";

type Traits = Map<string, Json>;

/**
 * What a reference to an input, output or error says for itself in `documentation` is passed over: in Smithy a reference
 * is a target alone, and AWS's Smithy models of the services that have such texts do not have them on the targets either.
 */
export function convertOperation(conversion: Conversion, id: ShapeId, name: string, node: Node): Draft {
  checkKeys(conversion, node, "operation", "an operation");
  const draft = newDraft(id, "operation", "2.0");
  const { traits, references } = draft;
  addInformation(conversion, node, traits);
  const input = object(conversion, node, "input");
  for (const side of ["input", "output"] as const) {
    const reference = side === "input" ? input : object(conversion, node, side);
    if (reference === undefined) continue;
    checkKeys(conversion, reference, side, `an ${side}`);
    const target = resolveReference(conversion, reference, id, side);
    if (target !== undefined) references.set(side, [target]);
  }
  const errors = errorsOf(conversion, node, id);
  if (errors.length > 0) references.set("errors", errors);
  if (conversion.protocols.rest) addHttp(conversion, name, node, input, traits);
  addBehaviour(conversion, node, traits);
  addEndpoint(conversion, node, traits);
  addAuth(conversion, node, traits);
  addParameters(conversion, node, traits);
  return draft;
}

function resolveReference(conversion: Conversion, node: Node, id: ShapeId, where: string): ShapeId | undefined {
  const name = referenceOf(conversion, node, `the ${where} of ${id}`);
  return name === undefined ? undefined : resolve(conversion, name, node, id);
}

function errorsOf(conversion: Conversion, node: Node, id: ShapeId): readonly ShapeId[] {
  const { errors } = node.value;
  if (errors === undefined) return [];
  if (!Array.isArray(errors)) {
    wrongKind(conversion, pathOf(node, "errors"), "an array", errors);
    return [];
  }
  return (errors as readonly Json[]).flatMap((error, index) => {
    if (!isObject(error)) {
      wrongKind(conversion, pathOf(node, "errors", index), "an object", error);
      return [];
    }
    const reference: Node = { value: error, parent: { value: {}, parent: node, key: "errors" }, key: index };
    checkKeys(conversion, reference, "error", "an error");
    return resolveReference(conversion, reference, id, "error") ?? [];
  });
}

/** Only REST protocols look at it: the others send everything by POST to `/`. */
function addHttp(conversion: Conversion, name: string, node: Node, input: Node | undefined, traits: Traits): void {
  const http = object(conversion, node, "http");
  const method = http && text(conversion, http, "method");
  const uri = http && text(conversion, http, "requestUri");
  if (http === undefined || method === undefined || uri === undefined) {
    const key = http === undefined ? "http" : method === undefined ? "method" : "requestUri";
    if ((http ?? node).value[key] === undefined)
      conversion.report(loadCodes.missingKey, at(conversion, pathOf(http ?? node), "key"), { key, where: name });
    return;
  }
  const code = number(conversion, http, "responseCode") ?? 200;
  traits.set("smithy.api#http", { method, uri: withMemberNames(conversion, uri, input), code });
}

/** Labels stand under the member's name on the wire in this form, under its own in Smithy. */
function withMemberNames(conversion: Conversion, uri: string, input: Node | undefined): string {
  const names = new Map<string, string>();
  const shape = typeof input?.value.shape === "string" ? conversion.shapes.get(input.value.shape) : undefined;
  const members = shape?.node.value.members;
  for (const [name, member] of isObject(members) ? Object.entries(members) : [])
    if (isObject(member) && member.location === "uri" && typeof member.locationName === "string")
      names.set(member.locationName, name);
  const named = uri.replaceAll(/\{([^{}+]*)(\+?)\}/g, (_, label: string, greedy: string) => {
    return `{${names.get(label) ?? label}${greedy}}`;
  });
  return named.startsWith("/") ? named : `/${named}`;
}

function addBehaviour(conversion: Conversion, node: Node, traits: Traits): void {
  if (flag(conversion, node, "readonly")) traits.set("smithy.api#readonly", {});
  else if (flag(conversion, node, "idempotent")) traits.set("smithy.api#idempotent", {});
  if (flag(conversion, node, "httpChecksumRequired")) traits.set("smithy.api#httpChecksumRequired", {});
  const checksum = object(conversion, node, "httpChecksum");
  if (checksum !== undefined) traits.set("aws.protocols#httpChecksum", checksum.value);
  const compression = object(conversion, node, "requestcompression");
  if (compression !== undefined) {
    const encodings = texts(conversion, compression, "encodings").map(([, encoding]) => encoding);
    traits.set("smithy.api#requestCompression", { encodings });
  }
}

function addEndpoint(conversion: Conversion, node: Node, traits: Traits): void {
  const endpoint = object(conversion, node, "endpoint");
  const hostPrefix = endpoint && text(conversion, endpoint, "hostPrefix");
  if (hostPrefix !== undefined) traits.set("smithy.api#endpoint", { hostPrefix });
  const discovery = object(conversion, node, "endpointdiscovery");
  if (discovery !== undefined) {
    const required = flag(conversion, discovery, "required");
    traits.set("aws.api#clientDiscoveredEndpoint", { required });
  }
}

const NO_AUTH = "smithy.api#noAuth";

/** `authtype` is the older way to say both things. */
function addAuth(conversion: Conversion, node: Node, traits: Traits): void {
  const type = text(conversion, node, "authtype");
  const schemes = texts(conversion, node, "auth").map(([, scheme]) => scheme);
  if (schemes.includes(NO_AUTH) || (schemes.length === 0 && type === "none")) {
    traits.set(
      "smithy.api#auth",
      schemes.filter((scheme) => scheme !== NO_AUTH),
    );
    traits.set("smithy.api#optionalAuth", {});
  } else if (schemes.length > 0) traits.set("smithy.api#auth", schemes);
  if (type === "v4-unsigned-body" || flag(conversion, node, "unsignedPayload"))
    traits.set("aws.auth#unsignedPayload", {});
}

/** Parameters of the rules that find the endpoint. */
function addParameters(conversion: Conversion, node: Node, traits: Traits): void {
  for (const key of ["staticContextParams", "operationContextParams"] as const) {
    const parameters = nodes(conversion, node, key);
    if (parameters.length === 0) continue;
    traits.set(`smithy.rules#${key}`, Object.fromEntries(parameters.map(([name, { value }]) => [name, value])));
  }
}
