import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { put, temporaryFolder } from "../workspace/project.js";
import { spawnSwage, swage } from "./swage.js";

const target = (name: string): object => ({ target: `ex#${name}` });
const text = { target: "smithy.api#String", traits: { "smithy.api#required": {} } };
const model = {
  smithy: "2.0",
  shapes: {
    "ex#Things": {
      type: "service",
      version: "1",
      operations: [target("MakeThing"), target("WakeThing")],
      traits: { "aws.protocols#awsJson1_0": {} },
    },
    "ex#MakeThing": { type: "operation", input: target("Thing"), output: target("Thing") },
    "ex#WakeThing": { type: "operation", input: target("Thing"), output: target("Thing") },
    "ex#Thing": { type: "structure", members: { name: text, state: { target: "smithy.api#String" } } },
  },
};

function overlay(sets: object, further: object = {}): string {
  const shapes = {
    "ex#Things": { type: "apply", traits: { "swage#resources": ["ex#ThingResource"] } },
    "ex#ThingResource": {
      type: "resource",
      identifiers: { name: { target: "smithy.api#String" } },
      create: target("MakeThing"),
      operations: [target("WakeThing")],
    },
    "ex#WakeThing": { type: "apply", traits: { "swage#sets": sets } },
    ...further,
  };
  return JSON.stringify({ smithy: "2.0", shapes }, null, 2);
}

const problemsOf = (stderr: string): readonly string[] =>
  stderr.split("\n").filter((line) => line.startsWith("models"));

test("what the mock could not do is told with its place, and nothing is written", async () => {
  const folder = temporaryFolder();
  put(folder, { "models/things/2020-01-01.json": JSON.stringify(model) });
  put(folder, { "models/things/overlay.json": overlay({ stat: "'awake'", state: "'awake" }) });
  const { status, stderr } = await swage(folder, ["generate"]);
  expect(status).toBe(1);
  const refused = [
    "models/things/overlay.json:32:19: error SW5003: ex#WakeThing swage#sets.stat must be one of state",
    "models/things/overlay.json:33:20: error SW5003: ex#WakeThing swage#sets.state:1:1: no closing ', in 'awake",
  ];
  expect(problemsOf(stderr)).toEqual(refused);
  expect(existsSync(join(folder, "output/things"))).toBe(false);
  const served = spawnSwage(folder, ["mock", "--port", "0"]);
  expect(served).toMatchObject({ status: 1, stdout: "" });
  expect(problemsOf(served.stderr).toSorted()).toEqual(refused);
  put(folder, { "models/things/overlay.json": overlay({ state: "'awake'" }) });
  expect(await swage(folder, ["generate"])).toMatchObject({ status: 0 });
});

test("the form of a trait of swage is looked up in the guide to overlays", async () => {
  const folder = temporaryFolder();
  put(folder, { "models/things/2020-01-01.json": JSON.stringify(model) });
  const rules = { type: "apply", traits: { "swage#rules": [{ when: "input.state", error: "Gone" }] } };
  put(folder, { "models/things/overlay.json": overlay({ state: "'awake'" }, { "ex#MakeThing": rules }) });
  const { status, stderr } = await swage(folder, ["generate"]);
  expect(status).toBe(1);
  expect(stderr).toContain('SW1041: the value of swage#rules on ex#MakeThing lacks "message" at 0');
  expect(stderr).toContain("docs/overlay.md gives the form of each trait");
});

test("what the mock would pass over is a warning with its place", async () => {
  const folder = temporaryFolder();
  const trait = (name: string, value: unknown): object => ({ type: "apply", traits: { [`swage#${name}`]: value } });
  const rule = { when: "input.state", error: "ex#Gonne", message: "gone" };
  put(folder, { "models/things/2019-01-01.json": JSON.stringify(withMember("mood")) });
  put(folder, { "models/things/2020-01-01.json": JSON.stringify(withMember("state")) });
  put(folder, {
    "models/things/overlay.json": overlay(
      { state: "'awake'" },
      {
        "ex#Thing$stat": trait("initial", "asleep"),
        "ex#thing": trait("initial", "asleep"),
        "ex#Think": trait("initial", "a snapshot to come may have it"),
        "ex#Thing$mood": trait("initial", "good"),
        "ex#MakeThing": { type: "apply", traits: { "swage#filter": "stored.state", "swage#rules": [rule] } },
      },
    ),
  });
  const { status, stderr } = await swage(folder, ["generate"]);
  expect(status).toBe(0);
  expect(problemsOf(stderr)).toEqual([
    "models/things/overlay.json:36:5: warning SW5006: the overlay applies to ex#Thing$stat, which no snapshot has",
    "models/things/overlay.json:42:5: warning SW5006: the overlay applies to ex#thing, which no snapshot has",
    "models/things/overlay.json:63:25: warning SW5005: ex#MakeThing swage#filter has no effect",
    expect.stringContaining("SW5007: ex#MakeThing swage#rules[0].error names the error ex#Gonne, which the model has"),
  ]);
  expect(stderr).toContain("Did you mean ex#Thing$state?");
});

test("how an identifier is made is said in the resource's structure: elsewhere it is a warning", async () => {
  const folder = temporaryFolder();
  const input = { type: "structure", members: { name: { target: "smithy.api#String" } } };
  const make = { type: "operation", input: target("MakeThingInput"), output: target("Thing") };
  const shapes = { ...model.shapes, "ex#MakeThing": make, "ex#MakeThingInput": input };
  const form = { name: "name", form: "thing-{random}", random: "^[0-9]{4}$" };
  const identifier = (id: string): object => ({
    [id]: { type: "apply", traits: { "swage#identifier": form } },
  });
  put(folder, { "models/things/2020-01-01.json": JSON.stringify({ ...model, shapes }) });
  put(folder, { "models/things/overlay.json": overlay({}, identifier("ex#MakeThingInput$name")) });
  const { status, stderr } = await swage(folder, ["generate"]);
  expect(status).toBe(0);
  expect(problemsOf(stderr)).toEqual([
    "models/things/overlay.json:39:19: warning SW5005: ex#MakeThingInput$name swage#identifier.form has no effect",
    "models/things/overlay.json:40:21: warning SW5005: ex#MakeThingInput$name swage#identifier.random has no effect",
  ]);
  put(folder, { "models/things/overlay.json": overlay({}, identifier("ex#Thing$name")) });
  expect(problemsOf((await swage(folder, ["generate"])).stderr)).toEqual([]);
});

test("a name that no expression sees is a warning; names of items are not looked up there", async () => {
  const folder = temporaryFolder();
  put(folder, { "models/things/2020-01-01.json": JSON.stringify(model) });
  const rules = [
    { when: "inptu.state == 'awake' || !(state)", error: "Gone", message: "gone" },
    { when: "length(input.list[?kind == $.stored.state].name) > `1`", error: "Gone", message: "gone" },
    { each: "[input, stored][]", when: "item.state && context.region", error: "Gone", message: "gone" },
  ];
  const further = { "ex#MakeThing": { type: "apply", traits: { "swage#rules": rules } } };
  put(folder, { "models/things/overlay.json": overlay({ state: "join('', [stat, self.name])" }, further) });
  const { status, stderr } = await swage(folder, ["generate"]);
  expect(status).toBe(0);
  expect(problemsOf(stderr)).toEqual([
    expect.stringMatching(/:32:\d+: warning SW5009: ex#WakeThing swage#sets.state looks up stat, which is always null/),
    expect.stringContaining("warning SW5009: ex#MakeThing swage#rules[0].when looks up inptu, which is always null"),
    expect.stringContaining("warning SW5009: ex#MakeThing swage#rules[0].when looks up state, which is always null"),
  ]);
  expect(stderr).toContain("Expressions see input, stored, initial, context, item, self");
});

function withMember(name: string): object {
  const members = { name: text, [name]: { target: "smithy.api#String" } };
  return { ...model, shapes: { ...model.shapes, "ex#Thing": { type: "structure", members } } };
}
