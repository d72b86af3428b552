import { commonMarkBlocks } from "./commonmark-blocks.js";
import type { Block, NoteKind, Run } from "./html-blocks.js";
import { looksLikeHtml, parseHtmlBlocks } from "./html-blocks.js";
import type { CalloutKind, MarkdownBlock } from "./markdown.js";
import { callout, codeBlock, codeSpan, escapeMarkdown, link, quote, safeHref, tableCell } from "./markdown.js";

/**
 * Documentation as models carry it, CommonMark (Smithy 2.0 spec, "documentation trait") or AWS's HTML, as Markdown
 * that is safe to render: no raw HTML, no template syntax, links to http and https alone. Never throws.
 */
export function documentationBlocks(documentation: string | undefined): readonly MarkdownBlock[] {
  const text = (documentation ?? "").replace(/\r\n?/g, "\n").trim();
  if (text === "") return [];
  return looksLikeHtml(text) ? parseHtmlBlocks(text).map((block) => printBlock(block, 0)) : commonMarkBlocks(text);
}

/** All blocks; "" where there is no documentation. */
export function documentationToMarkdown(documentation: string | undefined): string {
  return joinBlocks(documentationBlocks(documentation));
}

/** The first paragraph as a table's cell may hold it; "" where the text does not begin with one. */
export function documentationSummary(documentation: string | undefined): string {
  const [first] = documentationBlocks(documentation);
  return first?.type === "paragraph" ? tableCell(first.text) : "";
}

export function joinBlocks(blocks: readonly MarkdownBlock[]): string {
  return blocks.map((block) => block.text).join("\n\n");
}

const CALLOUTS: Readonly<Record<NoteKind, CalloutKind>> = {
  note: "NOTE",
  tip: "TIP",
  important: "IMPORTANT",
  warning: "WARNING",
  caution: "CAUTION",
};

function printBlock(block: Block, level: number): MarkdownBlock {
  switch (block.type) {
    case "paragraph":
      return { type: "paragraph", text: printRuns(block.runs) };
    case "code":
      return { type: "other", text: codeBlock("", block.text.replace(/^\n+/, "")) };
    case "list":
      return { type: "other", text: printList(block, level) };
    case "note": {
      const text = joinBlocks(block.blocks.map((inner) => printBlock(inner, level + 1)));
      if (text === "") return { type: "other", text: "" };
      // GitHub shows callouts at the top level only.
      const title = `**${block.kind[0]!.toUpperCase()}${block.kind.slice(1)}**`;
      return { type: "other", text: level === 0 ? callout(CALLOUTS[block.kind], text) : quote(`${title}\n\n${text}`) };
    }
  }
}

function printList({ ordered, items }: Extract<Block, { type: "list" }>, level: number): string {
  const printed = items
    .map((blocks) => blocks.map((block) => printBlock(block, level + 1)).filter((block) => block.text !== ""))
    .filter((blocks) => blocks.length > 0);
  const tight = printed.every((blocks) => blocks.length === 1 && blocks[0]!.type === "paragraph");
  return printed
    .map((blocks, index) => {
      const mark = ordered ? `${index + 1}. ` : "- ";
      const indent = " ".repeat(mark.length);
      return mark + joinBlocks(blocks).replace(/\n(?=[^\n])/g, `\n${indent}`);
    })
    .join(tight ? "\n" : "\n\n");
}

function printRuns(runs: readonly Run[]): string {
  return mergeRuns(runs).map(printRun).join("").trim();
}

/** Joins neighbours of one style and makes each stretch of white space one blank, across runs. */
function mergeRuns(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  let blank = true;
  for (const run of runs) {
    let text = run.text.replace(/\s+/g, " ");
    if (blank) text = text.replace(/^ /, "");
    if (text === "") continue;
    blank = text.endsWith(" ");
    const last = merged.at(-1);
    if (last !== undefined && sameStyle(last, run)) merged[merged.length - 1] = { ...last, text: last.text + text };
    else merged.push({ ...run, text });
  }
  return merged;
}

function sameStyle(a: Run, b: Run): boolean {
  return a.strong === b.strong && a.emphasis === b.emphasis && a.code === b.code && a.href === b.href;
}

function printRun(run: Run, index: number, all: readonly Run[]): string {
  const [, before, inner, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(run.text)!;
  if (inner === "") return run.text;
  // Emphasis that touches a word needs a letter on its inner side, or CommonMark shows the asterisks.
  const tight =
    (before === "" && /\w$/.test(all[index - 1]?.text ?? "")) ||
    (after === "" && /^\w/.test(all[index + 1]?.text ?? ""));
  const styled = !tight || (/^\w[\s\S]*\w$|^\w$/.test(inner!) && !run.code);
  let text = run.code ? codeSpan(inner!) : escapeMarkdown(inner!);
  if (index > 0 && !run.code) text = text.replace(/^\\([#>+=-])/, "$1");
  const href = run.href === undefined ? undefined : safeHref(run.href);
  if (href !== undefined) text = link(text, href);
  if (run.emphasis && styled) text = tight ? `*${text}*` : `_${text}_`;
  if (run.strong && styled) text = `**${text}**`;
  return `${before}${text}${after}`;
}
