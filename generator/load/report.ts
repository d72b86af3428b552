import { loadCodes } from "../diagnostics/codes/load.js";
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

/** Facts that take long to find are given as a function; it is told when there is no more time for suggestions. */
export type Report = <P extends object>(
  definition: DiagnosticDefinition<P>,
  at: At,
  facts: P | ((mayTakeTime: boolean) => P),
) => void;

/** More findings of one kind are counted and not shown: a hostile model could have a million of them. */
const MAX_OF_A_KIND = 500;
const MAX_WITH_SUGGESTIONS = 50;

export interface Reporter {
  readonly report: Report;
  /** Everything found so far, in file order, each finding once. */
  diagnostics(): readonly Diagnostic[];
  /** Whether an error is among it. */
  failed(): boolean;
}

/** @param earlier found before there was anything to point into. */
export function createReporter(earlier: readonly Diagnostic[]): Reporter {
  const pending: (() => Diagnostic)[] = [];
  let errors = earlier.filter((diagnostic) => diagnostic.severity === "error").length;
  const counts = new Map<string, number>();
  return {
    report(definition, at, facts) {
      if (definition.severity === "error") errors++;
      const count = (counts.get(definition.code) ?? 0) + 1;
      counts.set(definition.code, count);
      if (count > MAX_OF_A_KIND) return;
      const known = typeof facts === "function" ? facts(count <= MAX_WITH_SUGGESTIONS) : facts;
      pending.push(() => diagnose(definition, placeOf(at.source, at.path, at.on), known));
    },
    diagnostics() {
      const unique = new Map<string, Diagnostic>();
      const found = [...earlier, ...pending.map((resolve) => resolve())].toSorted(compareDiagnostics);
      for (const diagnostic of found) {
        const { file, line, column, code, message } = diagnostic;
        unique.set([file, line, column, code, message].join("\0"), diagnostic);
      }
      const rest = [...counts].filter(([, count]) => count > MAX_OF_A_KIND);
      const last = found.at(-1);
      if (last !== undefined)
        for (const [code, count] of rest) {
          const facts = { code, count: count - MAX_OF_A_KIND };
          unique.set(code, diagnose(loadCodes.moreOfAKind, last, facts));
        }
      return [...unique.values()];
    },
    failed: () => errors > 0,
  };
}
