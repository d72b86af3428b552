import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadCodes } from "../../generator/diagnostics/codes/load.js";
import { formatDiagnostic } from "../../generator/diagnostics/diagnostic.js";
import { parseLimits } from "../../generator/load/limits.js";
import { loadModel } from "../../generator/load/load-model.js";
import { load, shapes } from "./helpers.js";

const text = readFileSync(new URL("fixtures/weather.json", import.meta.url), "utf8");

/** The fixture with one thing changed: the first `from`, which must be there, becomes `to`. */
function changed(from: string, to: string): readonly string[] {
  expect(text).toContain(from);
  const { value, diagnostics } = loadModel({ files: [{ path: "m", text: text.replace(from, () => to) }] });
  const found = diagnostics.map(({ code, severity }) => (severity === "error" ? code : `${code} ${severity}`));
  expect(value === undefined).toBe(found.some((code) => !code.includes(" ")));
  return [...new Set(found)];
}

const ns = "example.weather";
const target = (name: string): string => `"target": "${ns}#${name}"`;

test.each<readonly [what: string, from: string, to: string, codes: readonly string[]]>([
  ["unknown target", target("Sky"), target("Skye"), ["SW1030"]],
  ["member that targets an operation", `"sky": { ${target("Sky")}`, `"sky": { ${target("GetCity")}`, ["SW1031"]],
  ["map key that is no string", `"key": { ${target("CityId")}`, `"key": { ${target("Height")}`, ["SW1031"]],
  [
    "enum member that is not Unit",
    '"CLEAR": { "target": "smithy.api#Unit"',
    '"CLEAR": { "target": "smithy.api#String"',
    ["SW1031"],
  ],
  [
    "operation's input that is no structure",
    `"input": { ${target("SubscribeInput")}`,
    `"input": { ${target("Sky")}`,
    ["SW1031"],
  ],
  ...["Busy", "HasCityId"].map(
    (name) =>
      [
        `operation's input that is ${name === "Busy" ? "an error" : "a mixin"}`,
        `"input": { ${target("SubscribeInput")}`,
        `"input": { ${target(name)}`,
        ["SW1031"],
      ] as const,
  ),
  [
    "error without the trait",
    '"smithy.api#error": "server", "smithy.api#retryable": { "throttling": true }',
    '"smithy.api#tags": []',
    ["SW1034"],
  ],
  ["error of an unknown kind", '"smithy.api#error": "server"', '"smithy.api#error": "mine"', ["SW1041"]],
  ["enum value twice", '"smithy.api#enumValue": "clear"', '"smithy.api#enumValue": "GREY"', ["SW1041"]],
  [
    "enum of which one value alone has a name",
    '"type": "intEnum"',
    '"type": "string", "traits": { "smithy.api#enum": [{ "value": "a", "name": "B" }, { "value": "B" }] } },\n    "example.weather#Level": {\n      "type": "intEnum"',
    ["SW1041"],
  ],
  ["intEnum value that is no integer", '"smithy.api#enumValue": 0', '"smithy.api#enumValue": "0"', ["SW1041"]],
  ["intEnum value beyond 32 bits", '"smithy.api#enumValue": 0', '"smithy.api#enumValue": 2147483648', ["SW1041"]],
  ["intEnum member without a value", ', "traits": { "smithy.api#enumValue": 0 }', "", ["SW1047"]],
  ["length min over max", '"min": 1, "max": 40', '"min": 41, "max": 40', ["SW1041"]],
  ["negative length", '"min": 1, "max": 40', '"min": -1, "max": 40', ["SW1041"]],
  ["range beyond all doubles", '"smithy.api#range": { "min": -500', '"smithy.api#range": { "min": -1e400', ["SW1041"]],
  ["pattern that is no string", '"^[A-Za-z0-9 ]+$"', "7", ["SW1041"]],
  ["misspelt trait", "smithy.api#length", "smithy.api#lenght", ["SW1043"]],
  ["trait of nobody", "smithy.api#length", "smithy.api#banana", ["SW1044 warning"]],
  ["trait of somebody else", "smithy.api#length", "com.example#banana", []],
  ["unknown timestamp format", '"date-time"', '"rfc-822"', ["SW1041"]],
  ["range on a string", '"smithy.api#length": { "min": 1', '"smithy.api#range": { "min": 1', ["SW1040"]],
  ["default of the wrong type", '"smithy.api#default": 0 }', '"smithy.api#default": "0" }', ["SW1041", "SW1048"]],
  [
    "default out of range",
    '"smithy.api#default": 0, "smithy.api#range"',
    '"smithy.api#default": -501, "smithy.api#range"',
    ["SW1048", "SW1041"],
  ],
  ["default that is not repeated", ', "traits": { "smithy.api#default": 0 } }', " }", ["SW1048"]],
  ["uri without a slash", '"uri": "/subscriptions"', '"uri": "subscriptions"', ["SW1041"]],
  ["label that no member fills", '/cities/{cityId}"', '/cities/{cityId}/{other}"', ["SW1049"]],
  ["label member that the uri has not", '"/cities/{cityId}"', '"/cities"', ["SW1050", "SW1054"]],
  [
    "httpLabel that is not required",
    '"stationId": {\n          "target": "smithy.api#String",\n          "traits": { "smithy.api#required": {}, ',
    '"stationId": {\n          "target": "smithy.api#String",\n          "traits": { ',
    ["SW1062", "SW1040"],
  ],
  [
    "traits that exclude each other",
    '"smithy.api#readonly": {},',
    '"smithy.api#readonly": {}, "smithy.api#idempotent": {},',
    ["SW1045"],
  ],
  ["example with an unknown member", '"input": { "cityId": "1" }', '"input": { "city": "1" }', ["SW1051 warning"]],
  [
    "example of an error with an unknown member",
    '"output": { "name": "Oslo" }',
    `"error": { "shapeId": "${ns}#Busy", "content": { "wait": 1 } }`,
    ["SW1051 warning"],
  ],
  ["pagination of an unknown member", '"items": "cities"', '"items": "towns"', ["SW1053"]],
  ["read without readonly", '"smithy.api#readonly": {},', "", ["SW1060"]],
  [
    "child without the parent's identifier",
    `"cityId": { ${target("CityId")} },\n        "stationId"`,
    '"stationId"',
    ["SW1063"],
  ],
  [
    "operation bound twice",
    `"operations": [{ ${target("Subscribe")} }]`,
    `"operations": [{ ${target("Subscribe")} }, { ${target("GetCity")} }]`,
    ["SW1069"],
  ],
  [
    "resource that is its own child",
    `"resources": [{ ${target("Station")} }]`,
    `"resources": [{ ${target("City")} }]`,
    ["SW1067"],
  ],
  ["unknown key", '"version": "2024-01-01"', '"vershon": "2024-01-01"', ["SW1011 warning"]],
  ["wrong JSON type", '"version": "2024-01-01"', '"version": 2024', ["SW1010"]],
  ["unknown shape type", '"type": "intEnum"', '"type": "integerEnum"', ["SW1013"]],
  ["list without a member", `, "member": { ${target("Report")} }`, "", ["SW1014"]],
  ["invalid shape id", `"${ns}#Names": {`, `"${ns}.Names": {`, ["SW1012", "SW1030"]],
  ["invalid member name", '"verbose": {', '"1verbose": {', ["SW1015"]],
  ["mixin that is none", '"smithy.api#mixin": { "localTraits": ["smithy.api#private"] },', "", ["SW1024"]],
  ["apply to nothing", `"${ns}#GetCityOutput$name"`, `"${ns}#GetCityOutput$nam"`, ["SW1022"]],
  [
    "apply to a member that no mixin brings",
    `"${ns}#GetCityInput$cityId"`,
    `"${ns}#GetCityInput$cityIt"`,
    ["SW1022", "SW1049"],
  ],
  ["unknown version", '"smithy": "2.0"', '"smithy": "3.0"', ["SW1008"]],
])("%s", (_, from, to, codes) => {
  expect([...changed(from, to)].toSorted()).toEqual([...codes].toSorted());
});

test.each([
  ["", "SW1005"],
  ["[]", "SW1006"],
  ["null", "SW1006"],
  ['"text"', "SW1006"],
  ["<!doctype html><p>404", "SW1006"],
  ['{"pagination":{}}', "SW1006"],
  ['{"AWSTemplateFormatVersion":"2010-09-09","Resources":{}}', "SW1006"],
  ['{"version":"2.0","metadata":{"protocol":"json"},"operations":{},"shapes":{}}', "SW1014"],
  ['{"smithy":"2.0"', "SW1001"],
  ['\uFEFF{"smithy":"2.0"} x', "SW1001"],
  ['{"smithy":"2.0","shapes":[]}', "SW1010"],
])("a file that is no model: %s", (document, code) => {
  const { value, diagnostics } = loadModel({ files: [{ path: "m.json", text: document }] });
  expect(value).toBeUndefined();
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
});

test("every key that stands twice is found, with both places, however it is written", () => {
  const document =
    '{"smithy":"2.0",\n"shapes":{"a#A":{"type":"string"},\n"a#\\u0041":{"type":"string",\n"type":"string"}}}';
  const { diagnostics } = loadModel({ files: [{ path: "m.json", text: document }] });
  const found = diagnostics.map(({ code, line, column, message }) => [
    code,
    line,
    column,
    /line \d/.exec(message)?.[0],
  ]);
  expect(found).toEqual([
    ["SW1002", 3, 1, "line 2"],
    ["SW1002", 4, 1, "line 3"],
  ]);
});

test("several syntax errors are told at once, each with its place", () => {
  const { diagnostics } = loadModel({ files: [{ path: "m.json", text: '{"smithy": "2.0" "shapes": {\n"a" 1,\n} }' }] });
  expect(diagnostics.length).toBeGreaterThan(1);
  expect(diagnostics[0]).toMatchObject({ code: "SW1001", line: 1, column: 18 });
});

test("all faults of all files come in file order, and a place inside a value is exact", () => {
  const { diagnostics } = load(
    shapes({
      "a#S": { type: "string", traits: { "smithy.api#length": { min: "1" } } },
      "a#L": { type: "list", member: { target: "a#Strng" } },
    }),
    shapes({ "b#S": { type: "structure", members: { x: { target: "a#T" } } } }),
  );
  expect(diagnostics.map(({ file, line, column, code }) => [file, line, column, code])).toEqual([
    ["1.json", 8, 18, "SW1041"],
    ["1.json", 15, 19, "SW1030"],
    ["2.json", 8, 21, "SW1030"],
  ]);
});

test("a fault in an inherited trait is shown in the mixin, one in an apply in the apply", () => {
  const { diagnostics } = load(
    shapes({
      "a#M": {
        type: "structure",
        members: { x: { target: "smithy.api#String", traits: { "smithy.api#pattern": 1 } } },
        traits: { "smithy.api#mixin": {} },
      },
      "a#S": { type: "structure", mixins: [{ target: "a#M" }], members: {} },
      "a#S$x": { type: "apply", traits: { "smithy.api#timestampFormat": "date-time" } },
    }),
  );
  expect(diagnostics.map(({ code, line }) => [code, line])).toEqual(
    [
      ["SW1041", 10],
      ["SW1041", 10],
      ["SW1040", 30],
    ].slice(0, diagnostics.length),
  );
  expect(diagnostics.at(-1)).toMatchObject({ code: "SW1040", line: 30 });
});

describe("recursion", () => {
  const structure = (name: string, required: boolean) => ({
    type: "structure",
    members: { next: { target: name, traits: required ? { "smithy.api#required": {} } : {} } },
  });

  test("needs an exit", () => {
    expect(load(shapes({ "a#S": structure("a#S", false) })).diagnostics).toEqual([]);
    const { diagnostics } = load(shapes({ "a#S": structure("a#T", true), "a#T": structure("a#S", true) }));
    expect(diagnostics.map(({ code }) => code)).toEqual(["SW1071", "SW1071"]);
  });

  test("does not go through lists and maps alone", () => {
    const { diagnostics } = load(shapes({ "a#L": { type: "list", member: { target: "a#L" } } }));
    expect(diagnostics.map(({ code }) => code)).toEqual(["SW1072"]);
  });

  test("of mixins is refused", () => {
    const mixin = (other: string) => ({
      type: "structure",
      mixins: [{ target: other }],
      traits: { "smithy.api#mixin": {} },
    });
    const { diagnostics } = load(shapes({ "a#M": mixin("a#N"), "a#N": mixin("a#M") }));
    expect(diagnostics.map(({ code }) => code)).toEqual(["SW1026"]);
  });
});

describe("names in a service", () => {
  const service = (members: object, more: object = {}) =>
    shapes({
      "a#Svc": { type: "service", version: "1", operations: [{ target: "a#Op" }], ...more },
      "a#Op": { type: "operation", input: { target: "a#In" } },
      "a#In": { type: "structure", members },
      "a#Thing": { type: "structure", members: {} },
      "b#thing": { type: "structure", members: {} },
    });
  const both = { x: { target: "a#Thing" }, y: { target: "b#thing" } };

  test("must differ in more than case, unless the service renames one", () => {
    expect(load(service(both)).diagnostics.map(({ code }) => code)).toEqual(["SW1070"]);
    expect(load(service(both, { rename: { "b#thing": "OtherThing" } })).diagnostics).toEqual([]);
  });

  test.each([
    ["a#Thing", "Thing", "has this name already"],
    ["a#Op", "Other", "is no data shape that it reaches"],
    ["b#Far", "Other", "is no data shape that it reaches"],
  ])("are given to no shape in vain: %s as %s", (shape, name, problem) => {
    const model = service({ x: { target: "a#Thing" } }, { rename: { [shape]: name } }) as { readonly shapes: object };
    const { diagnostics } = load(shapes({ ...model.shapes, "b#Far": { type: "structure", members: {} } }));
    expect(diagnostics).toMatchObject([
      { code: "SW1073", line: 13, message: `a#Svc renames ${shape}, which ${problem}` },
    ]);
  });

  test("resources bound by swage#resources must exist", () => {
    const { diagnostics } = load(service({}, { traits: { "swage#resources": ["a#Thing"] } }));
    expect(diagnostics.map(({ code }) => code)).toEqual(["SW1068"]);
  });
});

test("traits that the model defines itself stand where their selector says", () => {
  const { diagnostics } = load(
    shapes({
      "a#onStrings": { type: "structure", traits: { "smithy.api#trait": { selector: ":is(string, structure)" } } },
      "a#onMembers": { type: "structure", traits: { "smithy.api#trait": { selector: "structure > member" } } },
      "a#anywhere": {
        type: "structure",
        traits: { "smithy.api#trait": { selector: "[trait|sensitive] :not(member)" } },
      },
      "a#S": { type: "string", traits: { "a#onStrings": {}, "a#onMembers": {}, "a#anywhere": {} } },
    }),
  );
  expect(diagnostics.map(({ message }) => message.split(" ")[0])).toEqual(["a#onMembers"]);
});

describe("limits", () => {
  const deep = (depth: number): string => `{"smithy":"2.0","metadata":{"m":${"[".repeat(depth)}${"]".repeat(depth)}}}`;

  test("end in one clear error, and can be raised", () => {
    const files = [{ path: "m.json", text: deep(500) }];
    expect(loadModel({ files }).diagnostics).toMatchObject([{ code: "SW1004", line: 1 }]);
    expect(loadModel({ files }, { maxDepth: 1000 }).diagnostics).toEqual([]);
    expect(loadModel({ files }, { maxFileLength: 100 }).diagnostics).toMatchObject([{ code: "SW1003" }]);
  });

  test("hold for what mixins copy", () => {
    const member = { x: { target: "smithy.api#String" } };
    const model = shapes({
      "a#M": { type: "structure", members: member, traits: { "smithy.api#mixin": {} } },
      "a#S": { type: "structure", mixins: [{ target: "a#M" }] },
    });
    const files = [{ path: "m.json", text: JSON.stringify(model) }];
    expect(loadModel({ files }, { maxMixedMembers: 0 }).diagnostics).toMatchObject([{ code: "SW1028" }]);
    expect(loadModel({ files }, { maxMixedMembers: 1 }).diagnostics).toEqual([]);
  });

  test("hold for shapes within shapes, those that hold themselves counted once", () => {
    const holds = (...targets: string[]): object => ({
      type: "structure",
      members: Object.fromEntries(targets.map((id, index) => [`m${index}`, { target: id }])),
    });
    const model = shapes({
      "a#Top": holds("a#One", "a#Two", "a#One"),
      "a#One": holds("a#Two"),
      "a#Two": holds("a#One", "a#Three"),
      "a#Three": { type: "list", member: { target: "a#Four" } },
      "a#Four": holds("smithy.api#String"),
    });
    const under = (maxNestedShapes: number): unknown =>
      loadModel({ files: [{ path: "m.json", text: JSON.stringify(model) }] }, { maxNestedShapes }).diagnostics;
    expect(under(4)).toEqual([]);
    expect(under(3)).toMatchObject([{ code: "SW1113", line: 1, message: expect.stringContaining("a#Top") }]);
  });

  test("hold for a model that is deeper than the call stack", () => {
    const members = (index: number): object => ({
      m: { target: index === 0 ? "smithy.api#String" : `a#S${index - 1}` },
    });
    const model = shapes(
      Object.fromEntries(
        Array.from({ length: 12_000 }, (_, index) => [`a#S${index}`, { type: "structure", members: members(index) }]),
      ),
    );
    const { diagnostics } = loadModel({ files: [{ path: "m.json", text: JSON.stringify(model) }] });
    expect(diagnostics).toMatchObject([{ code: "SW1113", message: expect.stringContaining("a#S500 ") }]);
  });

  test("hold for shapes, for values of an enumeration and for lists within lists", () => {
    const list = (of: string): object => ({ type: "list", member: { target: of } });
    const model = shapes({
      "a#A": list("smithy.api#String"),
      "a#B": { type: "map", key: { target: "smithy.api#String" }, value: { target: "a#A" } },
      "a#C": list("a#B"),
      "a#D": list("a#C"),
      "a#E": { type: "enum", members: { A: { target: "smithy.api#Unit" }, B: { target: "smithy.api#Unit" } } },
      "a#F": { type: "string", traits: { "smithy.api#enum": [{ value: "a" }, { value: "b" }] } },
    });
    const files = [{ path: "m.json", text: JSON.stringify(model) }];
    const under = (limits: object): unknown =>
      loadModel({ files }, limits).diagnostics.map(({ code, message }) => `${code} ${message.split(" ")[0]}`);
    expect(under({ maxShapes: 6, maxEnumValues: 2, maxNestedCollections: 4 })).toEqual([]);
    expect(under({ maxShapes: 5 })).toEqual(["SW1110 the"]);
    expect(under({ maxEnumValues: 1 })).toEqual(["SW1111 a#E", "SW1111 a#F"]);
    expect(under({ maxNestedCollections: 2 })).toEqual(["SW1112 a#C"]);
  });

  test("are raised in the environment, by name", () => {
    expect(parseLimits("maxDepth=500, maxShapes=7")).toEqual({ maxDepth: 500, maxShapes: 7 });
    expect(parseLimits("__proto__=1,maxDepth,maxShapes=many,constructor=3")).toEqual({});
    expect(parseLimits(undefined)).toEqual({});
  });

  test("a limit raised beyond the call stack still ends in a diagnostic", () => {
    const files = [{ path: "m.json", text: deep(200_000) }];
    expect(loadModel({ files }, { maxDepth: 1e9 }).diagnostics).toMatchObject([{ code: "SW1004" }]);
  });
});

test("codes are given out once, and in the loader's range", () => {
  const codes = Object.values(loadCodes).map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^SW1\d{3}$/);
});

test("a name cannot paint on a terminal, turn its direction or forge a line of its own", () => {
  const hidden = "\u001b[2J\u009b1m\u202e\nmodels/b.json:1:1: error SW1001: forged";
  const { diagnostics } = load(shapes({ "a#S": { type: "structure", members: { [hidden]: { target: "a#S" } } } }));
  expect(diagnostics).toHaveLength(1);
  const lines = formatDiagnostic(diagnostics[0]!).split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(
    String.raw`"\u001b[2J\u009b1m\u202e\nmodels/b.json:1:1: error SW1001: forged" cannot name`,
  );
});
