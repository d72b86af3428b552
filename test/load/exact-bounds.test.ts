import { expect, test } from "vitest";
import { loadModel } from "../../generator/load/load-model.js";
import { printModel } from "../../generator/load/smithy/print-model.js";
import type { ShapeId } from "../../generator/model/shape-id.js";
import type { Model } from "../../generator/model/model.js";

function load(text: string, overlay?: string): Model {
  const { value, diagnostics } = loadModel({
    files: [{ path: "model.json", text }],
    ...(overlay === undefined ? {} : { overlay: { path: "overlay.json", text: overlay } }),
  });
  expect(diagnostics).toEqual([]);
  return value!;
}

const range = (model: Model, id: string): unknown => model.getShape(id as ShapeId)?.traits.get("smithy.api#range");

/** Written as text: a literal of JavaScript would lose the digits before they are tried. */
const shape = (id: string, bounds: string, type = "long"): string =>
  `"${id}": { "type": "${type}", "traits": { "smithy.api#range": ${bounds} } }`;
const file = (...shapes: readonly string[]): string => `{ "smithy": "2.0", "shapes": { ${shapes.join(", ")} } }`;

const MODEL = file(
  shape("a#Large", '{ "min": 1, "max": 9223372036854775807 }'),
  shape("a#Even", '{ "max": 9223372036854771712 }'),
  shape("a#Below", '{ "min": -36893488147419103233, "max": 0 }', "bigInteger"),
  shape("a#Power", '{ "min": 0.5, "max": 1e30 }', "double"),
  shape("a#Safe", '{ "min": -9007199254740991, "max": 9007199254740991 }'),
);

test("bounds that a double may not hold keep the digits of the file", () => {
  const model = load(MODEL);
  expect(["Large", "Even", "Below", "Power", "Safe"].map((name) => range(model, `a#${name}`))).toEqual([
    { min: 1, max: "9223372036854775807" },
    { max: "9223372036854771712" },
    { min: "-36893488147419103233", max: 0 },
    { min: 0.5, max: 1e30 },
    { min: -9007199254740991, max: 9007199254740991 },
  ]);
});

test("and are written as numbers again", () => {
  const printed = printModel(load(MODEL));
  expect(printed).toMatch(/"max": 9223372036854775807\n/);
  expect([...load(printed).shapes]).toEqual([...load(MODEL).shapes]);
});

test("of members, of an apply and of an overlay as well", () => {
  const member = '{ "target": "a#Large", "traits": { "smithy.api#range": { "max": 9223372036854775806 } } }';
  const model = load(
    file(
      `"a#S": { "type": "structure", "members": { "own": ${member} } }`,
      shape("a#Large", '{ "max": 9223372036854775807 }'),
      shape("a#Other", '{ "max": 5 }'),
    ),
    file('"a#Other": { "type": "apply", "traits": { "smithy.api#range": { "max": 9223372036854775805 } } }'),
  );
  const structure = model.getShape("a#S" as ShapeId);
  const own = structure?.type === "structure" ? structure.members.get("own") : undefined;
  expect(own?.traits.get("smithy.api#range")).toEqual({ max: "9223372036854775806" });
  expect(range(model, "a#Other")).toEqual({ max: "9223372036854775805" });
});

test("of the older form as well, where they may be texts", () => {
  const model = load(`{
    "version": "2.0",
    "metadata": { "serviceId": "A", "protocol": "json", "jsonVersion": "1.1", "targetPrefix": "A", "apiVersion": "1" },
    "operations": { "Do": { "name": "Do", "input": { "shape": "In" } } },
    "shapes": {
      "In": { "type": "structure", "members": { "one": { "shape": "One" }, "two": { "shape": "Two" } } },
      "One": { "type": "long", "box": true, "max": 9223372036854775807 },
      "Two": { "type": "long", "box": true, "max": "9223372036854775806" }
    }
  }`);
  expect(range(model, "com.amazonaws.a#One")).toEqual({ max: "9223372036854775807" });
  expect(range(model, "com.amazonaws.a#Two")).toEqual({ max: "9223372036854775806" });
});

test("are compared by their digits", () => {
  const problems = (bounds: string): readonly string[] =>
    loadModel({ files: [{ path: "model.json", text: file(shape("a#Large", bounds)) }] }).diagnostics.map(
      ({ message }) => message,
    );
  expect(problems('{ "min": 9223372036854775806, "max": 9223372036854775807 }')).toEqual([]);
  expect(problems('{ "min": 9223372036854775807, "max": 9223372036854775806 }')).toEqual([
    expect.stringContaining("a min of 9223372036854775807, which is greater than its max of 9223372036854775806"),
  ]);
  expect(problems('{ "max": "5" }')).toEqual([expect.stringContaining("a number")]);
});
