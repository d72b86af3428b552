import { badVersionsFile, notOneService, unknownOperation, wrongCall } from "../diagnostics/codes/workspace.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { diagnose, formatDiagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import { buildHistory } from "../changes/build-history.js";
import type { Snapshot } from "../changes/history.js";
import type { SourceFile } from "../load/load-model.js";
import { loadModel } from "../load/load-model.js";
import { suggest } from "../load/suggest.js";
import { closureOf, unknownOperations } from "../model/closure.js";
import type { Model } from "../model/model.js";
import { serviceOperations } from "../model/operations.js";
import { nameOf, namespaceOf } from "../model/shape-id.js";
import type { ServiceShape } from "../model/shapes.js";
import type { WantedOperation } from "./config.js";
import { isDate } from "./find-models.js";
import { readJson } from "./json-reader.js";
import type { ServiceFiles, SnapshotFiles } from "./service-files.js";

/** The snapshots of a service, read and checked. */
export interface LoadedService {
  /** Oldest first, at least one. */
  readonly snapshots: readonly Snapshot[];
  /** Snapshot date → version, as `versions.json` has it. */
  readonly versions: ReadonlyMap<string, string>;
}

/** @param operations that the package is cut down to; none means all. The newest snapshot must have each of them. */
export function loadService(files: ServiceFiles, operations: readonly WantedOperation[]): Result<LoadedService> {
  const diagnostics: Diagnostic[] = [];
  const snapshots: Snapshot[] = [];
  const names = operations.map(({ text }) => text);
  for (const { value, diagnostics: found } of loadSnapshots(files, names)) {
    diagnostics.push(...found);
    if (value !== undefined) snapshots.push(value);
  }
  const newest = snapshots.at(-1);
  if (newest !== undefined) diagnostics.push(...missingOperations(files.service, newest, operations));
  const versions = readVersions(files.versions);
  // What the dates and versions say is wrong is told along with what is wrong with the file.
  if (hasErrors(versions.diagnostics) && !hasErrors(diagnostics))
    diagnostics.push(...buildHistory(snapshots, versions.value ?? new Map(), 0).diagnostics);
  diagnostics.push(...versions.diagnostics);
  const unique = [...new Map(diagnostics.map((diagnostic) => [formatDiagnostic(diagnostic), diagnostic])).values()];
  if (hasErrors(unique)) return { diagnostics: unique };
  return { value: { snapshots, versions: versions.value ?? new Map() }, diagnostics: unique };
}

/** Each with the overlay over it: where the service moved to another namespace, the overlay moves along. */
function loadSnapshots({ snapshots, overlay }: ServiceFiles, names: readonly string[]): readonly Result<Snapshot>[] {
  const loaded = snapshots.map((one) => loadSnapshot(one, overlay, names));
  if (overlay === undefined || snapshots.length < 2) return loaded;
  const namespaces = loaded.map(({ value }, index) => {
    const bare = value ?? loadSnapshot(snapshots[index]!, undefined).value;
    return bare && namespaceOf(bare.whole.service.id);
  });
  return loaded.map((result, index) => {
    const own = namespaces[index];
    if (own === undefined || overlay.text.includes(`"${own}#`)) return result;
    const other = namespaces.find((one) => one !== undefined && overlay.text.includes(`"${one}#`));
    if (other === undefined) return result;
    const text = overlay.text.replaceAll(`"${other}#`, `"${own}#`);
    return loadSnapshot(snapshots[index]!, { ...overlay, text }, names);
  });
}

export function loadSnapshot(
  { date, source, files }: SnapshotFiles,
  overlay: SourceFile | undefined,
  operations: readonly string[] = [],
): Result<Snapshot> {
  const { value: model, diagnostics } = loadModel({ files, ...(overlay === undefined ? {} : { overlay }) });
  if (model === undefined) return { diagnostics };
  const { value: service, diagnostics: more } = onlyService(model, files[0]!.path);
  if (service === undefined) return { diagnostics: [...diagnostics, ...more] };
  const whole = closureOf(model, service);
  const closure = operations.length === 0 ? whole : closureOf(model, service, operations);
  return { value: { date, source, closure, whole }, diagnostics };
}

function onlyService(model: Model, path: string): Result<ServiceShape> {
  const [service, ...others] = model.services;
  if (service !== undefined && others.length === 0) return { value: service, diagnostics: [] };
  return { diagnostics: [diagnose(notOneService, path, { services: model.services.map(({ id }) => id) })] };
}

function missingOperations(service: string, newest: Snapshot, operations: readonly WantedOperation[]): Diagnostic[] {
  const { model, service: shape } = newest.whole;
  const known = serviceOperations(model, shape).map(({ id }) => nameOf(id));
  const unknown = new Set(
    unknownOperations(
      model,
      shape,
      operations.map(({ text }) => text),
    ),
  );
  return operations
    .filter(({ text }) => unknown.has(text))
    .map(({ text, place }) => {
      const facts = { operation: text, service, near: suggest(text, known)[0] };
      if (place !== undefined) return diagnose(unknownOperation, place, facts);
      const [message, remedy] = [unknownOperation.message(facts), unknownOperation.remedy(facts)];
      return diagnose(wrongCall, "swage", { message, remedy });
    });
}

const VERSION = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/;

function readVersions(file: SourceFile | undefined): Result<ReadonlyMap<string, string>> {
  if (file === undefined) return { diagnostics: [] };
  const { root, reader, diagnostics, place } = readJson(file.path, file.text);
  const versions = new Map<string, string>();
  if (reader.object(root, "versions.json") === undefined) return { diagnostics };
  // Not by the reader's map: of a date that is given twice, each version is looked at.
  for (const { children: [key, node] = [] } of root?.children ?? []) {
    if (key === undefined || node === undefined) continue; // A syntax error, reported already.
    const date = String(key.value);
    const version = reader.string(node, date);
    if (!isDate(date))
      diagnostics.push(diagnose(badVersionsFile, place(node), { problem: `holds "${date}", no date` }));
    else if (version !== undefined && !VERSION.test(version))
      diagnostics.push(diagnose(badVersionsFile, place(node), { problem: `gives ${date} "${version}", no version` }));
    else if (version !== undefined) versions.set(date, version);
  }
  return { value: versions, diagnostics };
}
