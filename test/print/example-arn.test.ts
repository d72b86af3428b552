import { expect, test } from "vitest";
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
