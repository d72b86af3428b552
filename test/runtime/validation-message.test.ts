import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createFetch } from "../../templates/mock/runtime/fetch.js";
import { describeFailures } from "../../templates/mock/runtime/validation-message.js";
import { call, poolRuntime } from "./pools.js";

function described(schema: z.ZodType, input: unknown): ReturnType<typeof describeFailures> {
  const result = schema.safeParse(input);
  if (result.success) throw new Error("the input is valid");
  return describeFailures(result.error, input);
}

const name = z
  .string()
  .min(1)
  .max(20, { abort: true })
  .regex(/^[\w]+$/u);

test("one failure, and several", () => {
  const schema = z.object({ Schema: z.array(z.object({ Name: name })) });
  expect(described(schema, { Schema: [{ Name: "a" }, { Name: "phone_number_verified" }] }).message).toBe(
    "1 validation error detected: Value 'phone_number_verified' at 'schema.2.member.name' failed to satisfy constraint: " +
      "Member must have length less than or equal to 20",
  );
  expect(described(schema, { Schema: [{ Name: "" }] })).toEqual({
    message:
      "2 validation errors detected: Value '' at 'schema.1.member.name' failed to satisfy constraint: " +
      "Member must have length greater than or equal to 1; " +
      "Value '' at 'schema.1.member.name' failed to satisfy constraint: " +
      "Member must satisfy regular expression pattern: ^[\\w]+$",
    fields: [
      expect.objectContaining({ path: "schema.1.member.name", at: ["Schema", 0, "Name"] }),
      expect.objectContaining({ constraint: "Member must satisfy regular expression pattern: ^[\\w]+$" }),
    ],
  });
});

test.each([
  [
    z.object({ KMSKeyID: z.string() }),
    {},
    "Value null at 'kMSKeyID' failed to satisfy constraint: Member must not be null",
  ],
  [z.object({ E: z.enum(["A", "B"]) }), {}, "Value null at 'e' failed to satisfy constraint: Member must not be null"],
  [
    z.object({ E: z.enum(["A", "B"]) }),
    { E: "C" },
    "Value 'C' at 'e' failed to satisfy constraint: Member must satisfy enum value set: [A, B]",
  ],
  [
    z.object({ N: z.number().min(6) }),
    { N: 5 },
    "Value '5' at 'n' failed to satisfy constraint: Member must have value greater than or equal to 6",
  ],
  [
    z.object({ N: z.bigint().max(9n) }),
    { N: 10n },
    "Value '10' at 'n' failed to satisfy constraint: Member must have value less than or equal to 9",
  ],
  [
    z.object({ L: z.array(z.object({})).max(1) }),
    { L: [{}, { a: 1 }] },
    "Value '[{}, {a=1}]' at 'l' failed to satisfy constraint: Member must have length less than or equal to 1",
  ],
  [
    z.object({ L: z.array(z.enum(["a"])) }),
    { L: ["a", "x", "y"] },
    "Value '[a, x, y]' at 'l' failed to satisfy constraint: " +
      "Member must satisfy constraint: [Member must satisfy enum value set: [a]]",
  ],
  [
    z.object({ M: z.record(z.string().max(1), z.string()) }),
    { M: { ab: "x" } },
    "Value '{ab=x}' at 'm' failed to satisfy constraint: " +
      "Map keys must satisfy constraint: [Member must have length less than or equal to 1]",
  ],
  [
    z.object({ U: z.union([z.object({ S: z.string().min(2) }), z.object({ N: z.number() })]) }),
    { U: { S: "a" } },
    "Value 'a' at 'u.s' failed to satisfy constraint: Member must have length greater than or equal to 2",
  ],
])("%#", (schema, input, expected) => {
  expect(described(schema, input).message).toBe(`1 validation error detected: ${expected}`);
});

describe("custom issues say which constraint is broken", () => {
  const custom = (params: Record<string, unknown>): z.ZodType =>
    z.object({ L: z.any().refine(() => false, { params }) });
  test.each([
    [{ constraint: "uniqueItems" }, "Member must have unique elements"],
    [{ constraint: "length", maximum: 3 }, "Member must have length less than or equal to 3"],
    [{ constraint: "range", minimum: 3 }, "Member must have value greater than or equal to 3"],
    [{ constraint: "pattern", pattern: "^a$" }, "Member must satisfy regular expression pattern: ^a$"],
    [{ constraint: "enum", values: ["a"] }, "Member must satisfy enum value set: [a]"],
    [{}, "Invalid input"],
  ])("%j", (params, constraint) => {
    expect(described(custom(params), { L: "x" }).fields).toMatchObject([{ constraint }]);
  });
});

describe("the mock, which knows the model,", () => {
  const message = async (input: unknown): Promise<string> => {
    const response = await createFetch(poolRuntime())(call("CreateUserPool", input));
    return ((await response.json()) as { message: string }).message;
  };

  test("lists all constraints of items", async () => {
    expect(await message({ PoolName: "a", AliasAttributes: ["c"] })).toBe(
      "1 validation error detected: Value '[c]' at 'aliasAttributes' failed to satisfy constraint: " +
        "Member must satisfy constraint: [Member must satisfy enum value set: [a, b]]",
    );
  });

  test("names every broken constraint", async () => {
    expect(await message({ PoolName: "", MfaConfiguration: "NO" })).toMatch(/^3 validation errors detected: /);
  });
});

test("a map's key that is no value of its enumeration", () => {
  const schema = z.object({ Map: z.partialRecord(z.enum(["A", "B"]), z.string()) });
  expect(described(schema, { Map: { C: "x" } }).message).toBe(
    "1 validation error detected: Value '{C=x}' at 'map' failed to satisfy constraint: " +
      'Map keys must satisfy constraint: [Unrecognized key: "C"]',
  );
  const place = (path: readonly PropertyKey[]) => ({
    step: path.length === 1 ? ("member" as const) : ("value" as const),
    simple: false,
    sensitive: false,
    ...(path.length === 1 ? { key: { ...KEY, constraints: ["Member must satisfy enum value set: [A, B]"] } } : {}),
  });
  const { error } = schema.safeParse({ Map: { C: "x" } });
  expect(describeFailures(error!, { Map: { C: "x" } }, { place }).fields).toMatchObject([
    { path: "map", constraint: "Map keys must satisfy constraint: [Member must satisfy enum value set: [A, B]]" },
  ]);
});

const KEY = { step: "value", simple: true, sensitive: false } as const;
