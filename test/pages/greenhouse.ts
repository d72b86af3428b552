import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Result } from "../../generator/diagnostics/diagnostic.js";
import { loadModel } from "../../generator/load/load-model.js";
import type { Model } from "../../generator/model/model.js";
import type { ChangelogPage } from "../../generator/pages/page.js";
import { findSections } from "../../generator/pages/read-page.js";

export const PAGE = "2030-01-02-greenhouse.txt";
export const PAGE_TEXT = readFileSync(join(import.meta.dirname, "fixtures", PAGE), "utf8");

const NS = "example.greenhouse";
const to = (name: string, traits?: object): object => ({
  target: name.includes("#") ? name : `${NS}#${name}`,
  ...(traits === undefined ? {} : { traits }),
});
const required = { "smithy.api#required": {} };
const value = (text: string): object => to("smithy.api#Unit", { "smithy.api#enumValue": text });

function printed(operations: readonly object[]): string {
  return JSON.stringify(modelBefore(operations), null, 2);
}

function modelBefore(operations: readonly object[]): object {
  return {
    smithy: "2.0",
    shapes: {
      [`${NS}#Greenhouse`]: {
        type: "service",
        version: "2020-01-01",
        operations,
        traits: { "aws.protocols#awsJson1_1": {}, "smithy.api#title": "Example Greenhouse" },
      },
      [`${NS}#ListBeds`]: { type: "operation", output: to("ListBedsAnswer") },
      [`${NS}#ListBedsAnswer`]: { type: "structure", members: { Beds: to("BedList") } },
      [`${NS}#UpdateBed`]: { type: "operation", input: to("UpdateBedQuestion"), output: to("UpdateBedAnswer") },
      [`${NS}#UpdateBedQuestion`]: {
        type: "structure",
        members: { BedId: to("Id", required), Light: to("LightKind") },
      },
      [`${NS}#UpdateBedAnswer`]: { type: "structure", members: { Bed: to("BedInfo") } },
      [`${NS}#BedInfo`]: {
        type: "structure",
        members: { BedId: to("Id"), Light: to("LightKind"), Parts: to("BedList") },
      },
      [`${NS}#BedList`]: { type: "list", member: to("BedInfo") },
      [`${NS}#Id`]: { type: "string", traits: { "smithy.api#length": { min: 1, max: 36 } } },
      [`${NS}#Flag`]: { type: "boolean", traits: { "smithy.api#default": false } },
      [`${NS}#LightKind`]: { type: "enum", members: { SHADE: value("SHADE"), HALF_SHADE: value("HALF_SHADE") } },
    },
  };
}

/** The model before the update that the page tells; `shared` has an operation that the page leaves out. */
export const BEFORE = printed([to("UpdateBed")]);
export const SHARED = printed([to("ListBeds"), to("UpdateBed")]);

export function load(text: string): Model {
  const { value: model, diagnostics } = loadModel({ files: [{ path: "model.json", text }] });
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return model;
}

/** The one section that a page has. */
export function readPage(file: string, text: string): Result<ChangelogPage> {
  const { value: sections, diagnostics } = findSections(file, text);
  return sections === undefined ? { diagnostics } : sections[0]!.read();
}

export function page(text = PAGE_TEXT): ChangelogPage {
  const { value: read, diagnostics } = readPage(PAGE, text);
  if (read === undefined) throw new Error(JSON.stringify(diagnostics));
  return read;
}
