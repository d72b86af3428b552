import { search } from "@jmespath-community/jmespath";
import type { JSONValue } from "@jmespath-community/jmespath";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSame } from "../../templates/mock/runtime/behaviour/jmespath-functions.js";
import { ExpressionError } from "../../templates/mock/runtime/behaviour/jmespath-lexer.js";
import { compileQuery } from "../../templates/mock/runtime/behaviour/jmespath.js";

const PEOPLE: JSONValue = {
  people: [
    { name: "Ada", age: 36, tags: ["x", "y"], address: { city: "London", "zip-code": "W1" } },
    { name: "Grace", age: 85, tags: [], address: null },
    { name: "Alan", age: 41, tags: ["y", "z"] },
  ],
  nested: [[1, [2]], [3], 4],
  map: { a: { n: 1 }, b: { n: 2 }, c: "text" },
  numbers: [3, 1, 2],
  words: ["b", "a", "ä", "😀", "\uffff"],
  empty: {},
  zero: 0,
  no: false,
  none: null,
  text: "hello",
};

/** Expressions over PEOPLE; each is held against another implementation. */
const CASES = [
  "people[*].name",
  "people[*].address.city",
  'people[0].address."zip-code"',
  "people[-1].name",
  "people[7].name",
  "people[?age > `40`].name",
  "people[?age > `40`] | [0].name",
  "people[?tags].name",
  "people[?contains(tags, 'y') && age < `40`].name",
  "people[?!tags].name",
  "people[].tags[]",
  "people[*].tags[0]",
  "people[*].tags | [0]",
  "people[*].[name, age]",
  "people[*].{n: name, 'a': age}".replace("'a'", '"a"'),
  "people[*].tags[*]",
  "nested[]",
  "nested[][]",
  "nested[*][0]",
  "map.*.n",
  "map.*",
  "*.a.n",
  "map.* | [0]",
  "numbers[::-1]",
  "numbers[1:]",
  "numbers[:-1]",
  "numbers[-2:]",
  "numbers[5:]",
  "numbers[::2]",
  "numbers[-1:-4:-1]",
  "zero || text",
  "none || no || empty || text",
  "text && zero",
  "!zero",
  "!empty",
  "(none || text) | length(@)",
  "none.a.b",
  "text.length(@)",
  '`{"a": [1, 2]}`.a[1]',
  "'raw \\' string'",
  "'back\\\\slash'",
  '`"tick \\` here"`',
  "people[?name == 'Ada'].age | [0]",
  "people[?address == `null`].name",
  "people[?@.name != 'Ada'].name",
  "numbers == `[3, 1, 2]`",
  "`1` < `2`",
  "people[?name == $.people[0].name].age",
  "abs(`-3`)",
  "avg(numbers)",
  "avg(`[]`)",
  "ceil(`1.2`)",
  "floor(`-1.2`)",
  "contains(text, 'ell')",
  "ends_with(text, 'lo')",
  "starts_with(text, 'he')",
  "join('-', words)",
  "keys(map)",
  "values(map)",
  "length(words)",
  "length('😀')",
  "map(&name, people)",
  "map(&address.city, people)",
  "max(numbers)",
  "max(`[]`)",
  "max_by(people, &age).name",
  "min_by(people, &age).name",
  "text[1:3]",
  'merge(map, `{"a": 1}`)',
  "not_null(none, missing, text)",
  "reverse(numbers)",
  "reverse(text)",
  "sort(numbers)",
  "sort_by(people, &age)[*].name",
  "sort_by(people, &name)[*].age",
  "sum(numbers)",
  "to_array(text)",
  "to_array(numbers)",
  "to_string(numbers)",
  "to_string(text)",
  "to_number('12.5')",
  "to_number('no')",
  "to_number(none)",
  "type(@)",
  "type(none)",
  "type(people[0].age)",
  "[people[0].name, none]",
  "{a: none, b: text}",
  "none.[a]",
  "@",
  "people[*].name | sort(@) | [0]",
  "people[?length(tags) > `0`].tags[]",
  "people[*].{name: name, first: tags[0]} | [?first].name",
];

describe("jmespath", () => {
  test.each(CASES)("%s", (expression) => {
    expect(compileQuery(expression)(PEOPLE)).toEqual(search(PEOPLE, expression));
  });

  test("made-up expressions over made-up values give what another implementation gives", () => {
    const name = fc.constantFrom("a", "b", "c");
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom(null, true, false, 0, 1, -2, "", "a", "text"),
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(name, tie("any"), { maxKeys: 3 }),
      ),
    })).any;
    const expression = fc.letrec<{ any: string }>((tie) => {
      const any = tie("any");
      return {
        any: fc.oneof(
          { depthSize: "small" },
          name,
          fc.constantFrom("@", "$", "*", "[]", "[0]", "[-1]", "[*]", "[:2]", "[::-1]", "`1`", "'a'", "`[]`", "`null`"),
          fc.tuple(any, name).map(([left, right]) => `${left}.${right}`),
          fc.tuple(any, fc.constantFrom("[*]", "[]", "[0]", "[1:]", ".*")).map(([left, right]) => left + right),
          fc.tuple(any, any).map(([left, condition]) => `(${left})[?${condition}]`),
          fc
            .tuple(any, fc.constantFrom("||", "&&", "==", "!=", "|", "<"), any)
            .map(([left, operator, right]) => `${left} ${operator} ${right}`),
          any.map((inner) => `!${inner}`),
          any.map((inner) => `(${inner})`),
          fc.tuple(any, any).map(([left, right]) => `[${left}, ${right}]`),
          fc.tuple(any, any).map(([left, right]) => `{a: ${left}, b: ${right}}`),
          fc.tuple(fc.constantFrom("type", "to_string", "to_array", "not_null"), any).map(([f, x]) => `${f}(${x})`),
        ),
      };
    }).any;
    const agree = fc.property(expression, value, (text, data) => {
      const theirs = outcome(() => search(data as JSONValue, text));
      // Where the other one refuses an expression, ours may read more or fail too.
      return (
        "failed" in theirs ||
        isSame(
          outcome(() => compileQuery(text)(data)),
          theirs,
        )
      );
    });
    expect(fc.check(agree, { seed: 7, numRuns: 3000 })).toMatchObject({ failed: false });
  });

  test.each([
    ["people[", 7],
    ["a b", 2],
    ["a.`1`", 2],
    ["a =", 2],
    ["unknown(a)", 7],
    ["length()", 6],
    ["'open", 0],
    ["`{a`", 0],
    ["", 0],
    ["numbers[::0]", 8],
  ])("%s is refused at %i", (expression, at) => {
    expect(() => compileQuery(expression)).toThrow(expect.objectContaining({ name: "ExpressionError", at }));
  });

  test("deep nesting is refused and not run into the stack's end", () => {
    expect(() => compileQuery("(".repeat(5000) + "a" + ")".repeat(5000))).toThrow(ExpressionError);
    expect(() => compileQuery("a" + ".a".repeat(5000))).toThrow(ExpressionError);
    expect(() => compileQuery("!".repeat(5000) + "a")).toThrow(ExpressionError);
  });

  test("names of the prototype are absent, instants are epoch seconds", () => {
    expect(compileQuery("constructor || __proto__ || a.toString")({ a: {} })).toBeNull();
    expect(compileQuery("at > `1500` && at")({ at: new Date(1_547_833) })).toBe(1547.833);
  });

  test("strings have an order in min and max, by code point", () => {
    expect(compileQuery("[min(words), max(words)]")(PEOPLE)).toEqual(["a", "😀"]);
    expect(compileQuery("[min_by(people, &name), max_by(people, &name)][].name")(PEOPLE)).toEqual(["Ada", "Grace"]);
  });

  test("product() multiplies", () => {
    expect(compileQuery("product([`2`, a, `0.5`])")({ a: 7 })).toBe(7);
    expect(compileQuery("product(`[]`)")({})).toBe(1);
  });

  test("matches() searches with the flag u", () => {
    expect(compileQuery("matches(@, '^.{{2}}$')".replaceAll("{{", "{").replaceAll("}}", "}"))("a😀")).toBe(true);
    expect(() => compileQuery("matches(@, '(')")("a")).toThrow(ExpressionError);
  });
});

function outcome(run: () => unknown): { readonly value: unknown } | { readonly failed: true } {
  try {
    return { value: run() ?? null };
  } catch {
    return { failed: true };
  }
}
