import {
  configUnusedInclude,
  configUnusedService,
  duplicatePackageName,
  emptyModels,
  orphanedPackage,
  wrongCall,
} from "../diagnostics/codes/workspace.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { compareDiagnostics, compareText, diagnose } from "../diagnostics/diagnostic.js";
import { suggest } from "../load/suggest.js";
import type { Config } from "./config.js";
import { globMatches, includes, packageSettings } from "./config.js";
import type { FoundModels, ServiceSource } from "./find-models.js";
import { findModels } from "./find-models.js";
import { fileSystemProblem } from "./file-system.js";
import type { ServiceOutcome } from "./generate-service.js";
import { createServiceGenerator } from "./generate-service.js";
import { findOrphans, removeOrphan } from "./orphans.js";
import type { GenerateRequest, Workspace } from "./workspace.js";
import { notThere, openWorkspace } from "./workspace.js";

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

/** The services of this run: those named, else those that the configuration includes. */
function chooseServices(
  request: GenerateRequest,
  { config, models }: Workspace,
  found: FoundModels,
): Result<readonly ServiceSource[]> {
  const diagnostics: Diagnostic[] = [...found.diagnostics];
  const named = request.services.map((service) => service.toLowerCase());
  const names = found.services.map(({ service }) => service);
  const known = new Set([...names, ...found.broken]);
  for (const service of named.filter((name) => !known.has(name)))
    diagnostics.push(
      notThere(`${models.label} holds no service ${JSON.stringify(service)}`, suggest(service, names)[0]),
    );
  const patterns = config.include.map(({ text }) => text);
  const chosen = found.services.filter(({ service }) =>
    named.length > 0 ? named.includes(service) : includes(patterns, service),
  );
  if (request.operations !== undefined && (named.length > 0 ? named.length : chosen.length) !== 1)
    diagnostics.push(
      diagnose(wrongCall, "swage", {
        message: "--operations goes with one SERVICE",
        remedy: "Name the service whose operations they are: swage generate SERVICE --operations A,B",
      }),
    );
  if (known.size === 0) diagnostics.push(diagnose(emptyModels, models.label, { models: models.label }));
  else diagnostics.push(...unusedEntries(config, models.label, known));
  diagnostics.push(...sharedPackageNames(config, chosen));
  const stop = diagnostics.some(({ code }) => STOPPING.has(code));
  return stop || known.size === 0 ? { diagnostics } : { value: chosen, diagnostics };
}

const STOPPING: ReadonlySet<string> = new Set([wrongCall.code, duplicatePackageName.code]);

function unusedEntries(config: Config, models: string, known: ReadonlySet<string>): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const [service, { place }] of config.services)
    if (!known.has(service)) diagnostics.push(diagnose(configUnusedService, place, { service, models }));
  for (const { text: pattern, place } of config.include)
    if (![...known].some((service) => globMatches(pattern, service)))
      diagnostics.push(diagnose(configUnusedInclude, place, { pattern, models }));
  return diagnostics;
}

function sharedPackageNames(config: Config, chosen: readonly ServiceSource[]): Diagnostic[] {
  const byName = new Map<string, string[]>();
  for (const { service } of chosen) {
    const { name } = packageSettings(config, service);
    byName.set(name, [...(byName.get(name) ?? []), service]);
  }
  return [...byName]
    .filter(([, services]) => services.length > 1)
    .map(([name, services]) =>
      diagnose(duplicatePackageName, config.services.get(services[0]!)?.place ?? config.file, { name, services }),
    );
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].toSorted(compareDiagnostics);
}
