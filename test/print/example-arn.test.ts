import { expect, test } from "vitest";
import { loadModel } from "../../generator/load/load-model.js";
import { shapeId } from "../../generator/model/shape-id.js";
import { smallestValue } from "../../generator/print/example-literal.js";
import { exampleText } from "../../generator/print/example-text.js";

test.each([
  // The pattern leaves each part open.
  ["^arn:[a-z\\d-]+:acm:[a-z\\d-]*:\\d*:.+$", "arn:aws:acm:us-east-1:123456789012:example"],
  ["^arn:[^:]+:[^:]*:[^:]+:[^:]*:.*$", "arn:aws:example:us-east-1:123456789012:example"],
  // What it says stays as it says.
  ["^arn:aws:sso:::instance/i-[a-z]{4}$", "arn:aws:sso:::instance/i-exam"],
  ["^arn:aws:x:(eu-west-1|eu-west-2):[0-9]{5}:[a-z]/.*$", "arn:aws:x:eu-west-1:12345:e/example"],
  // One run of any text stands for several parts, or hides behind the service's name.
  ["^arn:(aws|x):files:.+:set/fs-[a-f]{4}$", "arn:aws:files:us-east-1:123456789012:set/fs-abcd"],
  ["^arn:[a-z]+:mail.+:flow:[a-z]+$", "arn:aws:mail:us-east-1:123456789012:flow:example"],
  ["^arn:aws:farm:.{4,}$", "arn:aws:farm:us-east-1:123456789012:example"],
  // No ARN, or too little of one.
  ["^arn:$", "arn:"],
  ["^x:[a-z]*:[0-9]{2}$", "x::12"],
])("of %s is %s", (pattern, text) => {
  expect(exampleText({ pattern, length: undefined })).toBe(text);
});

test("an ARN stays within its length", () => {
  const pattern = "^arn:aws:x:[a-z\\d-]*:\\d*:[a-z]+$";
  expect(exampleText({ pattern, length: { max: 30 } })).toBe("arn:aws:x:us-east-1::example");
});

test("a pattern whose worst case may take long is tried on short texts alone", () => {
  const pattern = "^arn:(a+)+:x:[a-z\\d-]*:\\d*:[a-z]+-$";
  const start = performance.now();
  expect(exampleText({ pattern, length: undefined })).toBe("arn:a:x:::example-");
  expect(performance.now() - start).toBeLessThan(500);
});

test("a member whose name asks for an ARN has one of its own service, where its rules allow that", () => {
  const member = (target: string, traits: object = {}): object => ({
    target,
    traits: { "smithy.api#required": {}, ...traits },
  });
  const text = member("smithy.api#String");
  const ofKey = { "smithy.api#pattern": "^arn:aws:kms:" };
  const members = {
    arn: text,
    thingArn: text,
    ThingARN: text,
    roleArn: text,
    keyArn: member("smithy.api#String", ofKey),
    warn: text,
    LEARN: text,
    arns: member("a#Arns"),
    // It may be a name as well as an ARN, and a name reads better.
    thing: member("a#ThingArn"),
  };
  const shapes = {
    "a#Things": {
      type: "service",
      version: "1",
      traits: { "aws.api#service": { sdkId: "T", arnNamespace: "things" } },
    },
    "a#In": { type: "structure", members },
    "a#Arns": { type: "list", member: { target: "a#ThingArn" }, traits: { "smithy.api#length": { min: 1 } } },
    "a#ThingArn": { type: "string" },
  };
  const { value: model } = loadModel({
    files: [{ path: "a.json", text: JSON.stringify({ smithy: "2.0", shapes }) }],
  });
  const own = "arn:aws:things:us-east-1:123456789012:example";
  expect(smallestValue(model!, shapeId("a#In"))).toEqual({
    entries: [
      ["arn", own],
      ["thingArn", own],
      ["ThingARN", own],
      ["roleArn", "arn:aws:iam::123456789012:role/Example"],
      ["keyArn", "arn:aws:kms:us-east-1:123456789012:example"],
      ["warn", "example"],
      ["LEARN", "example"],
      ["arns", { items: [own] }],
      ["thing", "example"],
    ],
  });
});
