import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../generator/diagnostics/diagnostic.js";
import { loadModel } from "../../generator/load/load-model.js";

const FIXTURES = ["fixtures/weather.json", "service-2/fixtures/orchard.json"];

type Mutable = { [key: string]: unknown } | unknown[];

/** Every object and array of a document, the root first. */
function containers(root: unknown): Mutable[] {
  if (typeof root !== "object" || root === null) return [];
  return [root as Mutable, ...Object.values(root).flatMap(containers)];
}

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1.5,
  1e300,
  "",
  "x",
  "smithy.api#String",
  "example.weather#City",
  "Tree",
  [],
  {},
];
const TYPES = ["structure", "union", "list", "map", "enum", "operation", "resource", "service", "apply", "string"];

/** Puts another value, or another place's value, under some key; or removes or renames the key. */
function mutate(document: unknown, [where, key, how, other]: readonly number[]): void {
  const all = containers(document);
  const at = all[where! % all.length] as Record<string, unknown>;
  const keys = Object.keys(at);
  const name = keys[key! % keys.length];
  if (name === undefined) return;
  const elsewhere = all[other! % all.length]!;
  const set = (value: unknown, as = name): void => {
    Object.defineProperty(at, as, { value, enumerable: true, configurable: true, writable: true });
  };
  if (how === 0) delete at[name];
  else if (how === 1) set(VALUES[other! % VALUES.length]);
  else if (how === 2) set(structuredClone(elsewhere));
  else if (how === 3) set(at[name], Object.keys(elsewhere)[0] ?? "constructor");
  else if (name === "type") set(TYPES[other! % TYPES.length]);
}

function expectPlaces(diagnostics: readonly Diagnostic[], document: string): void {
  const lines = document.split("\n");
  for (const { line, column, message, remedy } of diagnostics) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1);
    expect(message).not.toMatch(/undefined|\[object/);
    expect(remedy).not.toBe("");
  }
}

function expectOutcome(document: string): void {
  const { value, diagnostics } = loadModel({ files: [{ path: "m.json", text: document }] });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(value === undefined).toBe(errors.length > 0);
  expectPlaces(diagnostics, document);
}

const natural = fc.nat({ max: 1_000_000 });
const mutation = fc.tuple(natural, natural, fc.nat({ max: 4 }), natural);

describe.each(FIXTURES)("%s", (fixture) => {
  const text = readFileSync(new URL(fixture, import.meta.url), "utf8");

  test("mutated models end in a model or in diagnostics with places", () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        const document: unknown = JSON.parse(text);
        for (const one of mutations) mutate(document, one);
        expectOutcome(JSON.stringify(document, null, 1));
      }),
      { seed: 20_220_524, numRuns: 1500 },
    );
  });

  test("mutated texts end in a model or in diagnostics with places", () => {
    const edit = fc.tuple(
      natural,
      fc.nat({ max: 8 }),
      fc.constantFrom("", '"', "{", "}", "[", ",", ":", "\\", "\n", "\0", "é", "1e"),
    );
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        let document = text;
        for (const [at, length, insert] of edits) {
          const start = at % document.length;
          document = document.slice(0, start) + insert + document.slice(start + length);
        }
        expectOutcome(document);
      }),
      { seed: 20_220_524, numRuns: 500 },
    );
  });
});
