import type { Block } from "./documentation-blocks.js";
import { safeHref } from "./markdown.js";

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const NO_PARAGRAPH = /^(?: {0,3}(?:[-*+]|\d{1,9}[.)])\s| {0,3}[>|]|\s{4}| {0,3}(?:`{3}|~{3}))/;

/** Cuts CommonMark into blocks at blank lines and takes out of each what must not reach a page. Linear in the text. */
export function commonMarkBlocks(text: string): readonly Block[] {
  const blocks: { type: "source"; isParagraph: boolean; text: string }[] = [];
  let lines: string[] = [];
  let fence: string | undefined;
  const flush = (): void => {
    if (fence !== undefined) lines.push(fence);
    if (lines.length > 0) {
      const fenced = FENCE.test(lines[0]!);
      const block = fenced ? lines.join("\n") : sanitize(lines);
      const last = blocks.at(-1);
      // What is indented after a list goes on with its item.
      if (last?.isParagraph === false && !fenced && /^\s{2}/.test(lines[0]!)) last.text += `\n\n${block}`;
      else if (block !== "") blocks.push({ type: "source", isParagraph: !NO_PARAGRAPH.test(lines[0]!), text: block });
    }
    lines = [];
    fence = undefined;
  };
  for (const line of text.split("\n")) {
    const mark = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark !== undefined && mark.startsWith(fence) && line.trim() === mark) flush();
      else lines.push(line);
    } else if (mark !== undefined) {
      flush();
      fence = mark;
      lines.push(line);
    } else if (line.trim() === "") flush();
    else lines.push(line);
  }
  flush();
  return blocks;
}

/** Headings of the text would break into the outline of the page: they become bold lines. */
function sanitize(lines: readonly string[]): string {
  const flat = lines
    .filter((line, index) => index === 0 || !/^ {0,3}(?:=+|-+)\s*$/.test(line))
    .map((line) =>
      line.trimEnd().replace(/^ {0,3}#{1,6}\s+(\S.*)$/, (_all, title: string) => `**${title.replace(/[\s#]+$/, "")}**`),
    );
  return outsideCode(flat.join("\n"), neutralize);
}

function neutralize(text: string): string {
  return text
    .replace(/<(?!https?:\/\/[^\s<>]+>)/gi, "&lt;")
    .replace(/\{(?=[{%])/g, "&#123;")
    .replace(/(?<=\S) {2,}(?=\S)/g, " ")
    .replace(/^ {0,3}\[[^\]\n]*\]:\s.*$/gm, "")
    .replace(/!?\[([^[\]\n]*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+"[^"\n]*")?\)/g, (_all, label, address) => {
      const href = safeHref(String(address));
      return href === undefined ? String(label) : `[${label}](${href})`;
    })
    .replace(/\]\((?!https?:\/\/)/gi, "]\\(");
}

/** Applies `change` to what stands outside code spans. A run of backticks is closed by the next one of its length. */
function outsideCode(text: string, change: (text: string) => string): string {
  const runs = [...text.matchAll(/`+/g)];
  const byLength = new Map<number, number[]>();
  for (const run of runs) {
    const positions = byLength.get(run[0].length);
    if (positions === undefined) byLength.set(run[0].length, [run.index]);
    else positions.push(run.index);
  }
  let result = "";
  let position = 0;
  for (const run of runs) {
    if (run.index < position) continue;
    const length = run[0].length;
    const positions = byLength.get(length)!;
    while (positions.length > 0 && positions[0]! <= run.index) positions.shift();
    const close = positions[0];
    if (close === undefined) continue;
    result += change(text.slice(position, run.index)) + text.slice(run.index, close + length);
    position = close + length;
  }
  return result + change(text.slice(position));
}
