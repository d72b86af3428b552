import fc from "fast-check";
import { doc as prettier } from "prettier";
import type { Doc as PrettierDoc } from "prettier";
import { expect, test } from "vitest";
import type { Doc } from "../../generator/print/doc.js";
import * as own from "../../generator/print/doc.js";
import { printDoc } from "../../generator/print/print-doc.js";

/** What builds docs: ours or prettier's. */
interface Builders<D> {
  readonly line: D;
  readonly softline: D;
  readonly hardline: D;
  readonly text: (text: string) => D;
  readonly sequence: (docs: D[]) => D;
  readonly group: (contents: D, id?: symbol) => D;
  readonly conditionalGroup: (flat: D, broken: D) => D;
  readonly indent: (contents: D) => D;
  readonly indentIfBreak: (contents: D, id: symbol) => D;
  readonly ifBreak: (broken: string, flat?: string) => D;
  readonly join: (separator: D, docs: D[]) => D;
}

const OWN: Builders<Doc> = { ...own, text: (text) => text, sequence: (docs) => docs };

const { builders } = prettier;

const PRETTIER: Builders<PrettierDoc> = {
  ...builders,
  text: (text) => text,
  sequence: (docs) => docs,
  group: (contents, id) => builders.group(contents, { id }),
  conditionalGroup: (flat, broken) => builders.conditionalGroup([flat, broken]),
  indentIfBreak: (contents, id) => builders.indentIfBreak(contents, { groupId: id }),
};

/** A doc, to be built by either. */
type Recipe = <D>(make: Builders<D>) => D;

function byPrettier(contents: PrettierDoc, indentation: number): string {
  const options = { printWidth: 80 - indentation, tabWidth: 2, useTabs: false };
  return prettier.printer.printDocToString(contents, options).formatted;
}

const word = fc
  .oneof(
    fc.string({ unit: fc.constantFrom("a", "b", ".", "<", '"'), minLength: 1, maxLength: 45 }),
    fc.constantFrom("= ", ";", ",", "é", "日本"),
  )
  .map(
    (text): Recipe =>
      (make) =>
        make.text(text),
  );

const LEAVES: readonly Recipe[] = [
  (make) => make.sequence([make.line, make.text("a")]),
  (make) => make.softline,
  (make) => make.hardline,
  (make) => make.ifBreak(","),
  (make) => make.ifBreak("| ", "- "),
];

/**
 * Docs of every kind that swage builds, and of some that it leaves to prettier. As in those of swage, words follow what
 * may be a blank: prettier counts two blanks in a row as one column, and a last one as none.
 */
const { contents: anyDoc } = fc.letrec<{ contents: Recipe }>((tie) => {
  const inner = tie("contents");
  const several = fc.array(inner, { maxLength: 5 }).map(
    (recipes) =>
      <D>(make: Builders<D>) =>
        recipes.map((recipe) => recipe(make)),
  );
  const behindBlank = inner.map(
    (each): Recipe =>
      (make) =>
        make.sequence([make.text("a"), each(make)]),
  );
  const list = fc.array(behindBlank, { maxLength: 5 }).map((all): Recipe => (make) => {
    const { text, softline, sequence } = make;
    const items = make.join(
      sequence([text(","), make.line]),
      all.map((each) => each(make)),
    );
    const inBrackets = make.indent(sequence([softline, items, make.ifBreak(",")]));
    return make.group(sequence([text("("), inBrackets, softline, text(")")]));
  });
  return {
    contents: fc.oneof(
      { maxDepth: 6, depthSize: "medium", withCrossShrink: true },
      word,
      fc.constantFrom(...LEAVES),
      several.map(
        (all): Recipe =>
          (make) =>
            make.sequence(all(make)),
      ),
      several.map(
        (all): Recipe =>
          (make) =>
            make.group(make.sequence(all(make))),
      ),
      list,
      inner.map(
        (each): Recipe =>
          (make) =>
            make.indent(each(make)),
      ),
      fc.tuple(word, list).map(([head, rest]): Recipe => (make) => {
        const below = make.indent(make.sequence([make.hardline, rest(make)]));
        return make.conditionalGroup(make.sequence([head(make), rest(make)]), make.sequence([head(make), below]));
      }),
      fc.tuple(inner, behindBlank).map(([left, right]): Recipe => (make) => {
        const id = Symbol("assignment");
        const parts = [make.group(left(make)), make.group(make.indent(make.line), id)];
        return make.group(make.sequence([...parts, make.indentIfBreak(make.group(right(make)), id)]));
      }),
    ),
  };
});

test("prints every doc as prettier does", () => {
  fc.assert(
    fc.property(anyDoc, fc.nat({ max: 60 }), (recipe, indentation) => {
      const printed = printDoc(recipe(OWN), indentation);
      expect(printed).toBe(byPrettier(recipe(PRETTIER), indentation));
    }),
    { numRuns: 5_000, seed: 1 },
  );
});

test("measures what follows a group on its line", () => {
  const list = own.group(["(", own.indent([own.softline, "a".repeat(70)]), own.softline, ")"]);
  expect(printDoc([list, "12345678"])).toBe(`(${"a".repeat(70)})12345678`);
  expect(printDoc([list, "123456789"])).toBe(`(\n  ${"a".repeat(70)}\n)123456789`);
});
