import { describe, expect, test } from "vitest";
import { packageArtifact } from "../../../generator/artifacts/package/package-artifact.js";
import { contextOf } from "../package.js";

const to = (target: string): object => ({ target });
const member = (target: string, traits: object = {}): object => ({ target, traits });
const REQUIRED = { "smithy.api#required": {} };

/** The README of a service with an operation for each input, in order of their names. */
function readmeOf(inputs: Readonly<Record<string, object>>, traits: object = {}): string {
  const names = Object.keys(inputs);
  const shapes = {
    "a#S": { type: "service", version: "1", operations: names.map((name) => to(`a#${name}`)) },
    "a#Bytes": { type: "blob", traits: { "smithy.api#streaming": {} } },
    ...Object.fromEntries(
      names.flatMap((name) => [
        [`a#${name}`, { type: "operation", input: to(`a#${name}Input`), output: to("smithy.api#Unit"), traits }],
        [`a#${name}Input`, { type: "structure", members: inputs[name] }],
      ]),
    ),
  };
  const context = contextOf("a.json", JSON.stringify({ smithy: "2.0", shapes }));
  const artifacts = new Set([...context.artifacts, "mock"] as const);
  return packageArtifact({ ...context, artifacts }).find(({ path }) => path === "README.md")!.text;
}

describe("the request that the README's validation breaks", () => {
  test("lacks what it must have, where any does, and a token is made up by who sends it", () => {
    const readme = readmeOf({
      A: { token: member("smithy.api#String", { ...REQUIRED, "smithy.api#idempotencyToken": {} }) },
      B: { name: member("smithy.api#String", REQUIRED) },
    });
    expect(readme).toContain("const input: AInput = ");
    expect(readme).toContain("const input = {};\nconst result = BInputSchema.safeParse(input);\n");
  });

  test.each([
    ["smithy.api#String", "1"],
    ["smithy.api#Timestamp", "1"],
    ["smithy.api#Integer", '"text"'],
    ["smithy.api#BigDecimal", '"text"'],
  ])("else has another value for a member that is %s", (target, value) => {
    const readme = readmeOf({
      A: {},
      B: { any: member("smithy.api#Document"), bytes: member("a#Bytes"), odd: member(target) },
    });
    expect(readme).toContain(`const input = {\n  odd: ${value},\n};\nconst result = BInputSchema.safeParse(input);\n`);
  });

  test("is none at all where nothing else is refused", () => {
    expect(readmeOf({ A: {} })).toContain("const input = null;\nconst result = AInputSchema.safeParse(input);\n");
  });
});

test("the README tells how to read an answer that is newer than the model", () => {
  const readme = readmeOf({ A: {} });
  expect(readme).toContain("`readAnswer(schema, answer)`");
});

describe("the README of a service whose operations have hosts of their own", () => {
  const endpoint = { "smithy.api#endpoint": { hostPrefix: "sync-" } };

  test("names them, and what keeps a client from a host that no port has", () => {
    expect(readmeOf({ A: {}, B: {} }, endpoint)).toMatch(/^For `A`, `B`, clients .* `disableHostPrefix: true`\.$/m);
    expect(readmeOf({ A: {}, B: {}, C: {}, D: {} }, endpoint)).toContain("For 4 operations, clients put");
  });

  test("says nothing where there are none", () => {
    expect(readmeOf({ A: {} })).not.toContain("disableHostPrefix");
  });
});
