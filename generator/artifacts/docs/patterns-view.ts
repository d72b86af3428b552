import { containerOf, memberNameOf } from "../../model/shape-id.js";
import { markdownHeader } from "../../print/header.js";
import { codeSpan, escapeMarkdown, link, tableCell, tableCode } from "../../print/markdown.js";
import type { PackageContext } from "../context.js";
import type { PatternNote } from "../pattern-notes.js";
import { patternNotes } from "../pattern-notes.js";
import type { Pages } from "./pages.js";
import { INDEX_PATH, PATTERNS_PATH, relativeHref, SHAPES_INDEX_PATH } from "./pages.js";

export interface PatternsView {
  readonly header: string;
  readonly index: string;
  readonly shapes: string;
  /** How many there are, and how many need no word; one sentence. */
  readonly summary: string;
  readonly kinds: readonly {
    readonly title: string;
    readonly explanation: string;
    /** Heading of the last column. */
    readonly column: string;
    /** Finished Markdown for cells. */
    readonly rows: readonly { readonly name: string; readonly pattern: string; readonly remark: string }[];
  }[];
}

type Told = Exclude<PatternNote["kind"], "enforced">;

const KINDS: readonly (readonly [Told, string, string, string])[] = [
  [
    "not-enforced",
    "Not enforced",
    "The service checks these; the validators and the mock take any string that keeps the other rules.",
    "Why",
  ],
  [
    "guarded",
    "Guarded",
    "Tried in the usual way, these may take long over a string made for it. They are enforced by a matcher that follows all ways through the pattern at once, and takes time in proportion to the string.",
    "Matched as",
  ],
  [
    "translated",
    "Translated",
    "JavaScript does not read these as they stand. They are enforced in a form of the same meaning.",
    "Matched as",
  ],
];

/** @returns undefined where every pattern is enforced just as it stands. */
export function patternsView(context: PackageContext, pages: Pages): PatternsView | undefined {
  const notes = patternNotes(context.closure);
  const kinds = KINDS.flatMap(([kind, title, explanation, column]) => {
    const rows = notes.filter((note) => note.kind === kind).map((note) => rowOf(context, pages, note));
    return rows.length === 0 ? [] : [{ title, explanation, column, rows }];
  });
  if (kinds.length === 0) return undefined;
  return {
    header: markdownHeader(context.settings.banner),
    index: relativeHref(PATTERNS_PATH, INDEX_PATH),
    shapes: relativeHref(PATTERNS_PATH, SHAPES_INDEX_PATH),
    summary: summaryOf(notes.length, notes.filter(({ kind }) => kind === "enforced").length),
    kinds,
  };
}

function summaryOf(total: number, enforced: number): string {
  if (total === 1) return "The model has one pattern, and a plain `RegExp` does not match it as it stands.";
  const matched =
    enforced === 0
      ? "none of them as it stands"
      : enforced === 1
        ? "one of them just as it stands"
        : `${enforced} of them just as they stand`;
  return `The model has ${total} patterns; a plain \`RegExp\` matches ${matched}. These are the others.`;
}

function rowOf(
  { names }: PackageContext,
  pages: Pages,
  { shape, pattern, source, reason }: PatternNote,
): PatternsView["kinds"][number]["rows"][number] {
  const member = memberNameOf(shape);
  const container = containerOf(shape);
  const name = codeSpan(`${names.type(container)}${member === undefined ? "" : `.${member}`}`);
  const place = pages.shape(container);
  return {
    name: place === undefined ? name : link(name, relativeHref(PATTERNS_PATH, place)),
    pattern: tableCode(pattern),
    remark:
      source === undefined
        ? tableCell(escapeMarkdown(reason))
        : source === pattern
          ? "as it stands"
          : tableCode(source),
  };
}
