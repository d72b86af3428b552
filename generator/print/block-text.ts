import type { Line } from "./print-doc.js";
import { indented, PRINT_WIDTH, printLine } from "./print-doc.js";

/** What stands one below the other in a block, as printed so many columns in; lines behind the first are not indented. */
export type Entries = (indentation: number) => readonly string[];

/** `{`, entries one below the other, `}`. */
export function blockText(entries: readonly string[]): string {
  return entries.length === 0 ? "{}" : `{\n  ${indented(entries.join("\n"), 2)}\n}`;
}

/** `left opening{ … }closing`: what is right of `left` goes below it where it would begin beyond the width of a line. */
export function assignedBlock(left: string, opening: string, entries: Entries, closing: string): string {
  const beside = `${left} ${opening}{`.length <= PRINT_WIDTH;
  const block = `${opening}${blockText(entries(beside ? 2 : 4))}${closing}`;
  return beside ? `${left} ${block}` : `${left}\n  ${indented(block, 2)}`;
}

/** `function name() { statement }` */
export function functionOf(name: string, statement: Line): string {
  return `function ${name}() {\n  ${indented(printLine(statement, 2), 2)}\n}`;
}

/**
 * `function name() { return builder({ … }); }`. The block has lines of its own where not even its brace fits beside the
 * parenthesis.
 */
export function functionOfBlock(name: string, builder: string, entries: Entries): string {
  const hugged = `  return ${builder}({`.length <= PRINT_WIDTH;
  const block = blockText(entries(hugged ? 4 : 6));
  const call = hugged ? `${builder}(${block})` : `${builder}(\n  ${indented(block, 2)},\n)`;
  return `function ${name}() {\n  return ${indented(call, 2)};\n}`;
}
