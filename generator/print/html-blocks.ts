import type { HtmlToken } from "./html-tokens.js";
import { tokenizeHtml } from "./html-tokens.js";

/** Text of one style. `text` is as a reader sees it. */
export interface Run {
  readonly text: string;
  readonly strong: boolean;
  readonly emphasis: boolean;
  readonly code: boolean;
  readonly href: string | undefined;
}

export type Block =
  | { readonly type: "paragraph"; readonly runs: readonly Run[] }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "list"; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly type: "note"; readonly kind: NoteKind; readonly blocks: readonly Block[] };

export type NoteKind = "note" | "tip" | "important" | "warning" | "caution";

type Container =
  { type: "list"; ordered: boolean; items: Block[][] } | { type: "note"; kind: NoteKind; blocks: Block[] };

const LISTS = new Set(["ul", "ol", "dl"]);
const NOTES = new Set<string>(["note", "tip", "important", "warning", "caution"] satisfies NoteKind[]);
const PARAGRAPHS = new Set([
  "p",
  "para",
  "div",
  "section",
  "tr",
  "thead",
  "tbody",
  "table",
  "blockquote",
  "body",
  "html",
]);
const HEADINGS = new Set(["h1", "h2", "h3", "h4", "h5", "h6", "dt", "th"]);
const PREFORMATTED = new Set(["pre", "programlisting", "codeblock"]);
const STRONG = new Set(["b", "strong"]);
const EMPHASIS = new Set(["i", "em", "replaceable"]);
const CODE = new Set(["code", "tt", "samp", "kbd", "userinput", "codephrase"]);
/** Known, and without a look of their own here. */
const PLAIN = new Set([
  "span",
  "sup",
  "sub",
  "u",
  "small",
  "font",
  "abbr",
  "hr",
  "img",
  "dd",
  "td",
  "center",
  "s",
  "fullname",
]);

/** Lists within lists go so deep; what is deeper stands at the last level. Keeps recursion over blocks shallow. */
const DEEPEST = 8;

/** Reads HTML documentation into blocks. What is never closed ends with the text; what was never opened is passed over. */
export function parseHtmlBlocks(html: string): readonly Block[] {
  const root: Block[] = [];
  const open: Container[] = [];
  let runs: Run[] = [];
  let preformatted: string | undefined;
  let style = { strong: 0, emphasis: 0, code: 0, href: undefined as string | undefined };

  const target = (): Block[] => {
    const top = open.at(-1);
    if (top === undefined) return root;
    if (top.type === "note") return top.blocks;
    if (top.items.length === 0) top.items.push([]);
    return top.items.at(-1)!;
  };
  const flush = (): void => {
    if (runs.some((run) => run.text.trim() !== "")) target().push({ type: "paragraph", runs });
    runs = [];
    // A style that was never closed must not run on through all that follows.
    style = { strong: 0, emphasis: 0, code: 0, href: undefined };
  };
  const push = (container: Container): void => {
    flush();
    if (open.length >= DEEPEST) return;
    target().push(container);
    open.push(container);
  };
  const pop = (type: Container["type"]): void => {
    flush();
    const at = open.findLastIndex((container) => container.type === type);
    if (at >= 0) open.length = at;
  };
  const addText = (text: string): void => {
    if (preformatted !== undefined) preformatted += text;
    else
      runs.push({
        text,
        strong: style.strong > 0,
        emphasis: style.emphasis > 0,
        code: style.code > 0,
        href: style.href,
      });
  };
  const endPreformatted = (): void => {
    if (preformatted !== undefined && preformatted.trim() !== "") target().push({ type: "code", text: preformatted });
    preformatted = undefined;
  };
  const onOpen = ({ name, href, source }: Extract<HtmlToken, { kind: "open" }>): void => {
    if (preformatted !== undefined) {
      if (!isKnown(name)) preformatted += source;
    } else if (PREFORMATTED.has(name)) {
      flush();
      preformatted = "";
    } else if (name === "br") addText(" ");
    else if (name === "li" || name === "dt") {
      flush();
      const list = open.findLastIndex((container) => container.type === "list");
      if (list >= 0) {
        open.length = list + 1;
        (open[list] as Extract<Container, { type: "list" }>).items.push([]);
      }
      if (name === "dt") style.strong++;
    } else if (LISTS.has(name)) push({ type: "list", ordered: name === "ol", items: [] });
    else if (NOTES.has(name)) push({ type: "note", kind: name as NoteKind, blocks: [] });
    else if (name === "td") addText(" ");
    else if (name === "dd" || PARAGRAPHS.has(name)) flush();
    else if (HEADINGS.has(name)) {
      if (name !== "th") flush();
      style.strong++;
    } else if (STRONG.has(name)) style.strong++;
    else if (EMPHASIS.has(name)) style.emphasis++;
    else if (CODE.has(name)) style.code++;
    else if (name === "a") style.href = href;
    else if (!PLAIN.has(name)) addText(source);
  };
  const onClose = ({ name, source }: Extract<HtmlToken, { kind: "close" }>): void => {
    if (PREFORMATTED.has(name)) endPreformatted();
    else if (preformatted !== undefined) {
      if (!isKnown(name)) preformatted += source;
    } else if (LISTS.has(name)) pop("list");
    else if (NOTES.has(name)) pop("note");
    else if (name === "li" || name === "dd" || PARAGRAPHS.has(name)) flush();
    else if (HEADINGS.has(name)) {
      if (name === "th") style.strong = 0;
      else flush();
    } else if (STRONG.has(name)) style.strong = Math.max(0, style.strong - 1);
    else if (EMPHASIS.has(name)) style.emphasis = Math.max(0, style.emphasis - 1);
    else if (CODE.has(name)) style.code = Math.max(0, style.code - 1);
    else if (name === "a") style.href = undefined;
    else if (!PLAIN.has(name) && name !== "br") addText(source);
  };
  for (const token of tokenizeHtml(html)) {
    if (token.kind === "text") addText(token.text);
    else if (token.kind === "open") onOpen(token);
    else onClose(token);
  }
  endPreformatted();
  flush();
  return root;
}

const KNOWN = [LISTS, NOTES, PARAGRAPHS, HEADINGS, PREFORMATTED, STRONG, EMPHASIS, CODE, PLAIN];

function isKnown(name: string): boolean {
  return name === "a" || name === "br" || name === "li" || KNOWN.some((names) => names.has(name));
}

/** Whether the text is written in HTML and not in CommonMark, code spans left out of the question. */
export function looksLikeHtml(text: string): boolean {
  if (!text.includes("<")) return false;
  const outside = text.replace(/`[^`]*`/g, "");
  return [...outside.matchAll(/<\/?([A-Za-z][A-Za-z0-9]*)(?=[\s/>])/g)].some((tag) => isKnown(tag[1]!.toLowerCase()));
}
