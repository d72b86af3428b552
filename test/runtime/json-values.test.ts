import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { readStructure, SerializationError } from "../../templates/mock/runtime/json-reader.js";
import { parseJson } from "../../templates/mock/runtime/json-text.js";
import { OutputError, writeStructure } from "../../templates/mock/runtime/json-writer.js";
import type { SchemaRef, StructureSchema } from "../../templates/mock/runtime/schema.js";

const FORM = { jsonName: false, timestampFormat: "epoch-seconds" } as const;

function structure(members: Record<string, SchemaRef>): StructureSchema {
  return [3, "ns", "S", 0, Object.keys(members), Object.values(members)];
}

const union: SchemaRef = [4, "ns", "U", 0, ["S", "N"], ["string", "integer"]];
const tree: StructureSchema = [3, "ns", "Tree", 0, ["left", "value"], [() => tree, "integer"]];
const all = structure({
  string: "string",
  boolean: "boolean",
  byte: "byte",
  integer: "integer",
  long: "long",
  double: "double",
  big: "bigInteger",
  decimal: "bigDecimal",
  blob: "blob",
  time: "timestamp",
  iso: ["timestamp", { timestampFormat: "date-time" }],
  http: ["timestamp", { timestampFormat: "http-date" }],
  document: "document",
  list: [1, "ns", "L", 0, "string"],
  sparse: [1, "ns", "SL", { sparse: 1 }, "string"],
  map: [2, "ns", "M", 0, "string", "integer"],
  union,
  tree,
});

const read = (text: string): Record<string, unknown> => readStructure(all, parseJson(text), FORM);

test.each([
  '{"string":"a\\n","boolean":false,"byte":-128,"integer":2147483647}',
  '{"long":9223372036854775807}',
  '{"double":"-Infinity"}',
  '{"double":1.5}',
  '{"big":123456789012345678901234567890,"decimal":0.1000000000000000000000000001}',
  '{"blob":"AP8=","time":1547833345.777,"iso":"2000-01-02T20:34:56.123Z","http":"Sun, 02 Jan 2000 20:34:56 GMT"}',
  '{"document":{"a":[1,null,"x",{"__proto__":true}]}}',
  '{"list":["a"],"sparse":[null,"b"],"map":{"__proto__":1},"union":{"S":""},"tree":{"left":{"value":1}}}',
])("comes back as it was: %s", (text) => {
  expect(writeStructure(all, read(text), FORM)).toBe(text);
});

test("a null member is absent, unknown members and __type are passed over", () => {
  expect(read('{"__type":"x","string":null,"more":1,"union":{"__type":"y","S":"a","N":null}}')).toEqual({
    union: { S: "a" },
  });
});

test.each([
  ['{"string":true}', "TRUE_VALUE can not be converted to a String"],
  ['{"integer":"1"}', "STRING_VALUE can not be converted to an Integer"],
  ['{"string":{}}', "Start of structure or map found where not expected."],
  ['{"tree":"a"}', "Expected map or null"],
  ['{"tree":[]}', "Expected map or null"],
  ['{"list":{}}', "Expected list or null"],
])("tells of %s in the framework's words", (text, message) => {
  expect(() => read(text)).toThrow(new SerializationError(message));
});

test.each([
  '{"byte":128}',
  '{"integer":2147483648}',
  '{"integer":1.5}',
  '{"long":9223372036854775808}',
  '{"double":"1"}',
  '{"double":1e999}',
  '{"big":1.5}',
  '{"boolean":"true"}',
  '{"blob":"YmxvYg="}',
  '{"blob":"-_=="}',
  '{"time":"1515531081"}',
  '{"iso":"1996-12-19T16:39:57-08:00"}',
  '{"iso":"1996-02-30T16:39:57Z"}',
  '{"iso":1515531081}',
  '{"http":"1985-04-12T23:20:50Z"}',
  '{"list":[null]}',
  '{"map":{"a":null}}',
  '{"union":{}}',
  '{"union":{"S":"a","N":1}}',
  '{"union":{"S":"a","other":1}}',
  '{"union":{"$unknown":["a",1]}}',
])("refuses %s", (text) => {
  expect(() => read(text)).toThrow(SerializationError);
});

test("bytes and dates may come from another realm", () => {
  const other = runInNewContext("({ blob: new Uint8Array([0, 255]), time: new Date(1000) })") as object;
  expect(writeStructure(all, other, FORM)).toBe('{"blob":"AP8=","time":1}');
});

test("integers may be written as numbers with a fraction of zero", () => {
  expect(read('{"integer":1.0,"long":1e3}')).toEqual({ integer: 1, long: 1000 });
});

describe("defaults", () => {
  const schema = structure({
    blob: ["blob", { default: "YWJj" }],
    time: ["timestamp", { default: 0 }],
    list: [[1, "ns", "L", 0, "string"], { default: [] }],
    none: ["string", { default: null }],
    // The default of a target counts only where the member repeats it.
    target: [0, "ns", "I", { default: 5 }, "integer"],
  });

  test("are filled in where a member is absent", () => {
    const input = readStructure(schema, parseJson("{}"), FORM);
    expect(input).toEqual({ blob: new TextEncoder().encode("abc"), time: new Date(0), list: [] });
    expect(writeStructure(schema, {}, FORM)).toBe('{"blob":"YWJj","time":0,"list":[]}');
  });

  test("are each request's own", () => {
    const [first, second] = [
      readStructure(schema, parseJson("{}"), FORM),
      readStructure(schema, parseJson("{}"), FORM),
    ];
    expect(first["list"]).not.toBe(second["list"]);
  });
});

test.each([
  [{ integer: "1" }, "integer is not an integer."],
  [{ tree: { left: { value: 1.5 } } }, "tree.left.value is not an integer."],
  [{ list: ["a", 1] }, "list[1] is not a string."],
  [{ union: { S: "a", N: 1 } }, "union is not a union with one known member."],
  [{ time: new Date(Number.NaN) }, "time is not a valid Date."],
])("an output that does not fit is told by its path: %j", (output, message) => {
  expect(() => writeStructure(all, output, FORM)).toThrow(new OutputError(message));
});
