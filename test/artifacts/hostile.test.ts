import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { GeneratedFile } from "../../generator/artifacts/context.js";
import { enumObjects, validatorsModule } from "../../generator/artifacts/validators/validators-artifact.js";
import { renderPackage } from "../../generator/artifacts/render-package.js";
import * as checks from "../../templates/validators/checks.js";
import { beside, compile, contextOf, writeFiles } from "./package.js";

const NAMES = (
  "Array AsyncIterable Blob Date Error Exclude Object Partial Promise Record Uint8Array " +
  "List Map Simple Structure Union " + // whose validators are called as the runtime's types are
  "Foo FooSchema FooShape Operations OneOf ServiceDefinition Unit checks types z " +
  "__proto__ constructor enum hasOwnProperty undefined"
).split(" ");

const HOSTILE = `*/ throw 1; /* \${process.exit(1)} {{boom}} {{{boom}}} <script>alert(1)</script> <b>half @deprecated \u202e`;

const target = (id: string): object => ({ target: id.includes("#") ? id : `ex#${id}` });
const documented = { "smithy.api#documentation": HOSTILE };

/** Names of JavaScript's own and of ours, as shapes, members, values and operations; text that would leave its place. */
function hostileModel(): string {
  const structures = NAMES.map((name) => [
    `ex#${name}`,
    { type: "structure", members: { self: target(name), text: target("smithy.api#String") }, traits: documented },
  ]);
  const operations = NAMES.map((name) => [
    `ex#Op${name}`,
    {
      type: "operation",
      input: target(name),
      output: target(name),
      errors: [target("Failure"), target("then")],
      traits: documented,
    },
  ]);
  const entries: (readonly [string, object])[] = [
    ...(structures as [string, object][]),
    ...(operations as [string, object][]),
    ["ex#OpNothing", { type: "operation" }],
    ["ex#OpChoice", { type: "operation", input: target("Ask"), output: target("Ask") }],
    [
      "ex#Ask",
      {
        type: "structure",
        members: Object.fromEntries([
          ["choice", target("Choice")],
          ["kind", target("Kind")],
          ...["constructor", "toString", "__proto__"].map((name) => [name, target("smithy.api#String")] as const),
        ]),
      },
    ],
    [
      "ex#Choice",
      {
        type: "union",
        members: Object.fromEntries([
          ["__proto__", target("smithy.api#String")],
          ["constructor", target("Failure")],
          ["nothing", target("smithy.api#Unit")],
        ]),
      },
    ],
    [
      "ex#Kind",
      {
        type: "enum",
        members: Object.fromEntries(
          ["__proto__", "constructor", "A"].map((name) => [
            name,
            { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": name === "A" ? HOSTILE : name } },
          ]),
        ),
      },
    ],
    [
      "ex#Failure",
      {
        type: "structure",
        members: Object.fromEntries(
          ["message", "name", "stack", "cause", "__proto__", "toString", "valueOf", "hasOwnProperty"].map((name) => [
            name,
            target("smithy.api#Integer"),
          ]),
        ),
        traits: { "smithy.api#error": "client", ...documented },
      },
    ],
    ["ex#then", { type: "structure", members: {}, traits: { "smithy.api#error": "client" } }],
  ];
  const service = {
    type: "service",
    version: "1",
    operations: [...NAMES.map((name) => target(`Op${name}`)), target("OpNothing"), target("OpChoice")],
    traits: { "aws.protocols#awsJson1_1": {}, "smithy.api#title": HOSTILE, ...documented },
  };
  return JSON.stringify({ smithy: "2.0", shapes: Object.fromEntries([["ex#Hostile", service], ...entries]) });
}

describe("a model of hostile names and texts", () => {
  const context = contextOf("hostile.json", hostileModel());
  const files = renderPackage({ ...context, artifacts: new Set(["types", "validators", "mock", "docs"]) });

  test("gives a package that compiles under the oldest TypeScript, as a service without a shape of its own does", () => {
    const packages = [...beside("hostile", files), ...beside("bare", bareService())];
    expect(compile(writeFiles(packages), "typescript-5.5")).toBe("");
  });

  test("gives a module that the newest compiles and that can be imported, and errors to which what they inherit is no member", async () => {
    const folder = writeFiles(files);
    expect(compile(folder, "typescript", true)).toBe("");
    const module = (await import(join(folder, "built/index.js"))) as {
      readonly Failure: new (members: object) => Error & Record<string, unknown>;
    };
    expect(module).toHaveProperty("then_");
    const empty = new module.Failure({});
    expect(empty.message).toBe("");
    for (const name of ["__proto__", "toString", "valueOf", "hasOwnProperty"])
      expect(Object.getOwnPropertyDescriptor(empty, name)).toHaveProperty("value", undefined);
    const full = new module.Failure(JSON.parse('{ "message": 1, "__proto__": 2, "toString": 3 }') as object);
    expect(Object.getPrototypeOf(full)).toBe(module.Failure.prototype);
    expect(Object.entries(full)).toEqual(
      expect.arrayContaining([
        ["message", 1],
        ["__proto__", 2],
        ["toString", 3],
      ]),
    );
  });

  test("gives comments without marks that turn the code's direction", () => {
    const turned = files.filter(({ path, text }) => path.endsWith(".ts") && text.includes("\u202e"));
    expect(turned.map(({ path }) => path)).toEqual([]);
  });

  test("gives validators to which an inherited method is no member", () => {
    const build = new Function("z", "checks", "types", validatorsModule(context)) as (
      ...parts: readonly unknown[]
    ) => Record<string, z.ZodType>;
    const ask = build(z, checks, enumObjects(context))["AskSchema"]!;
    expect(ask.safeParse({}).success).toBe(true);
    expect(Object.getOwnPropertyNames(ask.parse({ kind: undefined, toString: undefined }))).toEqual([
      "kind",
      "toString",
    ]);
    expect(ask.safeParse({ constructor: "a", toString: "b" }).data).toEqual({ constructor: "a", toString: "b" });
    expect(ask.safeParse({ constructor: 1 }).error?.issues).toMatchObject([{ path: ["constructor"] }]);
    expect(ask.safeParse({ choice: { nothing: {} } }).success).toBe(true);
    expect(ask.safeParse(JSON.parse('{ "choice": { "__proto__": "a" } }')).success).toBe(true);
    expect(ask.safeParse(JSON.parse('{ "choice": { "__proto__": 1 } }')).error?.issues).toMatchObject([
      { path: ["choice", "__proto__"] },
    ]);
    expect(ask.safeParse({ choice: { constructor: {}, nothing: {} } }).success).toBe(false);
  });
});

function bareService(): readonly GeneratedFile[] {
  const shapes = {
    "ex#Bare": {
      type: "service",
      version: "1",
      operations: [target("Do")],
      traits: { "aws.protocols#awsJson1_1": {} },
    },
    "ex#Do": { type: "operation" },
  };
  const context = contextOf("bare.json", JSON.stringify({ smithy: "2.0", shapes }));
  return renderPackage({ ...context, artifacts: new Set(["types", "validators", "mock", "docs"]) });
}
