import type { Place } from "../diagnostics/diagnostic.js";
import { MAX_DEPTH } from "./limits.js";
import type { PageText } from "./page-text.js";
import { placeIn } from "./page-text.js";

/** A described value: a parameter, a member, or, without a name, an item, a key or a value of something. */
export interface Description {
  readonly name: string | undefined;
  /** In Python's words: `string`, `dict`, `datetime`. */
  readonly type: string;
  readonly required: boolean;
  readonly place: Place;
  readonly paragraphs: string[];
  readonly children: Description[];
}

const BULLET = /^( *)• (?:(\w+) )?\(([^()]*)\) --(?: \[REQUIRED\])?(?= |$)/;
const REQUIRED = "[REQUIRED]";

/** The bullets of some lines, nested as they are indented; what stands between them is their text. */
export function readBullets(page: PageText, start: number, end: number, into: Description, indent = -1): void {
  const open: { readonly indent: number; readonly description: Description }[] = [{ indent, description: into }];
  for (let index = start; index < end; index++) {
    const line = page.lines[index]!;
    const match = BULLET.exec(line.text);
    if (match === null) {
      const text = line.text.trim();
      // Text belongs to the innermost value that it is indented below.
      const column = line.text.length - line.text.trimStart().length;
      if (text === "") continue;
      while (open.length > 1 && column <= open.at(-1)!.indent) open.pop();
      open.at(-1)!.description.paragraphs.push(text);
      continue;
    }
    const own = match[1]!.length;
    while (open.length > 1 && own <= open.at(-1)!.indent) open.pop();
    const description: Description = {
      name: match[2],
      type: match[3]!,
      required: match[0].endsWith(REQUIRED),
      place: placeIn(page, line, own),
      paragraphs: [],
      children: [],
    };
    if (open.length <= MAX_DEPTH) open.at(-1)!.description.children.push(description);
    open.push({ indent: own, description });
  }
}

/** `type NAME`, the type, `param NAME`, then text and bullets: the parameters of a request. */
export function readParameters(page: PageText, start: number, end: number): readonly Description[] {
  const starts: number[] = [];
  for (let index = start; index < end; index++) if (isParameter(page, index, end)) starts.push(index);
  return starts.map((at, number) => {
    const [type, param] = [nextLine(page, at + 1, end), nextLine(page, nextLine(page, at + 1, end) + 1, end)];
    const description: Description = {
      name: page.lines[at]!.text.slice("type ".length),
      type: page.lines[type]!.text.trim(),
      required: page.lines[nextLine(page, param + 1, end)]?.text.startsWith(REQUIRED) ?? false,
      place: placeIn(page, page.lines[at]),
      paragraphs: [],
      children: [],
    };
    readBullets(page, param + 1, starts[number + 1] ?? end, description);
    if (description.required) description.paragraphs.splice(0, 1, ...rest(description.paragraphs[0]!));
    return description;
  });
}

function rest(text: string): readonly string[] {
  const left = text.slice(REQUIRED.length).trim();
  return left === "" ? [] : [left];
}

function isParameter({ lines }: PageText, at: number, end: number): boolean {
  const name = /^type (\w+)$/.exec(lines[at]!.text)?.[1];
  if (name === undefined) return false;
  const type = nextLine({ lines }, at + 1, end);
  return lines[nextLine({ lines }, type + 1, end)]?.text === `param ${name}`;
}

/** The next line that is not blank; `end` where there is none. */
function nextLine({ lines }: Pick<PageText, "lines">, from: number, end: number): number {
  for (let index = from; index < end; index++) if (lines[index]!.text !== "") return index;
  return end;
}
