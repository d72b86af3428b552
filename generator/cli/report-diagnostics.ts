import { wrongCall } from "../diagnostics/codes/workspace.js";
import type { Diagnostic, Severity } from "../diagnostics/diagnostic.js";
import { compareDiagnostics, formatDiagnostic } from "../diagnostics/diagnostic.js";
import { visible } from "../diagnostics/visible.js";
import type { Io, Style } from "./io.js";

const STYLES = { error: "red", warning: "yellow", note: "cyan" } as const satisfies Record<Severity, Style>;

/** In file order to standard error; with `--quiet`, errors alone. */
export function reportDiagnostics(io: Io, diagnostics: readonly Diagnostic[], quiet: boolean): void {
  const shown = diagnostics.filter(({ severity }) => !quiet || severity === "error");
  for (const diagnostic of [...shown].toSorted(compareDiagnostics)) io.err(`${inWords(io, diagnostic)}\n`);
}

function inWords(io: Io, diagnostic: Diagnostic): string {
  // A wrong call is in no file.
  if (diagnostic.code === wrongCall.code)
    return `${io.style("red", "error")} ${diagnostic.code}: ${visible(diagnostic.message)}\n  ${visible(diagnostic.remedy)}`;
  const { severity, code } = diagnostic;
  return formatDiagnostic(diagnostic).replace(
    `: ${severity} ${code}: `,
    `: ${io.style(STYLES[severity], severity)} ${code}: `,
  );
}
