import { describe, expect, test } from "vitest";
import { docsArtifact } from "../../generator/artifacts/docs/docs-artifact.js";
import { packageArtifact } from "../../generator/artifacts/package/package-artifact.js";
import { shapeId } from "../../generator/model/shape-id.js";
import { printExample, smallestValue } from "../../generator/print/example-literal.js";
import { contextOf } from "../artifacts/package.js";
import { validatorsOf } from "../validators/values.js";

const to = (target: string): object => ({ target });
const required = (target: string): object => ({ target, traits: { "smithy.api#required": {} } });
const length = (min?: number, max?: number): object => ({ "smithy.api#length": { min, max } });
const LETTERS = { type: "enum", members: { A: to("smithy.api#Unit"), B: to("smithy.api#Unit") } };

/** A service with one operation, whose input has to hold an `a#T`. */
function serviceOf(shapes: Readonly<Record<string, object>>): ReturnType<typeof contextOf> {
  const model = {
    smithy: "2.0",
    shapes: {
      "a#S": { type: "service", version: "1", operations: [to("a#Do")] },
      "a#Do": { type: "operation", input: to("a#In"), output: to("smithy.api#Unit") },
      "a#In": { type: "structure", members: { value: required("a#T") } },
      ...shapes,
    },
  };
  return contextOf("a.json", JSON.stringify(model));
}

describe("an example passes its own validator", () => {
  test.each<[string, Readonly<Record<string, object>>, string]>([
    ["a long text", { "a#T": { type: "string", traits: length(1000, 2000) } }, '"a".repeat(1000)'],
    [
      "a long text of a pattern",
      { "a#T": { type: "string", traits: { ...length(600), "smithy.api#pattern": "^[0-9]+$" } } },
      '"1".repeat(600)',
    ],
    ["many bytes", { "a#T": { type: "blob", traits: length(300) } }, 'new TextEncoder().encode("a".repeat(300))'],
    ["few bytes", { "a#T": { type: "blob", traits: length(1, 3) } }, 'new TextEncoder().encode("a")'],
    [
      "a list of several",
      { "a#T": { type: "list", member: to("smithy.api#Boolean"), traits: length(5) } },
      "[true, true, true, true, true]",
    ],
    [
      "a list of several that must differ",
      {
        "a#T": { type: "list", member: to("a#Item"), traits: { ...length(2), "smithy.api#uniqueItems": {} } },
        "a#Item": { type: "structure", members: { name: required("smithy.api#String") } },
      },
      '[\n    {\n      name: "example",\n    },\n    {\n      name: "Example",\n    },\n  ]',
    ],
    [
      "a map of several",
      {
        "a#T": { type: "map", key: to("a#Letters"), value: to("smithy.api#Integer"), traits: length(2) },
        "a#Letters": LETTERS,
      },
      "{\n    A: 1,\n    B: 1,\n  }",
    ],
    ["a whole number", { "a#T": { type: "integer", traits: { "smithy.api#range": { min: 2, max: 9 } } } }, "2"],
    ["a number below one", { "a#T": { type: "integer", traits: { "smithy.api#range": { max: -5 } } } }, "-5"],
    [
      "a union of which one member has a way out",
      {
        "a#T": { type: "union", members: { again: to("a#Again"), end: to("smithy.api#String") } },
        "a#Again": { type: "structure", members: { value: required("a#T") } },
      },
      '{\n    end: "example",\n  }',
    ],
  ])("that has %s", (_name, shapes, text) => {
    const context = serviceOf(shapes);
    const printed = printExample(smallestValue(context.closure.model, shapeId("a#In"))!);
    expect(printed).toBe(`{\n  value: ${text},\n}`);
    const value: unknown = new Function(`return ${printed}`)();
    expect(validatorsOf(context)["InSchema"]!.safeParse(value).error).toBeUndefined();
  });
});

describe("no example is printed", () => {
  test.each<[string, Readonly<Record<string, object>>]>([
    ["of a text that is not found", { "a#T": { type: "string", traits: { "smithy.api#pattern": "^(?=b)a$" } } }],
    [
      "of more than anybody reads",
      { "a#T": { type: "list", member: to("smithy.api#String"), traits: length(10_000) } },
    ],
    [
      "of more different values than there are",
      {
        "a#T": { type: "map", key: to("a#Letters"), value: to("smithy.api#Integer"), traits: length(3) },
        "a#Letters": LETTERS,
      },
    ],
  ])("%s", (_name, shapes) => {
    const context = serviceOf(shapes);
    expect(smallestValue(context.closure.model, shapeId("a#In"))).toBeUndefined();
    for (const { path, text } of [...docsArtifact(context), ...packageArtifact(context)])
      expect({ path, text }).not.toMatchObject({ text: expect.stringContaining("const input: In") });
  });
});
