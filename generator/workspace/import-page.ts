import { pageCodes } from "../diagnostics/codes/pages.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { diagnose, hasErrors } from "../diagnostics/diagnostic.js";
import type { Snapshot } from "../changes/history.js";
import { printModel } from "../load/smithy/print-model.js";
import type { AppliedPage } from "../pages/apply-page.js";
import { applyPage } from "../pages/apply-page.js";
import type { Assumption } from "../pages/choices.js";
import type { Extension } from "../pages/extend.js";
import type { ChangelogPage } from "../pages/page.js";
import { choicesOf } from "../pages/paths.js";
import { fileSystemProblem } from "./file-system.js";
import { loadService, loadSnapshot } from "./load-service.js";
import { placeSnapshot, serviceFolder } from "./place-snapshot.js";
import { readPageFile } from "./read-page-file.js";
import type { ServiceAtHand } from "./service-at-hand.js";
import { datedNotes, openModels, serviceAtHand, withSnapshot } from "./service-at-hand.js";
import type { SnapshotFiles } from "./service-files.js";

export interface ImportRequest {
  /** Absolute. */
  readonly cwd: string;
  /** As the person gave it. */
  readonly page: string;
  readonly service: string | undefined;
  /** Choices that are settled, path → shape. */
  readonly names: ReadonlyMap<string, string>;
}

export interface ImportOutcome {
  readonly service: string;
  /** `YYYY-MM-DD`: the page's and the new snapshot's. */
  readonly date: string;
  /** The snapshot that the page was applied to. */
  readonly from: string;
  /** As the person would name it. */
  readonly file: string;
  readonly added: readonly Extension[];
  readonly assumptions: readonly Assumption[];
}

/** Applies a changelog page to the newest snapshot, as a new one with the page's date. All of it happens, or nothing. */
export function importPage({ cwd, page: file, service, names }: ImportRequest): Result<ImportOutcome> {
  const { value: open, diagnostics } = openModels(cwd);
  if (open === undefined) return { diagnostics };
  const { value: read, diagnostics: ofPage } = readPageFile(cwd, file, open, service);
  const found: Diagnostic[] = [...diagnostics, ...ofPage];
  if (read === undefined) return { diagnostics: found };
  const { page, service: name } = read;
  const { value: hand, diagnostics: ofService } = serviceAtHand(open, name);
  if (hand === undefined) return { diagnostics: [...found, ...ofService] };
  const { value: base, diagnostics: ofBase } = baseFor(hand, page);
  if (base === undefined) return { diagnostics: [...found, ...ofBase] };
  const { value: applied, diagnostics: problems } = apply(hand, base.snapshot, page, names);
  found.push(...problems);
  if (applied === undefined) return { diagnostics: found };
  if (base.replaced !== undefined && !isImport(hand, base.snapshot, page, base.replaced))
    return { diagnostics: [...found, diagnose(pageCodes.snapshotThere, file, { date: page.date })] };
  const text = printModel(applied.model);
  found.push(...check(hand, page, text));
  if (hasErrors(found)) return { diagnostics: found };
  try {
    const files = [{ name: `${page.date}.json`, text }];
    const placed = placeSnapshot(hand.workspace.models.path, hand.source, {
      date: page.date,
      files,
      versions: undefined,
    });
    const { label } = hand.workspace.models;
    const { assumptions, added } = applied;
    const outcome: ImportOutcome = {
      service: hand.source.service,
      date: page.date,
      from: base.snapshot.date ?? `${label}/${hand.source.snapshots[0]!.source}`,
      file: `${label}/${placed.source}`,
      added,
      assumptions,
    };
    return { value: outcome, diagnostics: [...found, ...datedNotes(hand, page.date)] };
  } catch (error) {
    const problem = fileSystemProblem(error, "write", hand.workspace.models.label);
    if (problem === undefined) throw error;
    return { diagnostics: [...found, problem] };
  }
}

interface Base {
  readonly snapshot: Snapshot;
  /** The snapshot of the page's own date, where there is one already. */
  readonly replaced: SnapshotFiles | undefined;
}

/** The newest snapshot before the page's day, without its overlay: what a page tells goes into the model itself. */
function baseFor({ files }: ServiceAtHand, page: ChangelogPage): Result<Base> {
  const { date } = page;
  const newest = files.snapshots.at(-1)!;
  if (newest.date !== undefined && newest.date > date)
    return { diagnostics: [diagnose(pageCodes.notNewer, page.file, { date, newest: newest.date })] };
  const replaced = newest.date === date ? newest : undefined;
  const base = replaced === undefined ? newest : files.snapshots.at(-2);
  if (base === undefined) return { diagnostics: [diagnose(pageCodes.snapshotThere, page.file, { date })] };
  const { value: snapshot, diagnostics } = loadSnapshot(base, undefined);
  if (snapshot === undefined || hasErrors(diagnostics)) return { diagnostics };
  return { value: { snapshot, replaced }, diagnostics: [] };
}

function apply(
  { operations }: ServiceAtHand,
  { whole }: Snapshot,
  page: ChangelogPage,
  names: ReadonlyMap<string, string>,
): Result<AppliedPage> {
  return applyPage(page, whole.model, whole.service, { names, operations: operations.map(({ text }) => text) });
}

/**
 * Whether a snapshot is what this page makes of the base by some choices: then it may be made again by others. The
 * choices are read from the snapshot itself; one choice may bring others with it.
 */
function isImport(hand: ServiceAtHand, base: Snapshot, page: ChangelogPage, replaced: SnapshotFiles): boolean {
  const { value: existing } = loadSnapshot(replaced, undefined);
  const text = replaced.files.length === 1 ? replaced.files[0]!.text : undefined;
  if (existing === undefined || text === undefined) return false;
  let names: ReadonlyMap<string, string> = new Map();
  for (let round = 0; round < 20; round++) {
    const { value: applied } = apply(hand, base, page, names);
    if (applied === undefined) return false;
    if (printModel(applied.model) === text) return true;
    const { model, service } = existing.whole;
    const next = choicesOf(
      model,
      service,
      applied.assumptions.map(({ at }) => at),
    );
    if (next.size === names.size && [...next].every(([path, shape]) => names.get(path) === shape)) return false;
    names = next;
  }
  return false;
}

/** The new snapshot must load, its overlay over it, and stand in the history. */
function check({ files, operations, source }: ServiceAtHand, page: ChangelogPage, text: string): readonly Diagnostic[] {
  const { date } = page;
  const path = `models/${serviceFolder(source)}/${date}.json`;
  const next = withSnapshot(files, { date, source: path, files: [{ path, text }] });
  const { diagnostics } = loadService(next, operations);
  return diagnostics
    .filter(({ severity, file }) => severity === "error" && file === path)
    .map(({ message }) => diagnose(pageCodes.notLoadable, page.file, { problem: message }));
}
