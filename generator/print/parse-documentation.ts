import { commonMarkBlocks } from "./commonmark-blocks.js";
import type { Block, Documentation, ReferenceResolver } from "./documentation-blocks.js";
import { refersToShapes } from "./documentation-blocks.js";
import { looksLikeHtml, parseHtmlBlocks, plainHtmlBlocks } from "./html-blocks.js";
import { keepByText } from "./kept-texts.js";
import { withoutUnwanted } from "./unwanted.js";

/** Documentation as models carry it: CommonMark (Smithy 2.0 spec, "documentation trait") or AWS's HTML. Never throws. */
export const parseDocumentation: (documentation: string) => Documentation = keepByText((documentation) => {
  const blocks = parse(documentation);
  return { blocks, refers: refersToShapes(blocks) };
});

/** `print`, doing its work once for a text that names no shape: what it prints is the same in all places. */
export function keepPrinted<Printed>(
  print: (blocks: readonly Block[], resolve: ReferenceResolver) => Printed,
): (documentation: string, resolve: ReferenceResolver) => Printed {
  const printOnce = keepByText((documentation) => {
    const { blocks, refers } = parseDocumentation(documentation);
    return refers ? "refers" : { printed: print(blocks, () => undefined) };
  });
  return (documentation, resolve) => {
    const once = printOnce(documentation);
    return once === "refers" ? print(parseDocumentation(documentation).blocks, resolve) : once.printed;
  };
}

function parse(documentation: string): readonly Block[] {
  const lines = documentation.includes("\r") ? documentation.replace(/\r\n?/g, "\n") : documentation;
  const text = withoutUnwanted(lines).trim();
  if (text === "") return [];
  const plain = plainHtmlBlocks(text);
  if (plain !== undefined) return plain;
  return looksLikeHtml(text) ? parseHtmlBlocks(text) : commonMarkBlocks(text);
}
