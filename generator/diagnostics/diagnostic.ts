import { visible } from "./visible.js";

/** How bad a finding is. Only an `error` stops the work. */
export type Severity = "error" | "warning" | "note";

/** Where a finding is; line and column count from 1. */
export interface Place {
  /** Path as the person gave it, or relative to the configuration. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A finding about what came from outside: a model, the configuration, a template, a changelog page. */
export interface Diagnostic extends Place {
  readonly severity: Severity;
  /** `SW1001` and so on; a code never changes its meaning. */
  readonly code: string;
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** The fixed part of a diagnostic; `P` are the facts that a call site must give. */
export interface DiagnosticDefinition<P> {
  readonly code: `SW${number}`;
  readonly severity: Severity;
  readonly message: (facts: P) => string;
  readonly remedy: (facts: P) => string;
}

/** A value, unless an error stood in the way, and everything found on the way to it. */
export interface Result<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Fills in a definition. `place` may be a whole file: then line and column are 1. */
export function diagnose<P>(definition: DiagnosticDefinition<P>, place: Place | string, facts: P): Diagnostic {
  const { file, line, column } = typeof place === "string" ? { file: place, line: 1, column: 1 } : place;
  const { code, severity } = definition;
  return { file, line, column, severity, code, message: definition.message(facts), remedy: definition.remedy(facts) };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === "error");
}

/** In file order: file, line, column, code. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.code, b.code);
}

/** `FILE:LINE:COLUMN: error SW1234: message`, the remedy indented on the next line (contract A1). */
export function formatDiagnostic({ file, line, column, severity, code, message, remedy }: Diagnostic): string {
  // A remedy of ours may have several lines: a bug's holds a stack trace.
  const lines = remedy.split("\n").map(visible).join("\n");
  return `${visible(file)}:${line}:${column}: ${severity} ${code}: ${visible(message)}\n  ${lines}`;
}

/** Order by code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** For switches that must be complete: the compiler refuses a case that is not handled. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
