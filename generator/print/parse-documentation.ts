import { commonMarkBlocks } from "./commonmark-blocks.js";
import type { Block, Documentation } from "./documentation-blocks.js";
import { refersToShapes } from "./documentation-blocks.js";
import { looksLikeHtml, parseHtmlBlocks, plainHtmlBlocks } from "./html-blocks.js";
import { withoutUnwanted } from "./unwanted.js";

/** Types, tables and pages show the same texts: so much of them, in characters, is kept as it was read. */
const KEPT_CHARACTERS = 2_000_000;
const kept = new Map<string, Documentation>();
let characters = 0;

/** Documentation as models carry it: CommonMark (Smithy 2.0 spec, "documentation trait") or AWS's HTML. Never throws. */
export function parseDocumentation(documentation: string): Documentation {
  const known = kept.get(documentation);
  if (known !== undefined) return known;
  if (characters > KEPT_CHARACTERS) {
    kept.clear();
    characters = 0;
  }
  const blocks = parse(documentation);
  const read = { blocks, refers: documentation.includes("<") && refersToShapes(blocks) };
  kept.set(documentation, read);
  characters += documentation.length;
  return read;
}

/** Letters and signs that mean nothing in Markdown, in TSDoc and in HTML, once a letter has begun the line. */
const WORDS = /^<p>[A-Za-z][ -#%'()+-;=>?A-Z^a-z|]*<\/p>$/;

/**
 * What more than half of all texts are: one paragraph that says the same in HTML, in Markdown and in TSDoc.
 * @returns undefined for all others.
 */
export function plainWords(documentation: string): string | undefined {
  if (!WORDS.test(documentation) || documentation.includes("  ")) return undefined;
  return documentation.slice("<p>".length, -"</p>".length).trimEnd();
}

function parse(documentation: string): readonly Block[] {
  const lines = documentation.includes("\r") ? documentation.replace(/\r\n?/g, "\n") : documentation;
  const text = withoutUnwanted(lines).trim();
  if (text === "") return [];
  const plain = plainHtmlBlocks(text);
  if (plain !== undefined) return plain;
  return looksLikeHtml(text) ? parseHtmlBlocks(text) : commonMarkBlocks(text);
}
