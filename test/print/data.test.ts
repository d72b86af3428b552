import fc from "fast-check";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { columnsOf } from "../../generator/print/columns.js";
import type { Data } from "../../generator/print/data.js";
import { assignedData, fromJson } from "../../generator/print/data.js";

describe("data as literals", () => {
  const key = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 40 });
  const text = fc.string({ unit: fc.constantFrom("a", " ", "é", "日"), maxLength: 40 });
  const { value: anyData } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, depthSize: "medium" },
      text,
      fc.constantFrom(null, true, false),
      fc.array(fc.nat(), { maxLength: 20 }),
      fc.array(tie("value"), { maxLength: 5 }),
      fc.dictionary(key, tie("value"), { maxKeys: 5, noNullPrototype: true }),
    ),
  }));

  test("stand as prettier has them", async () => {
    await fc.assert(
      fc.asyncProperty(anyData, key, async (value, name) => {
        // What a member of a tuple is told about: a literal of one line, which prettier breaks where it must.
        const data: Data = [fromJson(value)];
        const source = `const ${name} = ${JSON.stringify([value])};`;
        expect(`${assignedData(`const ${name} =`, data)};\n`).toBe(await format(source, { parser: "typescript" }));
      }),
      { numRuns: 300, seed: 20 },
    );
  });
});

test.each([
  ["", 0],
  ["plain", 5],
  ["é", 1],
  ["日本", 4],
  ["👍🏽", 2],
])("%j takes %i columns", (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});
