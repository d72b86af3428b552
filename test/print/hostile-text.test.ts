import fc from "fast-check";
import ts from "typescript-5.9";
import { describe, expect, test } from "vitest";
import { documentationToMarkdown } from "../../generator/print/documentation-markdown.js";
import { documentationText } from "../../generator/print/documentation-tsdoc.js";
import { escapeMarkdown, codeSpan, tableCell, tableCode, tidyMarkdown } from "../../generator/print/markdown.js";
import { stringLiteral } from "../../generator/print/literals.js";
import { escapeText, tsDoc } from "../../generator/print/tsdoc.js";

/** Pieces that end, begin or bend something, in any order. */
const piece = fc.constantFrom(
  "*/",
  "/**",
  "//",
  "*",
  "/",
  "\\",
  "`",
  "```",
  "~~~",
  "'",
  '"',
  "${",
  "}",
  "{{",
  "{%",
  "<",
  ">",
  "<!--",
  "-->",
  "<b>",
  "</b>",
  "<code>",
  "</code>",
  "<pre>",
  "<ul><li>",
  "<script>",
  "</script>",
  "&lt;",
  "&#42;/",
  "&#x2028;",

  "\n",
  "\r",
  "\u2028",
  "\u2029",
  "\u0000",
  "\u202e",
  "\ufeff",
  "\ud800",
  "\t",
  " ",
  "@",
  "{@link x}",
  "|",
  "[",
  "](",
  "word",
  "é",
  "🧪",
  "# ",
  "- ",
  "1. ",
  "$",
  "_",
  "throw 1",
  "import 'x'",
  "#!",
  "@ts-nocheck",
  "@deprecated",
);
const hostileText = fc.oneof(
  fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 60 }),
);
const SEED = { seed: 20_220_524, numRuns: 1000 };

/** What a compiler sees of a text: its tokens, comments left out. */
function tokensOf(text: string): string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, text);
  const tokens: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan())
    tokens.push(scanner.getTokenText());
  return tokens;
}

describe("no text leaves its place", () => {
  test("in a comment", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const description = documentationText(text, () => undefined);
        const comment = tsDoc(
          { description, constraints: [escapeText(text)], defaultValue: text, deprecated: text },
          2,
        );
        expect(tokensOf(`${comment}const x = 1;`)).toEqual(["const", "x", "=", "1", ";"]);
        expect(comment.split("*/").length - 1).toBe(1);
      }),
      SEED,
    );
  });

  test("in a string", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const tokens = tokensOf(`const x = ${stringLiteral(text)};`);
        expect(tokens.length).toBe(5);
        expect(new Function(`return ${stringLiteral(text)}`)()).toBe(text);
      }),
      SEED,
    );
  });

  test("in a cell, which stays one line of one cell", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const cell of [tableCell(escapeMarkdown(text)), tableCode(text)]) {
          const page = tidyMarkdown(`| ${cell} |`);
          expect(page.trimEnd()).not.toMatch(/[\n\r\u2028\u2029]/);
          expect(page.replaceAll(/\\[\s\S]/g, "").split("|").length).toBe(3);
        }
      }),
      SEED,
    );
  });
});

describe("no text takes long", () => {
  const UNITS = [
    "\\",
    "`",
    "[",
    "](",
    "<",
    "<b>",
    "<a href='x'>",
    "*",
    "_",
    "$",
    "{@link ",
    "\\\n",
    "&",
    "<ul><li>",
    "|",
  ];

  test.each(UNITS)("%j 60,000 times", (unit) => {
    const start = performance.now();
    for (const text of [unit.repeat(60_000 / unit.length), `<p>x ${unit.repeat(60_000 / unit.length)}`]) {
      documentationToMarkdown(text, () => undefined);
      tsDoc({ description: documentationText(text, () => undefined), constraints: [escapeText(text)] }, 0);
      tableCell(escapeMarkdown(text));
      tableCell(text);
      tableCode(codeSpan(text));
    }
    // Some tenths of a second on a busy machine; what grows with the square of the length takes ten times as long.
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
