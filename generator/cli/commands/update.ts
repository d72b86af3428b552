import { isDate } from "../../changes/suppressions.js";
import { renderJson } from "../../changes/render-json.js";
import { renderText } from "../../changes/render-text.js";
import { wrongCall } from "../../diagnostics/codes/workspace.js";
import type { Result } from "../../diagnostics/diagnostic.js";
import { diagnose } from "../../diagnostics/diagnostic.js";
import type { UpdateOutcome } from "../../workspace/update-service.js";
import { updateService } from "../../workspace/update-service.js";
import type { ExitCode } from "../exit-codes.js";
import { exitCodeOf } from "../exit-codes.js";
import type { Io } from "../io.js";
import type { CommonOptions } from "../options.js";
import { reportDiagnostics } from "../report-diagnostics.js";
import { today } from "../today.js";

export interface UpdateOptions extends CommonOptions {
  readonly date?: string;
}

/** Takes a new model in, shows what changed, and generates. */
export async function runUpdate(io: Io, service: string, model: string, options: UpdateOptions): Promise<ExitCode> {
  const { value, diagnostics } = await update(io, service, model, options.date);
  io.progress("");
  reportDiagnostics(io, diagnostics, options.quiet ?? false);
  if (options.json) io.out(`${JSON.stringify({ ...inJson(value), diagnostics }, null, 2)}\n`);
  else if (value !== undefined && !options.quiet) {
    const { file, version, generated } = value;
    io.out(renderText(value.report, io.styleOut));
    const written = generated.services.flatMap(({ files }) => files.written).length;
    io.out(`\n${file}: version ${version}, ${written} files of ${generated.outputLabel}/${value.service} written\n`);
  }
  return exitCodeOf(diagnostics);
}

async function update(io: Io, service: string, model: string, date: string = today()): Promise<Result<UpdateOutcome>> {
  if (!isDate(date)) {
    const facts = { message: `--date ${JSON.stringify(date)} is no day`, remedy: "Give a day as YYYY-MM-DD." };
    return { diagnostics: [diagnose(wrongCall, "swage", facts)] };
  }
  const onProgress = ({ service: name }: { readonly service: string }): void => io.progress(name);
  return updateService({ cwd: io.cwd, service, model, date, today: today(), onProgress });
}

function inJson(outcome: UpdateOutcome | undefined): object {
  if (outcome === undefined)
    return { version: 1, service: null, snapshot: null, file: null, release: null, changes: [], services: [] };
  const { date, file, version, report, generated } = outcome;
  // The form of `diff --format json`, of the one service.
  const { services } = JSON.parse(renderJson(report)) as { readonly services: readonly object[] };
  return { version: 1, snapshot: date, file, release: version, ...services[0], services: generated.services };
}
