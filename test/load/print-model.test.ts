import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadModel } from "../../generator/load/load-model.js";
import { isPrintable, printModel } from "../../generator/load/smithy/print-model.js";
import { closureOf } from "../../generator/model/closure.js";
import type { Model } from "../../generator/model/model.js";
import { trimModel } from "../../generator/model/trim.js";

function load(text: string): Model {
  const { value, diagnostics } = loadModel({ files: [{ path: "model.json", text }] });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return value!;
}

const MODELS = ["load/fixtures/weather.json", "artifacts/fixtures/everything.json"].map((path) =>
  readFileSync(join(import.meta.dirname, "..", path), "utf8"),
);

describe.each(MODELS)("a model as text", (text) => {
  const model = load(text);

  test("is the same model when it is loaded again", () => {
    const again = load(printModel(model));
    expect([...again.shapes]).toEqual([...model.shapes]);
    expect(again.metadata).toEqual(model.metadata);
  });

  test("keeps names that JavaScript has a use for", () => {
    const named = load(printModel(model).replace(/"members": \{\n\s+"(\w+)"/, '"members": {\n"__proto__"'));
    expect([...load(printModel(named)).shapes]).toEqual([...named.shapes]);
  });
});

test("members that a service-2.json alone can name are seen before they are printed", () => {
  const named = (name: string) =>
    load(
      JSON.stringify({
        metadata: {
          apiVersion: "1",
          serviceId: "Odd",
          endpointPrefix: "odd",
          protocol: "json",
          signatureVersion: "v4",
        },
        operations: {},
        shapes: { S: { type: "structure", members: { [name]: { shape: "S" } } } },
      }),
    );
  expect([isPrintable(named("x_odd")), isPrintable(named("x-odd"))]).toEqual([true, false]);
});

describe("a model cut down", () => {
  const model = load(MODELS[0]!);
  const [service] = model.services;
  const [kept] = closureOf(model, service!).operations;
  const trimmed = trimModel(closureOf(model, service!, [kept!.id.split("#")[1]!]));

  test("loads, and has what its operations reach and no more", () => {
    const again = load(printModel(trimmed));
    const closure = closureOf(again, again.services[0]!);
    expect(closure.operations.map(({ id }) => id)).toEqual([kept!.id]);
    expect(again.shapes.size).toBeLessThan(model.shapes.size);
    const unreached = [...again.shapes.values()].filter(
      ({ id, type, traits }) =>
        !closure.ids.has(id) &&
        type !== "service" &&
        type !== "resource" &&
        type !== "operation" &&
        !traits.has("smithy.api#trait"),
    );
    expect(unreached.map(({ id }) => id)).toEqual([]);
  });

  test("is itself when nothing is cut", () => {
    const all = trimModel(closureOf(trimmed, trimmed.services[0]!));
    expect([...all.shapes]).toEqual([...trimmed.shapes]);
  });
});
