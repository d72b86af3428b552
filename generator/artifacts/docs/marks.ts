import type { Traits } from "../../model/traits.js";
import { trait } from "../../model/traits.js";
import { escapeMarkdown } from "../../print/markdown.js";

/** The badge for what an older snapshot did not have: text, so that it needs no network and no image. */
export function sinceMark(date: string | undefined, before = " "): string {
  return date === undefined ? "" : `${before}\`since ${date}\``;
}

/** `**Deprecated** since X. Message.`, inline Markdown: sentences, since more may follow. */
export function deprecationText({ message, since }: { readonly message?: string; readonly since?: string }): string {
  const start = since === undefined ? "**Deprecated.**" : `**Deprecated** since ${escapeMarkdown(since)}.`;
  const words = (message ?? "").trim().replace(/^Deprecated\.\s+(?=\S)/, "");
  if (words === "") return start;
  return `${start} ${escapeMarkdown(words)}${/[.!?)]$/.test(words) ? "" : "."}`;
}

/** The same of a shape's own trait; "" where it is not deprecated. */
export function deprecationOf(shape: { readonly traits: Traits }): string {
  const value = trait(shape, "smithy.api#deprecated");
  return value === undefined ? "" : deprecationText(value);
}
