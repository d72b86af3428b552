import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { expectShape, getMember } from "../../../generator/model/model.js";
import type { Model } from "../../../generator/model/model.js";
import type { ShapeId } from "../../../generator/model/shape-id.js";
import { membersOf } from "../../../generator/model/shapes.js";
import { loadModel } from "../../../generator/load/load-model.js";
import { loaded } from "../helpers.js";

const orchard = loaded(JSON.parse(readFileSync(new URL("fixtures/orchard.json", import.meta.url), "utf8")) as object);

function traitsOf(model: Model, name: string, member?: string): Record<string, unknown> {
  const [service] = model.services;
  const id = `${service!.id.slice(0, service!.id.indexOf("#"))}#${name}` as ShapeId;
  const subject = member === undefined ? model.getShape(id) : getMember(model, id, member);
  if (subject === undefined) throw new Error(`no ${name} ${member}`);
  const short = [...subject.traits].map(([trait, value]) => [trait.replace("smithy.api#", ""), value] as const);
  return Object.fromEntries(short);
}

const ns = "com.amazonaws.orchardkeeper";
const of = (name: string, member?: string) => traitsOf(orchard, name, member);

test("the service has the names, the version and the protocol of the metadata", () => {
  expect(orchard.form).toBe("service-2");
  const [service] = orchard.services;
  expect(service).toMatchObject({ id: `${ns}#OrchardKeeper`, version: "2024-03-01" });
  expect(service!.operations.map((id) => id.slice(ns.length + 1))).toEqual(["PlantTree", "WatchTree", "Rest"]);
  expect(of("OrchardKeeper")).toEqual({
    documentation: "<p>Trees, one by one.</p>",
    title: "Orchard Keeper",
    "aws.api#service": { sdkId: "Orchard Keeper", arnNamespace: "orchards", endpointPrefix: "orchard" },
    "aws.auth#sigv4": { name: "orchards" },
    "aws.protocols#restJson1": { http: ["http/1.1", "h2"], eventStreamHttp: ["h2"] },
  });
});

test("operations have their bindings, errors and behaviour", () => {
  expect(expectShape(orchard, `${ns}#PlantTree` as ShapeId, "operation")).toMatchObject({
    input: `${ns}#PlantTreeRequest`,
    output: `${ns}#Tree`,
    errors: [`${ns}#FullException`, `${ns}#FrostException`],
  });
  expect(of("PlantTree")).toEqual({
    documentation: "<p>Plants a tree.</p>",
    http: { method: "PUT", uri: "/orchards/{orchardId}/trees/{path+}", code: 201 },
    endpoint: { hostPrefix: "{region}." },
    idempotent: {},
  });
  expect(of("WatchTree")).toEqual({
    http: { method: "GET", uri: "/watch", code: 200 },
    auth: [],
    optionalAuth: {},
    readonly: {},
  });
  expect(expectShape(orchard, `${ns}#Rest` as ShapeId)).toMatchObject({
    input: "smithy.api#Unit",
    output: "smithy.api#Unit",
  });
  expect(of("Rest")).toMatchObject({ deprecated: {} });
});

describe("members", () => {
  test.each<readonly [member: string, traits: object]>([
    ["orchardId", { required: {}, httpLabel: {} }],
    ["path", { required: {}, httpLabel: {} }],
    ["region", { required: {}, hostLabel: {}, httpHeader: "x-region" }],
    ["labels", { httpPrefixHeaders: "x-label-" }],
    ["dry", { default: false, httpQuery: "dry-run" }],
    ["more", { httpQueryParams: {} }],
    ["grafted", { required: {}, default: null }],
    ["plan", { httpHeader: "x-plan" }],
    ["token", { httpHeader: "x-token", idempotencyToken: {} }],
    ["bark", { httpPayload: {} }],
  ])("of an input: %s", (member, traits) => expect(of("PlantTreeRequest", member)).toEqual(traits));

  test.each<readonly [member: string, traits: object]>([
    ["status", { httpResponseCode: {} }],
    ["planted", { jsonName: "plantedAt", timestampFormat: "epoch-seconds" }],
    ["parent", { deprecated: { message: "Ask the roots.", since: "2025" } }],
    ["harvest", { default: 0 }],
    ["apples", {}],
    ["pears", {}],
    ["ripe", { default: null }],
  ])("of an output: %s", (member, traits) => expect(of("Tree", member)).toEqual(traits));

  test("of a union have no default, of an event their place", () => {
    expect(of("Season", "autumn")).toEqual({});
    expect(of("TreeEvent", "text")).toEqual({ eventPayload: {} });
    expect(of("TreeEvent", "kind")).toEqual({ eventHeader: {} });
  });

  test("that hold JSON in text get a target that says so", () => {
    const plan = getMember(orchard, `${ns}#PlantTreeRequest` as ShapeId, "plan")!;
    expect(plan.target).toBe(`${ns}#SynthesizedJsonString`);
    expect(of("SynthesizedJsonString")).toEqual({ mediaType: "application/json", pattern: "^(?:[a-z]+|^-)$" });
    expect(of("String")).toEqual({ pattern: "^(?:[a-z]+|^-)$" });
  });
});

describe("shapes", () => {
  test.each<readonly [name: string, type: string, traits: object]>([
    ["Bark", "blob", { streaming: {}, requiresLength: {} }],
    ["Boolean", "boolean", { default: false }],
    ["Count", "integer", {}],
    ["Crates", "long", { range: { min: 1, max: 40 } }],
    ["FrostException", "structure", { error: "server", httpError: 503, retryable: { throttling: true } }],
    ["FullException", "structure", { error: "client", httpError: 409 }],
    ["Grades", "list", { sparse: {}, length: { max: 5 } }],
    ["Labels", "map", { sensitive: {} }],
    ["Notes", "document", {}],
    ["PlantTreeRequest", "structure", { input: {} }],
    ["Season", "union", {}],
    ["Time", "timestamp", { timestampFormat: "date-time" }],
    // It is a member of itself too.
    ["Tree", "structure", {}],
    ["TreeEvents", "union", { streaming: {} }],
    ["WatchTreeResponse", "structure", { output: {} }],
    // `Tree` is a structure, and Smithy's names differ by more than letters' case.
    ["Tree2", "string", {}],
  ])("%s", (name, type, traits) => {
    expect(expectShape(orchard, `${ns}#${name}` as ShapeId).type).toBe(type);
    expect(of(name)).toEqual(traits);
  });

  test("values of enumerations get names, each its own", () => {
    const grade = expectShape(orchard, `${ns}#Grade` as ShapeId);
    expect(membersOf(grade).map(({ name, traits }) => [name, traits.get("smithy.api#enumValue")])).toEqual([
      ["first_class", "first-class"],
      ["first_class_2", "first.class"],
      ["FIRST", "FIRST"],
      ["_2nd", "2nd"],
      ["_2a", "*"],
    ]);
  });
});

/** A service of one operation, which speaks some other protocol. */
function speaking(metadata: object, shapes: object, operation: object = {}): Model {
  const facts = { apiVersion: "1", serviceId: "Shed", endpointPrefix: "shed", signatureVersion: "v4", ...metadata };
  const operations = {
    Get: { http: { method: "POST", requestUri: "/" }, input: { shape: "In" }, output: { shape: "Out" }, ...operation },
  };
  return loaded({ metadata: facts, operations, shapes: { Out: { type: "structure", members: {} }, ...shapes } });
}

const lists = {
  S: { type: "string" },
  Flat: { type: "list", member: { shape: "S", locationName: "Item" }, flattened: true },
  Plain: { type: "list", member: { shape: "S", locationName: "member" } },
  In: {
    type: "structure",
    members: { Flats: { shape: "Flat" }, Plains: { shape: "Plain", locationName: "plains" } },
  },
};

describe("protocols", () => {
  test("query: flattened lists go under the name of their items, errors have codes", () => {
    const model = speaking(
      { protocol: "query", xmlNamespace: "https://shed.example/" },
      {
        ...lists,
        Gone: { type: "structure", members: {}, exception: true, error: { code: "Shed.Gone", httpStatusCode: 404 } },
      },
      { errors: [{ shape: "Gone" }] },
    );
    expect(traitsOf(model, "In", "Flats")).toEqual({ xmlFlattened: {}, xmlName: "Item" });
    expect(traitsOf(model, "In", "Plains")).toEqual({ xmlName: "plains" });
    expect(traitsOf(model, "Plain", "member")).toEqual({});
    expect(traitsOf(model, "Gone")).toMatchObject({
      "aws.protocols#awsQueryError": { code: "Shed.Gone", httpResponseCode: 404 },
    });
    expect(traitsOf(model, "Shed")).toMatchObject({
      "aws.protocols#awsQuery": {},
      xmlNamespace: { uri: "https://shed.example/" },
    });
    expect(traitsOf(model, "Get")).toEqual({});
  });

  test("ec2: names in requests begin with a capital letter, or are given", () => {
    const members = {
      A: { shape: "S", locationName: "aaa" },
      B: { shape: "S", locationName: "bbb", queryName: "B" },
      C: { shape: "S" },
    };
    const model = speaking({ protocol: "ec2" }, { S: { type: "string" }, In: { type: "structure", members } });
    expect(traitsOf(model, "In", "A")).toEqual({ xmlName: "aaa", "aws.protocols#ec2QueryName": "Aaa" });
    expect(traitsOf(model, "In", "B")).toEqual({ xmlName: "bbb", "aws.protocols#ec2QueryName": "B" });
    expect(traitsOf(model, "In", "C")).toEqual({});
  });

  test("rest-xml: attributes, namespaces and root elements; what the service says is not said again", () => {
    const members = {
      Kind: { shape: "S", xmlAttribute: true, locationName: "xsi:type" },
      Own: { shape: "In2", xmlNamespace: { uri: "https://shed.example/", prefix: "s" } },
      Same: { shape: "In2", xmlNamespace: { uri: "https://shed.example/" } },
    };
    const shapes = {
      S: { type: "string" },
      In: { type: "structure", members },
      In2: { type: "structure", members: {} },
    };
    const input = { shape: "In", locationName: "Root", xmlNamespace: { uri: "https://shed.example/" } };
    const model = speaking({ protocol: "rest-xml" }, shapes, { input });
    expect(traitsOf(model, "In")).toEqual({ input: {}, xmlName: "Root" });
    expect(traitsOf(model, "In", "Kind")).toEqual({ xmlAttribute: {}, xmlName: "xsi:type" });
    expect(traitsOf(model, "In", "Own")).toEqual({ xmlNamespace: { uri: "https://shed.example/", prefix: "s" } });
    expect(traitsOf(model, "In", "Same")).toEqual({});
    expect(traitsOf(model, "Shed")).toMatchObject({ xmlNamespace: { uri: "https://shed.example/" } });
  });

  test.each([
    [{ protocol: "json", jsonVersion: "1.0", targetPrefix: "Shed_2020" }, "Shed_2020", ["aws.protocols#awsJson1_0"]],
    [{ protocol: "json", jsonVersion: "1.1", targetPrefix: "com.example.Shed" }, "Shed", ["aws.protocols#awsJson1_1"]],
    [
      { protocol: "json", protocols: ["smithy-rpc-v2-cbor", "json", "query"], awsQueryCompatible: {} },
      "Shed",
      [
        "smithy.protocols#rpcv2Cbor",
        "aws.protocols#awsJson1_1",
        "aws.protocols#awsQuery",
        "aws.protocols#awsQueryCompatible",
      ],
    ],
  ])("%o", (metadata, name, protocols) => {
    const model = speaking(metadata, { In: { type: "structure", members: {} } });
    expect(Object.keys(traitsOf(model, name)).filter((id) => id.includes("rotocols#"))).toEqual(protocols);
  });

  test.each([
    [{ signatureVersion: "v4", signingName: "sheds" }, { "aws.auth#sigv4": { name: "sheds" } }],
    [{ signatureVersion: "bearer" }, { httpBearerAuth: {} }],
    [
      { signatureVersion: "v4", auth: ["aws.auth#sigv4a", "aws.auth#sigv4"] },
      {
        "aws.auth#sigv4": { name: "shed" },
        "aws.auth#sigv4a": { name: "shed" },
        auth: ["aws.auth#sigv4a", "aws.auth#sigv4"],
      },
    ],
  ])("%o", (metadata, traits) => {
    const model = speaking({ protocol: "json", ...metadata }, { In: { type: "structure", members: {} } });
    const found = Object.entries(traitsOf(model, "Shed")).filter(([id]) => /auth/i.test(id));
    expect(Object.fromEntries(found)).toEqual(traits);
  });
});

test("a blob that is a stream in one place alone gets a second shape there", () => {
  const model = speaking(
    { protocol: "rest-xml" },
    {
      Body: { type: "blob" },
      In: { type: "structure", members: { Body: { shape: "Body", streaming: true } }, payload: "Body" },
      Out: { type: "structure", members: { Body: { shape: "Body" } } },
    },
  );
  expect(getMember(model, "com.amazonaws.shed#In" as ShapeId, "Body")!.target).toBe("com.amazonaws.shed#StreamingBlob");
  expect(traitsOf(model, "StreamingBlob")).toEqual({ streaming: {} });
  expect(traitsOf(model, "Body")).toEqual({});
});

test("types that SDKs read and no published file has", () => {
  const types = {
    character: "string",
    byte: "byte",
    short: "short",
    biginteger: "bigInteger",
    bigdecimal: "bigDecimal",
  };
  const old = Object.entries(types).map(([type]) => [type, { type }]);
  const members = Object.fromEntries(old.map(([type]) => [type, { shape: type }]));
  const model = speaking({ protocol: "json" }, { ...Object.fromEntries(old), In: { type: "structure", members } });
  const found = Object.keys(types).map((type) => [type, model.getShape(`com.amazonaws.shed#${type}` as ShapeId)?.type]);
  expect(Object.fromEntries(found)).toEqual(types);
  const defaults = Object.keys(types).map((type) => traitsOf(model, "In", type)["default"]);
  expect(defaults).toEqual([undefined, 0, 0, undefined, undefined]);
});

test("a member has bounds and a pattern of its own; a zero outside of them is no default", () => {
  const model = speaking(
    { protocol: "json" },
    {
      Text: { type: "string", max: 9 },
      Count: { type: "integer" },
      Texts: { type: "list", member: { shape: "Text", min: 1 } },
      In: {
        type: "structure",
        members: {
          text: { shape: "Text", min: 2, max: 4, pattern: "[a-z]+" },
          count: { shape: "Count", min: 1 },
          signed: { shape: "Count", min: -1 },
          texts: { shape: "Texts" },
        },
      },
    },
  );
  expect(traitsOf(model, "In", "text")).toEqual({ length: { min: 2, max: 4 }, pattern: "^[a-z]+$" });
  expect(traitsOf(model, "In", "count")).toEqual({ range: { min: 1 }, default: null });
  expect(traitsOf(model, "In", "signed")).toEqual({ range: { min: -1 }, default: 0 });
  expect(traitsOf(model, "Texts", "member")).toEqual({ length: { min: 1 } });
});

test("an overlay in Smithy lies over it, as over any model", () => {
  const overlay = {
    smithy: "2.0",
    shapes: {
      [`${ns}#Tree$apples`]: { type: "apply", traits: { "smithy.api#default": 3 } },
      [`${ns}#Gone$apples`]: { type: "apply", traits: { "smithy.api#default": 3 } },
    },
  };
  const text = readFileSync(new URL("fixtures/orchard.json", import.meta.url), "utf8");
  const { value, diagnostics } = loadModel({
    files: [{ path: "orchard.json", text }],
    overlay: { path: "overlay.json", text: JSON.stringify(overlay) },
  });
  expect(diagnostics).toEqual([]);
  expect(traitsOf(value!, "Tree", "apples")).toEqual({ default: 3 });
});
