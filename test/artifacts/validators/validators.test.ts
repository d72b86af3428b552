import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { enumObjects, validatorsModule } from "../../../generator/artifacts/validators/validators-artifact.js";
import * as checks from "../../../templates/validators/checks.js";
import { readAnswer } from "../../../templates/validators/read-answer.js";
import { contextOf } from "../package.js";

const text = readFileSync(join(import.meta.dirname, "../fixtures/everything.json"), "utf8");

function validatorsOf(enums: "closed" | "open"): Record<string, z.ZodType> {
  const context = contextOf("everything.json", text, enums);
  const build = new Function("z", "checks", "types", validatorsModule(context)) as (
    ...parts: readonly unknown[]
  ) => Record<string, z.ZodType>;
  return build(z, checks, enumObjects(context));
}

const schemas = validatorsOf("closed");
const input = schemas["PutInputSchema"] as z.ZodObject;

const one = { none: {} };

/** What is wrong with an input that has `name` and these members: path, code and, of a custom issue, its constraint. */
function faults(members: object): string[] {
  const { error } = input.safeParse({ name: "abc", ...members });
  return (error?.issues ?? []).map(({ path, code, ...issue }) => {
    const constraint = code === "custom" ? String((issue as z.core.$ZodIssueCustom).params?.["constraint"]) : code;
    return `${path.join(".")} ${constraint}`;
  });
}

describe("the validators", () => {
  test("take a value with everything set, and leave it as it is", () => {
    const value = {
      name: "abc",
      token: "t",
      count: 9,
      tiny: -128,
      size: Number.MAX_SAFE_INTEGER,
      ratio: Number.NaN,
      huge: 10n ** 30n,
      exact: { string: "1.50", type: "bigDecimal" },
      when: new Date(0),
      bytes: new Uint8Array(2),
      any: { a: [1, null, "x"] },
      color: "red",
      level: 2,
      value: { list: [{ text: "a" }, { map: { k: { none: {} } } }, { $unknown: ["later", 1] }] },
      tags: { a: "1" },
      names: ["a", "b"],
      sparse: ["a", null],
      byColor: { red: "1" },
      node: { next: { children: [{}] } },
      date: { schema: {} },
    };
    expect(input.parse(value)).toEqual(value);
  });

  test.each([
    ["a missing member", { name: undefined }, "name invalid_type"],
    ["a list too short", { names: [] }, "names too_small"],
    ["no pattern where the length is over", { name: "A".repeat(9) }, "name too_big"],
    ["a pattern", { name: "ABC" }, "name invalid_format"],
    ["a lone surrogate", { token: "a\ud800" }, "token wellFormed"],
    ["the member's own range", { count: 10 }, "count too_big"],
    ["a byte", { tiny: 128 }, "tiny too_big"],
    ["a long beyond what is exact", { size: 2 ** 53 }, "size too_big"],
    ["a bound between two integers", { huge: -1n }, "huge too_small"],
    ["an invalid date", { when: new Date(Number.NaN) }, "when invalid_type"],
    ["too few bytes", { bytes: new Uint8Array(1) }, "bytes too_small"],
    ["what is no document", { any: new Map() }, "any custom"],
    ["a closed enum", { color: "green" }, "color invalid_value"],
    ["an int enum", { level: 3 }, "level invalid_value"],
    ["an enum's value that a pattern rules out", { warm: 'it\'s "blue"' }, "warm invalid_format"],
    ["an int enum's value out of range", { high: 1 }, "high too_small"],
    [
      "an enum's value that a pattern rules out of a map's keys",
      { byWarm: { 'it\'s "blue"': "" } },
      `byWarm.it's "blue" invalid_key`,
    ],
    ["two members of a union", { value: { text: "a", none: {} } }, "value union"],
    ["no member of a union", { value: {} }, "value union"],
    ["a union in a union", { value: { list: [{ text: 1 }] } }, "value.list.0.text invalid_type"],
    ["a map's size", { tags: { a: "", b: "", c: "" } }, "tags too_big"],
    ["a map's key", { tags: { A: "" } }, "tags.A invalid_key"],
    ["a map's key that no enum lists", { byColor: { green: "" } }, "byColor.green invalid_key"],
    ["equal items", { names: ["a", "a"] }, "names uniqueItems"],
    ["null in a list that is not sparse", { names: [null] }, "names.0 invalid_type"],
    ["recursion", { node: { children: [{ next: 1 }] } }, "node.children.0.next invalid_type"],
    ["a member's length of a recursive list", { node: { children: [{}, {}, {}] } }, "node.children too_big"],
    ["an item's length of a recursive list", { node: { rows: [{}] } }, "node.rows.0 too_small"],
    ["a value's length of a recursive map", { node: { rows: [{ a: [{}] }] } }, "node.rows.0.a too_small"],
    ["a length in a recursive union", { value: { map: { a: one, b: one, c: one } } }, "value.map too_big"],
  ])("refuse %s", (_, members, fault) => {
    expect(faults(members).map((each) => each.replace("any undefined", "any custom"))).toEqual([fault]);
  });

  test("read a member called __proto__ like any other, and leave objects as they are", () => {
    const own = JSON.parse('{ "name": "abc", "__proto__": "x" }') as object;
    const parsed = input.parse(own);
    expect(Object.entries(parsed)).toEqual(Object.entries(own));
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect(input.safeParse(JSON.parse('{ "name": "abc", "__proto__": 1 }')).error?.issues).toMatchObject([
      { code: "invalid_type", path: ["__proto__"] },
    ]);
    expect(input.safeParse([]).error?.issues).toHaveLength(1);
  });

  test.each<readonly [string, (schema: z.ZodObject) => z.ZodType]>([
    ["extend", (schema) => schema.extend({ more: z.string().optional() })],
    ["safeExtend", (schema) => schema.safeExtend({ more: z.string().optional() })],
    ["pick", (schema) => schema.pick(JSON.parse('{ "name": true, "__proto__": true }') as { name: true })],
    ["omit", (schema) => schema.omit({ count: true })],
    ["partial", (schema) => schema.partial()],
    ["strict", (schema) => schema.strict()],
    ["loose", (schema) => schema.loose()],
    ["describe", (schema) => schema.describe("x")],
    ["refine", (schema) => schema.refine(() => true)],
    ["two steps", (schema) => schema.extend({ more: z.string().optional() }).partial().describe("x")],
    ["optional", (schema) => schema.optional()],
    ["array", (schema) => z.array(schema).transform(([first]) => first)],
  ])("read it when they are made into others by %s", (way, derive) => {
    const schema = derive(input);
    const wrap = (json: string): unknown => (way === "array" ? [JSON.parse(json)] : JSON.parse(json));
    const parsed = schema.parse(wrap('{ "name": "abc", "__proto__": "x" }')) as object;
    expect(Object.entries(parsed)).toEqual([
      ["name", "abc"],
      ["__proto__", "x"],
    ]);
    expect(schema.safeParse(wrap('{ "name": "abc", "__proto__": 1 }')).error?.issues).toMatchObject([
      { code: "invalid_type", path: way === "array" ? [0, "__proto__"] : ["__proto__"] },
    ]);
  });

  test("forget it where it is left out", () => {
    const schema = input.omit(JSON.parse('{ "__proto__": true }') as { name: true });
    expect(Object.entries(schema.parse(JSON.parse('{ "name": "abc", "__proto__": 1 }')))).toEqual([["name", "abc"]]);
  });

  test("count characters by scalar values", () => {
    expect(faults({ name: "\u{1f600}".repeat(8) })).toEqual([]);
    expect(faults({ name: "\u{1f600}".repeat(9) })).toEqual(["name too_big"]);
  });

  test("say nothing of a length that rules nothing out", () => {
    const free = { "smithy.api#length": { min: 0 } };
    const target = "smithy.api#String";
    const members = Object.fromEntries(
      ["Text", "Bytes", "Texts", "All"].map((name) => [name, { target: `a#${name}` }]),
    );
    const shapes = {
      "a#S": { type: "service", version: "1", operations: [{ target: "a#Do" }] },
      "a#Do": { type: "operation", input: { target: "a#In" }, output: { target: "smithy.api#Unit" } },
      "a#In": { type: "structure", members },
      "a#Text": { type: "string", traits: free },
      "a#Bytes": { type: "blob", traits: free },
      "a#Texts": { type: "list", member: { target }, traits: free },
      "a#All": { type: "map", key: { target }, value: { target }, traits: free },
    };
    const module = validatorsModule(contextOf("a.json", JSON.stringify({ smithy: "2.0", shapes })));
    expect(module).toContain("checks.blob()");
    expect(module).not.toMatch(/min\(|entries|blob\(0/);
  });

  test("compose", () => {
    expect(Object.keys(input.pick({ name: true }).shape)).toEqual(["name"]);
    expect(input.extend({ more: z.string() }).safeParse({ name: "a", more: 1 }).success).toBe(false);
  });

  test("with open enums take newer values where no input reaches them, and only there", () => {
    const open = validatorsOf("open");
    expect(open["PutOutputSchema"]?.safeParse({ state: "LATER" }).success).toBe(true);
    expect(open["PutOutputSchema"]?.safeParse({ state: 1 }).success).toBe(false);
    expect(open["PutOutputSchema"]?.safeParse({ short: "ANY" }).success).toBe(true);
    expect(open["PutOutputSchema"]?.safeParse({ short: "any" }).error?.issues).toMatchObject([{ path: ["short"] }]);
    expect(open["PutOutputSchema"]?.safeParse({ states: { OFF: "LATER", NEW: "ON" } }).success).toBe(true);
    expect(open["PutOutputSchema"]?.safeParse({ states: { LATER: "ON" } }).success).toBe(false);
    expect(open["PutInputSchema"]?.safeParse({ name: "a", color: "green" }).success).toBe(false);
    expect(schemas["PutOutputSchema"]?.safeParse({ state: "LATER" }).success).toBe(false);
  });
});

describe("readAnswer", () => {
  test("reports what is newer than the model and gives the rest", () => {
    const answer = { name: "abc", color: "green", value: { list: [{ later: 1 }] } };
    expect(readAnswer(input, answer)).toEqual({
      success: true,
      data: { name: "abc", color: "green", value: { list: [{ $unknown: ["later", 1] }] } },
      unknown: [
        { path: ["color"], kind: "enum", value: "green" },
        { path: ["value", "list", 0], kind: "union", value: "later" },
      ],
    });
  });

  test("reports a newer key of a map, too", () => {
    const answer = readAnswer(input, { name: "abc", byColor: { green: "1" } });
    expect(answer).toMatchObject({
      success: true,
      unknown: [{ path: ["byColor", "green"], kind: "enum", value: "green" }],
    });
  });

  test("fails on everything else", () => {
    expect(readAnswer(input, { name: 1, color: "green" }).success).toBe(false);
    expect(readAnswer(input, { name: "a", value: { a: 1, b: 2 } }).success).toBe(false);
    expect(readAnswer(input, { name: "abc", color: 1 }).success).toBe(false);
  });
});
