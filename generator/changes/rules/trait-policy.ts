import type { Json } from "../../model/traits.js";
import { PROTOCOLS } from "../protocols.js";
import type { Verdict } from "../rule.js";
import { always } from "../rule.js";
import { judgement } from "../severity.js";

/** How changes of traits that have no rule of their own are judged; the names are the rules' verdicts. */
export const TRAIT_VERDICTS = {
  wire: always(
    "it says how data or calls look on the wire, or who may call",
    judgement("breaking", "breaking", ["validators", "mock"]),
  ),
  unused: always(
    "it binds to HTTP or XML, and no protocol of the service reads such bindings",
    judgement("none", "none"),
  ),
  types: always("it changes the types", judgement("breaking", "breaking", ["types", "validators", "mock"])),
  client: always("it takes something away that clients build on", judgement("breaking", "none", ["types"])),
  nulls: {
    when: "`null` becomes possible inside a collection",
    input: judgement("additive", "breaking", ["mock"]),
    output: judgement("breaking", "additive", ["types", "validators"]),
  },
  "no-nulls": {
    when: "`null` is no longer possible inside a collection",
    input: judgement("breaking", "additive", ["types", "validators", "stored-data"]),
    output: judgement("additive", "breaking", ["stored-data", "mock"]),
  },
  declared: always("the definition of the trait calls it breaking", judgement("breaking", "breaking")),
  risky: always("it changes how clients and servers behave", judgement("risky", "risky")),
  additive: always("it offers more than before", judgement("additive", "additive")),
  documentation: always("it only informs", judgement("documentation", "documentation")),
  none: always("nobody notices on the wire or in the types", judgement("none", "none")),
} satisfies Record<string, Verdict>;

export type TraitVerdict = keyof typeof TRAIT_VERDICTS;

export interface TraitPolicy {
  readonly added: TraitVerdict;
  readonly removed: TraitVerdict;
  readonly changed: TraitVerdict;
}

function policy(added: TraitVerdict, removed: TraitVerdict, changed: TraitVerdict): TraitPolicy {
  return { added, removed, changed };
}

const WIRE = policy("wire", "wire", "wire");
const DOCUMENTATION = policy("documentation", "documentation", "documentation");
const SILENT = policy("none", "none", "none");

/** A trait that the table does not name: it may do anything, but the models that add one mean to say more. */
const OTHER = policy("additive", "risky", "risky");

const WIRE_TRAITS: readonly string[] = [
  "http",
  "httpHeader",
  "httpLabel",
  "httpPayload",
  "httpPrefixHeaders",
  "httpQuery",
  "httpQueryParams",
  "httpResponseCode",
  "httpError",
  "hostLabel",
  "endpoint",
  "jsonName",
  "timestampFormat",
  "requiresLength",
  "xmlName",
  "xmlFlattened",
  "xmlAttribute",
  "xmlNamespace",
  "eventHeader",
  "eventPayload",
];

const POLICIES: ReadonlyMap<string, TraitPolicy> = new Map([
  ...WIRE_TRAITS.map((name) => [`smithy.api#${name}`, WIRE] as const),
  ["smithy.api#mediaType", policy("risky", "wire", "risky")],
  ["smithy.api#error", policy("types", "types", "types")],
  ["smithy.api#streaming", policy("types", "types", "types")],
  ["smithy.api#sparse", policy("nulls", "no-nulls", "none")],
  ["smithy.api#retryable", policy("additive", "client", "risky")],
  ["smithy.api#idempotent", policy("additive", "client", "risky")],
  ["smithy.api#readonly", policy("additive", "risky", "risky")],
  ["smithy.api#idempotencyToken", policy("additive", "risky", "risky")],
  ["smithy.api#paginated", policy("additive", "client", "client")],
  ["smithy.waiters#waitable", policy("additive", "client", "risky")],
  ["smithy.api#sensitive", policy("additive", "risky", "none")],
  ["smithy.api#requestCompression", policy("additive", "risky", "risky")],
  ["smithy.api#httpChecksumRequired", policy("risky", "risky", "risky")],
  ["aws.protocols#httpChecksum", policy("risky", "risky", "risky")],
  ["smithy.api#cors", policy("additive", "wire", "risky")],
  ["smithy.api#auth", policy("risky", "risky", "risky")],
  ["smithy.api#optionalAuth", policy("additive", "wire", "none")],
  ["smithy.api#protocolDefinition", WIRE],
  ["smithy.api#authDefinition", WIRE],
  ["smithy.api#trait", policy("risky", "declared", "documentation")],
  ["smithy.api#resourceIdentifier", policy("additive", "risky", "risky")],
  ["smithy.api#property", policy("additive", "risky", "risky")],
  ["smithy.api#notProperty", policy("risky", "additive", "none")],
  ["smithy.api#nestedProperties", policy("risky", "risky", "none")],
  ["smithy.api#references", policy("additive", "risky", "risky")],
  ["smithy.api#noReplace", policy("additive", "risky", "risky")],
  ["smithy.api#private", policy("documentation", "documentation", "documentation")],
  ["smithy.api#internal", policy("risky", "documentation", "documentation")],
  ["aws.protocols#awsQueryError", WIRE],
  ["aws.protocols#ec2QueryName", WIRE],
  ["aws.protocols#awsQueryCompatible", policy("risky", "risky", "none")],
  ["aws.auth#unsignedPayload", policy("additive", "risky", "none")],
  ["aws.api#service", policy("documentation", "risky", "risky")],
  ["aws.api#arn", policy("additive", "risky", "risky")],
  ["aws.api#clientEndpointDiscovery", policy("risky", "risky", "risky")],
  ["aws.api#clientDiscoveredEndpoint", policy("risky", "risky", "risky")],
  ["smithy.rules#endpointRuleSet", policy("risky", "risky", "risky")],
  ["smithy.rules#clientContextParams", policy("additive", "client", "risky")],
  ...[
    "documentation",
    "externalDocumentation",
    "examples",
    "title",
    "tags",
    "since",
    "unstable",
    "recommended",
    "suppress",
  ].map((name) => [`smithy.api#${name}`, DOCUMENTATION] as const),
  ...["clientOptional", "unitType", "addedDefault", "input", "output", "mixin"].map(
    (name) => [`smithy.api#${name}`, SILENT] as const,
  ),
  ["smithy.rules#endpointTests", SILENT],
]);

/** Families of traits by the start of the id. */
const FAMILIES: readonly (readonly [string, TraitPolicy])[] = [
  ["aws.iam#", DOCUMENTATION],
  ["aws.cloudformation#", DOCUMENTATION],
  ["smithy.test#", SILENT],
  // How a mock behaves: neither the service nor its clients know of it.
  ["swage#", SILENT],
  ["aws.api#", policy("additive", "risky", "documentation")],
];

const AUTH = /^(?:aws\.auth#sigv4a?$|smithy\.api#http(?:Basic|Bearer|Digest|ApiKey)Auth$)/;

const SENT_AND_READ: readonly string[] = ["inputToken", "outputToken", "pageSize"];

/**
 * Pagination may name more than it did; other tokens leave the loops of clients without a way on, and what they ask for
 * a page is sent as its size.
 */
export function keepsPagination(before: Json | undefined, after: Json | undefined): boolean {
  return SENT_AND_READ.every((key) => {
    const old = atPointer(before, `/${key}`);
    return old === undefined || old === atPointer(after, `/${key}`);
  });
}

export function policyOf(trait: string): TraitPolicy {
  const own = POLICIES.get(trait);
  if (own !== undefined) return own;
  if (AUTH.test(trait)) return policy("additive", "wire", "wire");
  if (PROTOCOLS.test(trait)) return policy("additive", "wire", "risky");
  return FAMILIES.find(([start]) => trait.startsWith(start))?.[1] ?? OTHER;
}

export type TraitChange = "added" | "removed" | "changed";

/** A value by its JSON pointer, own keys only. A pointer into items of lists is read as the list itself. */
export function atPointer(value: Json | undefined, pointer: string): Json | undefined {
  let at = value;
  for (const key of pointer.split("/").slice(1)) {
    if (typeof at !== "object" || at === null || Array.isArray(at)) return at;
    at = Object.hasOwn(at, key) ? (at as { readonly [key: string]: Json })[key] : undefined;
  }
  return at;
}
