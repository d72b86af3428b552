// What is claimed of a service, and which claims the SDK's types do not allow, as the model alone decides both.
import { expect, test } from "vitest";
import { contextOf } from "../artifacts/package.js";
import { claimsOf, narrowed } from "./claims.js";
import { exceptionsOf } from "./exceptions.js";

type Json = Readonly<Record<string, unknown>>;

const target = (name: string, traits: Json = {}): Json => ({ target: name, traits });
const payload = (name: string, traits: Json = {}): Json => target(name, { "smithy.api#httpPayload": {}, ...traits });
const structure = (members: Json, traits: Json = {}): Json => ({ type: "structure", members, traits });
const operation = (input: string, output: string): Json => ({
  type: "operation",
  input: { target: input },
  output: { target: output },
});

const required = { "smithy.api#required": {} };
const error = { "smithy.api#error": "client" };

/** A service of these operations; `rename` is the service's own. */
function context(shapes: Json, rename: Json = {}, service = "example") {
  const operations = Object.entries(shapes)
    .filter(([, shape]) => (shape as { type: string }).type === "operation")
    .map(([id]) => ({ target: id }));
  const all = { "a#Example": { type: "service", version: "1", operations, rename }, ...shapes };
  return { ...contextOf("model.json", JSON.stringify({ smithy: "2.0", shapes: all })), service };
}

test("shapes have the SDK's names: renamed, capitalized, with `_` before a word that its generator keeps", () => {
  const shapes = {
    "a#Go": {
      ...operation("smithy.api#Unit", "smithy.api#Unit"),
      errors: ["a#Error", "a#Map", "a#goneAway", "b#Busy", "a#Busy"].map((id) => ({ target: id })),
    },
    "a#Error": structure({}, error),
    "a#Map": structure({}, error),
    "a#goneAway": structure({}, error),
    "a#Busy": structure({}, error),
    "b#Busy": structure({}, error),
  };
  const members = claimsOf(context(shapes, { "b#Busy": "OtherBusy" })).filter(({ form }) => form === "Members");
  expect(members.map(({ label, right }) => `${label}: ${right}`)).toEqual([
    "Busy members: sdk.Busy",
    "Error members: sdk._Error",
    "Map members: sdk.Map",
    "goneAway members: sdk.GoneAway",
    "OtherBusy members: sdk.OtherBusy",
  ]);
});

const PAYLOADS = {
  "a#Get": operation("a#GetInput", "a#GetOutput"),
  "a#GetInput": structure({ body: payload("smithy.api#Blob"), other: target("smithy.api#Blob") }),
  "a#GetOutput": structure({ body: payload("smithy.api#Blob", required), other: target("smithy.api#Blob") }),
  "a#Put": operation("a#PutInput", "a#PutOutput"),
  "a#PutInput": structure({ body: payload("smithy.api#Blob", required) }),
  "a#PutOutput": structure({ body: payload("a#Stream") }),
  "a#Stream": { type: "blob", traits: { "smithy.api#streaming": {} } },
};

test("the SDK's own types of payloads are excepted: in requests where the member may be missing, in answers always", () => {
  const found = exceptionsOf(context(PAYLOADS));
  expect(found.map(({ claim, members }) => `${claim}: ${members.join()}`)).toEqual([
    "Get input: body",
    "Get back: body",
    "Put back: body",
  ]);
});

test("event streams of an answer are excepted where an event is an error", () => {
  const streams = (events: Json): Json => ({ type: "union", members: events, traits: { "smithy.api#streaming": {} } });
  const shapes = {
    "a#Listen": operation("a#ListenInput", "a#ListenOutput"),
    "a#ListenInput": structure({ spoken: payload("a#Failing", required) }),
    "a#ListenOutput": structure({ heard: payload("a#Failing") }),
    "a#Watch": operation("smithy.api#Unit", "a#WatchOutput"),
    "a#WatchOutput": structure({ seen: payload("a#Calm") }),
    "a#Failing": streams({ event: target("a#Event"), failure: target("a#Failure") }),
    "a#Calm": streams({ event: target("a#Event") }),
    "a#Event": structure({}),
    "a#Failure": structure({}, error),
  };
  expect(exceptionsOf(context(shapes)).map(({ claim, members }) => [claim, ...members])).toEqual([
    ["Listen back", "heard"],
  ]);
});

test("a claim is tried once more without all that is excepted of it", () => {
  const shapes = {
    "a#GetObject": operation("smithy.api#Unit", "a#GetObjectOutput"),
    "a#GetObjectOutput": structure({ Body: payload("smithy.api#Blob"), Expires: target("smithy.api#Timestamp") }),
    "a#HeadObject": operation("smithy.api#Unit", "smithy.api#Unit"),
  };
  const own = context(shapes, {}, "s3");
  expect(narrowed(claimsOf(own), exceptionsOf(own)).map(({ label }) => label)).toEqual([
    ...claimsOf(own).map(({ label }) => label),
    "GetObject back without Body, ExpiresString",
    "HeadObject back without ExpiresString",
  ]);
});
