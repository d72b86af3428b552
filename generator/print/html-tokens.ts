/** A piece of HTML. Text has its entities decoded; names are in lower case. */
export type HtmlToken =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "open"; readonly name: string; readonly href: string | undefined; readonly source: string }
  | { readonly kind: "close"; readonly name: string; readonly source: string };

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9-]*)((?:[\s/][^<>]*)?)>/g;
const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

/** Elements whose content is not for readers. */
const DROPPED = new Set(["script", "style", "fullname", "iframe", "object", "template", "title", "svg"]);

/** Cuts HTML as it stands in models, half-closed tags and all, into tokens. Linear in the text; never throws. */
export function tokenizeHtml(html: string): HtmlToken[] {
  const text = withoutComments(html);
  const tokens: HtmlToken[] = [];
  let dropped: string | undefined;
  let position = 0;
  const addText = (end: number): void => {
    if (end > position && dropped === undefined)
      tokens.push({ kind: "text", text: decodeEntities(text.slice(position, end)) });
  };
  for (const match of text.matchAll(TAG)) {
    addText(match.index);
    position = match.index + match[0].length;
    const [source, slash, rawName, attributes] = match as unknown as [string, string, string, string];
    const name = rawName.toLowerCase();
    if (dropped !== undefined) {
      if (slash === "/" && name === dropped) dropped = undefined;
    } else if (slash === "/") {
      tokens.push({ kind: "close", name, source });
    } else if (DROPPED.has(name)) {
      if (!attributes.endsWith("/")) dropped = name;
    } else {
      tokens.push({ kind: "open", name, href: hrefOf(attributes), source });
      if (attributes.endsWith("/") && name !== "br") tokens.push({ kind: "close", name, source: "" });
    }
  }
  addText(text.length);
  return tokens;
}

function hrefOf(attributes: string): string | undefined {
  const match = HREF.exec(attributes);
  const value = match?.[1] ?? match?.[2] ?? match?.[3];
  return value === undefined ? undefined : decodeEntities(value);
}

function withoutComments(html: string): string {
  let result = "";
  let position = 0;
  for (let start = html.indexOf("<!--"); start >= 0; start = html.indexOf("<!--", position)) {
    const end = html.indexOf("-->", start + 4);
    if (end < 0) break;
    result += html.slice(position, start);
    position = end + 3;
  }
  return result + html.slice(position);
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
  ["ndash", "–"],
  ["mdash", "—"],
  ["hellip", "…"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["copy", "©"],
  ["reg", "®"],
  ["trade", "™"],
  ["times", "×"],
  ["le", "≤"],
  ["ge", "≥"],
  ["rarr", "→"],
  ["micro", "µ"],
]);

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([A-Za-z]{2,8}));/gi, (all, hex, decimal, name) => {
    if (name !== undefined) return NAMED.get(String(name)) ?? NAMED.get(String(name).toLowerCase()) ?? all;
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const printable = code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return printable ? String.fromCodePoint(code) : all;
  });
}
