import { describe, expect, test } from "vitest";
import { createResponder } from "../../templates/mock/runtime/behaviour/responder.js";
import type { ServiceError } from "../../templates/mock/runtime/definition.js";
import { definitionOf } from "./definition.js";
import type { Ast } from "./definition.js";
import { greenhouse, greenhouseOverlay } from "./greenhouse.js";

type Fields = Record<string, unknown>;
type Call = (operation: string, input?: Fields) => Fields;

const to = (target: string): { target: string } => ({ target });
const having = (traits: object): object => ({ type: "apply", traits });
const structure = (members: object): object => ({ type: "structure", members });
const shapeOf = (id: string): Fields => ({ ...(greenhouse.shapes[id] ?? greenhouseOverlay.shapes[id]) });
const membersOf = (id: string): object => greenhouse.shapes[id]?.members ?? {};
const withErrors = (id: string, names: readonly string[]): object => ({
  [id]: { ...shapeOf(id), errors: names.map((name) => to(`ex.green#${name}`)) },
});

/** A mock of the glasshouses, with further shapes, or others, in model and overlay. */
function mockOf(model: object, overlay: object = {}): Call {
  const ast = { shapes: { ...greenhouse.shapes, ...model } } as unknown as Ast;
  const definition = definitionOf(ast, { shapes: { ...greenhouseOverlay.shapes, ...overlay } } as unknown as Ast);
  return callerOf(definition);
}

function callerOf(definition: ReturnType<typeof definitionOf>, seed = 3): Call {
  const responder = createResponder(definition, { seed });
  return (name, input = {}) => {
    const operation = definition.operations.find((one) => one.name === name);
    if (operation === undefined) throw new Error(`no operation ${name}`);
    const around = { service: "", requestId: "", region: "", accountId: "", partition: "" };
    return responder.respond(operation, input, { ...around, operation: name, now: 5000 }) as Fields;
  };
}

function failure(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    return (error as ServiceError).code;
  }
}

describe("what the structure of a resource has no member for", () => {
  const labels = to("ex.green#Names");
  const operation = (input: string): object => ({
    type: "operation",
    input: to(`ex.green#${input}`),
    output: to("ex.green#LabelsOutput"),
    errors: [to("ex.green#Missing")],
  });
  const model = {
    "ex.green#CreateHouseInput": structure({ ...membersOf("ex.green#CreateHouseInput"), labels }),
    "ex.green#LabelHouseInput": structure({ houseId: to("ex.green#HouseId"), labels }),
    "ex.green#LabelsOutput": structure({ labels, total: to("smithy.api#Integer") }),
    "ex.green#LabelHouse": operation("LabelHouseInput"),
    "ex.green#GetLabels": operation("GetHouseInput"),
  };
  const call = mockOf(model, {
    "ex.green#House": {
      ...shapeOf("ex.green#House"),
      operations: [to("ex.green#LabelHouse"), to("ex.green#GetLabels")],
    },
    "ex.green#LabelHouse": having({ "swage#sets": { labels: "[stored.labels, input.labels][]" } }),
  });

  test("is kept, and shown by the outputs that have a member for it", () => {
    const { houseId } = call("CreateHouse", { label: "palms", labels: ["a"] });
    expect(call("LabelHouse", { houseId, labels: ["b"] })["labels"]).toEqual(["a", "b"]);
    expect(call("GetLabels", { houseId })).toEqual({ labels: ["a", "b"], total: expect.any(Number) });
    expect(call("GetHouse", { houseId })).not.toHaveProperty("labels");
  });

  test("is not made up where nobody gave it", () => {
    const { houseId } = call("CreateHouse", { label: "alps" });
    expect(call("GetLabels", { houseId })).toEqual({ total: expect.any(Number) });
  });
});

test("an operation of the resource that answers with all of it shows the state, and makes nothing up", () => {
  const input = structure({ houseId: to("ex.green#HouseId"), name: to("smithy.api#String") });
  const water = { type: "operation", input: to("ex.green#WaterInput"), output: to("ex.green#PutPlantOutput") };
  const bed = { ...shapeOf("ex.green#PlantBed"), operations: [to("ex.green#Water")] };
  const call = mockOf(
    { "ex.green#WaterInput": input, "ex.green#Water": water },
    {
      "ex.green#PlantBed": bed,
      "ex.green#WaterInput$name": having({ "swage#identifier": { name: "plantName" } }),
      "ex.green#Water": having({ "swage#sets": { height: "sum([stored.height, `1`])" } }),
    },
  );
  const { houseId } = call("CreateHouse", { label: "a" });
  call("PutPlant", { houseId, name: "fern" });
  expect(call("Water", { houseId, name: "fern" })).toEqual({ plant: { houseId, name: "fern", height: 2 } });
});

test("members of other names hold the identifier where the model says so", () => {
  const bound = { "smithy.api#resourceIdentifier": "houseId", "smithy.api#required": {} };
  const id = { target: "ex.green#HouseId", traits: bound };
  const call = mockOf({
    "ex.green#CreateHouseOutput": structure({ id, key: to("smithy.api#String") }),
    "ex.green#GetHouseInput": structure({ wanted: id }),
    "ex.green#GetHouseOutput": structure({ id, title: to("smithy.api#String") }),
    "ex.green#DeleteHouseInput": structure({ unwanted: id }),
  });
  const { id: first } = call("CreateHouse", { label: "palms" });
  const { id: second } = call("CreateHouse", { label: "alps" });
  expect(call("GetHouse", { wanted: second })).toMatchObject({ id: second, title: "alps" });
  call("DeleteHouse", { unwanted: second });
  expect(failure(() => call("GetHouse", { wanted: second }))).toBe("Missing");
  expect(call("GetHouse", { wanted: first })).toMatchObject({ id: first, title: "palms" });
});

test("a collection operation lists what its filter holds for", () => {
  const { list: _list, ...unlisted } = shapeOf("ex.green#House");
  const call = mockOf(
    {},
    {
      "ex.green#House": { ...unlisted, collectionOperations: [to("ex.green#ListHouses")] },
      "ex.green#ListHouses": having({ "swage#filter": "stored.title == 'palms'" }),
    },
  );
  for (const label of ["palms", "alps"]) call("CreateHouse", { label });
  expect(call("ListHouses")["houses"]).toMatchObject([{ title: "palms" }]);
});

describe("a create of what is there already", () => {
  const identified = (value: object): Call =>
    mockOf(withErrors("ex.green#CreateHouse", ["Missing", "Taken"]), {
      "ex.green#GetHouseOutput$houseId": having({ "swage#identifier": value }),
    });

  test("is refused where the identifier is made of the input", () => {
    const call = identified({ form: "house/{input.label}" });
    expect(call("CreateHouse", { label: "palms" })).toMatchObject({ houseId: "house/palms" });
    expect(failure(() => call("CreateHouse", { label: "palms" }))).toBe("Taken");
    expect(failure(() => call("CreateHouse", { label: "alps" }))).toBeUndefined();
  });

  test("is refused where another name of the resource is taken", () => {
    const call = identified({ also: ["title"] });
    call("CreateHouse", { label: "palms" });
    expect(failure(() => call("CreateHouse", { label: "palms" }))).toBe("Taken");
    expect(call("ListHouses")["houses"]).toHaveLength(1);
  });
});

describe("without a word from the overlay, an operation answers with", () => {
  const error = shapeOf("ex.green#Missing");
  const { traits: _traits, ...said } = shapeOf("ex.green#House");
  const unsaid = { "ex.green#House": said };
  const names = ["KeyNotFound", "ResourceNotFound", "HouseNotFound"];
  const errors = Object.fromEntries(names.map((name) => [`ex.green#${name}`, error]));
  const missing = (listed: readonly string[]): string | undefined => {
    const call = mockOf({ ...errors, ...withErrors("ex.green#GetHouse", listed) }, unsaid);
    return failure(() => call("GetHouse", { houseId: "xx-0000" }));
  };

  test("the error that is named like the resource, else like any resource", () => {
    expect(missing(names)).toBe("HouseNotFound");
    expect(missing(names.slice(0, 2))).toBe("ResourceNotFound");
    expect(missing(names.slice(0, 1))).toBe("KeyNotFound");
  });

  test("nothing to a delete that has no error for what is not there", () => {
    const call = mockOf({ ...errors, ...withErrors("ex.green#DeleteHouse", ["Invalid", "KeyNotFound"]) });
    expect(call("DeleteHouse", { houseId: "xx-0000" })).toEqual({});
    expect(failure(() => call("GetHouse", { houseId: "xx-0000" }))).toBe("Missing");
  });
});

describe("a page", () => {
  test("of no items is one of the usual size: 0 is the default of many models", () => {
    const call = mockOf({});
    for (const label of ["a", "b"]) call("CreateHouse", { label });
    const page = call("ListHouses", { size: 0 });
    expect(page["houses"]).toHaveLength(2);
    expect(page).not.toHaveProperty("next");
  });

  test("has no flag set that is made up, and a flag that must be there says whether more follow", () => {
    const more = { ...to("smithy.api#Boolean"), traits: { "smithy.api#required": {} } };
    const output = structure({ ...membersOf("ex.green#ListHousesOutput"), more });
    const model = { "ex.green#ListHousesOutput": output };
    const call = mockOf(model);
    for (const label of ["a", "b"]) call("CreateHouse", { label });
    const first = call("ListHouses", { size: 1 });
    expect(first["more"]).toBe(true);
    expect(call("ListHouses", { token: first["next"] })["more"]).toBe(false);
    const free = definitionOf({ shapes: { ...greenhouse.shapes, ...model } } as unknown as Ast);
    const flags = [1, 2, 3, 4, 5, 6].map((seed) => callerOf(free, seed)("ListHouses")["more"]);
    expect(flags).toEqual(flags.map(() => false));
  });
});
