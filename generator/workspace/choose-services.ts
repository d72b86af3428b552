import { join, sep } from "node:path";
import {
  configUnusedInclude,
  configUnusedService,
  duplicatePackageName,
  emptyModels,
  wrongCall,
} from "../diagnostics/codes/workspace.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import { suggest } from "../load/suggest.js";
import type { Config } from "./config.js";
import { globMatches, includes, packageSettings } from "./config.js";
import type { FoundModels, ServiceSource } from "./find-models.js";
import { faultsOf } from "./find-models.js";
import type { GenerateRequest, Workspace } from "./workspace.js";
import { notThere } from "./workspace.js";

export interface ChosenServices {
  readonly sources: readonly ServiceSource[];
  /** Names of those whose files do not lie as they should; the diagnostics say how. */
  readonly refused: readonly string[];
}

/** The services of this run: those named, else those that the configuration includes. */
export function chooseServices(
  request: Pick<GenerateRequest, "services" | "operations">,
  { config, models, output }: Workspace,
  found: FoundModels,
): Result<ChosenServices> {
  const named = request.services.map((service) => service.toLowerCase());
  const patterns = config.include.map(({ text }) => text);
  const isChosen = (service: string): boolean =>
    named.length > 0 ? named.includes(service) : includes(patterns, service);
  const diagnostics: Diagnostic[] = [...faultsOf(found, isChosen)];
  const names = found.services.map(({ service }) => service);
  const known = new Set([...names, ...found.broken.keys()]);
  for (const service of named.filter((name) => !known.has(name)))
    diagnostics.push(
      notThere(`${models.label} holds no service ${JSON.stringify(service)}`, suggest(service, names)[0]),
    );
  const chosen = found.services.filter(({ service }) => isChosen(service));
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
  for (const { service } of chosen)
    if (`${models.path}${sep}`.startsWith(`${join(output.path, service)}${sep}`))
      diagnostics.push(
        diagnose(wrongCall, "swage", {
          message: `the package of ${service} would lie where the models are, ${models.label}`,
          remedy: "Give another folder for output, or for models.",
        }),
      );
  const stop = diagnostics.some(({ code }) => STOPPING.has(code));
  if (stop || known.size === 0) return { diagnostics };
  return { value: { sources: chosen, refused: [...found.broken.keys()].filter(isChosen) }, diagnostics };
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
