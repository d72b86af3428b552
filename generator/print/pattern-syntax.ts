import { RegExpParser } from "@eslint-community/regexpp";
import type { AST } from "@eslint-community/regexpp";

/** The tree of a pattern; undefined for one that JavaScript does not read with the `u` flag. */
export function parsePattern(source: string): AST.Pattern | undefined {
  try {
    RegExp(source, "u"); // the engine's own word: the parser is of another version
    return new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, { unicode: true });
  } catch {
    return undefined;
  }
}
