import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { put, temporaryFolder } from "../workspace/project.js";
import { swage } from "./swage.js";

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

function overlay(sets: object): string {
  const shapes = {
    "ex#Things": { type: "apply", traits: { "swage#resources": ["ex#ThingResource"] } },
    "ex#ThingResource": {
      type: "resource",
      identifiers: { name: { target: "smithy.api#String" } },
      create: target("MakeThing"),
      operations: [target("WakeThing")],
    },
    "ex#WakeThing": { type: "apply", traits: { "swage#sets": sets } },
  };
  return JSON.stringify({ smithy: "2.0", shapes }, null, 2);
}

test("what the mock could not do is told with its place, and nothing is written", () => {
  const folder = temporaryFolder();
  put(folder, { "models/things/2020-01-01.json": JSON.stringify(model) });
  put(folder, { "models/things/overlay.json": overlay({ stat: "'awake'", state: "'awake" }) });
  const { status, stderr } = swage(folder, ["generate"]);
  expect(status).toBe(1);
  expect(stderr.split("\n").filter((line) => line.startsWith("models"))).toEqual([
    "models/things/overlay.json:32:19: error SW5003: ex#WakeThing swage#sets.stat must be one of state",
    "models/things/overlay.json:33:20: error SW5003: ex#WakeThing swage#sets.state:1:1: no closing ', in 'awake",
  ]);
  expect(existsSync(join(folder, "output/things"))).toBe(false);
  put(folder, { "models/things/overlay.json": overlay({ state: "'awake'" }) });
  expect(swage(folder, ["generate"])).toMatchObject({ status: 0 });
});
