import { loadCodes } from "../../diagnostics/codes/load.js";
import { suggest } from "../suggest.js";
import type { Node, Reader } from "./reader.js";
import { at, pathOf } from "./reader.js";

function keys(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}

const INFORMATION = "documentation deprecated deprecatedMessage deprecatedSince tags internal internalonly synthetic ";

/** What published files hold, by the kind of object: those that swage reads, and those that only tell other tools. */
export const KEYS = {
  document: keys(INFORMATION + "metadata operations shapes version examples clientContextParams authorizers"),
  metadata: keys(
    "apiVersion endpointPrefix protocol protocols serviceFullName serviceId signatureVersion uid auth signingName " +
      "jsonVersion serviceAbbreviation targetPrefix xmlNamespace globalEndpoint protocolSettings awsQueryCompatible " +
      "checksumFormat ripServiceName timestampFormat",
  ),
  operation: keys(
    INFORMATION +
      "http name documentationUrl input output errors idempotent readonly endpoint staticContextParams " +
      "operationContextParams endpointdiscovery endpointoperation authtype auth httpChecksumRequired httpChecksum " +
      "unsignedPayload requestcompression alias authorizer",
  ),
  shape: keys(
    INFORMATION +
      "type members required max min member enum pattern exception error box sensitive payload key value union fault " +
      "retryable timestampFormat wrapper event document flattened eventstream streaming locationName location sparse " +
      "xmlOrder requiresLength xmlNamespace xmlAttribute jsonvalue idempotencyToken hostLabel queryName",
  ),
  member: keys(
    INFORMATION +
      "shape locationName location idempotencyToken box contextParam xmlNamespace hostLabel jsonvalue flattened " +
      "queryName eventpayload eventheader streaming enum xmlAttribute timestampFormat pattern min max wrapper " +
      "sensitive endpointdiscoveryid requiresLength",
  ),
  input: keys("shape documentation locationName xmlNamespace"),
  output: keys("shape documentation locationName resultWrapper wrapper xmlNamespace xmlOrder"),
  error: keys("shape documentation exception error fault synthetic"),
} as const satisfies Record<string, ReadonlySet<string>>;

/** Keys that no published file has are passed over, with a warning. */
export function checkKeys(reader: Reader, node: Node, kind: keyof typeof KEYS, where: string): void {
  const known = KEYS[kind];
  for (const key in node.value) {
    if (known.has(key)) continue;
    reader.report(loadCodes.serviceTwoKey, at(reader, pathOf(node, key), "key"), (mayTakeTime) => ({
      key,
      where,
      suggestions: mayTakeTime ? suggest(key, known) : [],
    }));
  }
}
