import { singleBlanks } from "./block-builder.js";
import { commonMarkBlocks } from "./commonmark-blocks.js";
import type { Documentation } from "./documentation-blocks.js";
import { refersToShapes } from "./documentation-blocks.js";
import { looksLikeHtml, onlyParagraph, parseHtmlBlocks, plainHtmlBlocks } from "./html-blocks.js";
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
  const read = parse(documentation);
  kept.set(documentation, read);
  characters += documentation.length;
  return read;
}

/** Letters and signs that mean nothing in Markdown, in TSDoc and in HTML, once a letter has begun the line. */
const WORDS = /^[A-Za-z][ -#%'()+-;=>?A-Z^a-z|]*$/;

/**
 * What two thirds of all texts are: one paragraph that says the same in HTML, in Markdown and in TSDoc.
 * @returns undefined for all others.
 */
export function plainWords(documentation: string): string | undefined {
  const paragraph = onlyParagraph(documentation);
  if (paragraph === undefined) return undefined;
  const words = singleBlanks(paragraph).trim();
  return WORDS.test(words) ? words : undefined;
}

function parse(documentation: string): Documentation {
  const lines = documentation.includes("\r") ? documentation.replace(/\r\n?/g, "\n") : documentation;
  const text = withoutUnwanted(lines).trim();
  if (text === "") return { blocks: [], refers: false, isClean: true };
  const plain = plainHtmlBlocks(text);
  if (plain !== undefined) return { blocks: plain, refers: refersToShapes(plain), isClean: true };
  if (!looksLikeHtml(text)) return { blocks: commonMarkBlocks(text), refers: false, isClean: true };
  const blocks = parseHtmlBlocks(text);
  return { blocks, refers: refersToShapes(blocks), isClean: false };
}
