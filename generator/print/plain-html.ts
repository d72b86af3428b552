import type { BlockBuilder } from "./block-builder.js";
import type { Tag } from "./html-tags.js";
import { TAGS } from "./html-tags.js";

/** Deeper texts, and those with more tags, are left to the parser, which has limits for them. */
const DEEPEST = 40;
const MOST_TAGS = 5_000;

/**
 * Reads HTML of the plainest sort: few tags, attributes in `<a href="…">` alone, no entity, no comment. Ninety-nine texts
 * in a hundred are such, and a parser for all of HTML takes several times as long over them. The builder is told what
 * htmlparser2 would tell it, with what that closes by itself.
 * @param html with single blanks, without `&` and backticks.
 * @returns whether the text is such; if not, what was built is worth nothing.
 */
export function readPlainHtml(html: string, builder: BlockBuilder): boolean {
  const open: Tag[] = [];
  let end = 0;
  let tags = 0;
  for (let start = html.indexOf("<"); start >= 0; start = html.indexOf("<", end)) {
    if (start > end) builder.addRun(html.slice(end, start));
    end = html.indexOf(">", start) + 1;
    if (end === 0 || ++tags > MOST_TAGS || open.length > DEEPEST) return false;
    const isEnd = html.charCodeAt(start + 1) === SLASH;
    const text = html.slice(isEnd ? start + 2 : start + 1, end - 1);
    const address = isEnd || !text.startsWith("a ") ? undefined : addressOf(text);
    const tag = text === "p/" ? PARAGRAPH : TAGS.get(address === undefined ? text : "a");
    if (tag?.ends === undefined) return false;
    if (isEnd) close(tag, open, builder);
    else {
      while (open.length > 0 && tag.ends.includes(open.at(-1)!.name)) builder.close(open.pop()!);
      open.push(tag);
      builder.open(tag, address);
    }
  }
  if (end < html.length) builder.addRun(html.slice(end));
  while (open.length > 0) builder.close(open.pop()!);
  return tags > 0;
}

const SLASH = 0x2f;

/** `<p/>` begins a paragraph too: HTML has no tags that end themselves. */
const PARAGRAPH = TAGS.get("p");

const BEFORE_ADDRESS = 'a href="';

function addressOf(tag: string): string | undefined {
  if (!tag.startsWith(BEFORE_ADDRESS) || tag.indexOf('"', BEFORE_ADDRESS.length) !== tag.length - 1) return undefined;
  const address = tag.slice(BEFORE_ADDRESS.length, -1);
  return address.includes("<") || address.includes(" ") ? undefined : address;
}

/** Ends the innermost of that name with all that it holds. A paragraph that nothing began is an empty one. */
function close(tag: Tag, open: Tag[], builder: BlockBuilder): void {
  const at = open.lastIndexOf(tag);
  if (at >= 0) while (open.length > at) builder.close(open.pop()!);
  else if (tag.name === "p") {
    builder.open(tag, undefined);
    builder.close(tag);
  }
}
