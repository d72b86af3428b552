import { ExpressionError } from "./jmespath-lexer.js";
import { compileLenientQuery } from "./jmespath.js";
import type { Query } from "./jmespath.js";

export type Template = (scope: unknown) => string;

/**
 * Text with JMESPath expressions in braces: `User {input.Name} does not exist.`; `{{` and `}}` stand for braces.
 * Strings are put in as they are, null and what cannot be evaluated as nothing, all else as JSON.
 * @throws ExpressionError for a brace that is not closed, or a bad expression, with its offset in the template.
 */
export function compileTemplate(text: string): Template {
  const parts: (string | Query)[] = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (
      (character === "{" || character === "}") &&
      text[at + 1] === character
    ) {
      plain += character;
      at += 2;
    } else if (character === "{") {
      const end = closingBrace(text, at);
      parts.push(plain, compileAt(text.slice(at + 1, end), at + 1));
      plain = "";
      at = end + 1;
    } else {
      plain += character;
      at += 1;
    }
  }
  parts.push(plain);
  return (scope) =>
    parts
      .map((part) => (typeof part === "string" ? part : textOf(part(scope))))
      .join("");
}

function compileAt(text: string, offset: number): Query {
  try {
    return compileLenientQuery(text);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExpressionError(error.message, offset + (error.at ?? 0));
  }
}

/** Braces inside an expression are pairs, but for those in its quoted texts. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  let quote = "";
  for (let at = open; at < text.length; at++) {
    const character = text[at] ?? "";
    if (quote !== "") {
      if (character === "\\") at++;
      else if (character === quote) quote = "";
    } else if (character === "'" || character === '"' || character === "`")
      quote = character;
    else if (character === "{") depth += 1;
    else if (character === "}" && (depth -= 1) === 0) return at;
  }
  throw new ExpressionError("no closing }", open);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
