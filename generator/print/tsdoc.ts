import { withoutUnwanted } from "./unwanted.js";

/** What a TSDoc comment says; parts that are "" or undefined are left out. */
export interface TsDoc {
  /** Markdown, with `@` and braces escaped where they are text. */
  readonly description: string;
  /** Sentences of the rules that a value must keep. */
  readonly constraints?: readonly string[];
  /** As TypeScript would write it. */
  readonly defaultValue?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly since?: string | undefined;
  /** Like `description`; "" for one that is deprecated without a word. */
  readonly deprecated?: string | undefined;
}

const WIDTH = 80;

/**
 * A block comment with a newline at its end, "" where there is nothing to say.
 * @param indentation of the place, in columns: lines are filled up to column 80.
 */
export function tsDoc(parts: TsDoc, indentation: number): string {
  const width = Math.max(40, WIDTH - indentation - 3);
  const lines: string[] = [];
  const section = (text: readonly string[]): void => {
    if (text.length === 0) return;
    if (lines.length > 0) lines.push("");
    lines.push(...text);
  };
  section(fill(escapeCode(parts.description), width).map(withoutTags));
  section((parts.constraints ?? []).flatMap((sentence) => fill(`- ${escapeText(sentence)}`, width).map(withoutTags)));
  const tags = [
    ...(parts.defaultValue === undefined ? [] : fill(`@defaultValue ${escapeCode(parts.defaultValue)}`, width)),
    ...(parts.since === undefined ? [] : [`@since ${parts.since}`]),
    ...(parts.deprecated === undefined ? [] : fill(`@deprecated ${escapeCode(parts.deprecated)}`.trimEnd(), width)),
  ];
  section(tags);
  const [only] = lines;
  if (only === undefined) return "";
  if (lines.length === 1) return `/** ${only} */\n`;
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
}

/** Text that cannot end the comment and holds no tag of its own: outside code, `@`, `{` and `}` are escaped. */
export function escapeText(text: string): string {
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
  return line.replace(/(?<!`)`(?!`)[^`]*`(?!`)|(^|\s)@(?=\S)/g, (all: string, lead: string | undefined) =>
    lead === undefined ? all : `${lead}\\@`,
  );
}

/** Text that cannot end the comment. */
function escapeCode(text: string): string {
  return withoutUnwanted(text.replaceAll("*/", "*\\/"));
}

/** What stays on one line: a span of code, a tag, and all that touches them. */
const WORD = /(?:(?<![`\\])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)|\{@link [^{}\n]*\}|\S)+/g;

/** Lines of at most `width` columns; list items are filled by themselves, fenced code stays as it is. */
function fill(text: string, width: number): string[] {
  const lines: string[] = [];
  let fenced = false;
  let open = false;
  for (const line of text === "" ? [] : text.split("\n")) {
    const fence = /^\s*(?:```|~~~)/.test(line);
    if (fence) fenced = !fenced;
    if (fence || fenced || line.trim() === "" || /^(?: {4}|\t|\||#)/.test(line)) {
      lines.push(line.trimEnd());
      open = false;
      continue;
    }
    const [, lead = "", words = ""] = /^(\s*(?:[-*+]|\d+[.)])\s+|\s*)(.*)$/s.exec(line)!;
    const item = lead.trim() !== "";
    const indent = item ? " ".repeat(lead.length) : "";
    let current = open && !item ? lines.pop()! : lead;
    const hanging = open && !item ? /^\s*(?:(?:[-*+]|\d+[.)])\s+)?/.exec(current)![0].length : indent.length;
    for (const word of words.match(WORD) ?? []) {
      const joined = current.trim() === "" || current.endsWith(" ") ? current + word : `${current} ${word}`;
      if (joined.length > width && current.trim() !== "" && !current.endsWith(" ")) {
        lines.push(current);
        current = " ".repeat(hanging) + word;
      } else {
        current = joined;
      }
    }
    lines.push(current);
    open = true;
  }
  return lines;
}
