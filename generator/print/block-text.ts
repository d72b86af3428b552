import { indented, PRINT_WIDTH } from "./print-doc.js";

/** What stands one below the other in a block, as printed so many columns in; lines behind the first are not indented. */
export type Entries = (indentation: number) => readonly string[];

/** `{`, entries one below the other, `}`. @param indentation of the line that it begins in, in columns. */
export function blockText(entries: readonly string[], indentation: number = 0): string {
  if (entries.length === 0) return "{}";
  const inner = indentation + 2;
  const start = `\n${" ".repeat(inner)}`;
  let text = "{";
  for (const entry of entries) text += entry === "" ? "\n" : start + indented(entry, inner);
  return `${text}\n${" ".repeat(indentation)}}`;
}

/** `left opening{ … }closing`: what is right of `left` goes below it where it would begin beyond the width of a line. */
export function assignedBlock(left: string, opening: string, entries: Entries, closing: string): string {
  const beside = `${left} ${opening}{`.length <= PRINT_WIDTH;
  return beside
    ? `${left} ${opening}${blockText(entries(2))}${closing}`
    : `${left}\n  ${opening}${blockText(entries(4), 2)}${closing}`;
}

/** `function name() { statement }`. @param statement as printed two columns in. */
export function functionOf(name: string, statement: string): string {
  return `function ${name}() {\n  ${indented(statement, 2)}\n}`;
}

/**
 * `function name() { return builder({ … }); }`. The block has lines of its own where not even its brace fits beside the
 * parenthesis.
 */
export function functionOfBlock(name: string, builder: string, entries: Entries): string {
  const hugged = `  return ${builder}({`.length <= PRINT_WIDTH;
  const block = hugged ? blockText(entries(4), 2) : `\n    ${blockText(entries(6), 4)},\n  `;
  return `function ${name}() {\n  return ${builder}(${block});\n}`;
}
