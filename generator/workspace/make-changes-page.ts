import type { ServiceUpdates, UpdateNote } from "../artifacts/changes-page.js";
import { changesPage, updateNotes } from "../artifacts/changes-page.js";
import { buildHistory } from "../changes/build-history.js";
import type { Result } from "../diagnostics/diagnostic.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import { createTemplates, TemplateError } from "../print/templates.js";
import type { WantedOperation } from "./config.js";
import { loadService } from "./load-service.js";
import { templateProblem } from "./produce.js";
import type { TemplateFiles } from "./read-templates.js";
import type { ServiceFiles } from "./service-files.js";

/** @returns undefined for models with errors, which the making of their package tells. */
export function makeNotes(
  files: ServiceFiles,
  operations: readonly WantedOperation[],
  release: number,
): readonly UpdateNote[] | undefined {
  const { value: loaded, diagnostics } = loadService(files, operations);
  if (loaded === undefined || hasErrors(diagnostics)) return undefined;
  const { value: history } = buildHistory(loaded.snapshots, loaded.versions, release);
  return history && updateNotes(history);
}

/** @param label the folder of the person's own templates, as diagnostics name it. */
export function makePage(
  services: readonly ServiceUpdates[],
  banner: string,
  { ours, own }: TemplateFiles,
  label: string,
): Result<string> {
  const templates = createTemplates(ours, own);
  try {
    return { value: changesPage(services, banner, templates), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof TemplateError) || !templates.isOwn(error.template)) throw error;
    return { diagnostics: [templateProblem(error, label)] };
  }
}
