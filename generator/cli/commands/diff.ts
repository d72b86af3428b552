import { resolve } from "node:path";
import { renderJson } from "../../changes/render-json.js";
import { renderMarkdown } from "../../changes/render-markdown.js";
import { renderText } from "../../changes/render-text.js";
import type { FailOn, Report } from "../../changes/report.js";
import { reaches } from "../../changes/report.js";
import type { Side } from "../../changes/severity.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { compareOnDisk } from "../../workspace/compare-models.js";
import { fileSystemProblem } from "../../workspace/file-system.js";
import { putFile } from "../../workspace/put-file.js";
import type { ExitCode } from "../exit-codes.js";
import { EXIT, exitCodeOf } from "../exit-codes.js";
import type { Io } from "../io.js";
import type { CommonOptions } from "../options.js";
import { reportDiagnostics } from "../report-diagnostics.js";
import { today } from "../today.js";

export type Format = "text" | "markdown" | "json";

export interface DiffOptions extends CommonOptions {
  readonly format: Format;
  readonly out?: string;
  readonly side: Side;
  readonly failOn?: FailOn;
  readonly suppressions?: string;
}

export async function runDiff(io: Io, old: string, now: string, options: DiffOptions): Promise<ExitCode> {
  const format = options.json ? "json" : options.format;
  const { side, suppressions } = options;
  const { value: report, diagnostics } = compareOnDisk({
    cwd: io.cwd,
    old,
    new: now,
    side,
    suppressions,
    today: today(),
  });
  const problems: Diagnostic[] = [...diagnostics];
  if (report !== undefined) problems.push(...deliver(io, report, format, options.out));
  else if (format === "json") io.out(`${JSON.stringify({ version: 1, services: [], diagnostics }, null, 2)}\n`);
  reportDiagnostics(io, problems, options.quiet ?? false);
  const code = exitCodeOf(problems);
  const failed = report !== undefined && options.failOn !== undefined && reaches(report, options.failOn);
  return code === EXIT.done && failed ? EXIT.fault : code;
}

function deliver(io: Io, report: Report, format: Format, out: string | undefined): readonly Diagnostic[] {
  const text = render(report, format, out === undefined ? io.styleOut : (_, plain) => plain);
  if (out === undefined) {
    io.out(text);
    return [];
  }
  try {
    putFile(resolve(io.cwd, out), text);
    return [];
  } catch (error) {
    const problem = fileSystemProblem(error, "write", out);
    if (problem === undefined) throw error;
    return [problem];
  }
}

function render(report: Report, format: Format, style: Io["styleOut"]): string {
  switch (format) {
    case "text":
      return renderText(report, style);
    case "markdown":
      return renderMarkdown(report);
    case "json":
      return renderJson(report);
  }
}
