import { orphanedPackage } from "../diagnostics/codes/workspace.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { compareDiagnostics, compareText, diagnose } from "../diagnostics/diagnostic.js";
import { chooseServices } from "./choose-services.js";
import { findModels } from "./find-models.js";
import { fileSystemProblem } from "./file-system.js";
import type { ServiceOutcome } from "./generate-service.js";
import { createServiceGenerator } from "./generate-service.js";
import { findOrphans, removeOrphan } from "./orphans.js";
import type { GenerateRequest, Workspace } from "./workspace.js";
import { openWorkspace } from "./workspace.js";

export interface GenerateOutcome {
  /** Sorted by name; those with errors are left out. */
  readonly services: readonly ServiceOutcome[];
  /** In file order. */
  readonly diagnostics: readonly Diagnostic[];
  /** The output folder, as the person gave it. */
  readonly outputLabel: string;
}

/** Makes the packages of the services asked for. One bad model does not stop the others. */
export async function generate(request: GenerateRequest): Promise<GenerateOutcome> {
  const { value: workspace, diagnostics } = openWorkspace(request);
  if (workspace === undefined) return { services: [], diagnostics: inOrder(diagnostics), outputLabel: "" };
  const { label: outputLabel } = workspace.output;
  const found = findModels(workspace.models.path, workspace.models.label);
  const { value: chosen, diagnostics: more } = chooseServices(request, workspace, found);
  const all = [...diagnostics, ...more];
  if (chosen === undefined) return { services: [], diagnostics: inOrder(all), outputLabel };
  const services: ServiceOutcome[] = [];
  const { generateService, diagnostics: ofTemplates } = createServiceGenerator(request, workspace);
  all.push(...ofTemplates);
  for (const [done, source] of chosen.entries()) {
    request.onProgress({ done, total: chosen.length, service: source.service });
    // Signals are seen between services, and never while one is being written.
    await new Promise(setImmediate);
    const { value, diagnostics: ofService } = await withFileSystem(() => generateService(source), workspace);
    all.push(...ofService);
    if (value !== undefined) services.push(value);
  }
  if (request.services.length === 0) {
    const known = new Set([...chosen.map(({ service }) => service), ...found.broken]);
    for (const orphan of findOrphans(workspace.output.path, known)) {
      const { service } = orphan;
      const place = `${outputLabel}/${service}`;
      const work = async () => ({ value: await removeOrphan(orphan, request.check), diagnostics: [] });
      const { value, diagnostics: problems } = await withFileSystem(work, workspace);
      all.push(...problems, diagnose(orphanedPackage, place, { service, models: workspace.models.label }));
      if (value !== undefined) services.push(value);
    }
  }

  const sorted = services.toSorted((a, b) => compareText(a.service, b.service));
  return { services: sorted, diagnostics: inOrder(all), outputLabel };
}

async function withFileSystem<T>(work: () => Promise<Result<T>>, workspace: Workspace): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    const problem = fileSystemProblem(error, "read or write", workspace.output.label);
    if (problem === undefined) throw error;
    return { diagnostics: [problem] };
  }
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].toSorted(compareDiagnostics);
}
