/** Told of what HTML holds, in its order. */
export interface HtmlListener {
  open(name: string, href: string | undefined): void;
  text(text: string): void;
  close(name: string): void;
}

/** Tags that nearly all texts make do with → those that end where they begin, if they are the innermost ones open. */
const TAGS: ReadonlyMap<string, readonly string[]> = new Map([
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

const LINK = /^a href="([^"<&]*)"$/;

/** Deeper texts, and those with more tags, are left to the parser, which has limits for them. */
const DEEPEST = 40;
const MOST_TAGS = 5_000;

/**
 * Reads HTML of the plainest sort: the tags above, attributes in `<a href="…">` alone, no entity, no comment. Ninety-
 * nine texts in a hundred are such, and a parser for all of HTML takes several times as long over them. The listener
 * is told what htmlparser2 would tell it, with what that closes by itself.
 * @returns whether the text is such; if not, what the listener was told is worth nothing.
 */
export function readPlainHtml(html: string, listener: HtmlListener): boolean {
  if (html.includes("&")) return false;
  const open: string[] = [];
  let end = 0;
  let tags = 0;
  for (let start = html.indexOf("<"); start >= 0; start = html.indexOf("<", end)) {
    if (start > end) listener.text(html.slice(end, start));
    end = html.indexOf(">", start) + 1;
    if (end === 0 || ++tags > MOST_TAGS || open.length > DEEPEST) return false;
    if (html.charCodeAt(start + 1) === SLASH) {
      const name = html.slice(start + 2, end - 1);
      if (!TAGS.has(name)) return false;
      close(name, open, listener);
      continue;
    }
    const tag = html.slice(start + 1, end - 1);
    const link = tag.startsWith("a ") ? LINK.exec(tag)?.[1] : undefined;
    const name = link === undefined ? tag : "a";
    const ended = TAGS.get(name);
    if (ended === undefined) return false;
    while (open.length > 0 && ended.includes(open.at(-1)!)) listener.close(open.pop()!);
    open.push(name);
    listener.open(name, link);
  }
  if (end < html.length) listener.text(html.slice(end));
  while (open.length > 0) listener.close(open.pop()!);
  return tags > 0;
}

const SLASH = 0x2f;

/** Ends the innermost of that name with all that it holds. A paragraph that nothing began is an empty one. */
function close(name: string, open: string[], listener: HtmlListener): void {
  const at = open.lastIndexOf(name);
  if (at >= 0) while (open.length > at) listener.close(open.pop()!);
  else if (name === "p") {
    listener.open("p", undefined);
    listener.close("p");
  }
}
