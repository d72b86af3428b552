import { inWorkingMemory } from "../model/working-memory.js";
import { commonMarkToHtml } from "./commonmark.js";
import type { Documentation } from "./documentation-blocks.js";
import { refersToShapes } from "./documentation-blocks.js";
import { isHtml, onlyParagraph, parseHtmlBlocks, plainHtmlBlocks } from "./html-blocks.js";
import { onOneLine, withoutUnwanted } from "./unwanted.js";

/** Types, tables and pages show the same texts: so much of them, in characters, is kept as it was read. */
const KEPT_CHARACTERS = 2_000_000;
const SLOTS = 4096;
const memory = inWorkingMemory(() => ({ slots: emptySlots(), characters: 0 }));

interface Kept {
  readonly documentation: string;
  readonly read: Documentation;
  /** Another text of the same slot. */
  readonly next: Kept | undefined;
}

/** Documentation as models carry it: CommonMark (Smithy 2.0 spec, "documentation trait") or AWS's HTML. Never throws. */
export function parseDocumentation(documentation: string): Documentation {
  const kept = memory();
  const slot = slotOf(documentation);
  for (let one = kept.slots[slot]; one !== undefined; one = one.next) {
    if (one.documentation === documentation) return one.read;
  }
  if (kept.characters > KEPT_CHARACTERS) {
    kept.slots = emptySlots();
    kept.characters = 0;
  }
  const read = parse(documentation);
  kept.slots[slot] = { documentation, read, next: kept.slots[slot] };
  kept.characters += documentation.length;
  return read;
}

function emptySlots(): (Kept | undefined)[] {
  return Array.from({ length: SLOTS }, () => undefined);
}

/** By the length and three letters: a Map would hash each text as a whole, most of which are asked for once or twice. */
function slotOf(text: string): number {
  const { length } = text;
  const quarter = length >> 2;
  const letters =
    text.charCodeAt(quarter) * 1021 + text.charCodeAt(2 * quarter) * 7 + text.charCodeAt(3 * quarter) * 127;
  return (length * 31 + letters) & (SLOTS - 1);
}

/** Letters and signs that mean nothing in Markdown, in TSDoc and in HTML, once a letter has begun the line. */
const WORDS = /^[A-Za-z][ -#%'()+-;=>?A-Z^a-z|]*$/;

/**
 * What two thirds of all texts are: one paragraph that says the same in HTML, in Markdown and in TSDoc.
 * @returns undefined for all others.
 */
export function plainWords(documentation: string): string | undefined {
  if (isPlainLine(documentation)) return documentation;
  const paragraph = onlyParagraph(documentation);
  if (paragraph === undefined) return undefined;
  if (isPlainLine(paragraph)) return paragraph;
  const words = onOneLine(paragraph).trim();
  return WORDS.test(words) ? words : undefined;
}

/** Most are on one line as they are: a blank at the end, or two in a row, are not. */
function isPlainLine(text: string): boolean {
  return WORDS.test(text) && !text.endsWith(" ") && !text.includes("  ");
}

function parse(documentation: string): Documentation {
  const plain = plainHtmlBlocks(documentation);
  if (plain !== undefined) return { blocks: plain, refers: refersToShapes(plain), isClean: true };
  const lines = documentation.includes("\r") ? documentation.replace(/\r\n?/g, "\n") : documentation;
  const text = withoutUnwanted(lines).trim();
  if (text === "") return { blocks: [], refers: false, isClean: true };
  const blocks = parseHtmlBlocks(isHtml(text) ? text : commonMarkToHtml(text));
  return { blocks, refers: refersToShapes(blocks), isClean: false };
}
