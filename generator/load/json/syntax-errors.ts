import type { ParseErrorCode } from "jsonc-parser";

/** What jsonc-parser expected or found, by its error codes (its `ParseErrorCode` is a const enum). */
const TEXTS: Readonly<Record<number, string>> = {
  1: "a symbol that JSON does not know",
  2: "a number that JSON does not allow",
  3: "a key in double quotes was expected",
  4: "a value was expected",
  5: "`:` was expected",
  6: "`,` was expected",
  7: "`}` was expected",
  8: "`]` was expected",
  9: "more text after the end of the document",
  10: "a comment, which JSON does not allow",
  11: "a comment without an end",
  12: "a string without an end",
  13: "a number without an end",
  14: "a broken Unicode escape",
  15: "an escape that JSON does not know",
  16: "a character that JSON does not allow",
};

export function syntaxErrorText(code: ParseErrorCode): string {
  return TEXTS[code] ?? "a syntax error";
}
