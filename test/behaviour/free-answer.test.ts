import { describe, expect, test } from "vitest";
import { createResponder } from "../../templates/mock/runtime/behaviour/responder.js";
import type { AstShape } from "./definition.js";
import { definitionOf } from "./definition.js";
import { faultsOf } from "./faults.js";

const to = (target: string, traits: object = {}) => ({ target, traits: { ...traits } });
const required = { "smithy.api#required": {} };
const structure = (members: AstShape["members"]): AstShape => ({ type: "structure", members: members ?? {} });

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
