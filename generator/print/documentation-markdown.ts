import type { Block, NoteKind, ReferenceResolver, Run } from "./documentation-blocks.js";
import { addressOf, joinRuns, noteBody, referenceOf } from "./documentation-blocks.js";
import type { CalloutKind, MarkdownBlock } from "./markdown.js";
import { callout, codeBlock, codeSpan, escapeMarkdown, isPlain, link, quote, tableCell } from "./markdown.js";
import { parseDocumentation, plainWords } from "./parse-documentation.js";

/**
 * Documentation as Markdown that is safe to render: no raw HTML, no template syntax, links to http and https alone.
 * @param hrefOf where a shape or operation that the text names is told, from the page that the text stands on.
 */
export function documentationBlocks(
  documentation: string | undefined,
  hrefOf: ReferenceResolver,
): readonly MarkdownBlock[] {
  if (documentation === undefined || documentation === "") return NO_BLOCKS;
  const words = plainWords(documentation);
  if (words !== undefined) return [{ type: "paragraph", text: words }];
  const read = parseDocumentation(documentation);
  return read.refers ? printBlocks(read.blocks, 0, hrefOf) : (read.markdown ??= printBlocks(read.blocks, 0, hrefOf));
}

const NO_BLOCKS: readonly MarkdownBlock[] = [];

/** All blocks; "" where there is no documentation. */
export function documentationToMarkdown(documentation: string | undefined, hrefOf: ReferenceResolver): string {
  return documentation === undefined ? "" : joinBlocks(documentationBlocks(documentation, hrefOf));
}

/**
 * The first paragraph that says something, as a table's cell may hold it: no heading, no "Welcome to the API Reference",
 * no "Keep the following in mind:" of a list that stays behind. "" where there is none.
 */
export function documentationSummary(documentation: string | undefined, hrefOf: ReferenceResolver): string {
  if (documentation === undefined || documentation === "") return "";
  const read = parseDocumentation(documentation);
  return read.refers ? printSummary(read.blocks, hrefOf) : (read.summary ??= printSummary(read.blocks, hrefOf));
}

/** Whether it names shapes or operations, which each page has its own links to. */
export function dependsOnPage(documentation: string | undefined): boolean {
  return documentation !== undefined && documentation !== "" && parseDocumentation(documentation).refers;
}

function printSummary(blocks: readonly Block[], hrefOf: ReferenceResolver): string {
  for (const block of blocks) {
    if (block.type !== "paragraph" || block.runs.every(isHeading)) continue;
    const { text } = printBlock(block, 0, hrefOf);
    if (text !== "" && !/^Welcome to (?:the )?[^.]*\.$/.test(text)) return tableCell(withoutIntroduction(text));
  }
  return "";
}

function isHeading({ text, strong }: Run): boolean {
  return strong || text.trim() === "";
}

/** Drops the sentence that a colon ends, and the colon where there is no other. */
function withoutIntroduction(text: string): string {
  if (!text.endsWith(":")) return text;
  const kept = /^([^]*[.!?][)_*]*)\s+(?=[A-Z`[*_])[^]*?:$/.exec(text)?.[1] ?? "";
  const isWhole =
    (kept.match(/\[/g) ?? []).length === (kept.match(/\]/g) ?? []).length && kept.split("`").length % 2 === 1;
  return kept !== "" && isWhole ? kept : `${text.slice(0, -1)}…`;
}

export function joinBlocks(blocks: readonly MarkdownBlock[]): string {
  return blocks.length === 1 ? blocks[0]!.text : blocks.map((block) => block.text).join("\n\n");
}

/** What comes to nothing is left out. */
function printBlocks(blocks: readonly Block[], level: number, hrefOf: ReferenceResolver): readonly MarkdownBlock[] {
  const printed: MarkdownBlock[] = [];
  let mark = "";
  for (const block of blocks) {
    const one = block.type === "list" ? printList(block, level, hrefOf, mark) : printBlock(block, level, hrefOf);
    if (one.text === "") continue;
    printed.push(one);
    mark = block.type === "list" ? /^(?:\d+)?([-*.)])/.exec(one.text)![1]! : "";
  }
  return printed;
}

const CALLOUTS: Readonly<Record<NoteKind, CalloutKind>> = {
  note: "NOTE",
  tip: "TIP",
  important: "IMPORTANT",
  warning: "WARNING",
  caution: "CAUTION",
};

function printBlock(block: Block, level: number, hrefOf: ReferenceResolver): MarkdownBlock {
  switch (block.type) {
    case "paragraph":
      return { type: "paragraph", text: printRuns(block.runs, hrefOf) };
    case "code":
      return { type: "other", text: codeBlock(block.language, block.text) };
    case "list":
      return printList(block, level, hrefOf, "");
    case "table":
      return { type: "other", text: printTable(block, hrefOf) };
    case "note": {
      const text = joinBlocks(printBlocks(noteBody(block), level + 1, hrefOf));
      if (text === "") return { type: "other", text: "" };
      // GitHub shows callouts at the top level only.
      const title = `**${block.kind[0]!.toUpperCase()}${block.kind.slice(1)}**`;
      return { type: "other", text: level === 0 ? callout(CALLOUTS[block.kind], text) : quote(`${title}\n\n${text}`) };
    }
  }
}

/** @param before the mark of the list right before: with the same, the two would be one. */
function printList(
  { ordered, items }: Extract<Block, { type: "list" }>,
  level: number,
  hrefOf: ReferenceResolver,
  before: string,
): MarkdownBlock {
  const sign = ordered ? (before === "." ? ")" : ".") : before === "-" ? "*" : "-";
  const printed = items.map((blocks) => printBlocks(blocks, level + 1, hrefOf)).filter((blocks) => blocks.length > 0);
  const tight = printed.every((blocks) => blocks.length === 1 && blocks[0]!.type === "paragraph");
  const text = printed
    .map((blocks, index) => {
      const mark = ordered ? `${index + 1}${sign} ` : `${sign} `;
      const indent = " ".repeat(mark.length);
      const item = joinInItem(blocks);
      return mark + (item.includes("\n") ? item.replace(/\n(?=[^\n])/g, `\n${indent}`) : item);
    })
    .join(tight ? "\n" : "\n\n");
  return { type: "other", text };
}

/** A list ends a quote by itself: prettier puts no line between the two. */
function joinInItem(blocks: readonly MarkdownBlock[]): string {
  if (blocks.length === 1) return blocks[0]!.text;
  return blocks
    .map(({ text }) => text)
    .reduce((all, text) => {
      const endsInQuote = all.slice(all.lastIndexOf("\n") + 1).startsWith(">");
      return all + (endsInQuote && /^(?:- |1\. )/.test(text) ? "\n" : "\n\n") + text;
    });
}

function printTable({ hasHead, rows }: Extract<Block, { type: "table" }>, hrefOf: ReferenceResolver): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  if (columns === 0) return "";
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: columns }, (_, column) => cells[column] ?? "").join(" | ")} |`;
  const printed = rows.map((row) => line(row.map((runs) => tableCell(printRuns(joinRuns(runs), hrefOf)))));
  const head = hasHead ? printed.shift()! : line([]);
  return ["<!-- prettier-ignore -->", head, line(Array<string>(columns).fill("---")), ...printed].join("\n");
}

/** @param runs joined. */
function printRuns(runs: readonly Run[], hrefOf: ReferenceResolver): string {
  let text = "";
  for (let index = 0; index < runs.length; index++) text += printRun(runs[index]!, index, runs, hrefOf);
  return text.trim();
}

function printRun(run: Run, index: number, all: readonly Run[], hrefOf: ReferenceResolver): string {
  if (run.text === "\n") return "\\\n";
  const inner = run.text.trim();
  if (inner === "") return run.text;
  if (isBare(run) && isPlain(inner)) return run.text;
  const text = printText(run, inner, index > 0 && all[index - 1]!.text !== "\n", hrefOf);
  if (!run.strong && !run.emphasis) {
    if (text === inner) return run.text;
    if (inner.length === run.text.length) return text;
  }
  const start = run.text.length - run.text.trimStart().length;
  const end = start + inner.length;
  const before = run.text.slice(0, start);
  const after = run.text.slice(end);
  return (
    before + (run.strong || run.emphasis ? emphasize(run, text, inner, { before, after, index, all }) : text) + after
  );
}

function isBare({ strong, emphasis, code, href }: Run): boolean {
  return !strong && !emphasis && !code && href === undefined;
}

/** @param isWithin a line, so that nothing of it can be taken for a mark of a block. */
function printText(run: Run, text: string, isWithin: boolean, hrefOf: ReferenceResolver): string {
  const reference = run.href === "" ? referenceOf(text) : undefined;
  const place = reference === undefined ? undefined : hrefOf(reference.name);
  const href = place ?? addressOf(run, hrefOf);
  const isCode = run.code || place !== undefined;
  let words = isCode ? codeSpan(reference?.label ?? text) : escapeMarkdown(text);
  if (isWithin && !isCode && words.startsWith("\\")) words = words.replace(/^\\([#>+=-])/, "$1");
  if (href === undefined) return words;
  return href === text && !isCode ? `<${href}>` : link(words, href);
}

interface Surroundings {
  readonly before: string;
  readonly after: string;
  readonly index: number;
  readonly all: readonly Run[];
}

/** Emphasis that touches a word needs a letter on its inner side, or CommonMark shows the asterisks. */
function emphasize(run: Run, text: string, inner: string, { before, after, index, all }: Surroundings): string {
  const tight =
    (before === "" && /\w$/.test(all[index - 1]?.text ?? "")) ||
    (after === "" && /^\w/.test(all[index + 1]?.text ?? ""));
  if (tight && (run.code || !/^\w[\s\S]*\w$|^\w$/.test(inner))) return text;
  const emphasized = run.emphasis ? (tight ? `*${text}*` : `_${text}_`) : text;
  return run.strong ? `**${emphasized}**` : emphasized;
}
