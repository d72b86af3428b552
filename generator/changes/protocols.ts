/** Traits that protocols define: those that say that a service speaks one, and a few beside them. */
export const PROTOCOLS = /^(?:aws\.protocols#(?:aws|ec2|rest)|smithy\.protocols#)/;

const HTTP_BINDINGS =
  /^smithy\.api#(?:http(?:$|Header|Label|Payload|PrefixHeaders|Query|QueryParams|ResponseCode|Error)|cors$)/;
const RPC = /^(?:aws\.protocols#(?:awsJson1_[01]|awsQuery|ec2Query)|smithy\.protocols#rpcv2(?:Cbor|Json))$/;

/** Whether the trait binds to HTTP. */
export function bindsToHttp(trait: string): boolean {
  return HTTP_BINDINGS.test(trait) && trait !== "smithy.api#httpError";
}

/** Whether the trait says that a service speaks a protocol. */
export function isProtocol(trait: string): boolean {
  return PROTOCOLS.test(trait) && !/#aws(?:QueryError|QueryCompatible)$|QueryName$/.test(trait);
}

const XML = /^smithy\.api#xml(?:Attribute|Flattened|Name|Namespace)$/;
const WITHOUT_XML = /^(?:aws\.protocols#(?:awsJson1_[01]|restJson1)|smithy\.protocols#rpcv2(?:Cbor|Json))$/;

/** Whether the trait says how data looks in XML, or in the forms that query protocols make of it. */
export function bindsToXml(trait: string): boolean {
  return XML.test(trait);
}

/** Whether a service speaks only protocols that know no XML. */
export function isWithoutXml(traits: Iterable<string>): boolean {
  return speaksOnly(traits, WITHOUT_XML);
}

/** Whether a service speaks only protocols that send every call to one address, so that HTTP bindings say nothing. */
export function isRpcOnly(traits: Iterable<string>): boolean {
  return speaksOnly(traits, RPC);
}

function speaksOnly(traits: Iterable<string>, known: RegExp): boolean {
  const protocols = [...traits].filter(isProtocol);
  return protocols.length > 0 && protocols.every((id) => known.test(id));
}
