import { describe, expect, test } from "vitest";
import { closureOf } from "../../generator/model/closure.js";
import type { Model } from "../../generator/model/model.js";
import { loadModel } from "../../generator/load/load-model.js";
import { shapeId } from "../../generator/model/shape-id.js";
import { markdownHeader, typescriptHeader } from "../../generator/print/header.js";
import { objectKey, regexLiteral, stringLiteral } from "../../generator/print/literals.js";
import { planNames } from "../../generator/print/names.js";
import { escapeText, tsDoc } from "../../generator/print/tsdoc.js";

describe("planNames", () => {
  const closure = (...names: readonly string[]) => {
    const members = Object.fromEntries(names.map((name) => [`m${name}`, { target: `ex#${name}` }]));
    const shapes = {
      "ex#S": { type: "service", version: "1", operations: [{ target: "ex#Op" }] },
      "ex#Op": { type: "operation", input: { target: "ex#In" } },
      "ex#In": { type: "structure", members },
      ...Object.fromEntries(names.map((name) => [`ex#${name}`, { type: "string" }])),
    };
    const { value } = loadModel({ files: [{ path: "m.json", text: JSON.stringify({ smithy: "2.0", shapes }) }] });
    return closureOf(value as Model, value!.services[0]!);
  };

  test("keeps a shape's name beside another's validator, and words and swage's own names free", () => {
    const names = planNames([closure("Foo", "FooSchema", "Operations", "delete", "Error", "then", "__esModule")]);
    const id = (name: string) => shapeId(`ex#${name}`);
    expect(names.type(id("FooSchema"))).toBe("FooSchema");
    expect(names.schema(id("Foo"))).toBe("FooSchema_");
    expect(names.type(id("Operations"))).toBe("Operations_");
    expect(names.type(id("delete"))).toBe("delete_");
    expect(names.type(id("then"))).toBe("then_");
    expect(names.type(id("__esModule"))).toBe("__esModule_");
    expect(names.type(id("Error"))).toBe("Error");
  });

  test("never takes back a name that is out", () => {
    const names = planNames([closure("Foo"), closure("Foo", "FooSchema")]);
    expect(names.schema(shapeId("ex#Foo"))).toBe("FooSchema");
    expect(names.type(shapeId("ex#FooSchema"))).toBe("FooSchema_");
  });
});

describe("tsDoc", () => {
  test("cannot be left, and fills its lines", () => {
    const comment = tsDoc(
      { description: `ends */ here, ${escapeText("@foo {bar}")} ${"word ".repeat(30)}`, since: "2022-05-24" },
      0,
    );
    expect(comment.indexOf("*/")).toBe(comment.length - 3);
    expect(comment).toContain("\\@foo \\{bar\\}");
    expect(comment).toContain(" * @since 2022-05-24\n");
    for (const line of comment.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  test("indents the lines behind the first, and what follows", () => {
    const text = `${tsDoc({ description: "word ".repeat(20).trim(), since: "2022-05-24" }, 2)}name: Type;`;
    const lines = text.split("\n");
    expect(lines[0]).toBe("/**");
    expect(lines.slice(1).map((line) => line.slice(0, 4))).toEqual(["   *", "   *", "   *", "   *", "   *", "  na"]);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(lines).toContain("   *");
  });

  test("keeps code and links on one line", () => {
    const comment = tsDoc(
      { description: `${"word ".repeat(14)}\`one two\`. ${"word ".repeat(12)}{@link A.B | B}.` },
      0,
    );
    expect(comment).toContain("`one two`.");
    expect(comment).toContain("{@link A.B | B}.");
  });

  test.each(["-", "+", "*", "#", "1.", "2)", ">", ">=", "=", "---"])("begins no line with %s", (mark) => {
    const starts = [60, 65, 70, 71, 72, 73, 74, 75, 76, 77, 78].flatMap((length) =>
      ["", "`code span` "].flatMap((code) => {
        const words = `${code}${"word ".repeat(20).slice(0, length - code.length - 1)}x`;
        return tsDoc({ description: `${words} ${mark} ${"word ".repeat(30)}` }, 0).split("\n");
      }),
    );
    expect(starts.filter((line) => line.startsWith(` * ${mark}`))).toEqual([]);
    expect(starts.filter((line) => line.length > 80)).toEqual([]);
  });

  test("fills what stands in list items, however deep, in its column", () => {
    const words = "word ".repeat(20).trim();
    const comment = tsDoc({ description: `- a\n\n  ${words}\n  - b\n    - ${words}\n\n      ${words}\n\n${words}` }, 0);
    const lines = comment.split("\n").slice(1, -2);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    const columns = lines.map((line) => /^ \* *(?:- +)?(?=word)/.exec(line)?.[0].length).filter((column) => column);
    expect(columns).toEqual([5, 5, 9, 9, 9, 9, 3, 3]);
  });

  test("keeps constraints apart from a list above", () => {
    const constraints = ["Length: 1"];
    expect(tsDoc({ description: "- a\n  b", constraints }, 0)).toBe("/**\n * - a b\n *\n * + Length: 1\n */\n");
    expect(tsDoc({ description: "a - b", constraints }, 0)).toBe("/**\n * a - b\n *\n * - Length: 1\n */\n");
  });

  test("says nothing where there is nothing to say", () => {
    expect(tsDoc({ description: "" }, 0)).toBe("");
  });
});

describe("literals", () => {
  test.each(["a", 'a"b', "it's", "\\", "\n\u2028\u0000", "${x}`", "\ud800", "\u{1f600}"])("%j reads back", (value) => {
    expect(new Function(`return ${stringLiteral(value)}`)()).toBe(value);
  });

  test("a key never sets a prototype", () => {
    expect([objectKey("a"), objectKey("a-b"), objectKey("__proto__")]).toEqual(["a", '"a-b"', '["__proto__"]']);
  });

  test("a regular expression reads back", () => {
    const literal = regexLiteral("^a/b\n[/]$");
    expect(literal).not.toContain("\n");
    expect((new Function(`return ${literal}`)() as RegExp).test("a/b\n/")).toBe(true);
  });
});

test("a regular expression has characters beyond the basic plane in one form", () => {
  expect(regexLiteral("[\\uD800\\uDC00-\\uDBFF\\uDFFF]|\u{1f600}|\\\\u")).toBe(
    "/[\\u{10000}-\\u{10ffff}]|\\u{1f600}|\\\\u/u",
  );
});

test("headers carry the banner and cannot be left", () => {
  expect(typescriptHeader("")).toBe("// Code generated by swage. DO NOT EDIT.\n\n");
  expect(typescriptHeader("a\n\nb")).toBe("// Code generated by swage. DO NOT EDIT.\n// a\n//\n// b\n\n");
  expect(markdownHeader("a --> b")).toBe("<!--\nCode generated by swage. DO NOT EDIT.\na - -> b\n-->\n\n");
});
