import { withoutUnwanted } from "./unwanted.js";

/** A block of finished Markdown. A paragraph is inline text; its lines may be joined. */
export interface MarkdownBlock {
  readonly type: "paragraph" | "other";
  readonly text: string;
}

/** GitHub's callouts (`> [!NOTE]`); other renderers show them as quotes. */
export type CalloutKind = "NOTE" | "TIP" | "IMPORTANT" | "WARNING" | "CAUTION";

/** Words of one line that hold no sign which Markdown might read, nor begin with one that makes a block. */
const PLAIN = /^(?![ >#+=-]|\d+[.)])[^\\`*[\]~&<_${\n\r\u2028\u2029]*$/;

/** Whether a text needs no escape. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/**
 * Text that Markdown shows as it is: no emphasis, link, HTML, template syntax (`{{`) or formula comes of it.
 * Line breaks are kept, so the start of each line is guarded too.
 */
export function escapeMarkdown(text: string): string {
  if (isPlain(text)) return text;
  return text
    .replace(/[\\`*[\]~]/g, "\\$&")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "\\_")
    .replace(/\$(?=[^$]*\$)/g, "\\$$")
    .replace(/\{(?=[{%])/g, "&#123;")
    .replace(/^( {0,3})(>|(?:[#+=-]|\d{1,9}[.)])(?=\s|$|[#>=-]))/gm, (_all, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}` : `${space}\\${mark}`,
    );
}

/** What needs no longer fence, no padding and no change of blanks. */
const PLAIN_CODE = /^[^\s`][^`\t\n\v\f\r\u2028\u2029]*$/;

/** A code span of one line that keeps its blanks, fenced by more backticks than the text holds in a row. */
export function codeSpan(text: string): string {
  if (PLAIN_CODE.test(text)) return `\`${text}\``;
  const line = text.replace(/[\t\n\v\f\r\u2028\u2029]+/g, " ");
  if (line.trim() === "") return "";
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  const pad = line.startsWith("`") || line.endsWith("`") || (line.startsWith(" ") && line.endsWith(" ")) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/**
 * Makes finished inline Markdown fit a cell: one line, and no `|` that would end it. Renderers disagree on `\\|`, so
 * behind a backslash the pipe is an entity.
 */
export function tableCell(markdown: string): string {
  // Most are one line without a pipe: nothing of what follows would change them.
  if (!markdown.includes("\n") && !markdown.includes("|")) return markdown.trim();
  const line = markdown
    .replace(/\\(?:(\n)\s*|[^])/g, (all, lineBreak?: string) => (lineBreak === undefined ? all : "<br>"))
    .split("\n")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join(" ");
  return line.replace(/(?<!\\)\|/g, "\\|").replace(/(?<=\\\\)\|/g, "&#124;");
}

/** The same without a pipe, which would end the cell. */
const PLAIN_CELL_CODE = /^[^\s`|][^`|\t\n\v\f\r\u2028\u2029]*$/;

/** A code span for a cell. A pipe behind a backslash has no form in a code span that all renderers read alike. */
export function tableCode(text: string): string {
  if (PLAIN_CELL_CODE.test(text)) return `\`${text}\``;
  if (!text.includes("\\|")) return tableCell(codeSpan(text));
  const entities = text.replace(/[&<>|`{*_\\[\]]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<code>${entities.replace(/\s+/g, " ")}</code>`;
}

/** @param label finished inline Markdown. @param href relative, or checked by `safeHref`. */
export function link(label: string, href: string): string {
  return `[${label}](${href})`;
}

const PLAIN_ADDRESS = /^https?:\/\/[\w.~!$&+,;=:@%/?#-]+$/;

/**
 * An address that may be linked: http and https only, so that documentation cannot bring `javascript:` or point into
 * the reader's own site.
 */
export function safeHref(address: string): string | undefined {
  const trimmed = address.trim();
  if (!/^https?:\/\/[^\s/]/i.test(trimmed)) return undefined;
  if (PLAIN_ADDRESS.test(trimmed)) return trimmed;
  return trimmed.replace(/[\s<>()[\]{}\\`"'|*_]/g, (character) =>
    character === "_" ? "_" : `%${character.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`,
  );
}

/** A block of code, fenced by more backticks than any line of it begins with. */
export function codeBlock(language: string, code: string): string {
  const fence = code.includes("`") ? fenceAround(code) : "```";
  return `${fence}${language}\n${code.endsWith("\n") ? code.replace(/\n+$/, "") : code}\n${fence}`;
}

function fenceAround(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map((run) => run[0].length));
  return "`".repeat(longest + 1);
}

/** A callout around finished Markdown. */
export function callout(kind: CalloutKind, markdown: string): string {
  // What is no paragraph must not follow on the mark's own line of text.
  return quote(`[!${kind}]\n${/^(?:- |1\. |`{3}|>|<!--)/.test(markdown) ? "\n" : ""}${markdown}`);
}

export function quote(markdown: string): string {
  return markdown
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");
}

/**
 * Gives the headings of a page, from top to bottom, the anchors that GitHub gives them: lower case, punctuation
 * dropped, spaces to `-`, and `-1`, `-2` for what comes again.
 */
export function createAnchors(): (heading: string) => string {
  const taken = new Map<string, number>();
  return (heading) => {
    const slug = slugOf(heading);
    let anchor = slug;
    let count = taken.get(slug) ?? 0;
    while (taken.has(anchor)) anchor = `${slug}-${++count}`;
    taken.set(slug, count);
    taken.set(anchor, 0);
    return anchor;
  };
}

function slugOf(heading: string): string {
  const lower = heading.toLowerCase();
  if (/^\w*$/.test(lower)) return lower;
  return lower.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "").replaceAll(" ", "-");
}

/**
 * One blank line between blocks, none at the end: what is left out leaves a gap. Code keeps its own blank lines. No
 * character is left that a reader cannot see.
 */
export function tidyMarkdown(markdown: string): string {
  const text = withoutUnwanted(markdown).trim();
  let tidy = "";
  // Most lines stay as they are: those between two gaps that do not are copied together, from here on.
  let kept = 0;
  let fence = "";
  let ticks = indexFrom(text, "```", 0);
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    if (isTidyBreak(text, at)) continue;
    const start = text.slice(0, at).trimEnd().length;
    const end = text.length - text.slice(at).trimStart().length;
    for (; ticks < start; ticks = indexFrom(text, "```", indexFrom(text, "\n", ticks)))
      fence = fenceAfter(text.slice(text.lastIndexOf("\n", ticks) + 1, indexFrom(text, "\n", ticks)), fence);
    const breaks = text.slice(start, end).replace(/[^\n]+/g, "");
    const wanted = fence === "" && breaks.length > 2 ? "\n\n" : breaks;
    at = text.lastIndexOf("\n", end - 1);
    if (start + wanted.length <= at) {
      tidy += text.slice(kept, start) + wanted;
      kept = at + 1;
    }
  }
  return `${tidy}${text.slice(kept)}\n`;
}

const LINE_FEED = 0x0a;

/** Whether no blank stands before a line break, and no second blank line behind it. */
function isTidyBreak(text: string, at: number): boolean {
  const last = text.charCodeAt(at - 1);
  if (last !== LINE_FEED && (last <= 0x20 || last >= 0x7f)) return false;
  return text.charCodeAt(at + 1) !== LINE_FEED || text.charCodeAt(at + 2) !== LINE_FEED;
}

/** The end of the text where it has no more of them. */
function indexFrom(text: string, sought: string, start: number): number {
  const at = text.indexOf(sought, start);
  return at < 0 ? text.length : at;
}

/** The fence that is open behind a line; "" for none. */
function fenceAfter(line: string, fence: string): string {
  const mark = /^\s*(?:> ?)*(`{3,})/.exec(line)?.[1] ?? "";
  if (fence === "") return mark;
  return mark.startsWith(fence) && line.trim().endsWith(mark) ? "" : fence;
}
