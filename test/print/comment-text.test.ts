import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { documentationText } from "../../generator/print/documentation-tsdoc.js";
import { tsDoc } from "../../generator/print/tsdoc.js";

const renderer = new MarkdownIt();

/** The comment that is made of HTML, without its frame: what an editor reads as Markdown. */
function commentOf(html: string): string {
  const comment = tsDoc({ description: documentationText(html, () => undefined) }, 0);
  return comment
    .trim()
    .slice("/**".length, -"*/".length)
    .replaceAll(/\n \* ?/g, "\n")
    .trim();
}

/** What an editor shows, one blank between two words; items of lists are parted by nothing else. */
function shownOf(html: string): string {
  const words: string[] = [];
  for (const { type, children, content } of renderer.parse(commentOf(html), {}))
    if (type === "inline")
      words.push(children!.map((token) => (token.type.endsWith("break") ? " " : token.content)).join(""));
    else words.push(content);
  return inWords(words.join(" "));
}

function inWords(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function htmlOf(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}

describe("an editor shows of a comment", () => {
  test.each([
    ["what looks like the definition of a link", "<ul><li><i>[YYYY]</i>: year</li></ul>", "[YYYY]: year"],
    ["a sign that looks like a list's, in a list", "<ul><li>* (any)</li><li>+ b</li></ul>", "* (any) + b"],
    ["a number that looks like a list's", "<p>3. a</p><ul><li>12) b</li></ul>", "3. a 12) b"],
    ["a sign alone", "<ul><li>*</li><li>-</li></ul>", "* -"],
    ["what looks like a heading's line", "<p>a<br>===</p>", "a ==="],
    ["what looks like code", `<p>~~~ a</p><p>${"word ".repeat(14)}~~~~~~ a</p>`, `~~~ a ${"word ".repeat(14)}~~~~~~ a`],
    ["what looks like struck out", "<p>~~a~~</p>", "~~a~~"],
    ["a backslash, wherever the line ends", `<p>${"a \\ ".repeat(60)}</p>`, "a \\ ".repeat(60).trim()],
    ["a line break, and no backslash", "<p>a<br>b <code>c</code><br>d</p>", "a b c d"],
  ])("%s", (_name, html, text) => {
    expect(shownOf(html)).toBe(text);
  });

  test("a line break where one was asked for", () => {
    expect(
      commentOf(`<p>a<br>b<br>${"word ".repeat(20)}</p>`)
        .split("\n")
        .slice(0, 2),
    ).toEqual(["a\\", "b\\"]);
    expect(commentOf("<ul><li>a<br>b</ul>")).toBe("- a\\\n  b");
  });

  test("all that the documentation says", () => {
    const sign = fc.constantFrom(..."*_[]()<>#+-=~!|&:;.,\\/'\"@{}$%^1a");
    const word = fc.oneof(
      fc.constantFrom("word", "1.", "20)", "-", "*", "+", "#", ">", "\\", "[a]:"),
      fc.string({ unit: sign, maxLength: 5 }),
    );
    const line = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(" "));
    const block = fc.oneof(
      line.map((text) => ({ html: `<p>${htmlOf(text)}</p>`, text })),
      line.map((text) => ({ html: `<p><i>${htmlOf(text)}</i>${htmlOf(text)}</p>`, text: text + text })),
      fc.array(line, { minLength: 1, maxLength: 3 }).map((items) => ({
        html: `<ul>${items.map((item) => `<li>${htmlOf(item)}</li>`).join("")}</ul>`,
        text: items.join(" "),
      })),
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 3 }), (blocks) => {
        const html = blocks.map((one) => one.html).join("");
        // Blanks before a full stop or a comma are left out, and say nothing.
        expect(shownOf(html).replaceAll(" ", "")).toBe(
          blocks
            .map(({ text }) => text)
            .join("")
            .replace(/\s/g, ""),
        );
      }),
      { numRuns: 3_000, seed: 8 },
    );
  });
});
