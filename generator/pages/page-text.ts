import type { Place } from "../diagnostics/diagnostic.js";

/** One line of a page as a reader sees it, and where it stands in the file. */
export interface PageLine {
  readonly text: string;
  /** From 1, both of its first character. */
  readonly line: number;
  readonly column: number;
}

export interface PageText {
  readonly file: string;
  readonly lines: readonly PageLine[];
}

export function placeIn({ file }: PageText, line: PageLine | undefined, offset = 0): Place {
  return { file, line: line?.line ?? 1, column: (line?.column ?? 1) + offset };
}

/** A stretch of lines as one text, so that what is read may go over line ends. */
export interface Block {
  readonly text: string;
  placeAt(offset: number): Place;
}

export function blockOf(page: PageText, start: number, end: number): Block {
  const lines = page.lines.slice(start, end);
  const starts: number[] = [];
  let length = 0;
  for (const { text } of lines) {
    starts.push(length);
    length += text.length + 1;
  }
  return {
    text: lines.map(({ text }) => text).join("\n"),
    placeAt(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return placeIn(page, lines[low], offset - (starts[low] ?? 0));
    },
  };
}

/** Text is taken line by line; odd blanks and line ends of any system count as plain ones. */
export function readTextPage(file: string, text: string): PageText {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  return {
    file,
    lines: lines.map((line, index) => ({
      text: line.replaceAll("\u00a0", " ").replaceAll("\t", "    ").trimEnd(),
      line: index + 1,
      column: 1,
    })),
  };
}
