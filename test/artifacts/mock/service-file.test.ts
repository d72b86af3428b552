import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { plainDefinition } from "../../../generator/artifacts/mock/definition.js";
import { serviceFileView } from "../../../generator/artifacts/mock/service-file.js";
import { loadModel } from "../../../generator/load/load-model.js";
import { closureOf } from "../../../generator/model/closure.js";
import { planNames } from "../../../generator/print/names.js";
import { createTemplates } from "../../../generator/print/templates.js";
import { slice } from "../../whole.js";

const root = resolve(import.meta.dirname, "../../..");
const name = "mock/service.ts.hbs";
const sources = new Map([[name, readFileSync(join(root, "templates", name), "utf8")]]);
const templates = createTemplates(sources, sources);

/** `src/mock/service.ts` of a model that is given as JSON AST shapes, or as a file. */
function serviceFile(files: readonly { path: string; text: string }[]): string {
  const { value: model, diagnostics } = loadModel({ files });
  expect(diagnostics.filter((each) => each.severity === "error")).toEqual([]);
  const closure = closureOf(model!, model!.services[0]!);
  const view = serviceFileView(plainDefinition(closure, "sample"), closure, planNames([closure]), "// header\n\n");
  return templates.render(name, view);
}

const ast = (shapes: object) => [{ path: "model.json", text: JSON.stringify({ smithy: "2.0", shapes }) }];
const target = (id: string) => ({ target: id });

const SAMPLE = {
  "ns#Service": { type: "service", version: "1", operations: [target("ns#Grow"), target("ns#Rest")] },
  "ns#Rest": { type: "operation" },
  "ns#Grow": { type: "operation", input: target("ns#Tree"), output: target("ns#Tree") },
  "ns#Tree": {
    type: "structure",
    members: {
      children: target("ns#Trees"),
      label: { target: "smithy.api#String", traits: { "smithy.api#required": {}, "smithy.api#length": { max: 3 } } },
      ["__proto__"]: target("smithy.api#Integer"),
    },
  },
  "ns#Trees": { type: "list", member: target("ns#Tree") },
};

describe("the mock's data file", () => {
  test("declares each schema once; recursive ones meet in functions", async () => {
    await expect(serviceFile(ast(SAMPLE))).toMatchFileSnapshot("expected/service.ts");
  });

  test("tells what waiters wait for", () => {
    const output = { path: "label", expected: "old", comparator: "stringEquals" };
    const waiter = { acceptors: [{ state: "success", matcher: { output } }] };
    const grow = { ...SAMPLE["ns#Grow"], traits: { "smithy.waiters#waitable": { Grown: waiter } } };
    const text = serviceFile(ast({ ...SAMPLE, "ns#Grow": grow }));
    expect(text).toMatch(/"smithy\.waiters#waitable": \{\s*Grown: \{[^]*path: "label"/);
  });

  test("says of a pattern that it may take long, where it is not bounded", () => {
    const label = (length: object) => ({
      ...SAMPLE,
      "ns#Tree": { type: "structure", members: { label: target("ns#Label") } },
      "ns#Label": { type: "string", traits: { "smithy.api#pattern": "^[a-z]*[a-y]*$", "smithy.api#length": length } },
    });
    expect(serviceFile(ast(label({ max: 9_000 })))).toContain("slowPattern: 1");
    expect(serviceFile(ast(label({ max: 10 })))).not.toContain("slowPattern");
  });

  test("has prettier's form", async () => {
    const text = serviceFile(ast(SAMPLE));
    expect(await format(text, { parser: "typescript" })).toBe(text);
  });

  const corpus = join(root, ".corpus/aws-models");
  test
    .skipIf(!existsSync(corpus))
    .each(slice(["sqs", "dynamodb", "sagemaker", "lambda", "s3", "wafv2", "cognito-identity-provider"], 3))(
    "has prettier's form for %s (skipped without the corpus)",
    async (service) => {
      const path = join(corpus, `${service}.json`);
      const text = serviceFile([{ path, text: readFileSync(path, "utf8") }]);
      expect(await format(text, { parser: "typescript" })).toBe(text);
    },
  );
});
