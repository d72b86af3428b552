import { pageCodes } from "../diagnostics/codes/pages.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import { suggest } from "../load/suggest.js";
import type { WantedOperation } from "./config.js";
import type { FoundModels, ServiceSource } from "./find-models.js";
import { findModels } from "./find-models.js";
import { dayBefore } from "./place-snapshot.js";
import type { ServiceFiles, SnapshotFiles } from "./service-files.js";
import { readServiceFiles } from "./service-files.js";
import type { Workspace } from "./workspace.js";
import { notThere, openWorkspace } from "./workspace.js";

/** A workspace as the configuration in `cwd` has it, with what lies in its models folder. */
export interface OpenModels {
  readonly workspace: Workspace;
  readonly found: FoundModels;
}

export function openModels(cwd: string): Result<OpenModels> {
  const { value: workspace, diagnostics } = openWorkspace({ cwd });
  if (workspace === undefined) return { diagnostics };
  const found = findModels(workspace.models.path, workspace.models.label);
  return { value: { workspace, found }, diagnostics };
}

/** One service that something is taken into. */
export interface ServiceAtHand {
  readonly workspace: Workspace;
  readonly source: ServiceSource;
  readonly files: ServiceFiles;
  /** That the service is cut down to; none: all. */
  readonly operations: readonly WantedOperation[];
}

/** The service of that name; its models may be dated or have no date, but not lie in the layout of AWS. */
export function serviceAtHand({ workspace, found }: OpenModels, name: string): Result<ServiceAtHand> {
  const service = name.toLowerCase();
  const source = found.services.find((one) => one.service === service);
  const { path, label } = workspace.models;
  if (source === undefined) {
    const own: Diagnostic[] = [...(found.broken.get(service) ?? [])];
    const names = found.services.map((one) => one.service);
    if (own.length === 0)
      own.push(notThere(`${label} holds no service ${JSON.stringify(name)}`, suggest(service, names)[0]));
    return { diagnostics: own };
  }
  const published = source.snapshots.find((one) => one.date === undefined && one.source.includes("/"));
  if (published !== undefined)
    return { diagnostics: [diagnose(pageCodes.publishedLayout, `${label}/${published.source}`, { service })] };
  const files = readServiceFiles(path, label, source);
  const operations = workspace.config.services.get(service)?.operations ?? [];
  return { value: { workspace, source, files, operations }, diagnostics: [] };
}

/** The files of the service with one more snapshot, as they will be: a model without a date gets one. */
export function withSnapshot(files: ServiceFiles, snapshot: SnapshotFiles & { readonly date: string }): ServiceFiles {
  const earlier = files.snapshots
    .filter(({ date }) => date !== snapshot.date)
    .map((one) => ({ ...one, date: one.date ?? dayBefore(snapshot.date) }));
  return { ...files, snapshots: [...earlier, snapshot] };
}

/** The notes that a model without a date got one. */
export function datedNotes({ source, workspace }: ServiceAtHand, date: string): readonly Diagnostic[] {
  return source.snapshots
    .filter((one) => one.date === undefined)
    .map((one) => {
      const file = `${workspace.models.label}/${one.source}`;
      return diagnose(pageCodes.dated, file, { old: dayBefore(date), file });
    });
}
