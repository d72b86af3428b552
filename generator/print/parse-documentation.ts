import { commonMarkBlocks } from "./commonmark-blocks.js";
import type { Block } from "./documentation-blocks.js";
import { looksLikeHtml, parseHtmlBlocks, plainHtmlBlocks } from "./html-blocks.js";
import { withoutUnwanted } from "./unwanted.js";

/** Types, tables and pages each show the same texts: so much of them, in characters, is kept as it was read. */
const KEPT_CHARACTERS = 4_000_000;
let kept = new Map<string, readonly Block[]>();
let characters = 0;

/** Documentation as models carry it: CommonMark (Smithy 2.0 spec, "documentation trait") or AWS's HTML. Never throws. */
export function parseDocumentation(documentation: string | undefined): readonly Block[] {
  if (documentation === undefined || documentation === "") return [];
  const known = kept.get(documentation);
  if (known !== undefined) return known;
  const blocks = parse(documentation);
  if (characters + documentation.length > KEPT_CHARACTERS) {
    kept = new Map();
    characters = 0;
  }
  kept.set(documentation, blocks);
  characters += documentation.length;
  return blocks;
}

function parse(documentation: string): readonly Block[] {
  const lines = documentation.includes("\r") ? documentation.replace(/\r\n?/g, "\n") : documentation;
  const text = withoutUnwanted(lines).trim();
  if (text === "") return [];
  const plain = plainHtmlBlocks(text);
  if (plain !== undefined) return plain;
  return looksLikeHtml(text) ? parseHtmlBlocks(text) : commonMarkBlocks(text);
}
