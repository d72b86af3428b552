// A generated file of validators as a person would write it with zod alone: plain calls, no types, no wrappers.
import { read } from "./measure.mjs";

/** @returns the text of a module that exports the same validators. */
export function handWritten(compiledSchemas) {
  return read(compiledSchemas)
    .replaceAll(/= \/\*#__PURE__\*\/ \(\(\) => ([\s\S]*?)\)\(\);\n/g, "= $1;\n")
    .replaceAll("checks.object(", "z.object(")
    .replaceAll("checks.text()", "z.string()")
    .replaceAll("checks.empty()", "z.object({})");
}
