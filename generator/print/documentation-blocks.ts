import type { MarkdownBlock } from "./markdown.js";
import { safeHref } from "./markdown.js";

/** Text of one style, as a reader sees it: blanks in a row are one, a line feed is a line break that was asked for. */
export interface Run {
  readonly text: string;
  readonly strong: boolean;
  readonly emphasis: boolean;
  readonly code: boolean;
  /** An address as the model has it, unchecked; "" where the text itself names a shape or an operation. */
  readonly href: string | undefined;
}

export type NoteKind = "note" | "tip" | "important" | "warning" | "caution";

/** A piece of documentation, whatever language it was written in. */
export type Block =
  /** Its runs are joined; those of a table's cells are not. */
  | { readonly type: "paragraph"; readonly runs: readonly Run[] }
  | { readonly type: "code"; readonly language: string; readonly text: string }
  | { readonly type: "list"; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly type: "note"; readonly kind: NoteKind; readonly blocks: readonly Block[] }
  | { readonly type: "table"; readonly hasHead: boolean; readonly rows: readonly (readonly (readonly Run[])[])[] };

/** A text as it was read. What names no shape is printed once for all places, and then kept here. */
export interface Documentation {
  readonly blocks: readonly Block[];
  /** Whether it names shapes or operations, or pages of its own site, so that what is printed depends on the place. */
  readonly refers: boolean;
  /** Whether it holds no unwanted characters; an entity may stand for one. */
  readonly isClean: boolean;
  comment?: string;
  markdown?: readonly MarkdownBlock[];
  summary?: string;
}

/** What a note says below its title: some authors repeat that as `Note:`. */
export function noteBody({ kind, blocks }: Extract<Block, { type: "note" }>): readonly Block[] {
  const [first, ...rest] = blocks;
  const run = first?.type === "paragraph" ? first.runs[0] : undefined;
  if (run === undefined || first?.type !== "paragraph" || run.code || run.href !== undefined) return blocks;
  const [title, word] = /^\s*([A-Za-z]+)(?::(?:\s+|$)|\s-\s)/.exec(run.text) ?? [];
  if (title === undefined || word!.toLowerCase() !== kind) return blocks;
  const text = run.text.slice(title.length);
  return [{ ...first, runs: [{ ...run, text }, ...first.runs.slice(1)] }, ...rest];
}

/**
 * Finds what a reference in documentation stands for: a name, or an address within the site that the text was written
 * for. @returns undefined for a name that the package does not have, and an address that leads nowhere.
 */
export type ReferenceResolver = (name: string) => string | undefined;

/** Joins neighbours of one style, and trims blanks at line breaks and at both ends. */
export function joinRuns(runs: readonly Run[]): readonly Run[] {
  if (runs.length === 1 && runs[0]!.text.charCodeAt(0) > BLANK) return runs;
  const joined: Run[] = [];
  let blank = true;
  for (let index = 0; index < runs.length; index++) {
    const run = runs[index]!;
    let text = run.text;
    if (text === "\n") {
      if (joined.length > 0) joined.push(run);
      blank = true;
      continue;
    }
    if (blank && text.startsWith(" ")) text = text.slice(1);
    if (text === "") continue;
    blank = text.endsWith(" ");
    const last = joined.at(-1);
    // `<code><a>Name</a>.</code>` ends a sentence: the stop is no code.
    if (run.code && last?.href !== undefined && /^[.,;:]\s*$/.test(text) && !/\s$/.test(last.text)) {
      joined.push({ text, strong: run.strong, emphasis: run.emphasis, code: false, href: run.href });
      continue;
    }
    // A blank at the end of `<code>x </code>.` is the layout of the HTML, and stands in no sentence.
    if (!run.code && last !== undefined && last.text.endsWith(" ") && isMarked(last) && /^[.,;:)]/.test(text))
      joined[joined.length - 1] = withText(last, last.text.trimEnd());
    if (last !== undefined && last.text !== "\n" && last.href === run.href && last.code === run.code) {
      // Two spans of code that touch would be read as one, fenced by more backticks.
      if (run.code || (last.strong === run.strong && last.emphasis === run.emphasis)) {
        const strong = last.strong && run.strong;
        const emphasis = last.emphasis && run.emphasis;
        joined[joined.length - 1] = { text: last.text + text, strong, emphasis, code: run.code, href: run.href };
        continue;
      }
    }
    joined.push(text === run.text ? run : withText(run, text));
  }
  while (joined.at(-1)?.text.trim() === "") joined.pop();
  return joined;
}

const BLANK = 0x20;

function withText({ strong, emphasis, code, href }: Run, text: string): Run {
  return { text, strong, emphasis, code, href };
}

/** Whether any run names a shape or an operation, or a page by a relative address. */
export function refersToShapes(blocks: readonly Block[]): boolean {
  return blocks.some((block) => {
    switch (block.type) {
      case "paragraph":
        return block.runs.some(isReference);
      case "list":
        return block.items.some(refersToShapes);
      case "note":
        return refersToShapes(block.blocks);
      case "table":
        return block.rows.some((row) => row.some((runs) => runs.some(isReference)));
      case "code":
        return false;
    }
  });
}

function isReference({ href }: Run): boolean {
  return href !== undefined && !HAS_SCHEME.test(href);
}

const HAS_SCHEME = /^\s*[a-z][a-z\d+.-]*:/i;

/** Where a run's address leads; undefined for none, for one that may not be linked, and for a page of an unknown site. */
export function addressOf({ href }: Run, resolve: ReferenceResolver): string | undefined {
  if (href === undefined || href === "") return undefined;
  const address = HAS_SCHEME.test(href) ? href : resolve(href);
  return address === undefined ? undefined : safeHref(address);
}

function isMarked({ code, href, strong, emphasis }: Run): boolean {
  return code || strong || emphasis || href !== undefined;
}

/** The name that a reference means: `CreateUserPool`, or `Shape$member` as the shape, told as `Shape.member`. */
export function referenceOf(text: string): { readonly name: string; readonly label: string } {
  const label = text.trim();
  return { name: label.split("$", 1)[0]!, label: label.replace("$", ".") };
}
