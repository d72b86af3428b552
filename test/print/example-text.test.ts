import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { loadModel } from "../../generator/load/load-model.js";
import { shapeId } from "../../generator/model/shape-id.js";
import { smallestValue } from "../../generator/print/example-literal.js";
import { exampleText } from "../../generator/print/example-text.js";
import { planPattern } from "../../generator/print/patterns.js";

describe("a text for examples", () => {
  test.each([
    ["^[a-z]+$", undefined, "example"],
    ["^[a-zA-Z0-9]{6}$", undefined, "exampl"],
    ["^(DRAFT|[0-9]+)$", { max: 5 }, "1"],
    ["^DRAFT$", { min: 5, max: 5 }, "DRAFT"],
    ["^mw-[0-9a-f]{17}$", { min: 20, max: 20 }, "mw-12345678901234567"],
    ["^arn:aws:x:[a-z0-9]{0,63}:\\d{12}:y/[a-z]{6}$", { min: 34 }, "arn:aws:x:ex:123456789012:y/exampl"],
    ["^[sS]3://[a-z]+/.+$", undefined, "s3://example/example"],
    ["^$|^x-[0-9]+$", undefined, "x-1234567"],
    ["^(?!exam)[a-z]-[0-9]$", undefined, "e-1"],
    ["^(a+)+-b$", { min: 4 }, "aa-b"],
    [undefined, { min: 9 }, "exampleex"],
    [undefined, { max: 3 }, "a"],
  ])("of %s and %j is %s", (pattern, length, text) => {
    expect(exampleText({ pattern, length })).toBe(text);
  });

  test.each([undefined, "^[\\w :+=./\\n-]*$", "^.*$"])(
    "of %s that must be long is one character, so often",
    (pattern) => {
      expect(exampleText({ pattern, length: { min: 1000, max: 2400 } })).toEqual({ character: "a", times: 1000 });
    },
  );

  test("that must be long is made of the pattern's parts where it must be of several characters", () => {
    const text = exampleText({ pattern: "^x-[a-z]+$", length: { min: 300, max: 400 } });
    expect(text).toMatch(/^x-example[a-z]+$/);
    expect(text).toHaveLength(300);
  });

  test("is another where several must differ", () => {
    const rules = { pattern: "^[a-z-]+$", length: undefined };
    expect([0, 1].map((turn) => exampleText(rules, turn))).toEqual(["example", "a"]);
  });

  test("of what is not enforced keeps the length alone", () => {
    for (const pattern of ["^(?i)a$", "^(?:(?:a{99}){99}){99}$"])
      expect(exampleText({ pattern, length: undefined })).toBe("example");
    expect(exampleText({ pattern: undefined, length: { max: 0 } })).toBe("");
  });

  test.each(["^(?=b)a$", "^x{500}$", "^[^\\u0000-\\uffff]{300}$"])("of %s is not found, in no time", (pattern) => {
    const start = performance.now();
    expect(exampleText({ pattern, length: undefined })).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(500);
  });

  const corpus = resolve(import.meta.dirname, "../../.corpus/aws-models");
  test.skipIf(!existsSync(corpus)).each(["ssm", "account", "lambda", "lex-models-v2"])(
    "suits each string of %s",
    (service) => {
      const path = `${corpus}/${service}.json`;
      const { value: model } = loadModel({ files: [{ path, text: readFileSync(path, "utf8") }] });
      const broken = [...model!.shapes.values()].flatMap((shape) => {
        const pattern = shape.traits.get("smithy.api#pattern") as string | undefined;
        const length = shape.traits.get("smithy.api#length") as { min?: number; max?: number } | undefined;
        const text = exampleText({ pattern, length });
        const plan = pattern === undefined ? undefined : planPattern(pattern, 200);
        if (shape.type !== "string" || plan?.kind === "not-enforced" || (length?.min ?? 0) > 200) return [];
        if (typeof text !== "string") return [`${shape.id}: ${JSON.stringify(text)}`];
        const fits = text.length >= (length?.min ?? 0) && text.length <= (length?.max ?? Infinity);
        return fits && (plan === undefined || new RegExp(plan.source, "u").test(text)) ? [] : [`${shape.id}: ${text}`];
      });
      expect(broken).toEqual([]);
    },
  );
});

test("the smallest value takes a way out of a circle, and what a member's own rules and name ask for", () => {
  const member = (target: string, traits: object = {}): object => ({ target, traits });
  const REQUIRED = { "smithy.api#required": {} };
  const shapes = {
    "a#Form": { type: "structure", members: { items: member("a#Items", REQUIRED) } },
    "a#Items": { type: "list", member: member("a#Item"), traits: { "smithy.api#length": { min: 1 } } },
    "a#Item": { type: "union", members: { section: member("a#Section"), question: member("a#Question") } },
    "a#Section": { type: "structure", members: { items: member("a#Items", REQUIRED) } },
    "a#Question": {
      type: "structure",
      members: {
        code: member("smithy.api#String", { ...REQUIRED, "smithy.api#pattern": "^[0-9]{3}$" }),
        title: member("smithy.api#String", REQUIRED),
        helpUrl: member("smithy.api#String", REQUIRED),
        curl: member("smithy.api#String", REQUIRED),
        iconURI: member("smithy.api#String", { ...REQUIRED, "smithy.api#pattern": "^s3://.+$" }),
        count: member("smithy.api#Integer", { ...REQUIRED, "smithy.api#range": { min: 5 } }),
      },
    },
  };
  const { value: model } = loadModel({
    files: [{ path: "a.json", text: JSON.stringify({ smithy: "2.0", shapes }) }],
  });
  expect(smallestValue(model!, shapeId("a#Form"))).toEqual({
    entries: [
      [
        "items",
        {
          items: [
            {
              entries: [
                [
                  "question",
                  {
                    entries: [
                      ["code", "123"],
                      ["title", "example"],
                      ["helpUrl", "https://example.com"],
                      ["curl", "example"],
                      ["iconURI", "s3://example"],
                      ["count", 5],
                    ],
                  },
                ],
              ],
            },
          ],
        },
      ],
    ],
  });
});
