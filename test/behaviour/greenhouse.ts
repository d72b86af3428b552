import type { Ast } from "./definition.js";

const string = { target: "smithy.api#String" };
const required = (target: string): { target: string; traits: object } => ({
  target,
  traits: { "smithy.api#required": {} },
});
const to = (target: string): { target: string } => ({ target });
const error = (status: number): object => ({
  type: "structure",
  members: { message: string },
  traits: { "smithy.api#error": "client", "smithy.api#httpError": status },
});
const operation = (name: string, errors: readonly string[] = [], traits: object = {}): object => ({
  type: "operation",
  input: to(`ex.green#${name}Input`),
  output: to(`ex.green#${name}Output`),
  errors: ["ex.green#Missing", ...errors].map(to),
  traits,
});

/** A service that does not exist: glasshouses, which hold plants, which a client names. */
export const greenhouse = {
  smithy: "2.0",
  shapes: {
    "ex.green#Greenhouse": { type: "service", version: "1", traits: { "aws.protocols#awsJson1_0": {} } },
    "ex.green#Missing": error(404),
    "ex.green#Taken": error(409),
    "ex.green#Invalid": error(400),
    "ex.green#HouseId": { type: "string", traits: { "smithy.api#pattern": "^[a-z]{2}-[0-9]{4}$" } },
    "ex.green#Token": { type: "string", traits: { "smithy.api#length": { min: 4, max: 12 } } },
    "ex.green#PageSize": { type: "integer", traits: { "smithy.api#range": { min: 1, max: 50 } } },
    "ex.green#Climate": {
      type: "structure",
      members: { degrees: to("smithy.api#Integer"), humid: to("smithy.api#Boolean") },
    },
    "ex.green#CreateHouseInput": {
      type: "structure",
      members: {
        label: required("smithy.api#String"),
        climate: to("ex.green#Climate"),
        notes: string,
        token: { target: "smithy.api#String", traits: { "smithy.api#idempotencyToken": {} } },
      },
    },
    "ex.green#CreateHouseOutput": {
      type: "structure",
      members: { houseId: required("ex.green#HouseId"), key: required("smithy.api#String") },
    },
    "ex.green#GetHouseInput": { type: "structure", members: { houseId: required("ex.green#HouseId") } },
    "ex.green#GetHouseOutput": {
      type: "structure",
      members: {
        houseId: required("ex.green#HouseId"),
        title: string,
        climate: to("ex.green#Climate"),
        notes: string,
        built: to("smithy.api#Timestamp"),
        plan: to("smithy.api#Blob"),
      },
    },
    "ex.green#UpdateHouseInput": {
      type: "structure",
      members: { houseId: required("ex.green#HouseId"), climate: to("ex.green#Climate"), notes: string },
    },
    "ex.green#UpdateHouseOutput": { type: "structure", members: {} },
    "ex.green#DeleteHouseInput": { type: "structure", members: { houseId: required("ex.green#HouseId") } },
    "ex.green#DeleteHouseOutput": { type: "structure", members: {} },
    "ex.green#ListHousesInput": {
      type: "structure",
      members: { token: to("ex.green#Token"), size: to("ex.green#PageSize") },
    },
    "ex.green#ListHousesOutput": {
      type: "structure",
      members: { houses: to("ex.green#Houses"), next: to("ex.green#Token"), more: to("smithy.api#Boolean") },
    },
    "ex.green#Houses": { type: "list", member: to("ex.green#HouseSummary") },
    "ex.green#HouseSummary": { type: "structure", members: { houseId: to("ex.green#HouseId"), title: string } },
    "ex.green#MeasureHouseInput": { type: "structure", members: { houseId: required("ex.green#HouseId") } },
    "ex.green#MeasureHouseOutput": {
      type: "structure",
      members: { title: string, degrees: required("smithy.api#Integer") },
    },
    "ex.green#PutPlantInput": {
      type: "structure",
      members: {
        houseId: required("ex.green#HouseId"),
        name: required("smithy.api#String"),
        height: to("smithy.api#Integer"),
        color: string,
      },
    },
    "ex.green#PutPlantOutput": { type: "structure", members: { plant: to("ex.green#Plant") } },
    "ex.green#Plant": {
      type: "structure",
      members: { houseId: to("ex.green#HouseId"), name: string, height: to("smithy.api#Integer"), color: string },
    },
    "ex.green#GetPlantInput": {
      type: "structure",
      members: { houseId: required("ex.green#HouseId"), name: required("smithy.api#String") },
    },
    "ex.green#GetPlantOutput": { type: "structure", members: { plant: to("ex.green#Plant") } },
    "ex.green#ListPlantsInput": { type: "structure", members: { houseId: required("ex.green#HouseId") } },
    "ex.green#ListPlantsOutput": { type: "structure", members: { names: to("ex.green#Names") } },
    "ex.green#Names": { type: "list", member: string },
    "ex.green#CreateHouse": operation("CreateHouse", ["ex.green#Invalid"]),
    "ex.green#GetHouse": operation("GetHouse", [], { "smithy.api#readonly": {} }),
    "ex.green#UpdateHouse": operation("UpdateHouse", ["ex.green#Invalid"]),
    "ex.green#DeleteHouse": operation("DeleteHouse", [], { "smithy.api#idempotent": {} }),
    "ex.green#ListHouses": operation("ListHouses", [], {
      "smithy.api#readonly": {},
      "smithy.api#paginated": { inputToken: "token", outputToken: "next", items: "houses", pageSize: "size" },
    }),
    "ex.green#MeasureHouse": operation("MeasureHouse"),
    "ex.green#PutPlant": operation("PutPlant", ["ex.green#Taken"]),
    "ex.green#GetPlant": operation("GetPlant", [], { "smithy.api#readonly": {} }),
    "ex.green#ListPlants": operation("ListPlants", [], { "smithy.api#readonly": {} }),
  },
} as unknown as Ast;

export const greenhouseOverlay = {
  smithy: "2.0",
  shapes: {
    "ex.green#Greenhouse": { type: "apply", traits: { "swage#resources": ["ex.green#House"] } },
    "ex.green#House": {
      type: "resource",
      identifiers: { houseId: to("ex.green#HouseId") },
      create: to("ex.green#CreateHouse"),
      read: to("ex.green#GetHouse"),
      update: to("ex.green#UpdateHouse"),
      delete: to("ex.green#DeleteHouse"),
      list: to("ex.green#ListHouses"),
      operations: [to("ex.green#MeasureHouse")],
      resources: [to("ex.green#PlantBed")],
      traits: { "swage#notFound": { error: "Missing", message: "No house {input.houseId} in {context.region}." } },
    },
    "ex.green#PlantBed": {
      type: "resource",
      identifiers: { houseId: to("ex.green#HouseId"), plantName: string },
      put: to("ex.green#PutPlant"),
      read: to("ex.green#GetPlant"),
      list: to("ex.green#ListPlants"),
    },
    "ex.green#CreateHouseInput$label": { type: "apply", traits: { "swage#property": "title" } },
    "ex.green#GetHouseOutput$climate": { type: "apply", traits: { "swage#initial": {} } },
    "ex.green#GetHouseOutput$built": {
      type: "apply",
      traits: { "swage#computed": { on: "create", value: "context.now" } },
    },
    "ex.green#GetHouseOutput$plan": { type: "apply", traits: { "swage#initial": "AQID" } },
    "ex.green#GetHouseOutput$notes": { type: "apply", traits: { "swage#onAbsent": "reset" } },
    "ex.green#Climate": {
      type: "structure",
      members: { degrees: { target: "smithy.api#Integer", traits: { "swage#initial": 20 } } },
    },
    "ex.green#UpdateHouse": {
      type: "apply",
      traits: {
        "swage#rules": [
          {
            when: "input.climate.degrees > `40` && stored.title != 'tropics'",
            error: "ex.green#Invalid",
            message: "{stored.title} cannot take {input.climate.degrees} degrees {{yet}}.",
          },
        ],
      },
    },
    "ex.green#PutPlantInput$name": { type: "apply", traits: { "swage#identifier": { name: "plantName" } } },
    "ex.green#GetPlantInput$name": { type: "apply", traits: { "swage#identifier": { name: "plantName" } } },
    "ex.green#Plant$name": { type: "apply", traits: { "swage#identifier": { name: "plantName" } } },
    "ex.green#Plant$height": { type: "apply", traits: { "swage#initial": 1 } },
    "ex.green#Absent$member": { type: "apply", traits: { "swage#initial": 1 } },
  },
} as unknown as Ast;
