import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formatDiagnostic } from "../../../generator/diagnostics/diagnostic.js";
import { loadModel } from "../../../generator/load/load-model.js";

const text = readFileSync(new URL("fixtures/orchard.json", import.meta.url), "utf8");

/** The findings on the fixture with one thing changed, and the text of the line that the first one points at. */
function changed(from: string, to: string): { readonly codes: readonly string[]; readonly line: string } {
  expect(text).toContain(from);
  const document = text.replace(from, () => to);
  const { value, diagnostics } = loadModel({ files: [{ path: "m.json", text: document }] });
  const codes = diagnostics.map(({ code, severity }) => (severity === "error" ? code : `${code} ${severity}`));
  expect(value === undefined).toBe(codes.some((code) => !code.includes(" ")));
  const { line = 1, column = 1 } = diagnostics[0] ?? {};
  return { codes: [...new Set(codes)], line: document.split("\n")[line - 1]!.slice(column - 1) };
}

test.each<readonly [what: string, from: string, to: string, codes: readonly string[], at: string]>([
  [
    "unknown member target",
    '"season": { "shape": "Season" }',
    '"season": { "shape": "Saeson" }',
    ["SW1030"],
    '"Saeson"',
  ],
  [
    "target that can be no name",
    '"season": { "shape": "Season" }',
    '"season": { "shape": "a b" }',
    ["SW1030"],
    '"a b"',
  ],
  ["unknown input", '"shape": "PlantTreeRequest"', '"shape": "Plant"', ["SW1030"], '"Plant"'],
  ["input that is no structure", '"shape": "WatchTreeRequest"', '"shape": "Time"', ["SW1031"], '"Time"'],
  ["unknown error", '"shape": "FrostException"', '"shape": "Frost"', ["SW1030"], '"Frost"'],
  ["map key that is no string", '"key": { "shape": "String" }', '"key": { "shape": "Time" }', ["SW1031"], '"Time"'],
  ["member without a shape", '"text": { "shape": "String",', '"text": {', ["SW1014"], '"text"'],
  ["shape without a type", '"Bark": { "type": "blob", ', '"Bark": { ', ["SW1014"], '"Bark"'],
  ["list without a member", '"member": { "shape": "Grade" }, ', "", ["SW1014"], '"Grades"'],
  ["unknown type", '"type": "blob"', '"type": "bolb"', ["SW1103"], '"bolb"'],
  ["unknown protocol", '"protocols": ["rest-json"]', '"protocols": ["soap"]', ["SW1105"], '"soap"'],
  ["no name of the service", '"serviceId": "Orchard Keeper"', '"serviceId": "!"', ["SW1102"], '"!"'],
  ["number that is none", '"max": "5"', '"max": "five"', ["SW1102"], '"five"'],
  ["flag that is none", '"sparse": true', '"sparse": 1', ["SW1102"], "1"],
  [
    "members that are no object",
    '"members": { "spring"',
    '"members": [], "x": { "spring"',
    ["SW1102", "SW1104 warning", "SW1032"],
    '"Season"',
  ],
  ["member that is no object", '"message": { "shape": "String" }', '"message": "String"', ["SW1102"], '"String"'],
  ["member whose name is none", '"message": { "shape"', '"a$message": { "shape"', ["SW1114"], '"a$message"'],
  ["member without a name", '"message": { "shape"', '"": { "shape"', ["SW1114"], '""'],
  ["shape whose name is none", '"Bark": {', '"Bark!": {', ["SW1015", "SW1030"], '"Bark'],
  ["unknown timestamp format", '"unixTimestamp"', '"unix"', ["SW1102"], '"unix"'],
  ["unknown location", '"location": "statusCode"', '"location": "trailer"', ["SW1102"], '"trailer"'],
  ["label that no member fills", "/watch", "/watch/{id}", ["SW1049"], '"/watch/{id}"'],
  ["label of a member that the path has not", "{orchard_id}/", "o/", ["SW1050"], '"location"'],
  ["payload that is no member", '"payload": "bark"', '"payload": "brak"', ["SW1107"], '"brak"'],
  ["bounds the wrong way round", '"min": 1, "max": 40', '"min": 41, "max": 40', ["SW1041"], "41"],
  ["pattern that is no string", '"pattern": "[a-z]+|^-$"', '"pattern": 7', ["SW1102"], "7"],
  [
    "two identity tokens",
    '"hostLabel": true,',
    '"hostLabel": true, "idempotencyToken": true,',
    ["SW1046"],
    '"idempotencyToken"',
  ],
  ["key given twice", '"type": "blob",', '"type": "blob", "type": "blob",', ["SW1002"], '"type"'],
  [
    "required member that is none",
    '"orchardId", "grafted"]',
    '"orchardId", "grafted", "graft"]',
    ["SW1106 warning"],
    '"graft"',
  ],
  ["key that is a slip", '"sensitive": true', '"sensitiv": true', ["SW1104 warning"], '"sensitiv"'],
  [
    "values of a member alone",
    '"text": { "shape": "String",',
    '"text": { "shape": "String", "enum": ["a"],',
    ["SW1109 note"],
    '"enum"',
  ],
  ["empty value", '"2nd", "*"', '"2nd", ""', ["SW1108 warning"], '""'],
  ["no operations", '"operations"', '"operation"', ["SW1014", "SW1104 warning"], "{"],
])("%s", (_, from, to, codes, at) => {
  const found = changed(from, to);
  expect(found.codes.toSorted()).toEqual(codes.toSorted());
  expect(found.line.slice(0, at.length)).toBe(at);
});

test("all faults are told at once, in file order, with a remedy", () => {
  const broken = text.replace('"type": "blob"', '"type": "bolb"').replace('"payload": "bark"', '"payload": "brak"');
  const { diagnostics } = loadModel({ files: [{ path: "m.json", text: broken }] });
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    expect.stringMatching(/^m\.json:\d+:\d+: error SW1103: the shape Bark has the unknown type "bolb"\n {2}.*blob/),
    expect.stringMatching(/^m\.json:\d+:\d+: error SW1107: .*\n {2}Name a member\. Did you mean bark\?$/),
  ]);
});

test("one service-2.json is one model, and no overlay", () => {
  const file = { path: "a.json", text };
  expect(loadModel({ files: [file, { path: "b.json", text }] }).diagnostics.map(({ code }) => code)).toEqual([
    "SW1100",
  ]);
  expect(loadModel({ files: [file], overlay: { path: "b.json", text } }).diagnostics.map(({ code }) => code)).toEqual([
    "SW1101",
  ]);
});

test("names that JavaScript's objects know are names as any other", () => {
  const document = text
    .replaceAll('"constructor"', '"other"')
    .replace('"Time": {', '"constructor": { "type": "string" }, "__proto__": { "type": "string" }, "Time": {')
    .replace(
      '"apples": { "shape": "Crates" }',
      '"__proto__": { "shape": "__proto__" }, "toString": { "shape": "constructor" }',
    );
  const { value, diagnostics } = loadModel({ files: [{ path: "m.json", text: document }] });
  expect(diagnostics).toEqual([]);
  const tree = [...value!.shapes.values()].find(({ id }) => id.endsWith("#Tree"));
  expect(tree?.type === "structure" && tree.members.get("__proto__")?.target).toBe(
    "com.amazonaws.orchardkeeper#__proto__",
  );
  expect(tree?.type === "structure" && tree.members.get("toString")?.target).toBe(
    "com.amazonaws.orchardkeeper#constructor",
  );
});

test("names that are made up do not take longer the more of them collide", () => {
  const signs = [...".-+~!@#%&=:;/"];
  const values = Array.from({ length: 20_000 }, (_, index) =>
    ["a", ...[...index.toString(13)].map((digit) => signs[parseInt(digit, 13)]!)].join("").padEnd(8, "?"),
  );
  const spellings = Array.from({ length: 8_192 }, (_, bits) =>
    [..."orchardshape_"].map((letter, at) => ((bits >> at) & 1 ? letter.toUpperCase() : letter)).join(""),
  );
  const shapes = Object.fromEntries([...new Set(spellings)].map((name) => [name, { type: "structure", members: {} }]));
  const document = {
    metadata: { apiVersion: "1", serviceId: "Shed", endpointPrefix: "shed", protocol: "json", signatureVersion: "v4" },
    operations: {},
    shapes: { ...shapes, Values: { type: "string", enum: values } },
  };
  const start = performance.now();
  const { value, diagnostics } = loadModel({ files: [{ path: "m.json", text: JSON.stringify(document) }] });
  expect(diagnostics).toEqual([]);
  expect(value!.shapes.size).toBe(Object.keys(shapes).length + 2);
  expect(performance.now() - start).toBeLessThan(5_000); // minutes, where each name tries all numbers from 2
});
