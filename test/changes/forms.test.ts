import { expect, test } from "vitest";
import type { Change } from "../../generator/changes/change.js";
import { compareClosures, compareModels } from "../../generator/changes/compare.js";
import { loadModel } from "../../generator/load/load-model.js";
import type { Model } from "../../generator/model/model.js";
import { closureOf } from "../../generator/model/closure.js";

function load(document: object): Model {
  const { value, diagnostics } = loadModel({ files: [{ path: "m.json", text: JSON.stringify(document) }] });
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return value;
}

interface Facts {
  readonly serviceId: string;
  readonly pattern: string;
  readonly sizes: readonly string[];
  readonly max: number;
  readonly type: "union" | "structure";
  readonly boxed: boolean;
  readonly metadata: object;
}

const FACTS: Facts = {
  serviceId: "Tea Room",
  pattern: "[a-z]+|-",
  sizes: ["pot-1", "cup"],
  max: 9,
  type: "structure",
  boxed: false,
  metadata: { uid: "tea-1" },
};

/** A service in the older form. */
function older(changed: Partial<Facts> = {}): Model {
  const { serviceId, pattern, sizes, max, type, boxed, metadata } = { ...FACTS, ...changed };
  return load({
    metadata: {
      apiVersion: "1",
      serviceId,
      endpointPrefix: "tea",
      protocol: "json",
      targetPrefix: "Tea",
      signatureVersion: "v4",
      ...metadata,
    },
    operations: { Brew: { http: { method: "POST", requestUri: "/" }, input: { shape: "BrewRequest" } } },
    shapes: {
      Blend: {
        type: "structure",
        members: { leaf: { shape: "Leaf" }, hot: { shape: "Hot" } },
        union: type === "union",
      },
      BrewRequest: {
        type: "structure",
        required: ["strong"],
        members: {
          leaf: { shape: "Leaf" },
          size: { shape: "Size" },
          cups: { shape: "Cups" },
          hot: { shape: "Hot" },
          strong: { shape: "Hot" },
          blend: { shape: "Blend" },
        },
      },
      Cups: { type: "integer", max },
      Hot: { type: "boolean", box: boxed },
      Leaf: { type: "string", pattern },
      Size: { type: "string", enum: sizes },
    },
  });
}

const ns = "com.amazonaws.tearoom";
const member = (name: string, traits: object = {}) => ({ target: `${ns}#${name}`, traits });

/** The same in Smithy, by another hand: with words that the older form lacks, and without those that mean nothing. */
const smithy = load({
  smithy: "2.0",
  shapes: {
    [`${ns}#Tea`]: {
      type: "service",
      version: "1",
      operations: [{ target: `${ns}#Brew` }],
      traits: {
        "aws.api#service": { sdkId: "Tea Room", cloudFormationName: "TeaRoom", endpointPrefix: "tea" },
        "aws.auth#sigv4": { name: "tea" },
        "aws.protocols#awsJson1_1": {},
        "smithy.api#xmlNamespace": { uri: "https://tea.example/" },
      },
    },
    [`${ns}#Brew`]: {
      type: "operation",
      input: { target: `${ns}#BrewRequest` },
      traits: { "smithy.api#http": { method: "POST", uri: "/brew" }, "smithy.api#idempotent": {} },
    },
    [`${ns}#Blend`]: {
      type: "structure",
      members: { leaf: member("Leaf"), hot: member("Hot", { "smithy.api#default": false }) },
    },
    [`${ns}#BrewRequest`]: {
      type: "structure",
      members: {
        leaf: member("Leaf"),
        size: member("Size"),
        cups: member("Cups", { "smithy.api#default": 0 }),
        hot: member("Hot", { "smithy.api#default": false }),
        strong: member("Hot", { "smithy.api#required": {} }),
        blend: member("Blend"),
      },
    },
    [`${ns}#Cups`]: { type: "integer", traits: { "smithy.api#range": { max: 9 } } },
    [`${ns}#Hot`]: { type: "boolean" },
    [`${ns}#Leaf`]: { type: "string", traits: { "smithy.api#pattern": "[a-z]+|-$" } },
    [`${ns}#Size`]: {
      type: "enum",
      members: {
        POT: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "pot-1" } },
        CUP: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "cup" } },
      },
    },
  },
});

function compare(before: Model, after: Model): readonly Change[] {
  const [old, now] = [before, after].map((model) => closureOf(model, model.services[0]!));
  return compareClosures(old!, now!);
}

const told = (changes: readonly Change[]) =>
  changes.map(({ id, shape, member: name }) => [id, shape.split("#")[1], name]);

test("what only one form can say is no change", () => {
  expect(compare(smithy, older())).toEqual([]);
  expect(compare(older(), smithy)).toEqual([]);
  expect(compareModels(smithy, older()).flatMap(({ changes }) => changes)).toEqual([]);
});

test("what both forms can say is told, whichever comes first", () => {
  const changed = older({ max: 8, pattern: "[a-z]+", sizes: ["cup", "pot-1", "urn"] });
  const expected = (pattern: string) => [
    ["constraint-narrowed", "Cups", undefined],
    [pattern, "Leaf", undefined],
    ["enum-value-added", "Size", "urn"],
  ];
  // Across forms nobody knows what a pattern without anchors means.
  expect(told(compare(smithy, changed))).toEqual(expected("constraint-changed"));
  expect(told(compare(older(), changed))).toEqual(expected("constraint-narrowed"));
  const back = told(compare(changed, smithy)).map(([id]) => id!);
  expect(back.toSorted()).toEqual(["constraint-changed", "constraint-widened", "enum-value-removed"]);
});

test("between two of the older form, anchors and the names of values mean nothing", () => {
  expect(compare(older(), older({ pattern: "^[a-z]+|-$" }))).toEqual([]);
  // `pot_1` takes the name that `pot-1` had.
  expect(told(compare(older(), older({ sizes: ["pot-1", "cup", "pot_1"] })))).toEqual([
    ["enum-value-added", "Size", "pot_1"],
  ]);
});

test("a member that never had a default loses none: that its shape has none now is for information", () => {
  const removed = compare(older(), older({ boxed: true })).filter(({ id }) => id === "default-removed");
  expect(removed.map(({ severity, shape, member: name }) => [severity.client, shape.split("#")[1], name])).toEqual([
    ["risky", "Blend", "hot"],
    ["risky", "BrewRequest", "hot"],
    ["risky", "Hot", undefined],
    ["documentation", "BrewRequest", "strong"],
  ]);
});

test("a service that got another name is told as that, and not shape by shape", () => {
  const moved = compare(older(), older({ serviceId: "Coffee Room", max: 8 }));
  expect(moved.map(({ id, shape }) => [id, shape])).toEqual([
    ["constraint-narrowed", "com.amazonaws.coffeeroom#Cups"],
    ["service-id-changed", "com.amazonaws.coffeeroom#Tea"],
    ["trait-changed", "com.amazonaws.coffeeroom#Tea"],
  ]);
  expect(moved[0]!.reaches.map(({ operation, path }) => [operation, path])).toEqual([
    ["com.amazonaws.coffeeroom#Brew", "cups"],
  ]);
});

test("members are compared where a structure became a union", () => {
  const ids = told(compare(older(), older({ type: "union" }))).map(([id]) => id);
  expect(ids).toContain("shape-type-changed");
  // Nothing came or went but the default, which members of unions do not have.
  expect(ids.filter((id) => id!.startsWith("member-"))).toEqual([]);
  expect(ids).toContain("default-removed");
});

test("what the older form says of a service and Smithy has no trait for is told", () => {
  const changed = older({ metadata: { globalEndpoint: "tea.example.com" } });
  const all = compareModels(changed, older({ metadata: { globalEndpoint: "cup.example.com", uid: "tea-2" } }));
  expect(all.flatMap(({ changes }) => changes).map(({ message, severity }) => [message, severity.client])).toEqual([
    ['The metadata "globalEndpoint" is now "cup.example.com"; it was "tea.example.com".', "risky"],
    ['The metadata "uid" is new.', "none"],
  ]);
});
