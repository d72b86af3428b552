import { createRequire } from "node:module";
import type { AST } from "@eslint-community/regexpp";

type Library = typeof import("@eslint-community/regexpp");

let parser: InstanceType<Library["RegExpParser"]> | undefined;

/** Loaded for the first pattern: most comparisons of models meet none. */
function loadParser(): NonNullable<typeof parser> {
  const { RegExpParser } = createRequire(import.meta.url)("@eslint-community/regexpp") as Library;
  return new RegExpParser({ ecmaVersion: 2024 });
}

/** The tree of a pattern; undefined for one that JavaScript does not read with the `u` flag. */
export function parsePattern(source: string): AST.Pattern | undefined {
  try {
    RegExp(source, "u"); // the engine's own word: the parser is of another version
    parser ??= loadParser();
    return parser.parsePattern(source, 0, source.length, { unicode: true });
  } catch {
    return undefined;
  }
}
