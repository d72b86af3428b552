import { commonMarkBlocks } from "./commonmark-blocks.js";
import type { Block } from "./documentation-blocks.js";
import { looksLikeHtml, parseHtmlBlocks } from "./html-blocks.js";
import { withoutUnwanted } from "./unwanted.js";

/** Documentation as models carry it: CommonMark (Smithy 2.0 spec, "documentation trait") or AWS's HTML. Never throws. */
export function parseDocumentation(documentation: string | undefined): readonly Block[] {
  const text = withoutUnwanted((documentation ?? "").replace(/\r\n?/g, "\n")).trim();
  if (text === "") return [];
  return looksLikeHtml(text) ? parseHtmlBlocks(text) : commonMarkBlocks(text);
}
