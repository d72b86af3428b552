import fc from "fast-check";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { singleBlanks } from "../../generator/print/block-builder.js";
import type { Block } from "../../generator/print/documentation-blocks.js";
import { documentationBlocks, documentationToMarkdown } from "../../generator/print/documentation-markdown.js";
import { documentationText } from "../../generator/print/documentation-tsdoc.js";
import { isHtml, parseHtmlBlocks, plainHtmlBlocks } from "../../generator/print/html-blocks.js";
import { codeSpan, escapeMarkdown, safeHref, tableCell, tidyMarkdown } from "../../generator/print/markdown.js";
import { escapeText, tsDoc } from "../../generator/print/tsdoc.js";
import { onOneLine, withoutUnwanted } from "../../generator/print/unwanted.js";

/** Where a printer has a short way for plain texts, a sign at the end takes the text the long way round. */
const words = fc.array(
  fc.oneof(fc.constantFrom(..."abZ09 .,-#>+=!|*_`~$&<{}@/\\[]():;éü’"), fc.string({ maxLength: 4 })),
  {
    maxLength: 30,
  },
);
const text = words.map((parts) => parts.join(""));
const letters = fc.array(
  fc.constantFrom("word", "a", " ", " ", "`b`", ".", "1", "- ", "long-enough-to-be-alone", "é"),
  {
    maxLength: 80,
  },
);

function always<T>(what: fc.Arbitrary<T>, check: (value: T) => void): void {
  fc.assert(fc.property(what, check), { numRuns: 2_000, seed: 8 });
}

describe("the short way prints what the long way prints", () => {
  test("in escaped Markdown", () => {
    always(text, (value) => {
      expect(escapeMarkdown(`${value}\n`)).toBe(`${escapeMarkdown(value)}\n`);
    });
  });

  test("in code", () => {
    always(text, (value) => {
      const line = value.replace(/\s+/g, " ");
      expect(codeSpan(line)).toBe(codeSpan(line.replaceAll(" ", "\t")));
    });
  });

  test("in cells", () => {
    always(text, (value) => {
      const line = value.replace(/[\n|]|[\n|\\]+$/g, "");
      expect(tableCell(line)).toBe(tableCell(`${line}\n`));
      expect(tableCell(line)).toBe(tableCell(`${line} |`).slice(0, -2).trimEnd());
    });
  });

  test("in addresses", () => {
    always(text, (value) => {
      const address = `https://x${value.replace(/\s/g, "")}`;
      expect(safeHref(`${address}|`)).toBe(`${safeHref(address)}%7C`);
    });
  });

  test("in comments", () => {
    always(text, (value) => {
      const balanced = value.replaceAll("`", "").replace(/\\$/, "");
      expect(escapeText(`${balanced} {`)).toBe(`${escapeText(balanced)} \\{`);
      const html = `<p>x${balanced.replace(/[<&]/g, "")}x`;
      expect(documentationText(`${html} *</p>`, () => undefined)).toMatch(/\\\*$/);
      expect(documentationText(`${html} *</p>`, () => undefined).slice(0, -3)).toBe(
        documentationText(`${html}</p>`, () => undefined),
      );
    });
  });

  test("in words alone", () => {
    const plain = fc.constantFrom(..."aZ0 .,-#>+=!|^()/:;?'\"%");
    const sign = fc.oneof({ arbitrary: plain, weight: 30 }, fc.constantFrom(..."*_~$&@\\[]\n"));
    always(fc.array(sign, { maxLength: 12 }), (signs) => {
      const html = `<p>x${signs.join("")}</p>`;
      expect(documentationToMarkdown(html, () => undefined)).toBe(documentationToMarkdown(` ${html}`, () => undefined));
      expect(documentationText(html, () => undefined)).toBe(documentationText(` ${html}`, () => undefined));
    });
  });

  test("on the only line of a comment", () => {
    const sign = fc.constantFrom(..."aZ0 .,-#>+=!|^()/:;?'\"%`*_~$&@\\[]{}é");
    always(fc.array(sign, { maxLength: 12 }), (signs) => {
      const line = `x${signs.join("")}`;
      const since = " *\n * @since 2022-05-24\n */\n";
      const longer = tsDoc({ description: line, since: "2022-05-24" }, 0);
      expect(tsDoc({ description: line }, 0)).toBe(`/**${longer.slice(6, -since.length - 1)} */\n`);
    });
  });

  test("in a comment of words", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 30 });
    always(sizes, (lengths) => {
      const line = lengths.map((length) => "x".repeat(length)).join(" ");
      for (const rest of [{}, { since: "2022-05-24" }, { constraints: ["Length: 1"] }])
        expect(tsDoc({ description: line, isWords: true, ...rest }, 2)).toBe(tsDoc({ description: line, ...rest }, 2));
    });
  });

  test("in the lines of a comment", () => {
    always(letters, (parts) => {
      const line = parts.join("").replace(/ +/g, " ");
      const [short, long] = ["x", "{"].map((end) => tsDoc({ description: `${line} ${end}` }, 0));
      expect(short!.replace(/x(\n? \*\/\n)$/, "$1")).toBe(long!.replace(/\{(\n? \*\/\n)$/, "$1"));
    });
  });

  test("of every character", () => {
    const UNWANTED = /(?![\n\t])[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;
    const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
    const differs = (character: string): boolean => {
      const expected = UNWANTED.test(character) ? " " : character;
      return withoutUnwanted(character) !== expected || withoutUnwanted(`${character}\u200e`) !== `${expected} `;
    };
    expect(all.filter(differs)).toEqual([]);
    const partsElse = (joined: string): boolean => onOneLine(joined) !== singleBlanks(withoutUnwanted(joined));
    expect(all.filter((character) => partsElse(`a${character}b ${character}\u200e`))).toEqual([]);
  });
});

const PLAIN_PIECES = [
  ...["p", "code", "i", "b", "a", "ul", "ol", "li", "dl", "dt", "dd", "note", "important"].flatMap((name) => [
    `<${name}>`,
    `</${name}>`,
    `</${name}>`,
  ]),
  ..."<p/>|</p/>".split("|"),
  ...'<a href="https://x.y/z">|<a href=" #x ">|one| two|\n  three | |4. |,|\u00a0|é'.split("|"),
];
const OTHER_PIECES = "<table>|<tr>|<td>|</table>|<br>|<P>|<p >|<x>|<a href='x'>|<|/>|<!--|-->|&amp;|`".split("|");

/** By the parser, as if there were no other way. */
function parsed(html: string): readonly Block[] {
  return isHtml(html) ? parseHtmlBlocks(html) : [];
}

test("plain HTML is read as the parser reads it", () => {
  const piece = fc.oneof({ arbitrary: fc.constantFrom(...PLAIN_PIECES), weight: 40 }, fc.constantFrom(...OTHER_PIECES));
  let plain = 0;
  always(fc.array(piece, { minLength: 1, maxLength: 14 }), (parts) => {
    const joined = parts.join("").trim();
    const html = joined.startsWith("<") ? joined : `<p>${joined}`;
    const blocks = plainHtmlBlocks(html);
    if (blocks !== undefined) plain++;
    expect(blocks ?? parsed(html)).toEqual(parsed(html));
  });
  expect(plain).toBeGreaterThan(1_000);
});

test("a text that names shapes is printed anew for each place, all others once", () => {
  const shown = "<p>See <a>Pool</a>.</p>";
  for (const place of ["a.md#pool", "b.md#pool"]) {
    expect(documentationToMarkdown(shown, () => place)).toBe(`See [\`Pool\`](${place}).`);
    expect(documentationText(shown, () => place)).toBe(`See {@link ${place} | Pool}.`);
  }
  const [one, other] = [1, 2].map(() => documentationBlocks("<p>Alike: <code>a</code>.</p>", () => undefined));
  expect(one).toBe(other);
});

test("pages are tidied line by line", () => {
  const LINES = ["", "", "", "  ", "text", "text  ", "```", "````ts", "> ```", "  ```", "a ```", "\u00a0", "é\u00a0"];
  always(fc.array(fc.constantFrom(...LINES), { maxLength: 20 }), (lines) => {
    const kept: string[] = [];
    let fence = "";
    for (const line of lines) {
      const mark = /^\s*(?:> ?)*(`{3,})/.exec(line)?.[1] ?? "";
      if (fence === "") fence = mark;
      else if (mark.startsWith(fence) && line.trim().endsWith(mark)) fence = "";
      if (line.trim() !== "" || fence !== "" || kept.at(-1) !== "") kept.push(line.trimEnd());
    }
    expect(tidyMarkdown(lines.join("\n"))).toBe(`${kept.join("\n").trim()}\n`);
  });
});

const models = process.env["SWAGE_MODELS"] ?? join(import.meta.dirname, "../../.corpus/aws-models");

test.skipIf(!existsSync(models))("published texts are read alike, nearly all of them the short way", () => {
  const texts: string[] = [];
  for (const file of ["cognito-identity-provider.json", "dynamodb.json", "iam.json", "kms.json"].filter((name) =>
    existsSync(join(models, name)),
  ))
    JSON.parse(readFileSync(join(models, file), "utf8"), (key, value: unknown) => {
      if (key === "smithy.api#documentation") texts.push(String(value).trim());
      return value;
    });
  const read = texts.map((html) => [html, plainHtmlBlocks(html)] as const).filter(([, blocks]) => blocks !== undefined);
  for (const [html, blocks] of read) expect(blocks).toEqual(parseHtmlBlocks(html));
  expect(read.length).toBeGreaterThan(texts.length * 0.95);
});
