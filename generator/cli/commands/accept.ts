import { resolve } from "node:path";
import { isDate } from "../../changes/suppressions.js";
import { CHANGES_CODES } from "../../diagnostics/codes/changes.js";
import { wrongCall } from "../../diagnostics/codes/workspace.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { diagnose } from "../../diagnostics/diagnostic.js";
import { acceptedText, readSuppressions, SUPPRESSIONS_FILE } from "../../workspace/compare-models.js";
import { fileSystemProblem } from "../../workspace/file-system.js";
import { putFile } from "../../workspace/put-file.js";
import type { ExitCode } from "../exit-codes.js";
import { EXIT, exitCodeOf } from "../exit-codes.js";
import type { Io } from "../io.js";
import type { CommonOptions } from "../options.js";
import { reportDiagnostics } from "../report-diagnostics.js";
import { today } from "../today.js";

export interface AcceptOptions extends CommonOptions {
  readonly reason: string;
  readonly until?: string;
}

/** Writes an acceptance into the suppressions file, which is made if there is none. */
export async function runAccept(io: Io, fingerprint: string, options: AcceptOptions): Promise<ExitCode> {
  const { reason, until, quiet = false } = options;
  const diagnostics = accept(io.cwd, fingerprint, reason, until);
  reportDiagnostics(io, diagnostics, quiet);
  const accepted = { fingerprint, reason, ...(until === undefined ? {} : { until }) };
  const code = exitCodeOf(diagnostics);
  const done = code === EXIT.done;
  if (options.json)
    io.out(
      `${JSON.stringify({ version: 1, file: SUPPRESSIONS_FILE, accepted: done ? accepted : null, diagnostics }, null, 2)}\n`,
    );
  else if (done && !quiet) io.out(`${SUPPRESSIONS_FILE}: accepted ${fingerprint}\n`);
  return code;
}

function accept(cwd: string, fingerprint: string, reason: string, until: string | undefined): readonly Diagnostic[] {
  const problems = wrongCalls(fingerprint, reason, until);
  if (problems.length > 0) return problems;
  const { value: suppressions, diagnostics } = readSuppressions(cwd, undefined);
  if (suppressions === undefined) return diagnostics;
  try {
    const accepted = { fingerprint, reason, ...(until === undefined ? {} : { until }) };
    putFile(resolve(cwd, SUPPRESSIONS_FILE), acceptedText(suppressions, accepted));
    const facts = { suppression: fingerprint, until: until ?? "" };
    const isPast = until !== undefined && until < today();
    return isPast
      ? [...diagnostics, diagnose(CHANGES_CODES.suppressionExpired, SUPPRESSIONS_FILE, facts)]
      : diagnostics;
  } catch (error) {
    const problem = fileSystemProblem(error, "write", SUPPRESSIONS_FILE);
    if (problem === undefined) throw error;
    return [problem];
  }
}

function wrongCalls(fingerprint: string, reason: string, until: string | undefined): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const refuse = (message: string, remedy: string): void => {
    problems.push(diagnose(wrongCall, "swage", { message, remedy }));
  };
  if (!/^[0-9a-f]{16}$/.test(fingerprint))
    refuse(`${JSON.stringify(fingerprint)} is no fingerprint`, "Take it from `swage diff`: 16 hexadecimal digits.");
  if (reason.trim() === "") refuse("--reason is empty", "Say why the change is accepted.");
  if (until !== undefined && !isDate(until))
    refuse(`--until ${JSON.stringify(until)} is no day`, "Give a day as YYYY-MM-DD.");
  return problems;
}
