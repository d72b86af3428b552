import { Parser } from "htmlparser2";
import type { PageLine, PageText } from "./page-text.js";

const BLOCKS: ReadonlySet<string> = new Set(
  "address article aside blockquote body br dd details div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul".split(
    " ",
  ),
);
const LISTS: ReadonlySet<string> = new Set(["ul", "ol"]);
const SILENT: ReadonlySet<string> = new Set(["head", "script", "style", "template"]);

/** Brings a page's HTML into the lines that a browser would show, or copy as text: lists are indented bullets. */
export function readHtmlPage(file: string, html: string): PageText {
  const lines: PageLine[] = [];
  const starts = lineStarts(html);
  let text = "";
  let begins = 0;
  let lists = 0;
  let silent = 0;
  let preformatted = 0;
  let bullet = false;

  const flush = (): void => {
    const shown = preformatted > 0 ? text.trimEnd() : text.trim();
    text = "";
    if (shown === "") return;
    const indent = " ".repeat(Math.max(0, 2 * lists - (bullet ? 0 : -2)));
    const { line, column } = placeOf(starts, begins);
    lines.push({ text: (lists > 0 ? indent + (bullet ? "• " : "") : "") + shown, line, column });
    bullet = false;
  };
  const write = (piece: string, offset: number): void => {
    if (text.trim() === "") begins = offset + (piece.length - piece.trimStart().length);
    text += piece;
  };

  const parser: Parser = new Parser(
    {
      onopentagname(name) {
        if (SILENT.has(name)) silent++;
        if (!BLOCKS.has(name)) return;
        flush();
        if (LISTS.has(name)) lists++;
        if (name === "li") bullet = true;
        if (name === "pre") preformatted++;
      },
      onclosetag(name) {
        if (SILENT.has(name)) silent = Math.max(0, silent - 1);
        if (!BLOCKS.has(name)) return;
        // Terms of lists of parameters end in a colon that no browser shows.
        if (name === "dt") text = text.replace(/\s*:\s*$/, "");
        flush();
        if (LISTS.has(name)) lists = Math.max(0, lists - 1);
        if (name === "pre") preformatted = Math.max(0, preformatted - 1);
        if (!LISTS.has(name) && name !== "li" && name !== "br") lines.push(blank(starts, parser.startIndex));
      },
      ontext(piece) {
        if (silent > 0) return;
        const plain = piece.replaceAll("\u00a0", " ");
        if (preformatted === 0) {
          write(plain.replaceAll(/\s+/g, " "), parser.startIndex);
          return;
        }
        let offset = parser.startIndex;
        const pieces = plain.split("\n");
        for (const [index, one] of pieces.entries()) {
          if (index > 0) flush();
          write(one, offset);
          offset += one.length + 1;
        }
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  parser.end();
  flush();
  return { file, lines };
}

function blank(starts: readonly number[], offset: number): PageLine {
  return { text: "", ...placeOf(starts, offset) };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function placeOf(starts: readonly number[], offset: number): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - starts[low]! + 1 };
}
