import type { Artifact, GeneratedFile, PackageContext, PackageSettings } from "../artifacts/context.js";
import { renderPackage } from "../artifacts/render-package.js";
import { buildHistory } from "../changes/build-history.js";
import { brokenTemplate } from "../diagnostics/codes/templates.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { diagnose, hasErrors } from "../diagnostics/diagnostic.js";
import { planNames } from "../print/names.js";
import type { Templates } from "../print/templates.js";
import { createTemplates, TemplateError } from "../print/templates.js";
import type { PlacedText } from "./config.js";
import { loadService } from "./load-service.js";
import type { TemplateFiles } from "./read-templates.js";
import type { ServiceFiles } from "./service-files.js";

/** All that a package is made from. */
export interface PackageJob {
  readonly files: ServiceFiles;
  readonly settings: PackageSettings;
  readonly artifacts: ReadonlySet<Artifact>;
  readonly enums: "closed" | "open";
  /** None: all. */
  readonly operations: readonly PlacedText[];
}

export interface ProducedPackage {
  readonly context: PackageContext;
  /** Without the manifest. */
  readonly files: readonly GeneratedFile[];
}

/** Models → load → closure → history → names: what artefacts are made from. */
export function packageContext(job: PackageJob, templates: Templates): Result<PackageContext> {
  const { files, settings, artifacts, enums, operations } = job;
  const { value: loaded, diagnostics } = loadService(files, operations);
  if (loaded === undefined) return { diagnostics };
  const { value: history, diagnostics: more } = buildHistory(loaded.snapshots, loaded.versions, settings.release);
  const all = [...diagnostics, ...more];
  if (history === undefined || hasErrors(all)) return { diagnostics: all };
  const { closure } = history.newest;
  const names = planNames(loaded.snapshots.map(({ whole }) => whole));
  const { service } = files;
  return { value: { service, closure, history, settings, artifacts, enums, names, templates }, diagnostics: all };
}

/** Produces packages by one set of templates, which are compiled once. */
export function createProducer(sources: TemplateFiles, label: string): (job: PackageJob) => Result<ProducedPackage> {
  const templates = createTemplates(sources.ours, sources.own);
  return (job) => {
    const { value: context, diagnostics } = packageContext(job, templates);
    if (context === undefined) return { diagnostics };
    try {
      return { value: { context, files: renderPackage(context) }, diagnostics };
    } catch (error) {
      if (!(error instanceof TemplateError) || !templates.isOwn(error.template)) throw error;
      return { diagnostics: [...diagnostics, templateProblem(error, label)] };
    }
  };
}

function templateProblem({ template, line, message }: TemplateError, label: string): Diagnostic {
  return diagnose(brokenTemplate, { file: `${label}/${template}`, line, column: 1 }, { template, problem: message });
}
