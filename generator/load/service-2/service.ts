import type { ShapeId } from "../../model/shape-id.js";
import { isIdentifier } from "../../model/shape-id.js";
import type { Json } from "../../model/traits.js";
import type { Draft } from "../smithy/ast.js";
import { newDraft } from "../smithy/ast.js";
import { addInformation } from "./common-traits.js";
import type { Conversion } from "./document.js";
import type { Node, Reader } from "./reader.js";
import { nodes, text, texts } from "./reader.js";

/**
 * The name of the service shape: what goes before operations in `X-Amz-Target`, without a package that some old
 * services have there; else the name by which clients call the service.
 */
export function serviceName(reader: Reader, metadata: Node, serviceId: string): string {
  const prefix = text(reader, metadata, "targetPrefix")?.split(".").at(-1);
  if (prefix !== undefined && isIdentifier(prefix)) return prefix;
  const name = serviceId.replaceAll(/\W/g, "");
  return isIdentifier(name) ? name : `_${name}`;
}

/** The last part of a namespace: the service's name in lower case, letters and digits alone. */
export function namespaceFor(serviceId: string): string {
  const name = serviceId.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return `com.amazonaws.${/^[a-z]/.test(name) ? name : `_${name}`}`;
}

/** @param document the whole file. */
export function convertService(
  conversion: Conversion,
  document: Node,
  metadata: Node,
  id: ShapeId,
  serviceId: string,
  operations: readonly (readonly [ShapeId, Node])[],
): Draft {
  const draft = newDraft(id, "service", "2.0");
  const { traits, references, texts: properties } = draft;
  properties.set("version", text(conversion, metadata, "apiVersion") ?? "");
  references.set(
    "operations",
    operations.map(([operation]) => operation),
  );
  addInformation(conversion, document, traits);
  const title = text(conversion, metadata, "serviceFullName");
  if (title !== undefined) traits.set("smithy.api#title", title);
  const endpointPrefix = text(conversion, metadata, "endpointPrefix");
  const signingName = text(conversion, metadata, "signingName") ?? endpointPrefix;
  traits.set("aws.api#service", {
    sdkId: serviceId,
    ...(signingName === undefined ? {} : { arnNamespace: signingName }),
    ...(endpointPrefix === undefined ? {} : { endpointPrefix }),
  });
  addAuth(conversion, metadata, signingName, traits);
  for (const [protocol, value] of conversion.protocols.traits) traits.set(protocol, value);
  if (conversion.xmlNamespace !== undefined) traits.set("smithy.api#xmlNamespace", { uri: conversion.xmlNamespace });
  const parameters = nodes(conversion, document, "clientContextParams");
  if (parameters.length > 0)
    traits.set(
      "smithy.rules#clientContextParams",
      Object.fromEntries(parameters.map(([key, { value }]) => [key, value])),
    );
  addDiscovery(conversion, operations, traits);
  return draft;
}

/** `auth` lists schemes; `signatureVersion` is the older way to say it. */
function addAuth(
  conversion: Conversion,
  metadata: Node,
  signingName: string | undefined,
  traits: Map<string, Json>,
): void {
  const listed = texts(conversion, metadata, "auth").map(([, scheme]) => scheme);
  const signature = text(conversion, metadata, "signatureVersion");
  const older = signature === "bearer" ? "smithy.api#httpBearerAuth" : "aws.auth#sigv4";
  const schemes = listed.length > 0 ? listed : signature === undefined ? [] : [older];
  for (const scheme of schemes) {
    const isSigned = scheme === "aws.auth#sigv4" || scheme === "aws.auth#sigv4a";
    if (isSigned && signingName !== undefined) traits.set(scheme, { name: signingName });
    else if (!isSigned && scheme !== "smithy.api#noAuth") traits.set(scheme, {});
  }
  if (schemes.length > 1) traits.set("smithy.api#auth", schemes);
}

/** The operation that tells the endpoints, and the error that says that one is no longer good. */
function addDiscovery(
  { namespace, shapes }: Conversion,
  operations: readonly (readonly [ShapeId, Node])[],
  traits: Map<string, Json>,
): void {
  const found = operations.find(([, { value }]) => value.endpointoperation === true);
  if (found === undefined) return;
  const error = shapes.get("InvalidEndpointException");
  traits.set("aws.api#clientEndpointDiscovery", {
    operation: found[0],
    ...(error === undefined ? {} : { error: `${namespace}#InvalidEndpointException` }),
  });
}
