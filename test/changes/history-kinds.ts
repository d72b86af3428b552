import type { Change } from "../../generator/changes/change.js";
import { wholePattern } from "../../generator/load/service-2/pattern.js";

/** An entry of a case's `kinds.json`: one difference between two service-2.json, in that form's own words. */
export interface Kind {
  readonly kind: string;
  readonly operation?: string;
  readonly shape?: string;
  readonly member?: string;
  readonly key?: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly required?: boolean;
  readonly effect?: "narrowed" | "widened" | "equal" | "unknown";
  readonly equivalent?: boolean;
  readonly count?: number;
}

/** Whether a change tells an entry; `id` makes an id of a name in the file. */
type Tells = (change: Change, kind: Kind, id: (name: string) => string) => boolean;

/** On the operation, the shape, the member that the entry names; on the service where it names none. */
const isAt: Tells = (change, { operation, shape, member }, id) => {
  const name = operation ?? shape;
  return name === undefined || (change.shape === id(name) && (member === undefined || change.member === member));
};

function told(...ids: readonly string[]): Tells {
  return (change, kind, id) => ids.includes(change.id) && isAt(change, kind, id);
}

const TRAITS = ["trait-added", "trait-removed", "trait-changed"];

/** A trait whose name, without the namespace, is one of these came, went or changed there. */
function trait(...names: readonly string[]): Tells {
  const endings = names.map((name) => `#${name}`);
  return (change, kind, id) =>
    TRAITS.includes(change.id) && endings.some((end) => change.trait?.endsWith(end)) && isAt(change, kind, id);
}

function any(...rules: readonly Tells[]): Tells {
  return (...all) => rules.some((rule) => rule(...all));
}

function boundOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** A bound moved, and the change says which way. */
function bound(key: "min" | "max"): Tells {
  return (change, kind, id) =>
    change.id === `constraint-${kind.effect}` &&
    boundOf(change.before, key) !== boundOf(change.after, key) &&
    isAt(change, kind, id);
}

const pattern: Tells = (change, kind, id) =>
  ["constraint-narrowed", "constraint-widened", "constraint-changed"].includes(change.id) &&
  change.trait === "smithy.api#pattern" &&
  isAt(change, kind, id);

const HTTP = trait(
  "httpLabel",
  "httpHeader",
  "httpPrefixHeaders",
  "httpQuery",
  "httpQueryParams",
  "httpResponseCode",
  "httpPayload",
);

const enumValue: Tells = (change, kind, id) =>
  change.id === kind.kind && isAt(change, kind, id) && (change.after ?? change.before) === (kind.after ?? kind.before);

const PROTOCOLS = ["awsJson1_0", "awsJson1_1", "awsQuery", "ec2Query", "restJson1", "restXml", "rpcv2Cbor"] as const;

/** Keys that have a trait in Smithy, or are part of the service. */
const METADATA: Readonly<Record<string, Tells>> = {
  apiVersion: told("service-version-changed"),
  auth: trait("auth", "sigv4", "sigv4a", "httpBearerAuth"),
  awsQueryCompatible: trait("awsQueryCompatible"),
  endpointPrefix: trait("service"),
  jsonVersion: trait(...PROTOCOLS),
  protocol: trait(...PROTOCOLS),
  protocolSettings: trait(...PROTOCOLS),
  protocols: trait(...PROTOCOLS),
  serviceFullName: trait("title"),
  serviceId: told("service-id-changed"),
  signatureVersion: trait("sigv4", "httpBearerAuth"),
  signingName: trait("sigv4", "sigv4a"),
  targetPrefix: told("service-id-changed"),
  xmlNamespace: trait("xmlNamespace"),
};

const deprecation = told("deprecated-added", "deprecated-removed", "deprecated-changed");

/** Kind → the changes that tell it: any of them will do. */
export const COUNTERPARTS: Readonly<Record<string, Tells>> = {
  "auth-changed": trait("auth", "optionalAuth", "unsignedPayload"),
  "box-changed": told("default-added", "default-removed", "default-changed"),
  "checksum-changed": trait("httpChecksum", "httpChecksumRequired"),
  "constraint-max-changed": bound("max"),
  "constraint-min-changed": bound("min"),
  "constraint-pattern-changed": pattern,
  "context-params-changed": trait("staticContextParams", "operationContextParams", "contextParam"),
  "deprecated-added": told("deprecated-added"),
  "deprecated-note-changed": deprecation,
  "deprecated-removed": told("deprecated-removed"),
  "documentation-changed": told("documentation-changed"),
  "endpoint-changed": trait("endpoint"),
  "endpoint-discovery-changed": trait("clientDiscoveredEndpoint", "clientEndpointDiscovery"),
  "enum-added": told("enum-added"),
  "enum-removed": told("enum-removed"),
  "enum-value-added": enumValue,
  "enum-value-removed": enumValue,
  "error-added": (change, kind, id) =>
    change.id === "error-added" && change.shape === id(kind.operation!) && change.after === id(kind.shape!),
  "error-removed": (change, kind, id) =>
    change.id === "error-removed" && change.shape === id(kind.operation!) && change.before === id(kind.shape!),
  "error-trait-changed": trait("error", "httpError", "awsQueryError", "retryable"),
  "eventstream-changed": any(trait("streaming", "eventPayload", "eventHeader"), told("shape-type-changed")),
  "flattened-changed": trait("xmlFlattened"),
  "hostLabel-changed": trait("hostLabel"),
  "http-method-changed": trait("http"),
  "http-status-changed": trait("http"),
  "http-uri-changed": trait("http"),
  "idempotencyToken-changed": trait("idempotencyToken"),
  "idempotent-changed": trait("idempotent"),
  "jsonvalue-changed": any(trait("mediaType"), told("member-target-changed")),
  "location-changed": HTTP,
  "locationName-changed": any(HTTP, trait("jsonName", "xmlName", "ec2QueryName")),
  "member-added": told("member-added"),
  "member-removed": told("member-removed"),
  "member-target-changed": told("member-target-changed"),
  "metadata-changed": (change, kind, id) =>
    (change.id.startsWith("metadata-") && change.member === kind.key) ||
    (METADATA[kind.key!]?.(change, kind, id) ?? false),
  "operation-added": told("operation-added"),
  "operation-binding-changed": trait("xmlName", "xmlNamespace"),
  "operation-input-changed": told("operation-input-changed"),
  "operation-output-changed": told("operation-output-changed"),
  "operation-removed": told("operation-removed"),
  // A body that is there for the first time is a new member too.
  "payload-changed": any(trait("httpPayload"), told("member-added")),
  "queryName-changed": trait("ec2QueryName"),
  "readonly-changed": trait("readonly"),
  "request-compression-changed": trait("requestCompression"),
  "required-added": told("required-added"),
  "required-removed": told("required-removed"),
  "sensitive-added": trait("sensitive"),
  "sensitive-removed": trait("sensitive"),
  "service-trait-changed": any(trait("clientContextParams"), deprecation),
  "shape-added": told("shape-added"),
  "shape-removed": told("shape-removed"),
  "shape-type-changed": told("shape-type-changed"),
  "sparse-changed": trait("sparse"),
  "streaming-changed": any(trait("streaming"), told("member-target-changed")),
  "timestampFormat-changed": trait("timestampFormat"),
  "trait-changed": trait("tags", "internal", "requiresLength"),
  "xmlAttribute-changed": trait("xmlAttribute"),
  "xmlNamespace-changed": trait("xmlNamespace"),
};

interface Waiver {
  readonly kind: RegExp;
  /** Why swage says nothing. */
  readonly why: string;
  readonly holds: (kind: Kind, facts: Facts) => boolean;
}

/** What a waiver may ask of the two files, in their own words. */
export interface Facts {
  readonly before: OldFile;
  readonly after: OldFile;
}

export interface OldFile {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly operations: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly shapes: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function statusOf(error: unknown): unknown {
  return boundOf(error, "httpStatusCode");
}

function protocolsOf({ metadata }: OldFile): string {
  return JSON.stringify(metadata.protocols ?? [metadata.protocol]);
}

function shapeOf(file: OldFile, { shape }: Kind): Readonly<Record<string, unknown>> {
  return file.shapes[shape!] ?? {};
}

/** What a shape says, but for documentation and the names of other shapes. */
function contentOf(shape: unknown): string {
  return JSON.stringify(shape, (key, value: unknown) =>
    key === "documentation" || key === "shape" ? undefined : value,
  );
}

/** Zero lies outside the shape's own range, so that it never was a default. */
function leavesOutZero({ min, max }: Readonly<Record<string, unknown>>): boolean {
  return Number(min ?? 0) > 0 || Number(max ?? 0) < 0;
}

/** Differences between the files that are none between the models, each with the reason. */
export const WAIVERS: readonly Waiver[] = [
  { kind: /^enum-order-changed$/, why: "the order of values means nothing", holds: () => true },
  { kind: /^constraint-/, why: "a length of at least 0 is no bound", holds: ({ effect }) => effect === "equal" },
  {
    kind: /^constraint-pattern-changed$/,
    why: "patterns match whole strings: anchors at their ends say nothing new",
    holds: ({ before, after }) => wholePattern(String(before)) === wholePattern(String(after)),
  },
  {
    kind: /^(member-target|operation-input|operation-output)-changed$/,
    why: "a shape that only changed its name",
    holds: ({ equivalent }) => equivalent === true,
  },
  {
    kind: /^shape-(added|removed)$/,
    why: "a shape that only changed its name: the other file has the like under a name that this one lacks",
    holds: ({ shape, kind }, { before, after }) => {
      const [has, lacks] = kind === "shape-added" ? [after, before] : [before, after];
      const content = contentOf(has.shapes[shape!]);
      return Object.entries(lacks.shapes).some(
        ([name, twin]) => !Object.hasOwn(has.shapes, name) && contentOf(twin) === content,
      );
    },
  },
  {
    kind: /^member-target-changed$/,
    why: "two lists of one and the same shape: what changed is told there",
    holds: ({ before, after }, facts) =>
      JSON.stringify(facts.before.shapes[String(before)]) === JSON.stringify(facts.after.shapes[String(after)]),
  },
  {
    kind: /^operation-output-changed$/,
    why: "a structure without members in place of none",
    holds: ({ before, after }, facts) =>
      before === null &&
      Object.keys((facts.after.shapes[String(after)]?.members as object | undefined) ?? {}).length === 0,
  },
  {
    kind: /^error-trait-changed$/,
    why: "`senderFault` repeats the status, and codes of errors are on the wire of query services alone",
    holds: ({ key, before, after }, { after: file }) =>
      key === "error" && statusOf(before) === statusOf(after) && !protocolsOf(file).includes("query"),
  },
  {
    kind: /^error-trait-changed$/,
    why: "`fault` repeats a status from 500 on",
    holds: (kind, { before, after }) =>
      kind.key === "fault" && [before, after].every((file) => Number(statusOf(shapeOf(file, kind).error)) >= 500),
  },
  {
    kind: /^http-status-changed$/,
    why: "200 where no status is given",
    holds: ({ before, after }) => (before ?? 200) === (after ?? 200),
  },
  {
    kind: /^(http-uri|locationName)-changed$/,
    why: "the name of a label is in the model alone, never on the wire",
    holds: (kind, { before, after }) => {
      if (kind.kind === "http-uri-changed")
        return String(kind.before).replaceAll(/\{[^}]*\}/g, "{}") === String(kind.after).replaceAll(/\{[^}]*\}/g, "{}");
      const place = (file: OldFile) => boundOf(boundOf(shapeOf(file, kind).members, kind.member!), "location");
      return place(before) === "uri" && place(after) === "uri";
    },
  },
  {
    kind: /^operation-binding-changed$/,
    why: "the element around a result follows from the name of the operation, and the protocol is told",
    holds: ({ key, operation, before, after }) =>
      key === "output.resultWrapper" && [before, after].every((name) => name === null || name === `${operation}Result`),
  },
  {
    kind: /^trait-changed$/,
    why: "that AWS's conversion added an error by itself is of no use to anybody",
    holds: ({ key }) => key === "synthetic",
  },
  {
    kind: /^metadata-changed$/,
    why: "`protocols` repeats `protocol`, `jsonVersion` of a service that does not speak awsJson",
    holds: ({ key }, { before, after }) =>
      (key === "protocols" && protocolsOf(before) === protocolsOf(after)) ||
      (key === "jsonVersion" && ![before, after].some((file) => protocolsOf(file).includes('"json"'))),
  },
  {
    kind: /^metadata-changed$/,
    why: "`signingName` repeats `endpointPrefix`, `auth` repeats `signatureVersion`",
    holds: ({ key, before, after }, { after: { metadata } }) =>
      (key === "signingName" && (before ?? after) === metadata.endpointPrefix) ||
      (key === "auth" &&
        before === null &&
        JSON.stringify(after) === '["aws.auth#sigv4"]' &&
        metadata.signatureVersion === "v4"),
  },
  {
    kind: /^box-changed$/,
    why: "zero lies outside the range: it is no default, boxed or not",
    holds: (kind, { before, after }) => [before, after].every((file) => leavesOutZero(shapeOf(file, kind))),
  },
  {
    kind: /^auth-changed$/,
    why: "`unsignedPayload` repeats `authtype`",
    holds: ({ key, operation }, { before, after }) =>
      key === "unsignedPayload" &&
      [before, after].every((file) => file.operations[operation!]?.authtype === "v4-unsigned-body"),
  },
  {
    kind: /^flattened-changed$/,
    why: "said of the list in place of the member",
    holds: ({ member, ...kind }, { before, after }) =>
      [before, after].every((file) => {
        const reference = boundOf(shapeOf(file, kind as Kind).members, member!);
        const list = file.shapes[String(boundOf(reference, "shape"))];
        return boundOf(reference, "flattened") === true || list?.flattened === true;
      }),
  },
];
