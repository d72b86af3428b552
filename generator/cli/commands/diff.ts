import { resolve } from "node:path";
import { renderGithub } from "../../changes/render-github.js";
import { renderJson } from "../../changes/render-json.js";
import { renderJunit } from "../../changes/render-junit.js";
import { renderMarkdown } from "../../changes/render-markdown.js";
import { renderText } from "../../changes/render-text.js";
import type { FailOn } from "../../changes/report.js";
import { reaches } from "../../changes/report.js";
import type { Side } from "../../changes/severity.js";
import { wrongCall } from "../../diagnostics/codes/workspace.js";
import type { Diagnostic, Result } from "../../diagnostics/diagnostic.js";
import { diagnose } from "../../diagnostics/diagnostic.js";
import type { AgainstReport } from "../../workspace/compare-against.js";
import { compareAgainst } from "../../workspace/compare-against.js";
import { compareOnDisk } from "../../workspace/compare-models.js";
import { fileSystemProblem } from "../../workspace/file-system.js";
import { putFile } from "../../workspace/put-file.js";
import type { ExitCode } from "../exit-codes.js";
import { EXIT, exitCodeOf } from "../exit-codes.js";
import type { Io } from "../io.js";
import type { CommonOptions } from "../options.js";
import { reportDiagnostics } from "../report-diagnostics.js";
import { today } from "../today.js";

export type Format = "text" | "markdown" | "json" | "github" | "junit";

export interface DiffOptions extends CommonOptions {
  readonly against?: string;
  readonly format?: Format;
  readonly out?: string;
  readonly side: Side;
  readonly failOn?: FailOn;
  readonly suppressions?: string;
  readonly limit?: number;
  readonly restAt?: string;
}

/** @param models OLD and NEW; with `--against`, names of services. */
export async function runDiff(io: Io, models: readonly string[], options: DiffOptions): Promise<ExitCode> {
  const format = options.json ? "json" : (options.format ?? "text");
  const { value: compared, diagnostics } = compare(io.cwd, models, options);
  const problems: Diagnostic[] = [...diagnostics];
  if (compared !== undefined) problems.push(...deliver(io, compared, format, options));
  else if (format === "json") io.out(`${JSON.stringify({ version: 1, services: [], diagnostics }, null, 2)}\n`);
  reportDiagnostics(io, problems, options.quiet ?? false);
  const code = exitCodeOf(problems);
  const failed = compared !== undefined && options.failOn !== undefined && reaches(compared.report, options.failOn);
  return code === EXIT.done && failed ? EXIT.fault : code;
}

function compare(cwd: string, models: readonly string[], options: DiffOptions): Result<AgainstReport> {
  const { against, side, suppressions } = options;
  if (options.json && (options.format ?? "json") !== "json") {
    const message = `--json and --format ${options.format} contradict each other`;
    return { diagnostics: [diagnose(wrongCall, "swage", { message, remedy: "Leave out one of the two." })] };
  }
  const shared = { cwd, side, suppressions, today: today() };
  if (against !== undefined) return compareAgainst({ ...shared, revision: against, services: models });
  const [old, now, ...more] = models;
  if (old === undefined || now === undefined || more.length > 0) {
    const message = `two models are compared, and ${models.length === 0 ? "none was" : `${models.length} were`} given`;
    const remedy = "swage diff OLD NEW, or swage diff --against REV [SERVICE ...].";
    return { diagnostics: [diagnose(wrongCall, "swage", { message, remedy })] };
  }
  const { value: report, diagnostics } = compareOnDisk({ ...shared, old, new: now });
  return report === undefined ? { diagnostics } : { value: { report, prefix: "" }, diagnostics };
}

function deliver(io: Io, compared: AgainstReport, format: Format, options: DiffOptions): readonly Diagnostic[] {
  const { out } = options;
  const text = render(compared, format, options, out === undefined ? io.styleOut : (_, plain) => plain);
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

function render(
  { report, prefix }: AgainstReport,
  format: Format,
  { limit, restAt }: DiffOptions,
  style: Io["styleOut"],
): string {
  switch (format) {
    case "text":
      return renderText(report, style);
    case "markdown":
      return renderMarkdown(report, { limit, restAt });
    case "json":
      return renderJson(report);
    case "github":
      return renderGithub(report, prefix);
    case "junit":
      return renderJunit(report);
  }
}
