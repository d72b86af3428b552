import type { Block, Documentation, ReferenceResolver, Run } from "./documentation-blocks.js";
import { addressOf, joinRuns, noteBody, referenceOf } from "./documentation-blocks.js";
import { codeBlock, codeSpan } from "./markdown.js";
import { escapeText } from "./tsdoc.js";
import { parseDocumentation, plainWords } from "./parse-documentation.js";
import { withoutUnwanted } from "./unwanted.js";

/** What a comment says of documentation. */
export interface CommentText {
  readonly description: string;
  /** As in `TsDoc`. */
  readonly isWords: boolean;
}

const NOTHING: CommentText = { description: "", isWords: false };

/**
 * Documentation as the text of a TSDoc comment, which an editor reads as Markdown: the same blocks as on a page, with
 * as few escapes as that allows, since the comment is read in the source too. `tsDoc` keeps it inside the comment.
 * @param linkTo the declaration, as `{@link}` takes it, of a shape or operation that the text names.
 */
export function commentText(documentation: string | undefined, linkTo: ReferenceResolver): CommentText {
  if (documentation === undefined || documentation === "") return NOTHING;
  const words = plainWords(documentation);
  if (words !== undefined) return { description: words, isWords: true };
  const read = parseDocumentation(documentation);
  return {
    description: read.refers ? printDocumentation(read, linkTo) : (read.comment ??= printDocumentation(read, linkTo)),
    isWords: false,
  };
}

/** The same as bare text. */
export function documentationText(documentation: string | undefined, linkTo: ReferenceResolver): string {
  return commentText(documentation, linkTo).description;
}

function printDocumentation({ blocks, isClean }: Documentation, linkTo: ReferenceResolver): string {
  const text = printBlocks(blocks, linkTo);
  return isClean ? text : withoutUnwanted(text);
}

/** What comes to nothing is left out. */
function printBlocks(blocks: readonly Block[], linkTo: ReferenceResolver): string {
  if (blocks.length === 1) return printBlock(blocks[0]!, linkTo);
  let all = "";
  let last: Block | undefined;
  let lastText = "";
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index]!;
    const isAfterList = block.type === "list" && endsInList(last);
    const text = isAfterList ? printList(block, linkTo, lastMark(lastText)) : printBlock(block, linkTo);
    if (text === "") continue;
    all += all === "" ? text : `\n\n${text}`;
    last = block;
    lastText = text;
  }
  return all;
}

/** The mark of the last item, however deep; a point or a parenthesis of one with a number. */
function lastMark(text: string): string {
  return [...text.matchAll(/^(?:\d+)?([-+.)]) /gm)].at(-1)?.[1] ?? "";
}

function endsInList(block: Block | undefined): boolean {
  return block?.type === "list" || (block?.type === "note" && endsInList(block.blocks.at(-1)));
}

function printBlock(block: Block, linkTo: ReferenceResolver): string {
  switch (block.type) {
    case "paragraph":
      return printRuns(block.runs, linkTo);
    case "code":
      return codeBlock(block.language, block.text);
    case "list":
      return printList(block, linkTo, "");
    case "table":
      return block.rows
        .map((row) => `- ${row.map((runs) => printRuns(joinRuns(runs), linkTo)).join(" · ")}`)
        .join("\n");
    case "note": {
      const text = printBlocks(noteBody(block), linkTo);
      const title = `**${block.kind[0]!.toUpperCase()}${block.kind.slice(1)}:**`;
      if (text === "") return "";
      return block.blocks[0]?.type === "paragraph" ? `${title} ${text}` : `${title}\n\n${text}`;
    }
  }
}

/** @param before the mark of the list right before: with the same, the two would be one. */
function printList(
  { ordered, items }: Extract<Block, { type: "list" }>,
  linkTo: ReferenceResolver,
  before: string,
): string {
  const sign = ordered ? (before === "." ? ")" : ".") : before === "-" ? "+" : "-";
  const printed: string[] = [];
  for (const blocks of items) {
    const body = printItem(blocks, linkTo);
    if (body === "") continue;
    const mark = ordered ? `${printed.length + 1}${sign} ` : `${sign} `;
    const indent = "\n" + " ".repeat(mark.length);
    printed.push(mark + (body.includes("\n") ? body.replace(/\n(?=[^\n])/g, indent) : body));
  }
  return printed.join("\n");
}

/** A list under a line of text needs no blank line between, and comments are long enough. */
function printItem(blocks: readonly Block[], linkTo: ReferenceResolver): string {
  let body = "";
  for (const block of blocks) {
    const text = printBlock(block, linkTo);
    if (body === "") body = text;
    else if (text !== "") body += (text.startsWith("- ") || text.startsWith("1. ") ? "\n" : "\n\n") + text;
  }
  return body;
}

/** @param runs joined. */
function printRuns(runs: readonly Run[], linkTo: ReferenceResolver): string {
  let text = "";
  for (let index = 0; index < runs.length; index++) {
    const isFirst = index === 0 || runs[index - 1]!.text === "\n";
    text += printRun(runs[index]!, isFirst, runs[index + 1]?.text ?? "", linkTo);
  }
  return text.trim();
}

/** @param next what stands right behind it. */
function printRun(run: Run, isFirst: boolean, next: string, linkTo: ReferenceResolver): string {
  if (run.text === "\n") return "\\\n";
  if (!run.strong && !run.code && run.href === undefined && (!isFirst || WORD.test(run.text)) && PLAIN.test(run.text))
    return run.text;
  const inner = run.text.trim();
  if (inner === "") return run.text;
  const text = printText(run, inner, isFirst, run.text.endsWith(inner) ? next : "", linkTo);
  // Emphasis is left out: an editor's text is small, and stars in a comment only disturb.
  const words = run.strong && !run.code && /^\w(?:.*\w)?$/.test(inner) ? `**${text}**` : text;
  if (words === inner) return run.text;
  if (inner.length === run.text.length) return words;
  const start = run.text.length - run.text.trimStart().length;
  return run.text.slice(0, start) + words + run.text.slice(start + inner.length);
}

function printText(run: Run, text: string, isFirst: boolean, next: string, linkTo: ReferenceResolver): string {
  if (run.href === "") {
    const { name, label } = referenceOf(text);
    const declaration = linkTo(name);
    if (declaration !== undefined) return `{@link ${declaration}${declaration === label ? "" : ` | ${label}`}}`;
  }
  const words = run.code ? codeSpan(text) : escapeWords(text, isFirst, next);
  const href = addressOf(run, linkTo);
  // Editors make a link of an address by themselves.
  return href === undefined || (href === text && !run.code) ? words : `[${words}](${href})`;
}

/** Letters of ASCII, and signs that mean nothing in Markdown, in TSDoc and in HTML: most texts are of these alone. */
const PLAIN = /^[ -%'()+-;=>?A-[^a-z|]*$/;

/** Begins with what begins no block. */
const WORD = /^[A-Za-z]/;

/** What would begin a heading, a quote, a list, or a line under a heading. */
const START = /^(?:[#>+-]|\*(?=\s|$)|=+$|\d{1,9}(?=[.)](?:\s|$)))/;

/** What would begin code, emphasis, a link, HTML, a list or a tag; the rest of Markdown's signs stay bare. */
function escapeWords(text: string, isFirst: boolean, next: string): string {
  const isPlain = PLAIN.test(text);
  if (isPlain && !isFirst) return text;
  const safe = isPlain ? text : escapeSigns(text, next);
  const start = isFirst ? safe.replace(START, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`)) : safe;
  return isPlain ? start : escapeText(start);
}

function escapeSigns(text: string, next: string): string {
  const safe = text
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, "\\\\")
    .replace(/`|\*(?![\s/])|(?<![A-Za-z0-9])\*(?=\/)|~(?=~)/g, "\\$&")
    .replace(/(?<![A-Za-z0-9])_(?=\S)|(?<=\S)_(?![A-Za-z0-9])/g, "\\_")
    .replace(/\](?=[([:])/g, "\\]")
    .replace(/<(?=[A-Za-z/!?])/g, "\\<")
    .replace(/&(?=#?\w+;)/g, "&amp;");
  // What follows in another style belongs to it all the same: `<i>[YYYY]</i>: year`.
  return safe.endsWith("]") && /^[([:]/.test(next) ? `${safe.slice(0, -1)}\\]` : safe;
}
