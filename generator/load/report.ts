import type { Diagnostic, DiagnosticDefinition } from "../diagnostics/diagnostic.js";
import { compareDiagnostics, diagnose } from "../diagnostics/diagnostic.js";
import type { JsonPath, JsonSource } from "./json/json-source.js";
import { placeOf } from "./json/json-source.js";

/** A value in a file, or the key before it. Costs nothing until it is shown. */
export interface At {
  readonly source: JsonSource;
  readonly path: JsonPath;
  readonly on?: "key" | "value";
}

export type Report = <P>(definition: DiagnosticDefinition<P>, at: At, facts: P) => void;

export interface Reporter {
  readonly report: Report;
  /** Everything found so far, in file order, each finding once. */
  diagnostics(): readonly Diagnostic[];
  /** Whether an error is among it. */
  failed(): boolean;
}

/** @param earlier found before there was anything to point into. */
export function createReporter(earlier: readonly Diagnostic[]): Reporter {
  const pending: { readonly source: JsonSource; readonly resolve: () => Diagnostic }[] = [];
  let errors = earlier.filter((diagnostic) => diagnostic.severity === "error").length;
  return {
    report(definition, at, facts) {
      if (definition.severity === "error") errors++;
      const resolve = (): Diagnostic => diagnose(definition, placeOf(at.source, at.path, at.on), facts);
      pending.push({ source: at.source, resolve });
    },
    diagnostics() {
      const unique = new Map<string, Diagnostic>();
      const found = [...earlier, ...pending.map(({ resolve }) => resolve())].toSorted(compareDiagnostics);
      for (const diagnostic of found) {
        const { file, line, column, code, message } = diagnostic;
        unique.set([file, line, column, code, message].join("\0"), diagnostic);
      }
      return [...unique.values()];
    },
    failed: () => errors > 0,
  };
}
