import { describe, expect, test } from "vitest";
import { loadModel } from "../../generator/load/load-model.js";
import { getMember } from "../../generator/model/model.js";
import { isFilledIn } from "../../generator/model/nullability.js";
import { shapeId } from "../../generator/model/shape-id.js";
import { loaded, shapes } from "./helpers.js";

const OWN = { type: "list", member: { target: "smithy.api#String" } };

/** What is said of a default on a member that targets a shape of the prelude, or the list or map of `a`. */
function problemOf(target: string, value: string, traits: object = {}): string | undefined {
  const document = shapes({
    "a#List": OWN,
    "a#Map": { type: "map", key: { target: "smithy.api#String" }, value: { target: "smithy.api#String" } },
    "a#S": {
      type: "structure",
      members: {
        m: { target: target.includes("#") ? target : `smithy.api#${target}`, traits: { ...traits, default: 0 } },
      },
    },
  });
  // The value as it is written: JSON.stringify has no 1e999.
  const text = JSON.stringify(document).replace('"default":0', () => `"smithy.api#default":${value}`);
  const { diagnostics } = loadModel({ files: [{ path: "m.json", text }] });
  expect(diagnostics.length).toBeLessThan(2);
  return diagnostics[0]?.message.split("smithy.api#default on a#S$m ")[1];
}

const length = (bounds: object) => ({ "smithy.api#length": bounds });
const pattern = (text: string) => ({ "smithy.api#pattern": text });
const TIME = 'must be a number of seconds, or a time as "1985-04-12T23:20:50Z"';

describe("a default", () => {
  test.each<readonly [target: string, value: string, traits: object, problem: string]>([
    ["String", '"zzz"', pattern("^a$"), "does not match the pattern trait"],
    ["String", '""', length({ min: 1 }), "does not fit the length trait"],
    ["a#List", "[]", length({ min: 1 }), "does not fit the length trait"],
    ["a#Map", "{}", length({ min: 1 }), "does not fit the length trait"],
    ["Long", "99999999999999999999", {}, "is too large for its type"],
    ["Double", "1e999", {}, "is too large for its type"],
    ["Float", "1e39", {}, "is too large for its type"],
    ["Blob", '"not base64!!"', {}, "must be a string in base64"],
    ["Blob", '"aGk"', {}, "must be a string in base64"],
    ["Blob", '"aGk="', length({ min: 3 }), "does not fit the length trait"],
    ["Timestamp", '"yesterday"', {}, TIME],
    ["Timestamp", '"2024-02-31T00:00:00Z"', {}, TIME],
    ["Timestamp", '"Tue, 29 Apr 2014 18:30:38 GMT"', {}, TIME],
    ["Timestamp", "1e300", {}, "is too far from 1970"],
  ])("on %s cannot be %s where %j", (target, value, traits, problem) => {
    expect(problemOf(target, value, traits)).toBe(problem);
  });

  test.each<readonly [target: string, value: string, traits: object]>([
    ["String", '"a"', pattern("^a$")],
    ["String", '"a"', pattern("^(?<!b)++$")], // not ECMA-262's
    ["String", `"${"a".repeat(40)}!"`, pattern("^(a+)+$")], // would take for ever
    ["String", "null", { "smithy.api#required": {} }],
    ["a#List", "[]", length({ max: 3 })],
    ["Long", "9223372036854775807", {}],
    ["Double", '"Infinity"', {}],
    ["Blob", '"aGk="', length({ min: 2 })],
    ["Timestamp", '"2024-02-29T00:00:00.5Z"', {}],
    ["Timestamp", '"Tue, 29 Apr 2014 18:30:38 GMT"', { "smithy.api#timestampFormat": "http-date" }],
    ["Timestamp", "-1.5", {}],
    ["Integer", "0", { "smithy.api#range": { min: 1 } }],
  ])("on %s may be %s where %j", (target, value, traits) => {
    expect(problemOf(target, value, traits)).toBeUndefined();
  });

  test("of a shape itself cannot be null", () => {
    const text = JSON.stringify(shapes({ "a#L": { ...OWN, traits: { "smithy.api#default": null } } }));
    expect(loadModel({ files: [{ path: "m.json", text }] }).diagnostics).toMatchObject([{ code: "SW1041" }]);
  });
});

describe("a zero that the range leaves out", () => {
  const range = { "smithy.api#range": { min: 1 } };
  const members = {
    byTarget: { target: "a#Ranged" },
    byMember: { target: "a#Plain", traits: range },
    within: { target: "a#Ranged", traits: { "smithy.api#range": { min: 0 } } },
    plain: { target: "a#Plain" },
  };
  const of = (smithy: string, given: object) =>
    loaded({
      smithy,
      shapes: {
        "a#Ranged": { type: "integer", traits: range },
        "a#Plain": { type: "integer" },
        "a#S": { type: "structure", members: given },
      },
    });

  test("is not the default that Smithy 1.0 means", () => {
    const model = of("1.0", members);
    const found = Object.keys(members).map((name) => getMember(model, shapeId("a#S"), name)!.traits);
    expect(found.map((traits) => traits.get("smithy.api#default"))).toEqual([undefined, null, 0, 0]);
    expect(model.getShape(shapeId("a#Ranged"))!.traits.has("smithy.api#default")).toBe(false);
  });

  test("is no default that a server fills in, where a model of Smithy 2.0 has it", () => {
    const zero = { "smithy.api#default": 0 };
    const model = of("2.0", { out: { target: "a#Ranged", traits: zero }, in: { target: "a#Plain", traits: zero } });
    expect(isFilledIn(model, getMember(model, shapeId("a#S"), "out")!)).toBe(false);
    expect(isFilledIn(model, getMember(model, shapeId("a#S"), "in")!)).toBe(true);
  });
});
