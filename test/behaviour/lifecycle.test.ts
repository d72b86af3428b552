import { beforeEach, describe, expect, test } from "vitest";
import type { Overlay } from "../../templates/mock/runtime/behaviour/overlay.js";
import { createResponder } from "../../templates/mock/runtime/behaviour/responder.js";
import type { RequestContext, Responder, ServiceError } from "../../templates/mock/runtime/definition.js";
import { definitionOf } from "./definition.js";
import { greenhouse, greenhouseOverlay } from "./greenhouse.js";

type Fields = Record<string, unknown>;

const NOW = Date.UTC(2024, 0, 1);
const definition = definitionOf(greenhouse, greenhouseOverlay);
let responder: Responder;

beforeEach(() => {
  responder = createResponder(definition, { seed: 3 });
});

describe("a resource", () => {
  test("is created, read, updated and deleted", () => {
    const { houseId, ...rest } = call("CreateHouse", { label: "palms", token: "once" });
    expect(houseId).toMatch(/^[a-z]{2}-[0-9]{4}$/);
    expect(rest).toEqual({ key: expect.any(String) });
    const house = {
      houseId,
      title: "palms",
      climate: { degrees: 20 },
      built: new Date(NOW),
      plan: Uint8Array.of(1, 2, 3),
    };
    expect(call("GetHouse", { houseId })).toEqual(house);
    expect(call("UpdateHouse", { houseId, climate: { humid: true }, notes: "warm" })).toEqual({});
    expect(call("GetHouse", { houseId })).toEqual({ ...house, climate: { degrees: 20, humid: true }, notes: "warm" });
    expect(call("DeleteHouse", { houseId })).toEqual({});
    expect(failure("GetHouse", { houseId })).toEqual(["Missing", `No house ${houseId as string} in mars-1.`]);
    expect(failure("DeleteHouse", { houseId })).toBeDefined();
  });

  test("keeps on update what is not given, but for what a trait resets", () => {
    const { houseId } = call("CreateHouse", { label: "palms", climate: { degrees: 31 }, notes: "warm" });
    call("UpdateHouse", { houseId });
    const house = call("GetHouse", { houseId });
    expect(house["climate"]).toEqual({ degrees: 31 });
    expect(house).not.toHaveProperty("notes");
  });

  test("is guarded by rules over what is stored", () => {
    const hot = { climate: { degrees: 41 } };
    const { houseId } = call("CreateHouse", { label: "alps" });
    expect(failure("UpdateHouse", { houseId, ...hot })).toEqual(["Invalid", "alps cannot take 41 degrees {yet}."]);
    const { houseId: other } = call("CreateHouse", { label: "tropics" });
    expect(failure("UpdateHouse", { houseId: other, ...hot })).toBeUndefined();
  });

  test("is created once for one idempotency token", () => {
    const first = call("CreateHouse", { label: "palms", token: "once" });
    expect(call("CreateHouse", { label: "palms", token: "once" })).toEqual(first);
    expect(call("CreateHouse", { label: "palms", token: "twice" })).not.toEqual(first);
    expect(call("ListHouses", {})["houses"]).toHaveLength(2);
  });

  test("cannot be changed through what went in or came out", () => {
    const climate = { degrees: 30 };
    const { houseId } = call("CreateHouse", { label: "palms", climate });
    climate.degrees = 1;
    (call("GetHouse", { houseId })["climate"] as Fields)["degrees"] = 2;
    expect(call("GetHouse", { houseId })["climate"]).toEqual({ degrees: 30 });
  });

  test("is shown by its other operations, with what is made up around it", () => {
    const { houseId } = call("CreateHouse", { label: "palms" });
    const measured = call("MeasureHouse", { houseId });
    expect(measured).toEqual({ title: "palms", degrees: expect.any(Number) });
    expect(call("MeasureHouse", { houseId })).toEqual(measured);
    expect(failure("MeasureHouse", { houseId: "xx-0000" })?.[0]).toBe("Missing");
  });
});

describe("an overlay", () => {
  const having = (traits: object): object => ({ type: "apply", traits });
  const made = (shapes: object): Responder => createResponder(definition, { seed: 3, overlay: { shapes } });

  test("has other operations change the resource", () => {
    const sets = { notes: "join(' ', ['was', stored.title])", built: "sum([context.now, `60`])", title: "`null`" };
    const changing = made({ "ex.green#MeasureHouse": having({ "swage#sets": sets }) });
    const { houseId } = call("CreateHouse", { label: "palms", climate: { degrees: 7 } }, changing);
    expect(call("MeasureHouse", { houseId }, changing)).not.toMatchObject({ title: "palms" });
    const { title, ...house } = call("GetHouse", { houseId }, changing);
    expect(title).toBeUndefined();
    expect(house).toMatchObject({ notes: "was palms", built: new Date(NOW + 60_000), climate: { degrees: 7 } });
  });

  test("sets over what a request gives, and on a delete what the answer shows", () => {
    const changing = made({
      "ex.green#UpdateHouse": having({ "swage#sets": { notes: "join('', [input.notes, '!'])" } }),
      "ex.green#PutPlant": having({ "swage#sets": { color: "'red'" } }),
    });
    const { houseId } = call("CreateHouse", { label: "palms" }, changing);
    call("UpdateHouse", { houseId, notes: "warm" }, changing);
    expect(call("GetHouse", { houseId }, changing)).toMatchObject({ notes: "warm!" });
    expect(call("PutPlant", { houseId, name: "fern", color: "blue" }, changing)).toMatchObject({
      plant: { color: "red" },
    });
  });

  test("finds the resource by other members than its identifier", () => {
    const named = made({
      "ex.green#GetHouseOutput$houseId": having({ "swage#identifier": { also: ["title"] } }),
    });
    const { houseId } = call("CreateHouse", { label: "palms" }, named);
    expect(call("GetHouse", { houseId: "palms" }, named)).toMatchObject({ houseId });
    call("PutPlant", { houseId: "palms", name: "fern" }, named);
    expect(call("ListPlants", { houseId }, named)).toEqual({ names: ["fern"] });
    call("DeleteHouse", { houseId: "palms" }, named);
    expect(call("ListHouses", {}, named)).toEqual({ houses: [] });
  });

  test("shows a member by another name, and of a list what a condition holds for", () => {
    const shown = made({
      "ex.green#HouseSummary$title": having({ "swage#property": "notes" }),
      "ex.green#ListHouses": having({ "swage#filter": "stored.climate.degrees > `20`" }),
    });
    call("CreateHouse", { label: "cold" }, shown);
    const { houseId } = call("CreateHouse", { label: "hot", notes: "mind", climate: { degrees: 30 } }, shown);
    expect(call("ListHouses", {}, shown)).toEqual({ houses: [{ houseId, title: "mind" }] });
  });

  test("computes what a list says of itself", () => {
    const more = { "swage#computed": { on: "write", value: "self.next != `null`" } };
    const telling = made({ "ex.green#ListHousesOutput$more": having(more) });
    for (const label of ["a", "b"]) call("CreateHouse", { label }, telling);
    const first = call("ListHouses", { size: 1 }, telling);
    expect(first["more"]).toBe(true);
    expect(call("ListHouses", { size: 1, token: first["next"] }, telling)["more"]).toBe(false);
  });

  test("speaks of the items of a list, where nothing else shows the resource", () => {
    const text = "House {stored.houseId}";
    const listed = made({
      "ex.green#House": {
        type: "resource",
        identifiers: { houseId: { target: "ex.green#HouseId" } },
        create: { target: "ex.green#UpdateHouse" },
        list: { target: "ex.green#ListHouses" },
      },
      "ex.green#UpdateHouse": having({ "swage#rules": [] }),
      "ex.green#HouseSummary$title": having({ "swage#computed": { on: "create", text } }),
    });
    expect(call("UpdateHouse", { houseId: "ab-0001" }, listed)).toEqual({});
    expect(call("ListHouses", {}, listed)).toEqual({ houses: [{ houseId: "ab-0001", title: "House ab-0001" }] });
  });

  test("with a fault is refused", () => {
    const faulty = {
      "ex.green#MeasureHouse": having({ "swage#sets": { colour: "'red'", notes: "(" } }),
      "ex.green#ListHouses": having({ "swage#filter": "[" }),
      "ex.green#GetHouseOutput$houseId": having({ "swage#identifier": { also: "title" } }),
    };
    expect(() => made(faulty)).toThrow(
      /ListHouses swage#filter:1:2: [^]*MeasureHouse swage#sets\.colour must be one of title, climate[^]*swage#sets\.notes:1/,
    );
    expect(() => made(faulty)).toThrow(/swage#identifier\.also must be a list of names of members/);
  });
});

describe("a list", () => {
  test("comes in pages that survive a deletion in between", () => {
    const ids = ["a", "b", "c", "d", "e"].map((label) => call("CreateHouse", { label })["houseId"]);
    const first = call("ListHouses", { size: 2 });
    expect(first["houses"]).toEqual([
      { houseId: ids[0], title: "a" },
      { houseId: ids[1], title: "b" },
    ]);
    expect(String(first["next"]).length).toBeGreaterThanOrEqual(4);
    call("DeleteHouse", { houseId: ids[2] });
    const second = call("ListHouses", { size: 2, token: first["next"] });
    expect((second["houses"] as Fields[]).map(({ title }) => title)).toEqual(["d", "e"]);
    expect(second).not.toHaveProperty("next");
    expect(call("ListHouses", { token: "nonsense" })).toEqual({ houses: [] });
  });

  test("has every item once over all its pages", () => {
    const ids = ["a", "b", "c", "d", "e"].map((label) => call("CreateHouse", { label })["houseId"]);
    const seen: unknown[] = [];
    let page = call("ListHouses", { size: 2 });
    for (let turn = 0; turn < 3; turn++) {
      seen.push(...(page["houses"] as Fields[]).map(({ houseId }) => houseId));
      page = page["next"] === undefined ? { houses: [] } : call("ListHouses", { size: 2, token: page["next"] });
    }
    expect(seen).toEqual(ids);
  });

  test.each([
    ["smithy.api#String", ""],
    ["ex.green#Token", undefined],
  ])("ends where its token must be there, and is a %s", (target, last) => {
    const next = { target, traits: { "smithy.api#required": {} } };
    const members = greenhouse.shapes["ex.green#ListHousesOutput"]?.members;
    const output = { type: "structure", members: { ...members, next } };
    const shapes = { ...greenhouse.shapes, "ex.green#ListHousesOutput": output };
    const strict = definitionOf({ shapes }, greenhouseOverlay);
    const by = createResponder(strict, { seed: 3 });
    for (const label of ["a", "b"]) call("CreateHouse", { label }, by, strict);
    const first = call("ListHouses", { size: 1 }, by, strict);
    expect(first["next"]).toMatch(/./);
    expect(call("ListHouses", { size: 1, token: first["next"] }, by, strict)["next"]).toBe(last);
  });

  test("is empty before anything is created, and after a reset", () => {
    expect(call("ListHouses", {})).toEqual({ houses: [] });
    const { houseId } = call("CreateHouse", { label: "a" });
    responder.reset();
    expect(call("ListHouses", {})).toEqual({ houses: [] });
    expect(call("CreateHouse", { label: "a" })).toMatchObject({ houseId });
  });
});

describe("a child resource", () => {
  test("lives in its parent, by the names that the client gives", () => {
    const { houseId } = call("CreateHouse", { label: "a" });
    const { houseId: other } = call("CreateHouse", { label: "b" });
    const plant = { houseId, name: "fern", height: 3, color: "green" };
    expect(call("PutPlant", plant)).toEqual({ plant });
    expect(call("PutPlant", { houseId, name: "rose" })).toEqual({ plant: { houseId, name: "rose", height: 1 } });
    expect(call("ListPlants", { houseId })).toEqual({ names: ["fern", "rose"] });
    expect(call("ListPlants", { houseId: other })).toEqual({ names: [] });
    expect(failure("GetPlant", { houseId: other, name: "fern" })?.[0]).toBe("Missing");
  });

  test("is replaced by a put", () => {
    const { houseId } = call("CreateHouse", { label: "a" });
    call("PutPlant", { houseId, name: "fern", height: 3, color: "green" });
    expect(call("PutPlant", { houseId, name: "fern", color: "red" })).toEqual({
      plant: { houseId, name: "fern", height: 1, color: "red" },
    });
    expect(call("GetPlant", { houseId, name: "fern" })).toMatchObject({ plant: { height: 1, color: "red" } });
  });

  test("is refused where a put may not replace", () => {
    const bed = greenhouseOverlay.shapes["ex.green#PlantBed"];
    const shapes = { "ex.green#PlantBed": { ...bed, traits: { "smithy.api#noReplace": {} } } };
    const strict = createResponder(definition, { overlay: { shapes } });
    const { houseId } = call("CreateHouse", { label: "a" }, strict);
    call("PutPlant", { houseId, name: "fern" }, strict);
    expect(failure("PutPlant", { houseId, name: "fern" }, strict)?.[0]).toBe("Taken");
  });

  test("needs its parent, and goes with it", () => {
    expect(failure("PutPlant", { houseId: "xx-0000", name: "fern" })?.[1]).toBe("No house xx-0000 in mars-1.");
    const { houseId } = call("CreateHouse", { label: "a" });
    call("PutPlant", { houseId, name: "fern" });
    call("DeleteHouse", { houseId });
    expect(failure("GetPlant", { houseId, name: "fern" })?.[0]).toBe("Missing");
  });

  test("may be named like what every object has", () => {
    const { houseId } = call("CreateHouse", { label: "__proto__", notes: "constructor" });
    for (const name of ["__proto__", "constructor", "toString"]) {
      expect(failure("GetPlant", { houseId, name })?.[0]).toBe("Missing");
      expect(call("PutPlant", { houseId, name })).toEqual({ plant: { houseId, name, height: 1 } });
    }
    expect(call("ListPlants", { houseId })).toEqual({ names: ["__proto__", "constructor", "toString"] });
  });
});

describe("a resource without an overlay", () => {
  const house = {
    ...greenhouseOverlay.shapes["ex.green#House"],
    identifiers: { houseRef: { target: "ex.green#HouseId" } },
  };
  const shapes: Record<string, unknown> = {};
  const bind = { type: "apply", traits: { "swage#resources": ["ex.green#House"] } };

  test("is found by any text that its outputs show, where none is known to be its identifier", () => {
    const members = { houseRef: { target: "smithy.api#String" } };
    const model = { shapes: { ...greenhouse.shapes, "ex.green#GetHouseInput": { type: "structure", members } } };
    Object.assign(shapes, { "ex.green#House": { ...house, traits: {} }, "ex.green#Greenhouse": bind });
    const bare = createResponder(definitionOf(model, { shapes } as unknown as typeof greenhouse));
    const { houseId, key } = call("CreateHouse", { label: "a" }, bare);
    expect(call("GetHouse", { houseRef: houseId }, bare)).toMatchObject({ houseId });
    expect(call("GetHouse", { houseRef: key }, bare)).toMatchObject({ houseId });
    expect(failure("GetHouse", { houseRef: "xx-0000" }, bare)).toEqual(["Missing", "The resource does not exist."]);
  });

  test("has the same children by whichever of its names they are asked for", () => {
    const bed = greenhouseOverlay.shapes["ex.green#PlantBed"];
    const identifiers = { houseRef: { target: "ex.green#HouseId" }, plantName: { target: "smithy.api#String" } };
    const ref = { type: "apply", traits: { "swage#identifier": { name: "houseRef" } } };
    const overlay = {
      shapes: {
        "ex.green#House": { ...house, traits: {} },
        "ex.green#PlantBed": { ...bed, identifiers },
        "ex.green#PutPlantInput$houseId": ref,
        "ex.green#ListPlantsInput$houseId": ref,
      },
    };
    const named = createResponder(definition, { overlay });
    const { houseId, key } = call("CreateHouse", { label: "a" }, named);
    call("PutPlant", { houseId: key, name: "fern" }, named);
    expect(call("ListPlants", { houseId }, named)).toEqual({ names: ["fern"] });
  });

  test("answers freely where no operation creates it", () => {
    const { create: _create, ...rest } = house as Fields;
    const orphan = createResponder(definition, { overlay: { shapes: { "ex.green#House": rest } } });
    expect(call("GetHouse", { houseId: "xx-0000" }, orphan)).toMatchObject({ houseId: "xx-0000" });
  });
});

describe("mirrors", () => {
  test("make the structures on their path, which are then completed", () => {
    const { climate } = houseOf(mirrored({}), { notes: "x" });
    expect(climate).toEqual({ site: { label: "x", zone: "cold" } });
  });

  test("mirror initial values too", () => {
    const house = houseOf(mirrored({ "swage#initial": "y" }), {});
    expect(house).toMatchObject({ notes: "y", climate: { site: { label: "y" } } });
  });

  test("follow the path where both are given", () => {
    const house = houseOf(mirrored({}), { notes: "x", climate: { site: { label: "z" } } });
    expect(house).toMatchObject({ notes: "z", climate: { site: { label: "z" } } });
  });
});

describe("an overlay given at runtime", () => {
  test("can take a resource away: its operations then answer freely", () => {
    const free = createResponder(definition, { overlay: apply("ex.green#Greenhouse", { "swage#resources": [] }) });
    expect(call("GetHouse", { houseId: "xx-0000" }, free)).toMatchObject({ houseId: "xx-0000" });
    expect(call("ListHouses", {}, free)).not.toHaveProperty("next");
  });

  test("replaces rules as a whole", () => {
    const loose = createResponder(definition, { overlay: apply("ex.green#UpdateHouse", { "swage#rules": [] }) });
    const { houseId } = call("CreateHouse", { label: "alps" }, loose);
    expect(failure("UpdateHouse", { houseId, climate: { degrees: 41 } }, loose)).toBeUndefined();
  });

  test("is refused with all its faults and their places", () => {
    const overlay = {
      shapes: {
        ...apply("ex.green#UpdateHouse", {
          "swage#rules": [
            { when: "input.climate[", error: "Invalid", message: "a" },
            { when: "input", error: "Invalid", message: "a {b c}" },
            { error: "Invalid", message: "a" },
          ],
          "swage#onAbsent": "forget",
        }).shapes,
        ...apply("ex.green#GetHouseOutput$title", { "swage#computed": { on: "often", value: "a" } }).shapes,
      },
    };
    expect(() => createResponder(definition, { overlay })).toThrow(
      expect.objectContaining({
        message: [
          "The overlay of service has faults:",
          "ex.green#GetHouseOutput$title swage#computed.on must be create, write or absent",
          "ex.green#UpdateHouse swage#onAbsent must be reset or keep",
          "ex.green#UpdateHouse swage#rules[0].when:1:15: the expression ends here, in input.climate[",
          "ex.green#UpdateHouse swage#rules[1].message:1:6: unexpected name, in a {b c}",
          "ex.green#UpdateHouse swage#rules[2].when must be a JMESPath condition",
        ].join("\n"),
      }),
    );
  });
});

test("without a resource, answers are made up: the same for the same seed and input", () => {
  const free = definitionOf(greenhouse);
  const answer = (seed: number, houseId: string): Fields =>
    call("GetHouse", { houseId }, createResponder(free, { seed }));
  expect(answer(1, "ab-0001")).toEqual(answer(1, "ab-0001"));
  expect(answer(1, "ab-0001")["houseId"]).toBe("ab-0001");
  const plant = call("GetPlant", { houseId: "ab-0001", name: "fern" }, createResponder(free))["plant"];
  expect(plant).toMatchObject({ houseId: "ab-0001" });
  expect(answer(1, "ab-0001")).not.toEqual(answer(2, "ab-0001"));
  expect(answer(1, "ab-0001")["built"]).not.toEqual(answer(1, "ab-0002")["built"]);
});

/** A responder where the notes of a house mirror a text deep in its climate. */
function mirrored(notes: Fields): Responder {
  const traits = { "swage#mirror": "climate.site.label" };
  const site = { target: "ex.green#Site" };
  const label = { target: "smithy.api#String" };
  const shapes = {
    ...greenhouse.shapes,
    "ex.green#Climate": { type: "structure", members: { site } },
    "ex.green#Site": { type: "structure", members: { label, zone: label } },
  };
  const overlay = {
    "ex.green#GetHouseOutput$notes": { type: "apply", traits: { ...traits, ...notes } },
    "ex.green#Site$zone": { type: "apply", traits: { "swage#initial": "cold" } },
  };
  return createResponder(definitionOf({ shapes } as typeof greenhouse, greenhouseOverlay), {
    overlay: { shapes: overlay },
  });
}

function houseOf(by: Responder, input: Fields): Fields {
  const { houseId } = call("CreateHouse", { label: "a", ...input }, by);
  return call("GetHouse", { houseId }, by);
}

function apply(target: string, traits: Fields): { readonly shapes: Overlay } {
  return { shapes: { [target]: { type: "apply", traits } } };
}

function failure(operation: string, input: Fields, by: Responder = responder): readonly [string, string] | undefined {
  try {
    call(operation, input, by);
    return undefined;
  } catch (error) {
    const { code, message } = error as ServiceError;
    return [code, message];
  }
}

function call(name: string, input: Fields, by: Responder = responder, { operations } = definition): Fields {
  const operation = operations.find((one) => one.name === name);
  if (operation === undefined) throw new Error(`no operation ${name}`);
  const context: RequestContext = {
    service: definition.name,
    operation: name,
    requestId: "00000000-0000-4000-8000-000000000000",
    region: "mars-1",
    accountId: "123456789012",
    partition: "aws",
    now: NOW,
  };
  return by.respond(operation, input, context) as Fields;
}
