import type { NoteKind } from "./documentation-blocks.js";

/** What a tag does to the text that it stands in. */
export type TagRole =
  | "break"
  | "cell"
  | "code"
  | "dropped"
  | "emphasis"
  | "heading"
  | "item"
  | "link"
  | "list"
  | "note"
  | "paragraph"
  | "preformatted"
  | "row"
  | "strong"
  | "table"
  | "term"
  /** Its text alone counts. */
  | "none";

export interface Tag {
  readonly name: string;
  readonly role: TagRole;
  /** The tags that end where it begins, if they are the innermost ones open; undefined for those of no plain HTML. */
  readonly ends: readonly string[] | undefined;
}

const NOTES = ["note", "tip", "important", "warning", "caution"] satisfies NoteKind[];

const NAMES: Readonly<Record<TagRole, readonly string[]>> = {
  break: ["br"],
  cell: ["td", "th"],
  code: ["code", "tt", "samp", "kbd", "userinput", "codephrase"],
  // What they hold is not for readers; `fullname` repeats the service's title.
  dropped: ["script", "style", "fullname"],
  emphasis: ["i", "em", "replaceable"],
  heading: ["h1", "h2", "h3", "h4", "h5", "h6", "summary"],
  item: ["li"],
  link: ["a"],
  list: ["ul", "ol", "dl"],
  note: NOTES,
  paragraph:
    "p para div section blockquote body html caption dd center thead tbody tfoot details figure figcaption".split(" "),
  preformatted: ["pre", "programlisting", "codeblock"],
  row: ["tr"],
  strong: ["b", "strong"],
  table: ["table"],
  term: ["dt"],
  none: "span sup sub u small font abbr hr img s link del ins mark picture col colgroup".split(" "),
};

/** Tags that nearly all texts make do with. */
const PLAIN: ReadonlyMap<string, readonly string[]> = new Map([
  ["p", ["p"]],
  ["code", []],
  ["i", []],
  ["b", []],
  ["a", ["a"]],
  ["ul", ["p"]],
  ["ol", ["p"]],
  ["li", ["li"]],
  ["dl", ["p"]],
  ["dt", ["dd", "dt"]],
  ["dd", ["dd", "dt"]],
  ["note", []],
  ["important", []],
]);

/** The tags of documentation, by name. */
export const TAGS: ReadonlyMap<string, Tag> = new Map(
  (Object.keys(NAMES) as TagRole[]).flatMap((role) =>
    NAMES[role].map((name) => [name, { name, role, ends: PLAIN.get(name) }] as const),
  ),
);
