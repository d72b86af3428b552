import type { Block, NoteKind, ReferenceResolver, Run } from "./documentation-blocks.js";
import { joinRuns, referenceOf } from "./documentation-blocks.js";
import type { CalloutKind, MarkdownBlock } from "./markdown.js";
import { callout, codeBlock, codeSpan, escapeMarkdown, link, quote, safeHref, tableCell } from "./markdown.js";
import { parseDocumentation } from "./parse-documentation.js";

/**
 * Documentation as Markdown that is safe to render: no raw HTML, no template syntax, links to http and https alone.
 * @param hrefOf where a shape or operation that the text names is told, from the page that the text stands on.
 */
export function documentationBlocks(
  documentation: string | undefined,
  hrefOf: ReferenceResolver,
): readonly MarkdownBlock[] {
  return parseDocumentation(documentation)
    .map((block) => printBlock(block, 0, hrefOf))
    .filter(({ text }) => text !== "");
}

/** All blocks; "" where there is no documentation. */
export function documentationToMarkdown(documentation: string | undefined, hrefOf: ReferenceResolver): string {
  return joinBlocks(documentationBlocks(documentation, hrefOf));
}

/** The first paragraph as a table's cell may hold it; "" where the text does not begin with one. */
export function documentationSummary(documentation: string | undefined, hrefOf: ReferenceResolver): string {
  const [first] = documentationBlocks(documentation, hrefOf);
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

function printBlock(block: Block, level: number, hrefOf: ReferenceResolver): MarkdownBlock {
  switch (block.type) {
    case "paragraph":
      return { type: "paragraph", text: printRuns(block.runs, hrefOf) };
    case "source":
      return { type: block.isParagraph ? "paragraph" : "other", text: block.text };
    case "code":
      return { type: "other", text: codeBlock("", block.text) };
    case "list":
      return { type: "other", text: printList(block, level, hrefOf) };
    case "table":
      return { type: "other", text: printTable(block, hrefOf) };
    case "note": {
      const blocks = block.blocks.map((inner) => printBlock(inner, level + 1, hrefOf));
      const text = joinBlocks(blocks.filter((inner) => inner.text !== ""));
      if (text === "") return { type: "other", text: "" };
      // GitHub shows callouts at the top level only.
      const title = `**${block.kind[0]!.toUpperCase()}${block.kind.slice(1)}**`;
      return { type: "other", text: level === 0 ? callout(CALLOUTS[block.kind], text) : quote(`${title}\n\n${text}`) };
    }
  }
}

function printList(
  { ordered, items }: Extract<Block, { type: "list" }>,
  level: number,
  hrefOf: ReferenceResolver,
): string {
  const printed = items
    .map((blocks) => blocks.map((block) => printBlock(block, level + 1, hrefOf)).filter((block) => block.text !== ""))
    .filter((blocks) => blocks.length > 0);
  const tight = printed.every((blocks) => blocks.length === 1 && blocks[0]!.type === "paragraph");
  return printed
    .map((blocks, index) => {
      const mark = ordered ? `${index + 1}. ` : "- ";
      const indent = " ".repeat(mark.length);
      return mark + joinInItem(blocks).replace(/\n(?=[^\n])/g, `\n${indent}`);
    })
    .join(tight ? "\n" : "\n\n");
}

/** A list ends a quote by itself: prettier puts no line between the two. */
function joinInItem(blocks: readonly MarkdownBlock[]): string {
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
  const printed = rows.map((row) => line(row.map((runs) => tableCell(printRuns(runs, hrefOf)))));
  const head = hasHead ? printed.shift()! : line([]);
  return ["<!-- prettier-ignore -->", head, line(Array<string>(columns).fill("---")), ...printed].join("\n");
}

function printRuns(runs: readonly Run[], hrefOf: ReferenceResolver): string {
  return joinRuns(runs)
    .map((run, index, all) => printRun(run, index, all, hrefOf))
    .join("")
    .trim();
}

function printRun(run: Run, index: number, all: readonly Run[], hrefOf: ReferenceResolver): string {
  if (run.text === "\n") return "\\\n";
  const [, before, inner, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(run.text)!;
  if (inner === "") return run.text;
  // Emphasis that touches a word needs a letter on its inner side, or CommonMark shows the asterisks.
  const tight =
    (before === "" && /\w$/.test(all[index - 1]?.text ?? "")) ||
    (after === "" && /^\w/.test(all[index + 1]?.text ?? ""));
  const styled = !tight || (/^\w[\s\S]*\w$|^\w$/.test(inner!) && !run.code);
  const reference = run.href === "" ? referenceOf(inner!) : undefined;
  const place = reference === undefined ? undefined : hrefOf(reference.name);
  const href = place ?? (run.href === undefined ? undefined : safeHref(run.href));
  const isCode = run.code || place !== undefined;
  let text = isCode ? codeSpan(reference?.label ?? inner!) : escapeMarkdown(inner!);
  if (index > 0 && all[index - 1]!.text !== "\n" && !isCode) text = text.replace(/^\\([#>+=-])/, "$1");
  if (href !== undefined) text = link(text, href);
  if (run.emphasis && styled) text = tight ? `*${text}*` : `_${text}_`;
  if (run.strong && styled) text = `**${text}**`;
  return `${before}${text}${after}`;
}
