import { format } from "prettier";
import { expect, test } from "vitest";
import type { ExampleValue } from "../../generator/print/example-literal.js";
import { printExample } from "../../generator/print/example-literal.js";

const list = (...items: readonly ExampleValue[]): ExampleValue => ({ items });
const numbers = (count: number, first = 7): ExampleValue =>
  list(...Array.from({ length: count }, (_, index) => (index % 3 === 0 ? -1 : 1) * (first + index)));
const words = (...lengths: readonly number[]): ExampleValue => list(...lengths.map((length) => "x".repeat(length)));
const object = (...items: readonly ExampleValue[]): ExampleValue => ({
  entries: items.map((item, index) => [`m${index}`, item]),
});

test.each<[string, ExampleValue]>([
  ["a list within a list", list(list("a"))],
  ["lists of one item", list(list("a"), list("b"), list())],
  ["lists of several items", list(words(1, 2), words(3, 4))],
  ["one list of several items", list(words(1, 2))],
  ["lists of several items, and one of none", list(words(1, 2), list())],
  ["a table within a list", list(list(numbers(2), numbers(2)))],
  ["a table beside a text", list(list(numbers(2), numbers(2)), "a")],
  ["a long list within a list", list(words(40, 40))],
  ["lists that are long together", list(words(30), words(30), words(30))],
  ["lists that hold an object", list(list(object(1)), list(object()))],
  ["numbers", numbers(9)],
  ["more numbers than a line holds", numbers(90, 1)],
  ["numbers up to the end of a line", object(numbers(30, 70), list(numbers(19, 100), numbers(25, 3)))],
  ["dates and numbers", list({ expression: 'new Date("2022-05-24T00:00:00.000Z")' }, 7)],
])("%s stand as prettier has them", async (_what, value) => {
  const program = `${printExample(object(value), "const value = ", "", ";")}\n`;
  expect(await format(program, { parser: "typescript" })).toBe(program);
});

test("a list of numbers breaks where prettier breaks it, at each width", async () => {
  for (let count = 20; count < 40; count++) {
    const program = `${printExample(numbers(count, 5), "const value = ", "", ";")}\n`;
    expect(await format(program, { parser: "typescript" })).toBe(program);
  }
});
