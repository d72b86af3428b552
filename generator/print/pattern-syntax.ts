import { createRequire } from "node:module";
import type { AST } from "@eslint-community/regexpp";

/** Loaded for the first pattern: most comparisons of models meet none. */
function loadParser(): typeof import("@eslint-community/regexpp") {
  return createRequire(import.meta.url)("@eslint-community/regexpp");
}

/** The tree of a pattern; undefined for one that JavaScript does not read with the `u` flag. */
export function parsePattern(source: string): AST.Pattern | undefined {
  try {
    RegExp(source, "u"); // the engine's own word: the parser is of another version
    const { RegExpParser } = loadParser();
    return new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, { unicode: true });
  } catch {
    return undefined;
  }
}
