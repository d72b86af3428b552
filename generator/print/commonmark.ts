import { createRequire } from "node:module";
import type { MarkdownIt, Renderer, Token } from "markdown-it";
import { TAGS } from "./html-tags.js";

type Library = (typeof import("markdown-it"))["default"];

let reader: MarkdownIt | undefined;

/**
 * CommonMark, and GitHub's tables, as the HTML that it stands for; HTML within it is as the author wrote it. Nothing of
 * it is safe to show: that is left to who reads the HTML.
 */
export function commonMarkToHtml(text: string): string {
  reader ??= loadReader();
  return reader.render(text);
}

/** Loaded for the first such text: most models are written in HTML. */
function loadReader(): MarkdownIt {
  const Reader = createRequire(import.meta.url)("markdown-it") as Library;
  const made = new Reader({ html: true });
  // Addresses are checked, and escaped, where they are printed.
  made.validateLink = () => true;
  made.normalizeLink = (address) => address;
  made.core.ruler.push("callouts", ({ tokens }) => nameCallouts(tokens));
  made.core.ruler.push("linked images", ({ tokens }) => markLinkedImages(tokens));
  const { escapeHtml } = made.utils;
  const link = (token: Token, label: string): string =>
    `<a href="${escapeHtml(String(token.attrGet("src") ?? ""))}">${escapeHtml(label)}</a>`;
  Object.assign(made.renderer.rules, {
    // A backtick that is no mark of code must not be taken for one.
    text: (tokens, at) => escapeHtml(tokens[at]!.content).replaceAll("`", "&#96;"),
    // Pages show no images from elsewhere: the words for one lead there, if they do not lead elsewhere already.
    image: (tokens, at, options, env, self) => {
      const label = self.renderInlineAsText(tokens[at]!.children ?? [], options, env);
      return tokens[at]!.meta === LINKED ? escapeHtml(label) : link(tokens[at]!, label);
    },
  } satisfies Renderer["rules"]);
  return made;
}

const LINKED = { isLinked: true };

/** HTML has no links within links. */
function markLinkedImages(tokens: readonly Token[]): void {
  for (const { children } of tokens) {
    let isLinked = false;
    for (const token of children ?? []) {
      if (token.type === "link_open") isLinked = true;
      else if (token.type === "link_close") isLinked = false;
      else if (token.type === "image" && isLinked) token.meta = LINKED;
    }
  }
}

/** The first line of a quote that GitHub shows as a callout. */
const CALLOUT = /^\[!([A-Z]+)\]$/;

/** Such a quote becomes an element of that name, as AWS's HTML has them. */
function nameCallouts(tokens: readonly Token[]): void {
  const open: Token[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.type === "blockquote_close") token.tag = open.pop()!.tag;
    if (token.type !== "blockquote_open") continue;
    open.push(token);
    const first = tokens[at + 2]?.children?.[0];
    const kind = first?.type === "text" ? CALLOUT.exec(first.content)?.[1]?.toLowerCase() : undefined;
    if (first === undefined || kind === undefined || TAGS.get(kind)?.role !== "note") continue;
    token.tag = kind;
    first.content = "";
  }
}
