import { Parser } from "htmlparser2";
import { BlockBuilder, singleBlanks } from "./block-builder.js";
import type { Block } from "./documentation-blocks.js";
import { TAGS } from "./html-tags.js";
import { readPlainHtml } from "./plain-html.js";
import { onOneLine } from "./unwanted.js";

/** The parser's cost grows with the square of the open tags: a text with more tags is shown as it stands. */
const MOST_TAGS = 20_000;

/** What holds examples in some of AWS's texts, as tags that HTML has. */
const EXAMPLES: Readonly<Record<string, string>> = Object.assign(Object.create(null) as Record<string, string>, {
  examples: "div",
  example: "div",
  name: "h4",
  description: "p",
  request: "pre",
  response: "pre",
});

const TAG = /<(?:\/?([A-Za-z][A-Za-z0-9]*)(?=(?:[\s/][^<>]*)?>)|!--)?/g;

const FIRST_TAG = /^\s*<\/?([A-Za-z][A-Za-z0-9]*)/;

/** What only CommonMark has at the head of a block: a heading, an item, a quote, a row of a table, fenced code. */
const MARK = /\n[ \t]*\n {0,3}(?:#{1,6} |[-*+] |\d{1,9}[.)] |[>|]|`{3}|~{3})/;

/** Whether the text is written in HTML, and not in CommonMark with HTML in it, which begins with words or has marks. */
export function isHtml(text: string): boolean {
  const name = FIRST_TAG.exec(text)?.[1];
  return name !== undefined && TAGS.has(name.toLowerCase()) && !MARK.test(text);
}

/**
 * Makes text of what is no tag of documentation: `<region>` is a place to fill in, `<img` cut off at the end is text,
 * and a comment that never ends must not take the rest along.
 */
function withoutForeignTags(html: string): string {
  const end = html.lastIndexOf("-->");
  const hasExamples = html.includes("<examples>");
  return html.replace(TAG, (tag: string, name: string | undefined, at: number) => {
    const shown = hasExamples && name !== undefined ? EXAMPLES[name] : undefined;
    if (shown !== undefined) return tag.replace(name!, shown);
    const known = name === undefined ? tag === "<!--" && at < end : TAGS.has(name.toLowerCase());
    return known ? tag : `&lt;${tag.slice(1)}`;
  });
}

/** Reads HTML of the plainest sort. @returns undefined for all other texts, in HTML or not. */
export function plainHtmlBlocks(text: string): readonly Block[] | undefined {
  if (text.includes("`") || text.includes("&") || !isHtml(text)) return undefined;
  const html = onOneLine(text).trim();
  const words = onlyParagraph(html);
  if (words !== undefined) return words.trim() === "" ? [] : [plainParagraph(words)];
  const builder = new BlockBuilder();
  return readPlainHtml(html, builder) ? builder.finish() : undefined;
}

/** What stands in `<p>…</p>` where no other tag does: one text in two is such, and needs no builder. */
export function onlyParagraph(html: string): string | undefined {
  const isOnly = html.indexOf("<", 1) === html.length - 4 && html.startsWith("<p>") && html.endsWith("</p>");
  return isOnly ? html.slice(3, -4) : undefined;
}

/** Reads HTML into blocks. What is never closed ends with its container; what was never opened is passed over. */
export function parseHtmlBlocks(html: string): readonly Block[] {
  const text = withoutForeignTags(html);
  if (text.split("<").length > MOST_TAGS) return [plainParagraph(singleBlanks(html))];
  const builder = new BlockBuilder();
  const parser = new Parser({
    onopentag: (name, attributes) => {
      const tag = TAGS.get(name);
      if (tag !== undefined) builder.open(tag, attributes["href"]);
      if (name === "code") builder.classOf(attributes["class"]);
    },
    ontext: (part) => builder.text(part),
    onclosetag: (name) => {
      const tag = TAGS.get(name);
      if (tag !== undefined) builder.close(tag);
    },
  });
  parser.end(text);
  return builder.finish();
}

/** @param words with single blanks. */
function plainParagraph(words: string): Block {
  const text = words.startsWith(" ") ? words.slice(1) : words;
  return { type: "paragraph", runs: [{ text, strong: false, emphasis: false, code: false, href: undefined }] };
}
