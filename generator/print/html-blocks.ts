import { Parser } from "htmlparser2";
import type { Block, NoteKind, Run } from "./documentation-blocks.js";
import { joinRuns } from "./documentation-blocks.js";
import type { HtmlListener } from "./plain-html.js";
import { readPlainHtml } from "./plain-html.js";

type Container =
  | { readonly type: "list"; readonly ordered: boolean; readonly items: Block[][] }
  | { readonly type: "note"; readonly kind: NoteKind; readonly blocks: Block[] }
  | { readonly type: "table"; hasHead: boolean; readonly rows: Run[][][] };

const LISTS = new Set(["ul", "ol", "dl"]);
const NOTES = new Set<string>(["note", "tip", "important", "warning", "caution"] satisfies NoteKind[]);
const PARAGRAPHS = new Set("p para div section blockquote body html caption dd center thead tbody tfoot".split(" "));
const HEADINGS = new Set("h1 h2 h3 h4 h5 h6".split(" "));
const PREFORMATTED = new Set(["pre", "programlisting", "codeblock"]);
const STRONG = new Set(["b", "strong"]);
const EMPHASIS = new Set(["i", "em", "replaceable"]);
const CODE = new Set(["code", "tt", "samp", "kbd", "userinput", "codephrase"]);
/** What they hold is not for readers; `fullname` repeats the service's title. */
const DROPPED = new Set(["script", "style", "fullname"]);
const OTHERS = "a br li dt table tr td th span sup sub u small font abbr hr img s link".split(" ");
const KNOWN = new Set(
  [LISTS, NOTES, PARAGRAPHS, HEADINGS, PREFORMATTED, STRONG, EMPHASIS, CODE, DROPPED, OTHERS].flatMap((names) => [
    ...names,
  ]),
);

/** Lists within lists go so deep; what is deeper stands at the last level. Keeps recursion over blocks shallow. */
const DEEPEST = 8;

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

/** Whether the text is written in HTML and not in CommonMark, code spans left out of the question. */
export function looksLikeHtml(text: string): boolean {
  if (!text.includes("<")) return false;
  const outside = text.replace(/`[^`]*`/g, "");
  return [...outside.matchAll(TAG)].some(([, name]) => name !== undefined && KNOWN.has(name.toLowerCase()));
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
    const known = name === undefined ? tag === "<!--" && at < end : KNOWN.has(name.toLowerCase());
    return known ? tag : `&lt;${tag.slice(1)}`;
  });
}

/** One text in two is `<p>…</p>` around words alone, which need no builder. */
const PARAGRAPH = /^<p>([^<&`]*)<\/p>$/;

/** Reads HTML of the plainest sort. @returns undefined for all other texts, in HTML or not. */
export function plainHtmlBlocks(text: string): readonly Block[] | undefined {
  if (!text.includes("<") || text.includes("`")) return undefined;
  const words = PARAGRAPH.exec(text)?.[1];
  if (words !== undefined) return words.trim() === "" ? [] : [plainParagraph(words)];
  const builder = createBuilder();
  return readPlainHtml(text, builder) ? builder.end() : undefined;
}

/** Reads HTML into blocks. What is never closed ends with its container; what was never opened is passed over. */
export function parseHtmlBlocks(html: string): readonly Block[] {
  const text = withoutForeignTags(html);
  if (text.split("<").length > MOST_TAGS) return [plainParagraph(html)];
  const builder = createBuilder();
  const parser = new Parser({
    onopentag: (name, attributes) => builder.open(name, attributes["href"]),
    ontext: (part) => builder.text(part),
    onclosetag: (name) => builder.close(name),
  });
  parser.end(text);
  return builder.end();
}

function plainParagraph(text: string): Block {
  const plain = { strong: false, emphasis: false, code: false, href: undefined };
  return { type: "paragraph", runs: joinRuns([{ text: singleBlanks(text), ...plain }]) };
}

const LINE_FEED = 0x0a;
const MORE_THAN_BLANKS = /[^\S ]|  /;

/** White space in a row is one blank. */
function singleBlanks(text: string): string {
  if (text.charCodeAt(0) === LINE_FEED && text.trim() === "") return " ";
  return MORE_THAN_BLANKS.test(text) ? text.replace(/\s+/g, " ") : text;
}

interface Builder extends HtmlListener {
  end(): readonly Block[];
}

function createBuilder(): Builder {
  const root: Block[] = [];
  const open: Container[] = [];
  let runs: Run[] = [];
  let preformatted: string | undefined;
  let dropped = 0;
  let style = { strong: 0, emphasis: 0, code: 0, href: undefined as string | undefined };

  const target = (): Block[] | undefined => {
    const top = open.at(-1);
    if (top === undefined) return root;
    if (top.type === "note") return top.blocks;
    if (top.type === "table") return undefined;
    if (top.items.length === 0) top.items.push([]);
    return top.items.at(-1)!;
  };
  /** A table's cells hold text alone: blocks in them become lines. */
  const cell = (): Run[] | undefined => {
    const top = open.at(-1);
    return top?.type === "table" ? top.rows.at(-1)?.at(-1) : undefined;
  };
  const addRun = (text: string): void => {
    const { href } = style;
    const strong = style.strong > 0;
    const emphasis = style.emphasis > 0;
    if (style.code > 0 || !text.includes("`")) {
      if (text !== "") runs.push({ text, strong, emphasis, code: style.code > 0, href });
      return;
    }
    // Authors write code in Markdown's way too, in the midst of HTML.
    for (const part of text.split(/((?<!`)(?:`[^`]+`|``[^`]+``)(?!`))/)) {
      const code = part.startsWith("`") && part.endsWith("`") && /[^`]/.test(part);
      const words = code ? part.replaceAll("`", "") : part;
      if (words !== "") runs.push({ text: words, strong, emphasis, code, href });
    }
  };
  const flush = (): void => {
    if (runs.some((run) => /\S/.test(run.text))) {
      const blocks = target();
      const line = cell();
      if (blocks !== undefined) blocks.push({ type: "paragraph", runs: joinRuns(runs) });
      else if (line !== undefined) line.push(...(line.length > 0 ? [lineBreak] : []), ...runs);
    }
    runs = [];
    // A style that was never closed must not run on through all that follows.
    style = { strong: 0, emphasis: 0, code: 0, href: undefined };
  };
  const push = (container: Container): void => {
    flush();
    const blocks = target();
    if (open.length >= DEEPEST || blocks === undefined) return;
    blocks.push(container);
    open.push(container);
  };
  const pop = (matches: (container: Container) => boolean): void => {
    flush();
    const at = open.findLastIndex(matches);
    if (at >= 0) open.length = at;
  };
  const table = (): Extract<Container, { type: "table" }> | undefined => {
    const at = open.findLastIndex(({ type }) => type === "table");
    flush();
    if (at < 0) return undefined;
    open.length = at + 1;
    return open[at] as Extract<Container, { type: "table" }>;
  };
  const item = (): void => {
    flush();
    const at = open.findLastIndex(({ type }) => type === "list");
    if (at < 0) return;
    open.length = at + 1;
    (open[at] as Extract<Container, { type: "list" }>).items.push([]);
  };
  const change = (name: string, step: 1 | -1): void => {
    const next = (count: number): number => Math.max(0, count + step);
    if (STRONG.has(name)) style.strong = next(style.strong);
    else if (EMPHASIS.has(name)) style.emphasis = next(style.emphasis);
    else if (CODE.has(name)) style.code = next(style.code);
  };
  return {
    open(name, href) {
      if (DROPPED.has(name)) dropped++;
      else if (dropped > 0 || preformatted !== undefined) return;
      else if (PREFORMATTED.has(name)) {
        flush();
        preformatted = "";
      } else if (name === "br") runs.push(lineBreak);
      else if (name === "li") item();
      else if (name === "dt") {
        item();
        style.strong++;
      } else if (LISTS.has(name)) push({ type: "list", ordered: name === "ol", items: [] });
      else if (NOTES.has(name)) push({ type: "note", kind: name as NoteKind, blocks: [] });
      else if (name === "table") push({ type: "table", hasHead: false, rows: [] });
      else if (name === "tr") table()?.rows.push([]);
      else if (name === "td" || name === "th") {
        const inner = table();
        if (inner === undefined) return;
        if (inner.rows.length === 0) inner.rows.push([]);
        inner.rows.at(-1)!.push([]);
        if (name === "th" && inner.rows.length === 1) inner.hasHead = true;
        else if (name === "th") style.strong++;
      } else if (PARAGRAPHS.has(name)) flush();
      else if (HEADINGS.has(name)) {
        flush();
        style.strong++;
      } else if (name === "a") style.href = (href ?? "").trim();
      else change(name, 1);
    },
    text(text) {
      if (dropped > 0) return;
      if (preformatted !== undefined) preformatted += text;
      else addRun(singleBlanks(text));
    },
    close(name) {
      if (DROPPED.has(name)) dropped--;
      else if (dropped > 0) return;
      else if (PREFORMATTED.has(name)) {
        const code = (preformatted ?? "").replace(/^(?:[ \t]*\n)+/, "").trimEnd();
        const blocks = target();
        if (code.trim() !== "" && blocks !== undefined) blocks.push({ type: "code", text: code });
        else if (code.trim() !== "") addRun(singleBlanks(code));
        preformatted = undefined;
      } else if (preformatted !== undefined) return;
      else if (LISTS.has(name)) pop(({ type }) => type === "list");
      else if (NOTES.has(name)) pop(({ type }) => type === "note");
      else if (name === "table") pop(({ type }) => type === "table");
      else if (name === "li" || name === "dt" || name === "td" || name === "th") flush();
      else if (PARAGRAPHS.has(name) || HEADINGS.has(name)) flush();
      else if (name === "a") style.href = undefined;
      else change(name, -1);
    },
    end() {
      flush();
      return root;
    },
  };
}

const lineBreak: Run = { text: "\n", strong: false, emphasis: false, code: false, href: undefined };
