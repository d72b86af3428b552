import { join, relative } from "node:path";
import type { ModelSource, Report, ServiceChanges } from "../changes/report.js";
import { createReport } from "../changes/report.js";
import type { Side } from "../changes/severity.js";
import { renamedService } from "../diagnostics/codes/git.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { compareDiagnostics, compareText, diagnose, hasErrors } from "../diagnostics/diagnostic.js";
import type { SourceFile } from "../load/load-model.js";
import { loadModel } from "../load/load-model.js";
import { suggest } from "../load/suggest.js";
import type { Model } from "../model/model.js";
import { createModel } from "../model/model.js";
import { changesOf, readSuppressions } from "./compare-models.js";
import { includes } from "./config.js";
import type { FoundModels, ServiceSource, SnapshotSource } from "./find-models.js";
import { faultsOf, findListedModels, findModels } from "./find-models.js";
import type { RevisionFolder } from "./git.js";
import { openRevision } from "./git.js";
import { normalise } from "./output-plan.js";
import { readBytes, readText } from "./read-text.js";
import type { Workspace } from "./workspace.js";
import { notThere, openWorkspace } from "./workspace.js";

export interface AgainstRequest {
  /** Absolute. */
  readonly cwd: string;
  /** A revision of the git repository in which the models lie. */
  readonly revision: string;
  /** None: all that the configuration includes. */
  readonly services: readonly string[];
  readonly side: Side;
  /** As the person gave it; undefined: `swage.suppressions.json`, if there is one. */
  readonly suppressions: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

export interface AgainstReport {
  readonly report: Report;
  /** What paths of the report begin with where they are told from the top of the repository; "" or ends in `/`. */
  readonly prefix: string;
}

/**
 * Compares the models of the working tree with those of a revision, service by service: the newest snapshot of each,
 * with its overlay. What is not yet committed, or not even added, counts. Services whose files are the same are left
 * out, unless they were asked for by name.
 */
export function compareAgainst(request: AgainstRequest): Result<AgainstReport> {
  const { cwd, side, today } = request;
  const { value: workspace, diagnostics } = openWorkspace({ cwd });
  if (workspace === undefined) return { diagnostics };
  const accepted = readSuppressions(cwd, request.suppressions);
  const { value: revision, diagnostics: ofGit } = openRevision(workspace.models.path, request.revision);
  const problems = [...diagnostics, ...accepted.diagnostics, ...ofGit];
  if (revision === undefined || accepted.value === undefined) return { diagnostics: problems };
  const { value: services, diagnostics: found } = compareServices(request, workspace, revision);
  if (services === undefined) return { diagnostics: [...problems, ...found].toSorted(compareDiagnostics) };
  const report = createReport(services, { side, suppressions: accepted.value, today });
  const fromTop = relative(workspace.models.path, cwd).replaceAll("\\", "/");
  return {
    value: { report, prefix: joinPath(revision.prefix, fromTop) },
    diagnostics: [...problems, ...found, ...report.diagnostics],
  };
}

/** `packages/api/models/` and `..` make `packages/api/`. */
function joinPath(prefix: string, path: string): string {
  const segments = prefix.split("/").filter((segment) => segment !== "");
  for (const segment of path.split("/"))
    if (segment === "..") segments.pop();
    else if (segment !== "") segments.push(segment);
  return segments.map((segment) => `${segment}/`).join("");
}

function compareServices(
  { revision: name, services: named }: AgainstRequest,
  workspace: Workspace,
  revision: RevisionFolder,
): Result<readonly ServiceChanges[]> {
  const { models } = workspace;
  const oldLabel = `${name}:${models.label}`;
  const now = findModels(models.path, models.label);
  const old = findListedModels(revision.list, oldLabel);
  const { value: isChosen, diagnostics: chosen } = chooser(named, workspace, [old, now]);
  if (isChosen === undefined) return { diagnostics: chosen };
  const problems = [now, old].flatMap((one) => faultsOf(one, isChosen));
  if (hasErrors(problems)) return { diagnostics: problems };

  const oldReader = revisionReader(revision, oldLabel);
  const nowReader = diskReader(workspace);
  const states = pairsOf(old, now)
    .filter(({ service }) => isChosen(service))
    .filter((pair) => named.length > 0 || !isUntouched(pair, workspace, revision));
  const loaded = states.map(({ service, old: before, now: after }): LoadedPair => ({
    service,
    before: before && loadNewest(before, oldReader),
    after: after && loadNewest(after, nowReader),
  }));
  const failed = loaded.flatMap(({ before, after }) => [...(before?.diagnostics ?? []), ...(after?.diagnostics ?? [])]);
  if (hasErrors(failed)) return { diagnostics: uniquely(failed) };
  const differing = loaded.filter(({ before, after }) => named.length > 0 || !isSameText(before?.value, after?.value));
  const { pairs, notes } = withRenamed(differing, models.label);
  return { value: pairs.flatMap((pair) => changesOfPair(pair, oldLabel, models.label)), diagnostics: notes };
}

/** By name, or by the configuration's `include`. */
function chooser(
  services: readonly string[],
  { config, models }: Workspace,
  found: readonly FoundModels[],
): Result<(service: string) => boolean> {
  const names = found.flatMap((one) => one.services.map(({ service }) => service));
  const known = new Set([...names, ...found.flatMap(({ broken }) => [...broken.keys()])]);
  const wanted = services.map((service) => service.toLowerCase());
  const diagnostics = wanted
    .filter((service) => !known.has(service))
    .map((service) =>
      notThere(
        `neither ${models.label} nor the revision holds a service ${JSON.stringify(service)}`,
        suggest(service, new Set(names))[0],
      ),
    );
  if (diagnostics.length > 0) return { diagnostics };
  const patterns = config.include.map(({ text }) => text);
  const isChosen = (service: string): boolean =>
    wanted.length > 0 ? wanted.includes(service) : includes(patterns, service);
  return { value: isChosen, diagnostics };
}

interface Pair {
  readonly service: string;
  readonly old: ServiceSource | undefined;
  readonly now: ServiceSource | undefined;
}

function pairsOf(old: FoundModels, now: FoundModels): readonly Pair[] {
  const before = new Map(old.services.map((source) => [source.service, source]));
  const after = new Map(now.services.map((source) => [source.service, source]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .toSorted(compareText)
    .map((service) => ({ service, old: before.get(service), now: after.get(service) }));
}

function newestOf({ snapshots }: ServiceSource): SnapshotSource {
  return snapshots.at(-1)!;
}

function filesOf(source: ServiceSource): readonly string[] {
  return [...newestOf(source).files, ...(source.overlay === undefined ? [] : [source.overlay])];
}

/** By git's own names of contents: nothing has to be read from git, and no model has to be loaded. */
function isUntouched({ old, now }: Pair, { models }: Workspace, revision: RevisionFolder): boolean {
  if (old === undefined || now === undefined) return false;
  const files = filesOf(now);
  return (
    files.join("\n") === filesOf(old).join("\n") &&
    files.every((path) => revision.holds(path, readBytes(join(models.path, path))))
  );
}

type Reader = (paths: readonly string[]) => Result<readonly SourceFile[]>;

function diskReader({ models }: Workspace): Reader {
  return (paths) => ({
    value: paths.map((path) => ({
      path: `${models.label}/${path}`,
      text: readText(join(models.path, path)),
    })),
    diagnostics: [],
  });
}

function revisionReader(revision: RevisionFolder, label: string): Reader {
  return (paths) => {
    const { value: texts, diagnostics } = revision.read(paths);
    if (texts === undefined) return { diagnostics };
    return { value: paths.map((path, index) => ({ path: `${label}/${path}`, text: texts[index]! })), diagnostics };
  };
}

interface LoadedModel {
  readonly model: Model;
  readonly source: SnapshotSource;
  /** Of the snapshot's files and the overlay; line ends do not count. */
  readonly texts: readonly string[];
}

interface LoadedPair {
  readonly service: string;
  readonly before: Result<LoadedModel> | undefined;
  readonly after: Result<LoadedModel> | undefined;
}

/** Warnings of the models themselves are not told: they are no change. */
function loadNewest(source: ServiceSource, read: Reader): Result<LoadedModel> {
  const snapshot = newestOf(source);
  const { value: all, diagnostics: unread } = read(filesOf(source));
  if (all === undefined) return { diagnostics: unread };
  const files = all.slice(0, snapshot.files.length);
  const [overlay] = all.slice(snapshot.files.length);
  const { value: model, diagnostics } = loadModel({ files, ...(overlay === undefined ? {} : { overlay }) });
  if (model === undefined || hasErrors(diagnostics)) return { diagnostics };
  return { value: { model, source: snapshot, texts: all.map(({ text }) => normalise(text)) }, diagnostics: [] };
}

function isSameText(before: LoadedModel | undefined, after: LoadedModel | undefined): boolean {
  return before !== undefined && after !== undefined && before.texts.join("\0") === after.texts.join("\0");
}

/** A service that is gone and one that is new are one that was renamed, where both hold the same service shapes. */
function withRenamed(
  loaded: readonly LoadedPair[],
  label: string,
): { readonly pairs: readonly LoadedPair[]; readonly notes: readonly Diagnostic[] } {
  const idsOf = (state: Result<LoadedModel> | undefined): string =>
    (state?.value?.model.services ?? []).map(({ id }) => id).join(" ");
  const gone = loaded.filter(({ after }) => after === undefined);
  const added = loaded.filter(({ before }) => before === undefined);
  const joined = new Map<string, LoadedPair>();
  const notes: Diagnostic[] = [];
  for (const one of added) {
    const id = idsOf(one.after);
    const former = gone.filter(({ before }) => idsOf(before) === id);
    if (id === "" || former.length !== 1 || added.filter(({ after }) => idsOf(after) === id).length !== 1) continue;
    joined.set(former[0]!.service, { ...one, before: former[0]!.before });
    notes.push(diagnose(renamedService, label, { before: former[0]!.service, after: one.service }));
  }
  const renamed = new Set([...joined.values()].map(({ service }) => service));
  const others = loaded.filter(({ service }) => !joined.has(service) && !renamed.has(service));
  const pairs = [...others, ...joined.values()].toSorted((a, b) => compareText(a.service, b.service));
  return { pairs, notes };
}

function changesOfPair({ service, before, after }: LoadedPair, oldLabel: string, label: string): ServiceChanges[] {
  const form = (after ?? before)?.value?.model.form;
  const modelOf = (state: Result<LoadedModel> | undefined): Model =>
    state?.value?.model ?? createModel([], new Map(), form);
  return changesOf({
    before: modelOf(before),
    after: modelOf(after),
    service,
    old: sourceOf(before?.value, oldLabel),
    new: sourceOf(after?.value, label),
  });
}

/** Where a side has no such service, the folder that lacks it. */
function sourceOf(loaded: LoadedModel | undefined, label: string): ModelSource {
  if (loaded === undefined) return { source: label };
  const { source, date } = loaded.source;
  return { source: `${label}/${source}`, ...(date === undefined ? {} : { snapshot: date }) };
}

function uniquely(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}
