/**
 * The documentation of a model as Markdown. Smithy's is CommonMark; AWS writes HTML into it, of which paragraphs, lists,
 * code, emphasis and links are kept and all other tags are dropped.
 */
export function documentationText(source: string): string {
  const text = /<[a-z/!]/i.test(source) ? fromHtml(source) : source;
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\S\n]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** The first sentence, or the first line where it is not ended by a full stop. */
export function summaryOf(markdown: string): string {
  const [line = ""] = markdown.split("\n\n");
  const flat = line.replace(/\s+/g, " ");
  return /^.*?[.!?](?=\s|$)/.exec(flat)?.[0] ?? flat;
}

const MARKS: ReadonlyMap<string, string> = new Map([
  ["b", "**"],
  ["strong", "**"],
  ["i", "*"],
  ["em", "*"],
  ["code", "`"],
]);

const PARAGRAPHS: ReadonlySet<string> = new Set(
  "p div note important section fullname dl dt dd table tr h1 h2 h3 h4 h5 h6".split(" "),
);

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
]);

// Any `<` that opens no tag is text; a comment ends where it ends or at the end of all.
const TOKEN = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|[^<]+|</g;

function fromHtml(source: string): string {
  const lists: ("ul" | { count: number })[] = [];
  const links: string[] = [];
  let skipped: string | undefined;
  let text = "";
  const paragraph = (): void => {
    // Inside a list item only what follows text starts a new line: `<li><p>` is one thing.
    if (lists.length > 0) text = /(?:^|\n) *(?:-|\d+\.) $/.test(text) ? text : `${text.trimEnd()}\n`;
    else text = `${text.trimEnd()}\n\n`;
  };
  for (const [token, slash, tag, attributes = ""] of source.matchAll(TOKEN)) {
    const name = tag?.toLowerCase();
    if (skipped !== undefined) {
      if (name === skipped && slash === "/") skipped = undefined;
    } else if (name === undefined) {
      if (token.startsWith("<!--")) continue;
      const flat = decodeEntities(token).replace(/\s+/g, " ");
      text += /(?:^|\s)$/.test(text) ? flat.trimStart() : flat;
    } else if (name === "script" || name === "style") {
      if (slash === "" && !attributes.endsWith("/")) skipped = name;
    } else if (name === "ul" || name === "ol") {
      if (slash === "/") lists.pop();
      else lists.push(name === "ul" ? "ul" : { count: 0 });
      text = `${text.trimEnd()}\n${lists.length === (slash === "/" ? 0 : 1) ? "\n" : ""}`;
    } else if (name === "li") {
      if (slash === "") text = `${text.trimEnd()}${text.endsWith("\n\n") ? "\n\n" : "\n"}${bullet(lists)}`;
    } else if (name === "br") {
      text = `${text.trimEnd()}\n`;
    } else if (name === "a") {
      if (slash === "") links.push(/href\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1] ?? "");
      text += linkMark(slash === "/", slash === "/" ? (links.pop() ?? "") : links.at(-1)!);
    } else if (MARKS.has(name)) {
      text += MARKS.get(name)!;
    } else if (PARAGRAPHS.has(name)) {
      paragraph();
    }
  }
  return text;
}

function bullet(lists: readonly ("ul" | { count: number })[]): string {
  const list = lists.at(-1);
  const indent = "  ".repeat(Math.max(0, lists.length - 1));
  return list === undefined || list === "ul" ? `${indent}- ` : `${indent}${++list.count}. `;
}

function linkMark(closing: boolean, target: string): string {
  if (!/^https?:\/\//i.test(target)) return "";
  return closing ? `](${target.replaceAll("(", "%28").replaceAll(")", "%29")})` : "[";
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES.get(String(name).toLowerCase()) ?? all;
    const point = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });
}
