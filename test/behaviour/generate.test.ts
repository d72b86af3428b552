import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { generate } from "../../templates/mock/runtime/behaviour/generate.js";
import { samplerFor } from "../../templates/mock/runtime/behaviour/pattern-sampler.js";
import { createRandom } from "../../templates/mock/runtime/behaviour/random.js";
import { createResponder } from "../../templates/mock/runtime/behaviour/responder.js";
import type { RequestContext } from "../../templates/mock/runtime/definition.js";
import { ServiceError } from "../../templates/mock/runtime/definition.js";
import { mockOf } from "../../templates/mock/runtime/mock.js";
import { memberOf, traitOf } from "../../templates/mock/runtime/schema-access.js";
import type { Member } from "../../templates/mock/runtime/schema-access.js";
import type { Schema, StructureSchema } from "../../templates/mock/runtime/schema.js";
import { USUAL_SURROUNDINGS } from "../../templates/mock/runtime/surroundings.js";
import { definitionOf } from "./definition.js";
import type { Ast } from "./definition.js";
import { faultsOf } from "./faults.js";

/** A published pattern asks for 36 characters where its length allows 32. */
const IMPOSSIBLE = /^\.Service\.ServiceId: /;
const HERE = { ...USUAL_SURROUNDINGS, arnNamespace: "thing" };
const SEEDS = Array.from({ length: 40 }, (_, index) => index);
const MODELS = new URL("../../.corpus/aws-models/", import.meta.url);

describe("a string for a pattern", () => {
  test.each([
    [String.raw`^[\w-]+_[0-9a-zA-Z]+$`, 1, 55],
    [String.raw`^arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?$`, 20, 2048],
    [String.raw`^[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*$`, 6, 20],
    ["^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", 36, 36],
    ["^[a-z]+-[a-z]+$", 10, 10],
    ["^(?!aws:)(?=.*[A-Z])(?=.*[0-9]).+$", 8, 16],
    [String.raw`^(["'])x\1$`, 0, 9],
    [String.raw`^(?<a>\d)\k<a>\u{1F600}\u00e9\x41\cJ\t$`, 0, 9],
    [String.raw`\{####\}`, 12, 140],
    [String.raw`^\P{ASCII}{3}$`, 0, 9],
    ["^[^a-zA-Z0-9]{2,4}$", 3, 3],
    ["^$|^x{1000}$", 1, 1000],
    ["", 5, 5],
  ])("%s from %i to %i", (source, min, max) => {
    const pattern = new RegExp(source, "u");
    for (const seed of SEEDS) {
      const text = samplerFor(source, { min, max })(createRandom(seed));
      expect(text).toMatch(pattern);
      const { length } = Array.from(text ?? "");
      expect(length).toBeGreaterThanOrEqual(min);
      expect(length).toBeLessThanOrEqual(max);
    }
  });

  test.each([
    ["^a{3}$", 5, 9],
    ["^(?!a)a$", 0, 9],
    ["(", 0, 9],
    [`${"(".repeat(3000)}a${")".repeat(3000)}`, 2, 9],
  ])("%# there is none, or none that is found", (source, min, max) => {
    expect(samplerFor(source, { min, max })(createRandom(1))).toBeUndefined();
  });
});

/** Each constraint and container once; `Node` recurs through a list, a map and a union. */
const node: StructureSchema = [
  3,
  "ex",
  "Node",
  0,
  ["name", "left", "children", "named", "either"],
  [
    ["string", { required: 1, length: { min: 3, max: 4 } }],
    () => node,
    [() => nodes, { required: 1 }],
    [2, "ex", "Named", 0, "string", () => node],
    () => either,
  ],
];
const nodes: Schema = [1, "ex", "Nodes", 0, () => node];
const either: Schema = [4, "ex", "Either", 0, ["node", "flag"], [() => node, "boolean"]];
/** Ends only where the other member is taken. */
const endless: Schema = [4, "ex", "Endless", 0, ["deeper", "end"], [() => wrapper, "string"]];
const wrapper: StructureSchema = [3, "ex", "Wrapper", 0, ["inner"], [[() => endless, { required: 1 }]]];
const sample: StructureSchema = [
  3,
  "ex",
  "Sample",
  0,
  [
    "byte",
    "float",
    "big",
    "decimal",
    "at",
    "blob",
    "free",
    "colors",
    "tree",
    "impossible",
    "odd",
    "__proto__",
    "levels",
    "endless",
    "narrow",
    "high",
  ],
  [
    ["byte", { range: { min: 100 } }],
    ["float", { range: { min: 0.5, max: 0.6 }, required: 1 }],
    "bigInteger",
    "bigDecimal",
    "timestamp",
    ["blob", { length: { min: 20 } }],
    "document",
    [
      [
        1,
        "ex",
        "Colors",
        { length: { min: 3 }, uniqueItems: 1 },
        [0, "ex", "Color", { enum: ["r", "g", "b"] }, "enum"],
      ],
      0,
    ],
    [() => node, { required: 1 }],
    ["string", { pattern: "^(?!a)a$" }],
    [[2, "ex", "Odd", { length: { min: 2, max: 2 } }, ["string", { pattern: "^[ab]$" }], "boolean"], { required: 1 }],
    ["integer", { range: { max: -5 }, required: 1 }],
    [[0, "ex", "Level", { enum: [1, 5] }, "intEnum"], 0],
    [endless, { required: 1 }],
    [
      [0, "ex", "Word", { enum: ["a", "ab", "b", "abc"], length: { max: 2 } }, "enum"],
      { required: 1, pattern: "^.*b$" },
    ],
    [[0, "ex", "Height", { enum: [1, 5, 7] }, "intEnum"], { required: 1, range: { min: 2, max: 5 } }],
  ],
];

describe("a value for a schema", () => {
  const member: Member = { schema: sample, traits: {} };

  test("keeps every type and constraint", () => {
    for (const seed of SEEDS) {
      expect(faultsOf(member, generate(member, createRandom(seed), HERE))).toEqual([]);
    }
  });

  test("is one of those of an enumeration that keep its constraints", () => {
    const values = SEEDS.map((seed) => generate(member, createRandom(seed), HERE) as Record<string, unknown>);
    expect(new Set(values.map(({ narrow }) => narrow))).toEqual(new Set(["ab", "b"]));
    expect(new Set(values.map(({ high }) => high))).toEqual(new Set([5]));
  });

  test("is the same for the same seed, ends recursion, and leaves out what cannot be made", () => {
    const value = generate(member, createRandom(5), HERE) as Record<string, unknown>;
    expect(generate(member, createRandom(5), HERE)).toEqual(value);
    expect(generate(member, createRandom(6), HERE)).not.toEqual(value);
    expect(value).not.toHaveProperty("impossible");
    expect(value["tree"]).toMatchObject({ children: [] });
  });

  test("is an address where a member's name asks for one and its rules leave room for it", () => {
    const names = ["Url", "homeUrl", "SourceURI", "curl", "shortUrl", "dataUri"];
    const short = ["string", { length: { max: 9 } }] as const;
    const data = ["string", { pattern: "^data:[a-z]+$" }] as const;
    const places: StructureSchema = [
      3,
      "ex",
      "Places",
      0,
      names,
      ["string", "string", "string", "string", short, data],
    ];
    const made = generate({ schema: places, traits: {} }, createRandom(1), HERE) as Record<string, string>;
    for (const name of ["Url", "homeUrl", "SourceURI"]) expect(new URL(made[name]!).host).toBe("example.com");
    expect(made["curl"]).toMatch(/^[a-z]+-[0-9]+$/);
    expect(made["shortUrl"]).toMatch(/^[a-z0-9-]{1,9}$/);
    expect(made["dataUri"]).toMatch(/^data:/);
  });

  test("is an ARN where a member's name asks for one and its rules leave room for it", () => {
    const names = ["Arn", "arn", "roleArn", "KeyARN", "warn", "LEARN", "shortArn"];
    const short = ["string", { length: { max: 9 } }] as const;
    const all: StructureSchema = [3, "ex", "All", 0, names, [...names.slice(1).map(() => "string" as const), short]];
    const made = generate({ schema: all, traits: {} }, createRandom(1), HERE) as Record<string, string>;
    expect(made["roleArn"]).toMatch(/^arn:aws:iam::123456789012:role\/[a-z]+-[0-9]+$/);
    for (const name of ["Arn", "arn", "KeyARN"])
      expect(made[name]).toMatch(/^arn:aws:thing:us-east-1:123456789012:[a-z]+-[0-9]+$/);
    for (const name of ["warn", "LEARN", "shortArn"]) expect(made[name]).toMatch(/^[a-z]+-[0-9]*$/);
  });

  test("is an ARN of the mock's own service, with a name, where its pattern allows any", () => {
    const pattern = String.raw`^arn:aws(-\w+)*:[a-z0-9-\\.]{0,63}:[a-z0-9-\\.]{0,63}:[0-9]{12}:(\w|\/|-){1,1011}$`;
    const arnMember = { schema: [0, "ex", "Arn", { pattern }, "string"] as const, traits: {} };
    for (let seed = 0; seed < 50; seed++) {
      const arn = String(generate(arnMember, createRandom(seed), HERE));
      expect(arn).toMatch(/^arn:aws:thing:us-east-1:123456789012:\w+([/-]\w+)*$/);
      expect(arn).toMatch(new RegExp(pattern, "u"));
    }
  });

  test("is an ARN of the mock's own region and account, where its pattern allows them", () => {
    const arn = (pattern: string, length: object = {}) => ["string", { pattern, length, required: 1 }] as const;
    const schema: StructureSchema = [
      3,
      "ex",
      "Arns",
      0,
      ["open", "closed", "short", "few"],
      [
        arn("^arn:[a-z\\d-]+:x:[a-z\\d-]*:\\d*:thing/[a-z]{8}$"),
        arn("^arn:aws:x:(us-east-1)?:[0-9]{5}:.+$"),
        arn("^arn:aws-?[a-z]*:x:[a-z\\d-]*:[0-9]{12}:a$", { max: 26 }),
        arn("^arn:aws:x:[a-z]+$"),
      ],
    ];
    const surroundings = { ...HERE, region: "cn-north-1", accountId: "210987654321" };
    const made = SEEDS.map(
      (seed) => generate({ schema, traits: {} }, createRandom(seed), surroundings) as Record<string, string>,
    );
    for (const { open, closed, short, few } of made) {
      expect(open).toMatch(/^arn:aws-cn:x:cn-north-1:210987654321:thing\/[a-z]{8}$/i);
      expect(closed).toMatch(/^arn:aws:x:(us-east-1)?:[0-9]{5}:.+$/);
      expect(short?.length).toBeLessThanOrEqual(26);
      expect(short).toMatch(/:210987654321:a$/);
      expect(few).toMatch(/^arn:aws:x:[a-z]+$/);
    }
    expect(new Set(made.map(({ open }) => open)).size).toBeGreaterThan(20);
  });
});

test("a mock makes ARNs up for the surroundings that it is given, and those that are usual", async () => {
  const member = { target: "ex#Arn" };
  const definition = definitionOf({
    shapes: {
      "ex#Svc": { type: "service", traits: { "aws.protocols#awsJson1_0": {} } },
      "ex#Get": { type: "operation", input: { target: "ex#In" }, output: { target: "ex#Out" } },
      "ex#In": { type: "structure", members: {} },
      "ex#Out": { type: "structure", members: { arn: member } },
      "ex#Arn": { type: "string", traits: { "smithy.api#pattern": "^arn:aws:x:[a-z\\d-]+:\\d{12}:y$" } },
    },
  });
  const answer = (options: object): unknown =>
    createResponder(definition, options).respond(definition.operations[0]!, {}, {} as RequestContext);
  expect(answer({})).toEqual({ arn: "arn:aws:x:us-east-1:123456789012:y" });
  const surroundings = { region: "eu-west-1", accountId: "210987654321" };
  expect(answer(surroundings)).toEqual({ arn: "arn:aws:x:eu-west-1:210987654321:y" });
  const asked = new Request("http://x/", { method: "POST", body: "{}", headers: { "x-amz-target": "Svc.Get" } });
  const answered = await mockOf([definition], surroundings).fetch(asked);
  expect(await answered.json()).toEqual({ arn: "arn:aws:x:eu-west-1:210987654321:y" });
});

test("an error has what its shape requires, whether injected or thrown", async () => {
  const definition = definitionOf({
    shapes: {
      "ex#Svc": { type: "service", traits: { "aws.protocols#awsJson1_0": {} } },
      "ex#GetThing": {
        type: "operation",
        input: { target: "ex#In" },
        output: { target: "ex#In" },
        errors: [{ target: "ex#NotFound" }],
      },
      "ex#In": { type: "structure", members: {} },
      "ex#NotFound": {
        type: "structure",
        members: {
          message: { target: "smithy.api#String", traits: { "smithy.api#required": {} } },
          kind: { target: "ex#Kind", traits: { "smithy.api#required": {} } },
          more: { target: "smithy.api#String" },
        },
        traits: { "smithy.api#error": "client", "smithy.api#httpError": 404 },
      },
      "ex#Kind": { type: "enum", members: { THING: { target: "smithy.api#Unit" } } },
    },
  });
  const mock = mockOf<{ GetThing: { input: object; output: object; errors: ServiceError } }>([definition]);
  const ask = async (): Promise<unknown> => {
    const headers = { "x-amz-target": "Svc.GetThing" };
    const answer = await mock.fetch(new Request("http://x/", { method: "POST", body: "{}", headers }));
    return answer.json();
  };
  const __type = "ex#NotFound";
  mock.inject({ error: "NotFound", message: "Injected." });
  expect(await ask()).toEqual({ __type, message: "Injected.", kind: "THING" });
  mock.on("GetThing", () => {
    throw new ServiceError("NotFound", "Thrown.", { members: { more: "m" } });
  });
  expect(await ask()).toEqual({ __type, message: "Thrown.", kind: "THING", more: "m" });
  expect(mock.calls.at(-1)?.error).toMatchObject({ members: { kind: "THING", more: "m" } });
});

test.skipIf(!existsSync(MODELS))("answers for every operation of published models keep to their schemas", () => {
  // Every eleventh of about 300, which has all protocols and the largest services among them.
  const names = readdirSync(MODELS).filter((name, index) => name.endsWith(".json") && index % 11 === 0);
  const faults: string[] = [];
  for (const name of names) {
    const definition = definitionOf(JSON.parse(readFileSync(new URL(name, MODELS), "utf8")) as Ast);
    const responder = createResponder(definition);
    for (const operation of definition.operations) {
      const context = {
        service: "",
        operation: operation.name,
        requestId: "",
        region: "",
        accountId: "",
        partition: "",
        now: 0,
      };
      const output = responder.respond(operation, {}, context);
      const found = faultsOf({ schema: operation.output, traits: {} }, output).filter((fault) => {
        return !isEventStream(operation.output, fault) && !IMPOSSIBLE.test(fault);
      });
      faults.push(...found.map((fault) => `${name} ${operation.name} ${fault}`));
    }
  }
  expect(faults).toEqual([]);
});

/** Event streams are not made up. */
function isEventStream(output: StructureSchema, fault: string): boolean {
  const member = memberOf(output, fault.slice(1, fault.indexOf(":")));
  return member?.schema[0] === 4 && traitOf(member, "streaming") !== undefined;
}
