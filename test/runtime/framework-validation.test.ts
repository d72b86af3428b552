import { expect, test } from "vitest";
import { z } from "zod";
import type { OperationDefinition } from "../../templates/mock/runtime/definition.js";
import { checkConstraints } from "../../templates/mock/runtime/constraints.js";
import type { StructureSchema } from "../../templates/mock/runtime/schema.js";
import { pools } from "./pools.js";

const text = [0, "ns", "Text", { length: { min: 2, max: 8 } }, "string"] as const;
const input: StructureSchema = [
  3,
  "ns",
  "Input",
  0,
  ["list", "map", "number", "set", "needed", "a/b"],
  [
    [1, "ns", "List", 0, text],
    [2, "ns", "Map", 0, text, "string"],
    [0, "ns", "Number", { range: { min: 2 } }, "integer"],
    [1, "ns", "Set", { uniqueItems: 1 }, "string"],
    ["string", { required: 1 }],
    ["string", { pattern: "^a$" }],
  ],
];
const operation: OperationDefinition = {
  name: "Op",
  id: "ns#Op",
  input,
  output: [3, "ns", "Output", 0, [], []],
  errors: [
    [
      -3,
      "smithy.framework",
      "ValidationException",
      { error: "client" },
      ["message", "fieldList"],
      ["string", "document"],
    ],
  ],
  traits: {},
  validateInput: z.object({
    list: z.array(z.string().min(2).max(8)).optional(),
    map: z.record(z.string().min(2).max(8), z.string()).optional(),
    number: z.number().min(2).optional(),
    set: z
      .array(z.string())
      .refine((items) => new Set(items).size === items.length, { params: { constraint: "uniqueItems" } })
      .optional(),
    needed: z.string(),
    "a/b": z.string().regex(/^a$/u).optional(),
  }),
};

// The sentences are those of Smithy's suite for validation over restJson1.
test.each([
  [
    { list: ["a"] },
    "/list/0",
    "Value with length 1 at '/list/0' failed to satisfy constraint: Member must have length between 2 and 8, inclusive",
  ],
  [
    { map: { a: "x" } },
    "/map",
    "Value with length 1 at '/map' failed to satisfy constraint: Member must have length between 2 and 8, inclusive",
  ],
  [
    { number: 1 },
    "/number",
    "Value at '/number' failed to satisfy constraint: Member must be greater than or equal to 2",
  ],
  [{ set: ["a", "a"] }, "/set", "Value at '/set' failed to satisfy constraint: Member must have unique values"],
  [{ needed: undefined }, "/needed", "Value at '/needed' failed to satisfy constraint: Member must not be null"],
  [
    { "a/b": "b" },
    "/a~1b",
    "Value at '/a~1b' failed to satisfy constraint: Member must satisfy regular expression pattern: ^a$",
  ],
])("%j", (broken, path, message) => {
  const service = { ...pools, behaviour: {} };
  const error = checkConstraints(service, operation, { needed: "x", ...broken });
  expect(error).toMatchObject({
    code: "ValidationException",
    message: `1 validation error detected. ${message}`,
    members: { fieldList: [{ path, message }] },
  });
});

test("a service without the framework's error sends one of its name", () => {
  const service = { ...pools, behaviour: {} };
  const error = checkConstraints(service, { ...operation, errors: [] }, { number: 1 });
  expect(error?.code).toBe("ValidationException");
  expect(error?.message).toMatch(/^2 validation errors detected: Value '1' at 'number'/);
});
