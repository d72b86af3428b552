import fc from "fast-check";
import type { Doc } from "prettier";
import { doc } from "prettier";
import { expect, test } from "vitest";
import { printDoc } from "../../generator/print/print-doc.js";

const { align, conditionalGroup, fill, group, hardline, ifBreak, indent, indentIfBreak, join, line, softline } =
  doc.builders;

function byPrettier(contents: Doc, indentation: number): string {
  const options = { printWidth: 80 - indentation, tabWidth: 2, useTabs: false };
  return doc.printer.printDocToString(contents, options).formatted;
}

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", ".", "<", '"'), maxLength: 45 }),
  fc.constantFrom("= ", ";", ",", "", "é", "日本"),
);

/** Docs of every kind that swage builds, and of some that it leaves to prettier. */
const { contents: anyDoc } = fc.letrec<{ contents: Doc }>((tie) => {
  const inner = tie("contents");
  const several = fc.array(inner, { maxLength: 5 });
  return {
    contents: fc.oneof(
      { maxDepth: 6, depthSize: "medium", withCrossShrink: true },
      word,
      fc.constantFrom<Doc>(line, softline, hardline, ifBreak(","), ifBreak("| ", "- ")),
      several,
      several.map((docs) => group(docs)),
      several.map((docs) => group(["(", indent([softline, join([",", line], docs), ifBreak(",")]), softline, ")"])),
      several.map((docs) => group(docs, { shouldBreak: true })),
      several.map((docs) => fill(docs.flatMap((each, index) => (index === 0 ? [each] : [line, each])))),
      inner.map((each) => indent(each)),
      inner.map((each) => align(2, each)),
      fc.tuple(inner, inner).map(([one, other]) => conditionalGroup([one, [other, indent([hardline, one])]])),
      fc.tuple(inner, inner).map(([left, right]) => {
        const id = Symbol("assignment");
        return group([group(left), group(indent(line), { id }), indentIfBreak(group(right), { groupId: id })]);
      }),
    ),
  };
});

test("prints every doc as prettier does", () => {
  fc.assert(
    fc.property(anyDoc, fc.nat({ max: 60 }), (contents, indentation) => {
      const printed = printDoc(contents, indentation);
      expect(printed).toBe(byPrettier(contents, indentation));
    }),
    { numRuns: 5_000, seed: 20 },
  );
});

test("measures what follows a group on its line", () => {
  const pair = (tail: string): Doc => [group(["(", indent([softline, "a".repeat(70)]), softline, ")"]), tail];
  expect(printDoc(pair("12345678"))).toBe(`(${"a".repeat(70)})12345678`);
  expect(printDoc(pair("123456789"))).toBe(`(\n  ${"a".repeat(70)}\n)123456789`);
});
