import { doc } from "prettier";
import type { Doc } from "prettier";

/** Width of generated TypeScript: prettier's default. */
export const PRINT_WIDTH = 80;

/**
 * Prints a doc as prettier prints its own; no newline at the end. Prettier itself is asked only about what may have to
 * break: most lines fit, and then there is nothing to decide.
 * @param indentation of the place, in columns, by which lines are narrower; it is not printed.
 */
export function printDoc(contents: Doc, indentation: number = 0): string {
  const flat = flatText(contents, false);
  if (flat !== undefined && indentation + flat.length <= PRINT_WIDTH && PLAIN.test(flat)) return flat;
  const options = { printWidth: PRINT_WIDTH - indentation, tabWidth: 2, useTabs: false };
  return doc.printer.printDocToString(contents, options).formatted;
}

/** One line whose characters are all one column wide. */
const PLAIN = /^[\x20-\x7e]*$/;

/** What a doc says where no line breaks; undefined where one must. Outside a group, every line breaks. */
function flatText(contents: Doc, grouped: boolean): string | undefined {
  if (typeof contents === "string") return contents;
  if (Array.isArray(contents)) {
    let text = "";
    for (const part of contents) {
      const flat = flatText(part, grouped);
      if (flat === undefined) return undefined;
      text += flat;
    }
    return text;
  }
  switch (contents.type) {
    case "group":
      return contents.break === true ? undefined : flatText(contents.contents, true);
    case "indent":
    case "align":
      return flatText(contents.contents, grouped);
    case "indent-if-break":
      // Its type leaves out what it holds.
      return flatText((contents as typeof contents & { readonly contents: Doc }).contents, grouped);
    case "if-break":
      return grouped ? flatText(contents.flatContents, true) : undefined;
    case "line":
      return !grouped || "hard" in contents ? undefined : "soft" in contents ? "" : " ";
    default:
      return undefined;
  }
}

/** Text whose lines behind the first are indented; those without text stay empty. */
export function indented(text: string, indentation: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(indentation)}`);
}
