import { wrongCall } from "../diagnostics/codes/workspace.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { hasErrors } from "../diagnostics/diagnostic.js";

/** What a process ends with (contract A1). */
export const EXIT = { done: 0, fault: 1, calledWrongly: 2, interrupted: 130 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export function exitCodeOf(diagnostics: readonly Diagnostic[]): ExitCode {
  if (diagnostics.some(({ code }) => code === wrongCall.code)) return EXIT.calledWrongly;
  return hasErrors(diagnostics) ? EXIT.fault : EXIT.done;
}
