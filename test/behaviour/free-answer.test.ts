import { describe, expect, test } from "vitest";
import { createResponder } from "../../templates/mock/runtime/behaviour/responder.js";
import type { AstShape } from "./definition.js";
import { definitionOf } from "./definition.js";
import { faultsOf } from "./faults.js";

const to = (target: string, traits: object = {}) => ({ target, traits: { ...traits } });
const required = { "smithy.api#required": {} };
const structure = (members: AstShape["members"]): AstShape => ({ type: "structure", members: members ?? {} });

const mapOf = (target: string): AstShape => ({ type: "map", key: to("smithy.api#String"), value: to(target) });

/** What `List` answers, whose output is `members`, to an input, and in what that breaks its type. */
function answerWithFaults(
  outputToken: string,
  members: AstShape["members"],
  more: Record<string, AstShape> = {},
  input: Record<string, unknown> = {},
): { readonly output: Record<string, unknown>; readonly faults: readonly string[] } {
  const definition = definitionOf({
    shapes: {
      "ex#Svc": { type: "service", traits: { "aws.protocols#awsJson1_0": {} } },
      "ex#List": {
        type: "operation",
        input: to("ex#In"),
        output: to("ex#Out"),
        traits: { "smithy.api#paginated": { inputToken: "next", outputToken, items: "items" } },
      },
      "ex#In": structure({ next: to("smithy.api#String"), page: to("ex#Page") }),
      "ex#Out": structure(members),
      "ex#Items": { type: "list", member: to("smithy.api#String") },
      "ex#Page": structure({ next: to("smithy.api#String"), more: to("smithy.api#Boolean", required) }),
      ...more,
    },
  });
  const operation = definition.operations[0]!;
  const context = {
    service: "",
    operation: "List",
    requestId: "",
    region: "",
    accountId: "",
    partition: "",
    now: 0,
  };
  const output = createResponder(definition).respond(operation, input, context) as Record<string, unknown>;
  return { output, faults: faultsOf({ schema: operation.output, traits: {} }, output) };
}

function answerOf(...given: Parameters<typeof answerWithFaults>): Record<string, unknown> {
  const { output, faults } = answerWithFaults(...given);
  expect(faults).toEqual([]);
  return output;
}

describe("an answer that is made up has no next page", () => {
  test("a token inside a required member is left out, and nothing beside it; nor is a flag set there", () => {
    const output = answerOf("page.next", { page: to("ex#Page", required), items: to("ex#Items", required) });
    expect(output["page"]).toEqual({ more: false });
    expect(output["items"]).toHaveLength(1);
  });

  test("a token that must be there is empty, at which paginators stop", () => {
    expect(answerOf("next", { next: to("smithy.api#String", required) })).toEqual({ next: "" });
    const wrapped = { "ex#Page": structure({ next: to("smithy.api#String", required) }) };
    expect(answerOf("page.next", { page: to("ex#Page", required) }, wrapped)).toEqual({ page: { next: "" } });
  });

  test("a token that comes with the request does not come back, and the request stays as it was", () => {
    expect(answerOf("next", { next: to("smithy.api#String") }, {}, { next: "a" })).toEqual({});
    const input = { page: { next: "a", more: true } };
    expect(answerOf("page.next", { page: to("ex#Page") }, {}, input)).toEqual({ page: { more: true } });
    expect(input).toEqual({ page: { next: "a", more: true } });
  });

  test.each([
    ["length", { "smithy.api#length": { min: 1 } }],
    ["pattern", { "smithy.api#pattern": "^[a-z]+$" }],
  ])("a token that must be there and cannot be empty by its %s is left out all the same", (_, traits) => {
    const members = { next: to("smithy.api#String", { ...required, ...traits }) };
    const { output, faults } = answerWithFaults("next", members);
    expect(output).toEqual({});
    expect(faults).toHaveLength(1);
  });
});

describe("what was given for a member of the same name comes back", () => {
  const word = (traits: object = {}): AstShape => ({ type: "string", traits: { ...traits } });
  const name = { "smithy.api#pattern": "^[a-z-]+$", "smithy.api#length": { min: 3, max: 10 } };

  /** What is made of `given` in a member of shape `ex#To`, where the request has it as `ex#From`. */
  function echoOf(given: unknown, from: AstShape, target: AstShape, more: Record<string, AstShape> = {}): unknown {
    const definition = definitionOf({
      shapes: {
        "ex#Svc": { type: "service", traits: { "aws.protocols#awsJson1_0": {} } },
        "ex#Create": { type: "operation", input: to("ex#In"), output: to("ex#Out") },
        "ex#In": structure({ thing: to("ex#From") }),
        "ex#Out": structure({ made: to("ex#Made"), thing: to("ex#To") }),
        "ex#Made": structure({ thing: to("ex#To"), other: to("smithy.api#String") }),
        "ex#From": from,
        "ex#To": target,
        ...more,
      },
    });
    const operation = definition.operations[0]!;
    const context = { service: "", operation: "", requestId: "", region: "", accountId: "", partition: "", now: 0 };
    const output = createResponder(definition).respond(operation, { thing: given }, context) as {
      made: Record<string, unknown>;
      thing: unknown;
    };
    expect(faultsOf({ schema: operation.output, traits: {} }, output)).toEqual([]);
    const sameOutside = JSON.stringify(output.thing) === JSON.stringify(given);
    expect(JSON.stringify(output.made["thing"]) === JSON.stringify(given)).toBe(sameOutside);
    return output.made["thing"];
  }

  test.each([
    ["a text, where the answer's shape has fewer rules", "a-name", word(name), word()],
    ["a text that keeps the answer's rules", "a-name", word(), word(name)],
    [
      "a number of another shape",
      7,
      { type: "integer" },
      { type: "integer", traits: { "smithy.api#range": { max: 9 } } },
    ],
    [
      "a value of an enumeration",
      "b",
      word(),
      { type: "enum", members: { a: to("smithy.api#Unit"), b: to("smithy.api#Unit") } },
    ],
    [
      "a list of texts",
      ["a-b"],
      { type: "list", member: to("smithy.api#String") },
      { type: "list", member: to("ex#Name") },
    ],
    ["a map of texts", { k: "a-b" }, mapOf("smithy.api#String"), mapOf("ex#Name")],
  ] as const)("%s", (_, given, from, target) => {
    expect(echoOf(given, from, target, { "ex#Name": word(name) })).toEqual(given);
  });

  test.each([
    ["a text of another pattern", "A Name", word(), word(name)],
    ["one that is too long", "abcdefghijk", word(), word(name)],
    ["one whose pattern may take too long", "a-name", word(), word({ ...name, "smithy.api#slowPattern": {} })],
    ["a number out of range", 70, { type: "integer" }, { type: "integer", traits: { "smithy.api#range": { max: 9 } } }],
    ["no value of the enumeration", "c", word(), { type: "enum", members: { a: to("smithy.api#Unit") } }],
    ["a value of another type", "7", word(), { type: "integer" }],
    [
      "a list with one that does not fit",
      ["a-b", "B"],
      { type: "list", member: to("smithy.api#String") },
      { type: "list", member: to("ex#Name") },
    ],
    [
      "more than there may be",
      ["a", "b"],
      { type: "list", member: to("smithy.api#String") },
      { type: "list", member: to("smithy.api#String"), traits: { "smithy.api#length": { max: 1 } } },
    ],
  ] as const)("but not %s", (_, given, from, target) => {
    expect(echoOf(given, from, target, { "ex#Name": word(name) })).not.toEqual(given);
  });

  test("of a structure of another shape, member by member", () => {
    const from = structure({ name: to("ex#Name"), size: to("smithy.api#Integer"), secret: to("smithy.api#String") });
    const target = structure({
      name: to("smithy.api#String"),
      size: to("smithy.api#Integer"),
      state: to("smithy.api#String"),
    });
    const made = echoOf({ name: "a-name", size: 70_000, secret: "s" }, from, target, { "ex#Name": word(name) });
    expect(made).toEqual({ name: "a-name", size: 70_000, state: expect.any(String) });
  });
});
