import type { MemberPlacement, Placement, TypeName } from "./placement.js";
import type { Form } from "./trait-form.js";
import { ANNOTATION, ANY, BOUND, FLAG, NAME, NAMES, NUMBER, object, TEXT, TEXTS } from "./trait-form.js";

/** What the loader knows of a trait: where it may stand, what its value is, what it does not stand beside. */
export interface TraitRule {
  readonly at: Placement;
  readonly form: Form;
  readonly conflicts: readonly string[];
}

function rule(at: Placement, form: Form = ANNOTATION, conflicts: readonly string[] = []): TraitRule {
  return { at, form, conflicts: conflicts.map((name) => (name.includes("#") ? name : `smithy.api#${name}`)) };
}

const EVERYWHERE: Placement = { shapes: "any", members: "any" };
const SHAPES: Placement = { shapes: "any" };
const SERVICE: Placement = { shapes: ["service"] };
const OPERATION: Placement = { shapes: ["operation"] };
const RESOURCE: Placement = { shapes: ["resource"] };
const STRUCTURE: Placement = { shapes: ["structure"] };
const ERROR: Placement = { shapes: ["structure"], with: "smithy.api#error" };
const FIELD: Placement = { members: { of: ["structure"] } };
const SERVICE_OR_OPERATION: Placement = { shapes: ["service", "operation"] };

function field(to: readonly TypeName[], more: MemberPlacement = {}): Placement {
  return { members: { of: ["structure"], to, ...more } };
}

/** On a shape of these types, and on a member that targets one. */
function constraint(types: readonly TypeName[]): Placement {
  return { shapes: types, members: { to: types } };
}

const SCALARS: readonly TypeName[] = ["string", "number", "boolean", "timestamp"];
const HTTP_BINDINGS = [
  "httpLabel",
  "httpQuery",
  "httpQueryParams",
  "httpHeader",
  "httpPrefixHeaders",
  "httpPayload",
  "httpResponseCode",
];

function binding(name: string, at: Placement, form?: Form): readonly [string, TraitRule] {
  return [
    name,
    rule(
      at,
      form,
      HTTP_BINDINGS.filter((other) => other !== name),
    ),
  ];
}

const ENUM_ENTRY = object({
  "value!": NAME,
  name: NAME,
  documentation: TEXT,
  tags: TEXTS,
  deprecated: FLAG,
});

const EXAMPLE = object({
  "title!": TEXT,
  documentation: TEXT,
  input: { kind: "map", of: ANY },
  output: { kind: "map", of: ANY },
  error: object({ "shapeId!": NAME, content: { kind: "map", of: ANY } }),
  allowConstraintErrors: FLAG,
});

const PAGINATED = object({ inputToken: NAME, outputToken: NAME, items: NAME, pageSize: NAME });

/** Smithy's prelude (Smithy 2.0 spec, "Trait index"), by the name in `smithy.api`. */
const PRELUDE_TRAITS: readonly (readonly [string, TraitRule])[] = [
  ["addedDefault", rule(FIELD)],
  ["auth", rule(SERVICE_OR_OPERATION, NAMES)],
  ["authDefinition", rule(STRUCTURE, object({ traits: NAMES }))],
  ["box", rule({ shapes: ["boolean", "number"], members: { to: ["boolean", "number"] } })],
  ["clientOptional", rule(FIELD)],
  [
    "cors",
    rule(
      SERVICE,
      object({ origin: NAME, maxAge: NUMBER, additionalAllowedHeaders: NAMES, additionalExposedHeaders: NAMES }),
    ),
  ],
  ["default", rule({ shapes: ["simpleType", "list", "map"], members: { of: ["structure"] } }, ANY)],
  ["deprecated", rule(EVERYWHERE, object({ message: TEXT, since: TEXT }))],
  ["documentation", rule(EVERYWHERE, TEXT)],
  ["endpoint", rule(OPERATION, object({ "hostPrefix!": NAME }))],
  ["enum", rule({ shapes: ["string"] }, { kind: "list", of: ENUM_ENTRY, nonEmpty: true })],
  ["enumValue", rule({ members: { of: ["enum", "intEnum"] } }, ANY)],
  ["error", rule(STRUCTURE, { kind: "text", values: ["client", "server"] }, ["trait", "input", "output"])],
  [
    "eventHeader",
    rule(field(["boolean", "byte", "short", "integer", "long", "blob", "string", "timestamp"]), ANNOTATION, [
      "eventPayload",
    ]),
  ],
  ["eventPayload", rule(field(["blob", "string", "structure", "union"]), ANNOTATION, ["eventHeader"])],
  ["examples", rule(OPERATION, { kind: "list", of: EXAMPLE })],
  ["externalDocumentation", rule(EVERYWHERE, { kind: "map", of: NAME })],
  ["hostLabel", rule(field(["string"], { required: true }))],
  [
    "http",
    rule(
      OPERATION,
      object({ "method!": NAME, "uri!": NAME, code: { kind: "number", integer: true, min: 100, max: 999 } }),
    ),
  ],
  [
    "httpApiKeyAuth",
    rule(SERVICE, object({ "name!": NAME, "in!": { kind: "text", values: ["header", "query"] }, scheme: NAME })),
  ],
  ["httpBasicAuth", rule(SERVICE)],
  ["httpBearerAuth", rule(SERVICE)],
  ["httpChecksumRequired", rule(OPERATION)],
  ["httpDigestAuth", rule(SERVICE)],
  ["httpError", rule(ERROR, { kind: "number", integer: true, min: 100, max: 999 })],
  binding("httpHeader", field(SCALARS, { toListOf: SCALARS }), NAME),
  binding("httpLabel", field(SCALARS, { required: true })),
  binding("httpPayload", field(["string", "blob", "structure", "union", "document", "list", "map"])),
  binding("httpPrefixHeaders", { members: { of: ["structure"], toMapOf: "strings" } }, TEXT),
  binding("httpQuery", field(SCALARS, { toListOf: SCALARS }), NAME),
  binding("httpQueryParams", { members: { of: ["structure"], toMapOf: "strings or lists of strings" } }),
  binding("httpResponseCode", field(["integer"])),
  ["idempotencyToken", rule(field(["string"]))],
  ["idempotent", rule(OPERATION, ANNOTATION, ["readonly"])],
  ["idRef", rule(constraint(["string"]), object({ selector: TEXT, failWhenMissing: FLAG, errorMessage: TEXT }))],
  ["input", rule(STRUCTURE, ANNOTATION, ["output", "error"])],
  ["internal", rule(EVERYWHERE)],
  ["jsonName", rule({ members: { of: ["structure", "union"] } }, NAME)],
  ["length", rule(constraint(["list", "map", "string", "blob"]), object({ min: NUMBER, max: NUMBER }))],
  ["mediaType", rule({ shapes: ["blob", "string"] }, NAME)],
  ["mixin", rule(SHAPES, object({ localTraits: NAMES, interface: FLAG }))],
  ["nestedProperties", rule(FIELD)],
  ["noReplace", rule(RESOURCE)],
  ["notProperty", rule({ shapes: "any", members: { of: ["structure"] }, with: "smithy.api#trait" })],
  ["optionalAuth", rule(OPERATION)],
  ["output", rule(STRUCTURE, ANNOTATION, ["input", "error"])],
  ["paginated", rule(SERVICE_OR_OPERATION, PAGINATED)],
  ["pattern", rule(constraint(["string"]), TEXT)],
  ["private", rule(SHAPES)],
  ["property", rule(FIELD, object({ name: NAME }), ["resourceIdentifier"])],
  ["protocolDefinition", rule(STRUCTURE, object({ traits: NAMES, noInlineDocumentSupport: FLAG }))],
  ["range", rule(constraint(["number"]), object({ min: BOUND, max: BOUND }))],
  ["readonly", rule(OPERATION, ANNOTATION, ["idempotent"])],
  ["recommended", rule(FIELD, object({ reason: TEXT }), ["required"])],
  [
    "references",
    rule(
      { shapes: ["structure", "string"] },
      { kind: "list", of: object({ "resource!": NAME, ids: { kind: "map", of: NAME }, service: NAME, rel: NAME }) },
    ),
  ],
  ["requestCompression", rule(OPERATION, object({ "encodings!": NAMES }))],
  ["required", rule(FIELD)],
  ["requiresLength", rule({ shapes: ["blob"], with: "smithy.api#streaming" })],
  ["resourceIdentifier", rule(field(["string"], { required: true }), NAME, ["property"])],
  ["retryable", rule(ERROR, object({ throttling: FLAG }))],
  ["sensitive", rule({ shapes: ["simpleType", "list", "map", "structure", "union"] })],
  ["since", rule(EVERYWHERE, TEXT)],
  ["sparse", rule({ shapes: ["list", "map"] })],
  ["streaming", rule({ shapes: ["blob", "union"] })],
  ["suppress", rule(EVERYWHERE, TEXTS)],
  ["tags", rule(EVERYWHERE, TEXTS)],
  [
    "timestampFormat",
    rule(constraint(["timestamp"]), { kind: "text", values: ["date-time", "epoch-seconds", "http-date"] }),
  ],
  ["title", rule({ shapes: ["service", "resource"] }, TEXT)],
  [
    "trait",
    rule(
      { shapes: ["simpleType", "list", "map", "structure", "union"] },
      object({ selector: TEXT, structurallyExclusive: TEXT, conflicts: NAMES, breakingChanges: ANY }),
    ),
  ],
  ["traitValidators", rule({ shapes: ["simpleType", "list", "map", "structure", "union"] }, ANY)],
  ["uniqueItems", rule({ shapes: ["list"] })],
  ["unitType", rule({})],
  ["unstable", rule(EVERYWHERE)],
  ["xmlAttribute", rule(field(["boolean", "number", "string", "timestamp"]), ANNOTATION, ["xmlNamespace"])],
  ["xmlFlattened", rule({ members: { of: ["structure", "union"], to: ["list", "map"] } })],
  ["xmlName", rule({ shapes: ["structure", "union"], members: "any" }, NAME)],
  [
    "xmlNamespace",
    rule(
      { shapes: ["service", "simpleType", "list", "map", "structure", "union"], members: "any" },
      object({ "uri!": NAME, prefix: NAME }),
      ["xmlAttribute"],
    ),
  ],
];

const PROTOCOL = object({ http: NAMES, eventStreamHttp: NAMES });

/** Traits beyond the prelude that swage or its mock reads. */
const OTHER_TRAITS: readonly (readonly [string, TraitRule])[] = [
  [
    "aws.api#arn",
    rule(
      RESOURCE,
      object({
        "template!": TEXT,
        noRegion: FLAG,
        noAccount: FLAG,
        absolute: FLAG,
        reusable: FLAG,
        resourceDelimiter: TEXT,
      }),
    ),
  ],
  [
    "aws.api#service",
    rule(
      SERVICE,
      object({
        "sdkId!": NAME,
        arnNamespace: NAME,
        cloudFormationName: NAME,
        cloudTrailEventSource: NAME,
        endpointPrefix: TEXT,
        docId: TEXT,
      }),
    ),
  ],
  ["aws.auth#sigv4", rule(SERVICE, object({ "name!": NAME }))],
  ["aws.auth#sigv4a", rule(SERVICE, object({ "name!": NAME }))],
  ["aws.auth#unsignedPayload", rule(OPERATION, ANY)],
  ["aws.protocols#awsJson1_0", rule(SERVICE, PROTOCOL)],
  ["aws.protocols#awsJson1_1", rule(SERVICE, PROTOCOL)],
  ["aws.protocols#awsQuery", rule(SERVICE)],
  ["aws.protocols#awsQueryCompatible", rule(SERVICE)],
  [
    "aws.protocols#awsQueryError",
    rule(ERROR, object({ "code!": NAME, "httpResponseCode!": { kind: "number", integer: true, min: 100, max: 999 } })),
  ],
  ["aws.protocols#ec2Query", rule(SERVICE)],
  ["aws.protocols#ec2QueryName", rule(FIELD, NAME)],
  ["aws.protocols#httpChecksum", rule(OPERATION, ANY)],
  ["aws.protocols#restJson1", rule(SERVICE, PROTOCOL)],
  ["aws.protocols#restXml", rule(SERVICE, object({ http: NAMES, eventStreamHttp: NAMES, noErrorWrapping: FLAG }))],
  ["smithy.protocols#rpcv2Cbor", rule(SERVICE, PROTOCOL)],
];

/** swage's own, as traits/swage.json defines them for Smithy's tools. */
const SWAGE_TRAITS: readonly (readonly [string, TraitRule])[] = [
  [
    "computed",
    rule(FIELD, object({ "on!": { kind: "text", values: ["create", "write", "absent"] }, value: NAME, text: TEXT })),
  ],
  ["conflict", rule({ shapes: ["resource", "operation"] }, object({ "error!": NAME, "message!": TEXT }))],
  ["constraintError", rule(SERVICE, NAME)],
  ["enumText", rule({ shapes: ["string", "intEnum"], members: "any" }, TEXTS)],
  ["httpStatus", rule(ERROR, { kind: "number", integer: true, min: 100, max: 999 })],
  ["identifier", rule(FIELD, object({ name: TEXT, form: TEXT, random: TEXT, also: NAMES }))],
  ["filter", rule(OPERATION, NAME)],
  ["initial", rule(FIELD, ANY)],
  ["merge", rule(field(["list"]), object({ "key!": NAME, newKey: TEXT }))],
  ["mirror", rule(FIELD, NAME)],
  ["notFound", rule({ shapes: ["resource", "operation"] }, object({ "error!": NAME, "message!": TEXT }))],
  [
    "onAbsent",
    rule({ shapes: ["operation"], members: { of: ["structure"] } }, { kind: "text", values: ["reset", "keep"] }),
  ],
  ["patternText", rule({ shapes: ["string"], members: "any" }, TEXT)],
  ["property", rule(FIELD, NAME)],
  ["resources", rule(SERVICE, NAMES)],
  [
    "rules",
    rule(OPERATION, { kind: "list", of: object({ each: NAME, "when!": NAME, "error!": NAME, "message!": TEXT }) }),
  ],
  ["sets", rule(OPERATION, { kind: "map", of: NAME })],
];

/** By absolute shape id. */
export const TRAIT_RULES: ReadonlyMap<string, TraitRule> = new Map([
  ...PRELUDE_TRAITS.map(([name, value]): [string, TraitRule] => [`smithy.api#${name}`, value]),
  ...SWAGE_TRAITS.map(([name, value]): [string, TraitRule] => [`swage#${name}`, value]),
  ...OTHER_TRAITS.map(([name, value]): [string, TraitRule] => [name, value]),
]);
