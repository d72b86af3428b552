import type { Artifact } from "../../artifacts/context.js";
import type { Causes } from "../../workspace/check-causes.js";
import type { GenerateOutcome } from "../../workspace/generate.js";
import { generate } from "../../workspace/generate.js";
import type { ServiceOutcome } from "../../workspace/generate-service.js";
import type { GenerateRequest } from "../../workspace/workspace.js";
import type { ExitCode } from "../exit-codes.js";
import { EXIT, exitCodeOf } from "../exit-codes.js";
import type { Io } from "../io.js";
import type { CommonOptions } from "../options.js";
import { createProgressLine } from "../progress-line.js";
import { reportDiagnostics } from "../report-diagnostics.js";

export interface GenerateOptions extends CommonOptions {
  readonly config?: string;
  readonly models?: string;
  readonly output?: string;
  readonly only?: readonly Artifact[];
  readonly operations?: readonly string[];
  readonly templates?: string;
  readonly check?: boolean;
  readonly verify?: boolean;
  readonly watch?: boolean;
  readonly cache: boolean;
  readonly jobs?: number;
}

export async function runGenerate(io: Io, services: readonly string[], options: GenerateOptions): Promise<ExitCode> {
  const request: GenerateRequest = {
    cwd: io.cwd,
    config: options.config,
    models: options.models,
    output: options.output,
    services,
    only: options.only,
    operations: options.operations,
    templates: options.templates,
    check: options.check ?? false,
    verify: options.verify ?? false,
    cache: options.cache,
    jobs: options.jobs,
    onProgress: createProgressLine((line) => io.progress(line)),
  };
  const once = async (): Promise<ExitCode> => report(io, await generate(request), options);
  if (!options.watch) return once();
  const { watch } = await import("../../workspace/watch.js");
  return watch(request, once, (message) => {
    if (!options.quiet) io.err(`${message}\n`);
  });
}

function report(
  io: Io,
  { services, failed, diagnostics, shared, outputLabel }: GenerateOutcome,
  options: GenerateOptions,
): ExitCode {
  io.progress("");
  reportDiagnostics(io, diagnostics, options.quiet ?? false);
  if (options.json) io.out(`${JSON.stringify({ version: 1, services, shared, diagnostics }, null, 2)}\n`);
  else if (options.check) {
    for (const { service, files, causes } of services) {
      listDifferences(io, files, `${outputLabel}/${service}`);
      if (causes !== undefined && !options.quiet) io.err(causesText(service, causes));
    }
    listDifferences(io, shared, outputLabel);
  } else if (!options.quiet) for (const service of services) io.out(`${summary(service)}\n`);
  // Last, where a long list has not carried it off.
  const total = services.length + failed.length;
  if (failed.length > 0 && total > 1) io.err(`${failed.length} of ${total} services failed: ${failed.join(", ")}\n`);
  const differs = [shared, ...services.map(({ files }) => files)].some(
    ({ written, removed }) => written.length + removed.length > 0,
  );
  const code = exitCodeOf(diagnostics);
  return code === EXIT.done && options.check && differs ? EXIT.fault : code;
}

function listDifferences(io: Io, { written, removed }: GenerateOutcome["shared"], folder: string): void {
  for (const path of written) io.out(`would write ${folder}/${path}\n`);
  for (const path of removed) io.out(`would remove ${folder}/${path}\n`);
}

/** What the models made different, and what another swage did. */
function causesText(service: string, { former, now, model, swage, other }: Causes): string {
  const snapshots = `${former?.snapshot ?? "none"}, now ${now.snapshot ?? "none"}`;
  const age = (former?.format ?? 0) > now.format ? "older" : "newer";
  const lines = [
    [model, `because the model is another: snapshot ${snapshots}`],
    [swage, `because swage is ${age}, whatever the model: format ${former?.format ?? 0}, now ${now.format}`],
    [other, OTHER_CAUSES],
  ] as const;
  return lines
    .filter(([paths]) => paths.length > 0)
    .map(([{ length }, why]) => `${service}: ${length} ${length === 1 ? "file" : "files"} ${why}\n`)
    .join("");
}

const OTHER_CAUSES =
  "not made yet, or edited since: here, in a snapshot or the overlay, in the configuration or in own templates";

function summary({ service, version, files: { written, removed, unchanged }, milliseconds }: ServiceOutcome): string {
  const parts = [
    written.length > 0 ? `${written.length} written` : "",
    removed.length > 0 ? `${removed.length} removed` : "",
    unchanged > 0 ? `${unchanged} unchanged` : "",
  ].filter((part) => part !== "");
  return `${service} ${version}: ${parts.join(", ")} (${milliseconds} ms)`;
}
