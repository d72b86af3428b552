import { withoutUnwanted } from "./unwanted.js";

/** What a TSDoc comment says; parts that are "" or undefined are left out. */
export interface TsDoc {
  /** Markdown without unwanted characters, with `@` and braces escaped where they are text. */
  readonly description: string;
  /** Whether the description is one line of words that mean nothing to Markdown and to TSDoc, one blank between each two. */
  readonly isWords?: boolean;
  /** Sentences of the rules that a value must keep, escaped by `escapeText`. */
  readonly constraints?: readonly string[] | undefined;
  /** As TypeScript would write it. */
  readonly defaultValue?: string | undefined;
  /** A date or a version, in one line, escaped by `escapeText`. */
  readonly since?: string | undefined;
  readonly release?: ReleaseTag | undefined;
  /** Like `description`; "" for one that is deprecated without a word. */
  readonly deprecated?: string | undefined;
}

/** TSDoc's words for what is not for everybody; a comment has one of them. */
export type ReleaseTag = "@internal" | "@experimental";

const WIDTH = 80;

/**
 * A block comment and the line break behind it, "" where there is nothing to say.
 * @param indentation of the place, in columns: lines are filled up to column 80. Each line behind the first begins with
 *   as many blanks, and so does what is put behind the comment.
 */
export function tsDoc(parts: TsDoc, indentation: number): string {
  const width = Math.max(40, WIDTH - indentation - 3);
  const { description, isWords, constraints, defaultValue, since, release, deprecated } = parts;
  const hasConstraints = constraints !== undefined && constraints.length > 0;
  const hasTags =
    defaultValue !== undefined || since !== undefined || release !== undefined || deprecated !== undefined;
  if (!hasConstraints && !hasTags) {
    if (description === "") return "";
    if (isWords === true && description.length <= width) return `/** ${description}${placeOf(indentation).end}`;
  }
  const lines: string[] = [];
  if (isWords === true) cutAtBlanks(description, 0, width, 0, lines);
  else if (description !== "") fill(escapeEnd(description), width, lines);
  if (hasConstraints) addConstraints(constraints, width, lines);
  if (hasConstraints || (isWords !== true && description.includes("@"))) {
    for (let index = 0; index < lines.length; index++) lines[index] = withoutTags(lines[index]!);
  }
  if (hasTags) {
    if (lines.length > 0) lines.push("");
    if (defaultValue !== undefined) fill(`@defaultValue ${escapeCode(defaultValue)}`, width, lines);
    if (since !== undefined) fill(`@since ${since}`, width, lines);
    if (release !== undefined) lines.push(release);
    if (deprecated !== undefined) fill(`@deprecated ${escapeCode(deprecated)}`.trimEnd(), width, lines);
  }
  return commentOf(lines, placeOf(indentation));
}

/** What stands around the lines of a comment at some indentation. */
interface Place {
  readonly margin: string;
  readonly emptyLine: string;
  /** Behind the only line. */
  readonly end: string;
  readonly lastLine: string;
}

function placeAt(indentation: number): Place {
  const start = `\n${" ".repeat(indentation)}`;
  return { margin: `${start} * `, emptyLine: `${start} *`, end: ` */${start}`, lastLine: `${start} */${start}` };
}

const PLACES: Place[] = [];

function placeOf(indentation: number): Place {
  return (PLACES[indentation] ??= placeAt(indentation));
}

function commentOf(lines: readonly string[], { margin, emptyLine, end, lastLine }: Place): string {
  if (lines.length === 0) return "";
  if (lines.length === 1) return `/** ${lines[0]!}${end}`;
  let comment = "/**";
  for (let index = 0; index < lines.length; index++) {
    // A bare mark of a list has a blank behind it.
    const line = lines[index]!.endsWith(" ") ? lines[index]!.trimEnd() : lines[index]!;
    comment += line === "" ? emptyLine : margin + line;
  }
  return comment + lastLine;
}

function addConstraints(constraints: readonly string[], width: number, lines: string[]): void {
  const mark = endsInList(lines) ? "+" : "-";
  if (lines.length > 0) lines.push("");
  for (const sentence of constraints) {
    if (sentence.length <= width - 2 && LINE.test(sentence)) lines.push(`${mark} ${sentence}`);
    else fill(`${mark} ${sentence}`, width, lines);
  }
}

/** Whether a list of `-` right below would be read as more of the one above. */
function endsInList(lines: readonly string[]): boolean {
  return lines.findLast((line) => /^\S/.test(line))?.startsWith("- ") === true;
}

/** Words of ASCII with one blank between them, no `@` and no `*`: a line that stays as it is. */
const LINE = /^[A-Za-z](?:[!-)+-?A-~]| (?=[!-~]))*$/;

/** Text that cannot end the comment and holds no tag of its own: outside code, `@`, `{` and `}` are escaped. */
export function escapeText(text: string): string {
  if (!/[@{}]/.test(text)) return escapeCode(text);
  return text
    .split(/(`[^`\n]*`)/)
    .map((part, index) => (index % 2 === 1 ? escapeCode(part) : escapeCode(part.replace(/(?<!\\)[@{}]/g, "\\$&"))))
    .join("");
}

/**
 * TypeScript takes a word with `@` for a tag wherever it stands, but for spans between single backticks: in other code
 * it gets a backslash, which is seen there and does no harm.
 */
function withoutTags(line: string): string {
  if (!line.includes("@")) return line;
  return line.replace(/(?<!`)`(?!`)[^`]*`(?!`)|(^|\s)@(?=\S)/g, (all: string, lead: string | undefined) =>
    lead === undefined ? all : `${lead}\\@`,
  );
}

/** Text that cannot end the comment. */
function escapeCode(text: string): string {
  return withoutUnwanted(escapeEnd(text));
}

function escapeEnd(text: string): string {
  return text.includes("*/") ? text.replaceAll("*/", "*\\/") : text;
}

/** What stays on one line: a span of code, a tag, and all that touches them. */
const WORD = /(?:(?<![`\\])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)|\{@link [^{}\n]*\}|\S)+/g;

/** Not words with a blank between each two: `WORD` tells what may be parted. */
const NOT_PLAIN = /[`{]|[^\S ]| (?: |$)/;

/** The same with spans of code that hold no blank: no word holds one. */
const PLAIN_WITH_CODE = /^[^\s`{\\]*(?:(?:`[^\s`]+`(?!`)| (?=\S))[^\s`{\\]*)*$/;

/** Adds lines of at most `width` columns of a text that is not empty; list items are filled by themselves, fenced code stays as it is. */
function fill(text: string, width: number, lines: string[]): void {
  if (!text.includes("\n") && beginsWithLetter(text)) {
    fillLine("", text, width, 0, lines);
    return;
  }
  let fenced = false;
  let open = false;
  // Column where the text of the list item begins that the lines stand in.
  let within = 0;
  let start = 0;
  while (start <= text.length) {
    const end = text.indexOf("\n", start);
    const line = text.slice(start, end < 0 ? text.length : end);
    start += line.length + 1;
    // Most begin with a letter or as an item, so that they are nothing of all this.
    let lead = "";
    if (!fenced && ITEM.test(line)) lead = "- ";
    else if (fenced || !beginsWithLetter(line)) {
      const fence = /^\s*(?:```|~~~)/.test(line);
      if (fence) fenced = !fenced;
      const isCode = /^(?:\t|\||#)/.test(line) || line.startsWith(" ".repeat(within + 4));
      if (fence || fenced || line.trim() === "" || isCode) {
        lines.push(line.trimEnd());
        open = false;
        continue;
      }
      lead = /^(?:\s*(?:[-*+]|\d+[.)])\s+|\s*)/.exec(line)![0];
    }
    const item = lead.trim() !== "";
    if (item || lead === "") within = lead.length;
    const current = open && !item ? lines.pop()! : lead;
    const mark = open && !item ? /^\s*(?:(?:[-*+]|\d+[.)])\s+)?/.exec(current)![0] : lead;
    fillLine(current, lead === "" ? line : line.slice(lead.length), width, mark.length, lines);
    // A line break that was asked for.
    open = !endsInBackslash(line);
  }
}

function endsInBackslash(text: string): boolean {
  return text.charCodeAt(text.length - 1) === BACKSLASH;
}

const BACKSLASH = 0x5c;

const ITEM = /^- \S/;

function beginsWithLetter(line: string): boolean {
  const lowerCase = line.charCodeAt(0) | 0x20;
  return lowerCase >= LETTER_A && lowerCase <= LETTER_Z;
}

const LETTER_A = 0x61;
const LETTER_Z = 0x7a;

/** @param current what stands on the first line. @param hanging columns before each of the others. */
function fillLine(current: string, words: string, width: number, hanging: number, lines: string[]): void {
  const glued = current.trim() === "" || current.endsWith(" ");
  if (!NOT_PLAIN.test(words) || PLAIN_WITH_CODE.test(words)) {
    const text = glued ? current + words : `${current} ${words}`;
    if (text.length <= width) lines.push(text);
    else cutAtBlanks(text, current.length, width, hanging, lines);
    return;
  }
  let filled = current;
  let isGlued = glued;
  for (const word of withMarks(words.match(WORD) ?? [])) {
    const joined = isGlued ? filled + word : `${filled} ${word}`;
    if (joined.length > width && !isGlued) {
      lines.push(filled);
      filled = " ".repeat(hanging) + word;
    } else {
      filled = joined;
    }
    isGlued = false;
  }
  lines.push(filled);
}

/** A dash between words, a number that ends a sentence: at the start of a line they would begin a list, a heading, a quote or code. */
const MARK = /(?:[-+*]|-{2,}|=+|#{1,6}|\d{1,9}[.)])(?: |$)|>|~~~/y;

function isMark(text: string, at: number): boolean {
  if (text.charCodeAt(at) > GREATER_THAN) return false;
  MARK.lastIndex = at;
  return MARK.test(text);
}

const GREATER_THAN = 0x3e;

/** Such a mark stays with the word before it; a backslash, which would be a line break at the end, with the word behind it. */
function withMarks(words: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const word of words) {
    if (kept.length > 0 && (isMark(word, 0) || endsInBackslash(kept.at(-1)!))) kept.push(`${kept.pop()!} ${word}`);
    else kept.push(word);
  }
  return kept;
}

/** @param from where the words begin: no blank before may end a line. */
function cutAtBlanks(text: string, from: number, width: number, hanging: number, lines: string[]): void {
  const indent = " ".repeat(hanging);
  let start = 0;
  let first = from;
  let room = width;
  while (text.length - start > room) {
    const end = endOfLine(text, first, start + room);
    if (end < 0) break;
    lines.push((start === 0 ? "" : indent) + text.slice(start, end));
    start = end + 1;
    first = start;
    room = width - hanging;
  }
  lines.push((start === 0 ? "" : indent) + text.slice(start));
}

/** The last blank up to `limit` that may be a line's end, else the first behind it; -1 for none. */
function endOfLine(text: string, first: number, limit: number): number {
  let end = text.lastIndexOf(" ", limit);
  while (end >= first && !mayEnd(text, end)) end = text.lastIndexOf(" ", end - 1);
  if (end >= first) return end;
  end = text.indexOf(" ", first);
  while (end >= 0 && !mayEnd(text, end)) end = text.indexOf(" ", end + 1);
  return end;
}

/** @param blank where one stands. */
function mayEnd(text: string, blank: number): boolean {
  return text.charCodeAt(blank - 1) !== BACKSLASH && !isMark(text, blank + 1);
}
