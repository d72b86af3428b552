import { orphanedPackage } from "../diagnostics/codes/workspace.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { compareDiagnostics, compareText, diagnose } from "../diagnostics/diagnostic.js";
import type { SharedFiles } from "./changes-file.js";
import { updateChangesFile } from "./changes-file.js";
import { chooseServices } from "./choose-services.js";
import { withFileSystem } from "./file-system.js";
import { findModels } from "./find-models.js";
import type { ServiceOutcome } from "./generate-service.js";
import { generateServices } from "./generate-services.js";
import { findOrphans, removeOrphan } from "./orphans.js";
import { readTemplates } from "./read-templates.js";
import type { GenerateRequest } from "./workspace.js";
import { openWorkspace } from "./workspace.js";

export interface GenerateOutcome {
  /** Sorted by name; those with errors are left out. */
  readonly services: readonly ServiceOutcome[];
  /** Those with errors, sorted. */
  readonly failed: readonly string[];
  /** In file order. */
  readonly diagnostics: readonly Diagnostic[];
  /** Files right in the output folder. */
  readonly shared: SharedFiles;
  /** The output folder, as the person gave it. */
  readonly outputLabel: string;
}

/** Makes the packages of the services asked for. One bad model does not stop the others. */
export async function generate(request: GenerateRequest): Promise<GenerateOutcome> {
  const nothing = { services: [], failed: [], shared: { written: [], removed: [] } };
  const { value: workspace, diagnostics } = openWorkspace(request);
  if (workspace === undefined) return { ...nothing, diagnostics: inOrder(diagnostics), outputLabel: "" };
  const { label: outputLabel } = workspace.output;
  const found = findModels(workspace.models.path, workspace.models.label);
  const { value: chosen, diagnostics: more } = chooseServices(request, workspace, found);
  const all = [...diagnostics, ...more];
  if (chosen === undefined) return { ...nothing, diagnostics: inOrder(all), outputLabel };
  const templates = readTemplates(workspace.templates?.path, workspace.templates?.label);
  all.push(...templates.diagnostics);
  const services: ServiceOutcome[] = [];
  const failed: string[] = [...chosen.refused];
  for (const [{ service }, { value, diagnostics: ofService }] of await generateServices(
    request,
    workspace,
    templates,
    chosen.sources,
  )) {
    all.push(...ofService);
    if (value !== undefined) services.push(value);
    else failed.push(service);
  }
  if (request.services.length === 0) {
    const known = new Set([...chosen.sources.map(({ service }) => service), ...found.broken.keys()]);
    for (const orphan of findOrphans(workspace.output.path, known)) {
      const { service } = orphan;
      const place = `${outputLabel}/${service}`;
      const work = async () => ({ value: await removeOrphan(orphan, request.check), diagnostics: [] });
      const { value, diagnostics: problems } = await withFileSystem(work, outputLabel);
      all.push(...problems, diagnose(orphanedPackage, place, { service, models: workspace.models.label }));
      if (value !== undefined) services.push(value);
    }
  }
  // Broken models leave no way to tell what changed.
  const { value: shared = nothing.shared, diagnostics: ofChanges } =
    failed.length > 0
      ? { diagnostics: [] }
      : await withFileSystem(() => updateChangesFile(request, workspace, templates, found), outputLabel);
  all.push(...ofChanges);

  const sorted = services.toSorted((a, b) => compareText(a.service, b.service));
  return { services: sorted, failed: failed.toSorted(compareText), diagnostics: inOrder(all), shared, outputLabel };
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].toSorted(compareDiagnostics);
}
