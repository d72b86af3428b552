import type { Traits } from "../../model/traits.js";
import { trait } from "../../model/traits.js";
import { escapeMarkdown } from "../../print/markdown.js";
import type { Deprecated } from "../deprecation.js";
import { deprecationWords } from "../deprecation.js";

/** The badge for what an older snapshot did not have: text, so that it needs no network and no image. */
export function sinceMark(date: string | undefined, before = " "): string {
  return date === undefined ? "" : `${before}\`since ${date}\``;
}

/**
 * `**Deprecated** since X. Message.`, inline Markdown: sentences, since more may follow.
 * @param value undefined for what is not deprecated: "".
 * @param documentation Markdown that follows; the message is left out where it stands there too.
 */
export function deprecationText(value: Deprecated | undefined, documentation: string): string {
  if (value === undefined) return "";
  const { since, message } = deprecationWords(value);
  const start = since === undefined ? "**Deprecated.**" : `**Deprecated** since ${escapeMarkdown(since)}.`;
  if (message === "" || bareWords(documentation).includes(bareWords(message))) return start;
  return `${start} ${escapeMarkdown(message)}${/[.!?)]$/.test(message) ? "" : "."}`;
}

/** Inline Markdown behind the same. */
export function withDeprecation(value: Deprecated | undefined, text: string): string {
  const deprecation = deprecationText(value, text);
  return deprecation === "" || text === "" ? deprecation + text : `${deprecation} ${text}`;
}

/** Letters and digits, one blank around each word: what of two texts is the same, however each is marked up. */
function bareWords(text: string): string {
  return ` ${text.replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
}

/** What stands above the documentation of a shape. */
export function deprecationOf(shape: { readonly traits: Traits }, documentation: string): string {
  return deprecationText(trait(shape, "smithy.api#deprecated"), documentation);
}
