import type { Artifact, GeneratedFile, PackageContext, PackageSettings } from "../artifacts/context.js";
import { protocols } from "../../templates/mock/runtime/protocols.js";
import { isSpoken, protocolsOf } from "../artifacts/mock/definition.js";
import type { PatternNote } from "../artifacts/pattern-notes.js";
import { patternNotes } from "../artifacts/pattern-notes.js";
import { renderPackage } from "../artifacts/render-package.js";
import { buildHistory } from "../changes/build-history.js";
import { packageWithoutMock } from "../diagnostics/codes/mock.js";
import { brokenTemplate } from "../diagnostics/codes/templates.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { diagnose, hasErrors } from "../diagnostics/diagnostic.js";
import type { Closure } from "../model/closure.js";
import { planNames } from "../print/names.js";
import type { Templates } from "../print/templates.js";
import { createTemplates, TemplateError } from "../print/templates.js";
import type { WantedOperation } from "./config.js";
import { loadService } from "./load-service.js";
import { mockFindings } from "./mock-findings.js";
import type { TemplateFiles } from "./read-templates.js";
import type { ServiceFiles } from "./service-files.js";

/** All that a package is made from. */
export interface PackageJob {
  readonly files: ServiceFiles;
  readonly settings: PackageSettings;
  readonly artifacts: ReadonlySet<Artifact>;
  readonly enums: "closed" | "open";
  /** None: all. */
  readonly operations: readonly WantedOperation[];
}

export interface ProducedPackage {
  readonly context: PackageContext;
  readonly patterns: readonly PatternNote[];
  /** Without the manifest. */
  readonly files: readonly GeneratedFile[];
}

/** Models → load → closure → history → names: what artefacts are made from. */
export function packageContext(job: PackageJob, templates: Templates): Result<PackageContext> {
  const { files, settings, enums, operations } = job;
  const { value: loaded, diagnostics } = loadService(files, operations);
  if (loaded === undefined) return { diagnostics };
  const { value: history, diagnostics: more } = buildHistory(loaded.snapshots, loaded.versions, settings.release);
  const all = [...diagnostics, ...more];
  if (history === undefined || hasErrors(all)) return { diagnostics: all };
  const { closure } = history.newest;
  const names = planNames(history.releases.map(({ snapshot }) => snapshot.whole));
  const { service } = files;
  const speakable = withoutSilentMock(job, closure);
  const context = { service, closure, history, settings, artifacts: speakable.artifacts, enums, names, templates };
  return { value: context, diagnostics: [...all, ...speakable.diagnostics] };
}

/** A mock that speaks none of the service's protocols would be of no use. */
function withoutSilentMock(
  { files, artifacts }: PackageJob,
  { service }: Closure,
): { readonly artifacts: PackageContext["artifacts"]; readonly diagnostics: readonly Diagnostic[] } {
  const own = protocolsOf(service);
  if (!artifacts.has("mock") || isSpoken(own)) return { artifacts, diagnostics: [] };
  const facts = { service: files.service, protocols: own, spoken: [...protocols.keys()] };
  const place = files.snapshots.at(-1)!.files[0]!.path;
  return {
    artifacts: new Set([...artifacts].filter((artifact) => artifact !== "mock")),
    diagnostics: [diagnose(packageWithoutMock, place, facts)],
  };
}

/** Produces packages by one set of templates, which are compiled once. */
export function createProducer(sources: TemplateFiles, label: string): (job: PackageJob) => Result<ProducedPackage> {
  const templates = createTemplates(sources.ours, sources.own);
  return (job) => {
    const { value: context, diagnostics } = packageContext(job, templates);
    if (context === undefined) return { diagnostics };
    const findings = context.artifacts.has("mock") ? mockFindings(job.files, context.closure) : [];
    const all = [...diagnostics, ...findings];
    if (hasErrors(findings)) return { diagnostics: all };
    try {
      // What a person's template cannot fill shows only where the text is asked for, as a copy does.
      const files = renderPackage(context).map((file) =>
        file.template !== undefined && templates.isOwn(file.template) ? { ...file } : file,
      );
      return { value: { context, patterns: patternNotes(context.closure), files }, diagnostics: all };
    } catch (error) {
      if (!(error instanceof TemplateError) || !templates.isOwn(error.template)) throw error;
      return { diagnostics: [...all, templateProblem(error, label)] };
    }
  };
}

/** A template of the person's own that cannot be filled. @param label of their folder. */
export function templateProblem({ template, line, message }: TemplateError, label: string): Diagnostic {
  return diagnose(brokenTemplate, { file: `${label}/${template}`, line, column: 1 }, { template, problem: message });
}
