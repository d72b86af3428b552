import { expect, test } from "vitest";
import { loadModel } from "../../generator/load/load-model.js";
import { shapes } from "./helpers.js";

const to = (name: string): object => ({ target: name.includes("#") ? name : `ex#${name}` });
const ids = { houseName: to("smithy.api#String"), houseArn: to("smithy.api#String") };
const NAMES = ["MakeHouse", "GetHouse", "MakeRoom", "ReadRoom"];
const operation = (input: string, traits: object = {}): object => ({
  type: "operation",
  input: to(input),
  output: to("Answer"),
  traits,
});

/** A service as they mostly are: it binds all operations itself, and clients may name a thing in several ways. */
const model = shapes({
  "ex#Houses": { type: "service", version: "1", operations: NAMES.map(to) },
  "ex#Names": { type: "structure", members: ids },
  "ex#RoomNames": { type: "structure", members: { ...ids, room: to("smithy.api#String") } },
  "ex#Answer": { type: "structure", members: {} },
  "ex#MakeHouse": operation("Names"),
  "ex#GetHouse": operation("Names", { "smithy.api#readonly": {} }),
  "ex#MakeRoom": operation("RoomNames"),
  "ex#ReadRoom": operation("RoomNames", { "smithy.api#readonly": {} }),
});

function problems(house: object, further: object = {}, files: readonly object[] = [model]): readonly string[] {
  const overlay = shapes({
    "ex#Houses": { type: "apply", traits: { "swage#resources": ["ex#House"] } },
    "ex#House": { type: "resource", create: to("MakeHouse"), read: to("GetHouse"), ...house },
    ...further,
  });
  const { diagnostics } = loadModel({
    files: files.map((file) => ({ path: "model.json", text: JSON.stringify(file) })),
    overlay: { path: "overlay.json", text: JSON.stringify(overlay, null, 2) },
  });
  return diagnostics.map(({ code, message, remedy }) => `${code} ${message} (${remedy})`);
}

test("an overlay's resource may be named by members that a client can leave out, and that have another target", () => {
  expect(problems({ identifiers: { houseName: to("Name") } }, { "ex#Name": { type: "string" } })).toEqual([]);
});

test("swage#identifier says which member names it, and a diagnostic says so", () => {
  const name = { type: "apply", traits: { "swage#identifier": { name: "house" } } };
  const house = { identifiers: { house: to("smithy.api#String") } };
  expect(problems(house, { "ex#Names$houseName": name })).toEqual([]);
  expect(problems(house)).toEqual([
    "SW1062 the input of ex#GetHouse does not give the identifier house of ex#House " +
      '(Mark the member of ex#Names that gives it with swage#identifier, as {"name": "house"}.)',
  ]);
});

test("an overlay's resource may have children, whose operations the service binds too", () => {
  const identifiers = { houseName: to("smithy.api#String"), room: to("smithy.api#String") };
  const room = { type: "resource", identifiers, create: to("MakeRoom"), read: to("ReadRoom") };
  const house = { identifiers: { houseName: to("smithy.api#String") }, resources: [to("Room")] };
  expect(problems(house, { "ex#Room": room })).toEqual([]);
  expect(problems(house, { "ex#Room": { ...room, read: to("GetHouse") } })).toEqual([
    expect.stringContaining("SW1062 the input of ex#GetHouse does not give the identifier room of ex#Room"),
    expect.stringContaining("SW1069 ex#GetHouse is bound to ex#Room and also to ex#House"),
  ]);
});
