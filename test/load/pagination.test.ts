import { describe, expect, test } from "vitest";
import { plainDefinition } from "../../generator/artifacts/mock/definition.js";
import { closureOf } from "../../generator/model/closure.js";
import { load, loaded, shapes } from "./helpers.js";

const string = { target: "smithy.api#String" };

/** `List` has pages and `Get` has none. */
const service = (common: object, own: object): object =>
  shapes({
    "a#Svc": {
      type: "service",
      version: "1",
      operations: [{ target: "a#List" }, { target: "a#Get" }],
      traits: { "smithy.api#paginated": common },
    },
    "a#List": {
      type: "operation",
      input: { target: "a#In" },
      output: { target: "a#Out" },
      traits: { "smithy.api#paginated": own },
    },
    "a#Get": { type: "operation", input: { target: "a#In" }, output: { target: "a#Out" } },
    "a#In": { type: "structure", members: { token: string, size: { target: "smithy.api#Integer" } } },
    "a#Out": { type: "structure", members: { page: { target: "a#Page" } } },
    "a#Page": { type: "structure", members: { next: string, items: { target: "a#Items" } } },
    "a#Items": { type: "list", member: string },
  });

describe("what a service says of pages", () => {
  const common = { inputToken: "token", outputToken: "page.next", pageSize: "size", items: "page" };

  test("holds for its operations that have pages, below what they say themselves", () => {
    const model = loaded(service(common, { items: "page.items" }));
    const { operations } = plainDefinition(closureOf(model, model.services[0]!), "svc");
    expect(operations.map(({ name, traits }) => [name, traits["paginated"]])).toEqual([
      ["Get", undefined],
      ["List", { ...common, items: "page.items" }],
    ]);
  });

  test("must be true of each of them that does not say it itself", () => {
    const { diagnostics } = load(
      service({ ...common, outputToken: "page.nxt", items: "rows" }, { items: "page.items" }),
    );
    expect(diagnostics).toMatchObject([
      { code: "SW1053", message: expect.stringMatching(/outputToken of a#List.*"nxt"/), line: 18 },
    ]);
    expect(load(service({ ...common, outputToken: "page.nxt" }, { outputToken: "page.next" })).diagnostics).toEqual([]);
  });
});
