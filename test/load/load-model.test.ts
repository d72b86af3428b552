import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadModel } from "../../generator/load/load-model.js";
import { printModel } from "../../generator/load/smithy/print-model.js";
import { closureOf } from "../../generator/model/closure.js";
import { getMember } from "../../generator/model/model.js";
import { shapeId } from "../../generator/model/shape-id.js";
import { membersOf } from "../../generator/model/shapes.js";
import { load, loaded, shapes } from "./helpers.js";

const weather = readFileSync(new URL("fixtures/weather.json", import.meta.url), "utf8");

describe("a rich model", () => {
  const { value: model, diagnostics } = loadModel({ files: [{ path: "weather.json", text: weather }] });

  test("loads without a word", () => {
    expect(diagnostics).toEqual([]);
    expect(model?.metadata.get("owners")).toEqual(["weather-team"]);
  });

  test("has its mixins flattened: members, traits, local traits, apply", () => {
    const input = model!.getShape(shapeId("example.weather#GetCityInput"))!;
    expect(membersOf(input).map((member) => member.name)).toEqual(["cityId", "verbose"]);
    expect([...input.traits.keys()]).toEqual(["smithy.api#tags", "smithy.api#input"]);
    const traits = getMember(model!, input.id, "cityId")!.traits;
    expect([...traits.keys()]).toEqual(["smithy.api#required", "smithy.api#documentation", "smithy.api#httpLabel"]);
  });

  test("keeps the mixin's place for a member that the shape defines again", () => {
    const input = model!.getShape(shapeId("example.weather#GetStationInput"))!;
    expect(membersOf(input).map((member) => member.name)).toEqual(["cityId", "stationId"]);
    expect(getMember(model!, input.id, "cityId")!.traits.has("smithy.api#required")).toBe(true);
  });

  test("gives enum members without a value their name", () => {
    const member = getMember(model!, shapeId("example.weather#Sky"), "GREY")!;
    expect(member.traits.get("smithy.api#enumValue")).toBe("GREY");
  });

  test("has members called __proto__ and constructor, and no prototype was touched", () => {
    const input = model!.getShape(shapeId("example.weather#SubscribeInput"))!;
    expect(membersOf(input).map((member) => member.name)).toEqual(["token", "__proto__", "constructor"]);
    expect(({} as Record<string, unknown>).target).toBeUndefined();
  });
});

test("mixins of services are no services, and still printed with the model", () => {
  const service = (more: object) => ({ type: "service", version: "1", ...more });
  const model = loaded(
    shapes({
      "a#Svc": service({ mixins: [{ target: "a#SvcMixin" }] }),
      "a#SvcMixin": service({ operations: [{ target: "a#Op" }], traits: { "smithy.api#mixin": {} } }),
      "a#Op": { type: "operation", mixins: [{ target: "a#OpMixin" }] },
      "a#OpMixin": { type: "operation", traits: { "smithy.api#mixin": {}, "smithy.api#readonly": {} } },
    }),
  );
  expect(model.services.map(({ id }) => id)).toEqual(["a#Svc"]);
  expect(closureOf(model, model.services[0]!).operations.map(({ id }) => id)).toEqual(["a#Op"]);
  expect([...loaded(JSON.parse(printModel(model)) as object).shapes]).toEqual([...model.shapes]);
});

describe("several files", () => {
  const string = { type: "string" };

  test("equal definitions agree, in whatever order of keys; lists of traits and metadata are joined", () => {
    const a = {
      smithy: "2.0",
      metadata: { m: [1] },
      shapes: { "a#S": { type: "string", traits: { "smithy.api#tags": ["x"] } } },
    };
    const b = {
      smithy: "2.0",
      metadata: { m: [2] },
      shapes: { "a#S": { traits: { "smithy.api#tags": ["x"] }, type: "string" } },
    };
    const c = { smithy: "2.0", shapes: { "a#S": { type: "apply", traits: { "smithy.api#tags": ["y"] } } } };
    const { value } = load(a, b, c);
    expect(value?.metadata.get("m")).toEqual([1, 2]);
    expect(value?.getShape(shapeId("a#S"))?.traits.get("smithy.api#tags")).toEqual(["x", "y"]);
  });

  test("different definitions name both places", () => {
    const { diagnostics } = load(shapes({ "a#S": string }), shapes({ "a#S": { type: "integer" } }));
    expect(diagnostics).toMatchObject([{ code: "SW1020", file: "2.json", line: 4, column: 5 }]);
    expect(diagnostics[0]!.message).toContain("1.json:4:5");
  });
});

describe("the overlay", () => {
  const base = shapes({
    "a#S": {
      type: "structure",
      members: {
        x: { target: "smithy.api#String", traits: { "smithy.api#tags": ["old"], "smithy.api#required": {} } },
      },
      traits: { "smithy.api#tags": ["old"], "smithy.api#documentation": "Kept." },
    },
  });

  test("replaces trait values, lists too, adds members and shapes, and skips what a snapshot lacks", () => {
    const overlay = shapes({
      "a#S": { type: "structure", members: { y: { target: "a#New" } }, traits: { "smithy.api#tags": ["new"] } },
      "a#S$x": { type: "apply", traits: { "smithy.api#tags": ["new"] } },
      "a#New": { type: "string" },
      "a#Gone": { type: "apply", traits: { "smithy.api#tags": ["new"] } },
      "a#S$gone": { type: "apply", traits: { "smithy.api#tags": ["new"] } },
    });
    const { value, diagnostics } = loadModel({
      files: [{ path: "base.json", text: JSON.stringify(base) }],
      overlay: { path: "overlay.json", text: JSON.stringify(overlay) },
    });
    expect(diagnostics).toEqual([]);
    const shape = value!.getShape(shapeId("a#S"))!;
    expect(Object.fromEntries(shape.traits)).toEqual({
      "smithy.api#tags": ["new"],
      "smithy.api#documentation": "Kept.",
    });
    expect(membersOf(shape).map((member) => member.name)).toEqual(["x", "y"]);
    const traits = getMember(value!, shape.id, "x")!.traits;
    expect(Object.fromEntries(traits)).toEqual({ "smithy.api#tags": ["new"], "smithy.api#required": {} });
  });

  test("an apply that is skipped makes nothing of its target: who refers to it is told", () => {
    const overlay = shapes({
      "a#Gone": { type: "apply", traits: { "smithy.api#tags": ["new"] } },
      "a#New": { type: "structure", members: { x: { target: "a#Gone" } } },
    });
    const { diagnostics } = loadModel({
      files: [{ path: "base.json", text: JSON.stringify(base) }],
      overlay: { path: "overlay.json", text: JSON.stringify(overlay) },
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(["SW1030"]);
  });

  test("an apply without a target in the model itself is an error", () => {
    const { diagnostics } = load(base, shapes({ "a#S$z": { type: "apply", traits: {} } }));
    expect(diagnostics.map(({ code }) => code)).toEqual(["SW1022"]);
  });
});

test("Smithy 1.0: zero values and box become defaults, sets become unique lists", () => {
  const model = loaded({
    smithy: "1.0",
    shapes: {
      "a#Count": { type: "integer" },
      "a#Boxed": { type: "integer", traits: { "smithy.api#box": {} } },
      "a#Set": { type: "set", member: { target: "smithy.api#String" } },
      "a#S": {
        type: "structure",
        members: {
          count: { target: "a#Count" },
          boxed: { target: "a#Boxed" },
          boxedHere: { target: "a#Count", traits: { "smithy.api#box": true } },
          primitive: { target: "smithy.api#PrimitiveBoolean" },
          prelude: { target: "smithy.api#Integer" },
        },
      },
    },
  });
  const defaults = membersOf(model.getShape(shapeId("a#S"))!).map(({ traits }) => traits.get("smithy.api#default"));
  expect(defaults).toEqual([0, undefined, null, false, undefined]);
  expect(model.getShape(shapeId("a#Count"))?.traits.get("smithy.api#default")).toBe(0);
  expect(model.getShape(shapeId("a#Set"))).toMatchObject({ type: "list" });
  expect(model.getShape(shapeId("a#Set"))?.traits.has("smithy.api#uniqueItems")).toBe(true);
});
