import { basename } from "node:path";
import { buildHistory } from "../changes/build-history.js";
import type { Release } from "../changes/history.js";
import type { Report } from "../changes/report.js";
import { createReport } from "../changes/report.js";
import { pageCodes } from "../diagnostics/codes/pages.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { compareText, diagnose, hasErrors } from "../diagnostics/diagnostic.js";
import { isPrintable, printModel } from "../load/smithy/print-model.js";
import type { SourceFile } from "../load/load-model.js";
import type { Closure } from "../model/closure.js";
import { expectShape } from "../model/model.js";
import { overlaidResources, resourceOperations } from "../model/operations.js";
import { nameOf } from "../model/shape-id.js";
import { trimModel } from "../model/trim.js";
import { fileSystemProblem } from "./file-system.js";
import type { GenerateOutcome } from "./generate.js";
import { generate } from "./generate.js";
import { loadService, loadSnapshot } from "./load-service.js";
import type { NewSnapshot } from "./place-snapshot.js";
import { placeSnapshot, serviceFolder } from "./place-snapshot.js";
import { resolveModel } from "./resolve-model.js";
import type { ServiceAtHand } from "./service-at-hand.js";
import { datedNotes, openModels, serviceAtHand, withSnapshot } from "./service-at-hand.js";
import type { Progress } from "./workspace.js";

export interface UpdateRequest {
  /** Absolute. */
  readonly cwd: string;
  readonly service: string;
  /** A model as `swage diff` takes it. */
  readonly model: string;
  /** `YYYY-MM-DD`: the snapshot's. */
  readonly date: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly onProgress: (progress: Progress) => void;
}

export interface UpdateOutcome {
  readonly service: string;
  readonly date: string;
  /** As the person would name it. */
  readonly file: string;
  /** The version of the package, without `package.release`. */
  readonly version: string;
  readonly report: Report;
  readonly generated: GenerateOutcome;
}

/** Takes a new model in as a snapshot, records the versions and generates. All of it happens, or nothing. */
export async function updateService(request: UpdateRequest): Promise<Result<UpdateOutcome>> {
  const { value: open, diagnostics } = openModels(request.cwd);
  if (open === undefined) return { diagnostics };
  const { value: hand, diagnostics: ofService } = serviceAtHand(open, request.service);
  if (hand === undefined) return { diagnostics: [...diagnostics, ...ofService] };
  const { value: prepared, diagnostics: problems } = prepare(hand, request);
  const all = [...diagnostics, ...problems];
  if (prepared === undefined || hasErrors(all)) return { diagnostics: all };
  return carryOut(hand, prepared, request, all);
}

interface Prepared {
  readonly snapshot: NewSnapshot;
  readonly release: Release;
  readonly report: Report;
}

/** Everything that can go wrong goes wrong here, before anything is written. */
function prepare(hand: ServiceAtHand, { cwd, model, date, today }: UpdateRequest): Result<Prepared> {
  const { workspace, source, files, operations } = hand;
  const { service } = source;
  const late = tooOld(hand, date);
  if (late !== undefined) return { diagnostics: [late] };
  const { value: resolved, diagnostics } = resolveModel(model, cwd, workspace.config);
  if (resolved === undefined) return { diagnostics };
  const { value: texts, diagnostics: unread } = trimmed(hand, date, resolved.input.files);
  if (texts === undefined) return { diagnostics: [...diagnostics, ...unread] };
  const folder = `models/${serviceFolder(source)}`;
  const next = withSnapshot(files, { date, source: `${folder}/${date}.json`, files: texts });
  const { value: loaded, diagnostics: ofAll } = loadService(next, operations);
  if (loaded === undefined) return { diagnostics: ofAll };
  const { value: history, diagnostics: ofHistory } = buildHistory(loaded.snapshots, loaded.versions, 0);
  const problems: Diagnostic[] = [...unread.filter(({ severity }) => severity !== "error"), ...ofAll, ...ofHistory];
  if (history === undefined) return { diagnostics: problems };
  const release = history.releases.at(-1)!;
  const [before, after] = loaded.snapshots.slice(-2).map((one) => one.closure);
  if (!isSameService(before!, after!)) {
    const facts = { before: before!.service.id, after: after!.service.id };
    return { diagnostics: [diagnose(pageCodes.otherService, model, facts)] };
  }
  const isSame =
    release.changes.length === 0 &&
    (before!.model.form !== after!.model.form || printModel(trimModel(before!)) === printModel(trimModel(after!)));
  const newest = loaded.snapshots.at(-2)!;
  if (isSame) {
    const snapshot = files.snapshots.at(-1)!.date ?? newest.source;
    return { diagnostics: [diagnose(pageCodes.sameModel, model, { service, snapshot })] };
  }
  const versions = Object.fromEntries(
    history.releases
      .map(({ snapshot, version }) => [snapshot.date!, version] as const)
      .concat([...loaded.versions])
      .toSorted(([a], [b]) => compareText(a, b)),
  );
  const sides = {
    old: { source: newest.source, snapshot: newest.date! },
    new: { source: model, snapshot: date },
  };
  const report = createReport([{ service, ...sides, changes: release.changes }], { side: "both", today });
  const snapshot: NewSnapshot = {
    date,
    files: texts.map(({ path, text }) => ({ name: basename(path), text })),
    versions: `${JSON.stringify(versions, null, 2)}\n`,
  };
  return { value: { snapshot, release, report }, diagnostics: [...problems, ...datedNotes(hand, date)] };
}

/** The same id, or the same name in another namespace to which most of the operations moved. */
function isSameService(before: Closure, after: Closure): boolean {
  if (before.service.id === after.service.id) return true;
  const names = new Set(after.operations.map(({ id }) => nameOf(id)));
  const kept = before.operations.filter(({ id }) => names.has(nameOf(id)));
  return nameOf(before.service.id) === nameOf(after.service.id) && kept.length * 2 >= before.operations.length;
}

/** Why a date does not do; a service keeps its snapshots in the order in which they came. */
export function tooOld({ source, files }: ServiceAtHand, date: string): Diagnostic | undefined {
  const newest = source.snapshots.at(-1)?.date;
  if (newest === undefined || newest < date) return undefined;
  const place = files.snapshots.at(-1)!.files[0]!.path;
  return newest === date
    ? diagnose(pageCodes.dateTaken, place, { service: source.service, date })
    : diagnose(pageCodes.notNewer, place, { date, newest });
}

/**
 * The model's files as they are, or, where the configuration names operations, one file with these alone, and with
 * those that the overlay's resources are made of: without them the overlay would not fit any more. A model with members
 * that Smithy cannot name stays whole.
 */
function trimmed(
  { operations, files: { overlay } }: ServiceAtHand,
  date: string,
  files: readonly SourceFile[],
): Result<readonly SourceFile[]> {
  if (operations.length === 0) return { value: files, diagnostics: [] };
  const { value: whole, diagnostics: ofWhole } = loadSnapshot({ date, source: "", files }, overlay);
  if (whole === undefined || hasErrors(ofWhole)) return { diagnostics: ofWhole };
  const { model, service } = whole.whole;
  const bound = [...overlaidResources(model, service)].flatMap((id) =>
    resourceOperations(expectShape(model, id, "resource")).map(nameOf),
  );
  const names = [...operations.map(({ text }) => text), ...bound];
  const { value, diagnostics } = loadSnapshot({ date, source: "", files }, undefined, names);
  if (value === undefined || hasErrors(diagnostics)) return { diagnostics };
  const trimmedModel = trimModel(value.closure);
  return {
    value: isPrintable(trimmedModel) ? [{ path: files[0]!.path, text: printModel(trimmedModel) }] : files,
    diagnostics,
  };
}

async function carryOut(
  { workspace, source }: ServiceAtHand,
  { snapshot, release, report }: Prepared,
  { cwd, onProgress }: UpdateRequest,
  earlier: readonly Diagnostic[],
): Promise<Result<UpdateOutcome>> {
  const { models } = workspace;
  const { service } = source;
  let undo = (): void => {};
  // Who is interrupted before the package is written has its models as they were.
  const whenEnded = (): void => undo();
  process.once("exit", whenEnded);
  try {
    const placed = placeSnapshot(models.path, source, snapshot);
    ({ undo } = placed);
    const generated = await generate({
      cwd,
      services: [service],
      check: false,
      verify: false,
      cache: true,
      onProgress,
    });
    const file = `${models.label}/${placed.source}`;
    if (hasErrors(generated.diagnostics)) {
      undo();
      return { diagnostics: [...earlier, ...generated.diagnostics] };
    }
    const { version } = release;
    return {
      value: { service, date: snapshot.date, file, version, report, generated },
      diagnostics: unique([...earlier, ...generated.diagnostics]),
    };
  } catch (error) {
    undo();
    const problem = fileSystemProblem(error, "write", models.label);
    if (problem === undefined) throw error;
    return { diagnostics: [...earlier, problem] };
  } finally {
    process.off("exit", whenEnded);
  }
}

function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [JSON.stringify(one), one])).values()];
}
