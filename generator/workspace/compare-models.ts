import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { compareChanges, compareModels } from "../changes/compare.js";
import type { ModelSource, Report, ServiceChanges } from "../changes/report.js";
import { createReport } from "../changes/report.js";
import type { Side } from "../changes/severity.js";
import type { Suppressions } from "../changes/suppressions.js";
import { parseSuppressions, printSuppressions, withAcceptance } from "../changes/suppressions.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import { loadModel } from "../load/load-model.js";
import type { Model } from "../model/model.js";
import { nameOf } from "../model/shape-id.js";
import { trait } from "../model/traits.js";
import { readConfig } from "./config.js";
import type { ResolvedModel } from "./resolve-model.js";
import { readText } from "./read-text.js";
import { resolveModel } from "./resolve-model.js";
import { notThere } from "./workspace.js";

export const SUPPRESSIONS_FILE = "swage.suppressions.json";

export interface CompareRequest {
  /** Absolute. */
  readonly cwd: string;
  readonly old: string;
  readonly new: string;
  readonly side: Side;
  /** As the person gave it; undefined: `swage.suppressions.json`, if there is one. */
  readonly suppressions: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Compares two models on disk. Warnings of the models themselves are not told: they are no change. */
export function compareOnDisk({ cwd, old, new: now, side, suppressions, today }: CompareRequest): Result<Report> {
  const { value: config, diagnostics } = readConfig(cwd);
  if (config === undefined) return { diagnostics };
  const accepted = readSuppressions(cwd, suppressions);
  const [before, after] = [old, now].map((spec) => load(resolveModel(spec, cwd, config)));
  const problems = [...diagnostics, ...accepted.diagnostics, ...before!.diagnostics, ...after!.diagnostics];
  if (before?.value === undefined || after?.value === undefined || accepted.value === undefined)
    return { diagnostics: uniquely(problems) };
  const services = changesOf({
    before: before.value.model,
    after: after.value.model,
    service: after.value.resolved.service ?? before.value.resolved.service,
    old: sourceOf(before.value.resolved),
    new: sourceOf(after.value.resolved),
  });
  const report = createReport(services, { side, suppressions: accepted.value, today });
  return { value: report, diagnostics: [...diagnostics, ...report.diagnostics] };
}

interface Loaded {
  readonly resolved: ResolvedModel;
  readonly model: Model;
}

function load({ value: resolved, diagnostics }: Result<ResolvedModel>): Result<Loaded> {
  if (resolved === undefined) return { diagnostics };
  const { value: model, diagnostics: found } = loadModel(resolved.input);
  return model === undefined || hasErrors(found)
    ? { diagnostics: found }
    : { value: { resolved, model }, diagnostics: [] };
}

/** Two models, and how a report names them. */
export interface ModelPair {
  readonly before: Model;
  readonly after: Model;
  /** SERVICE, where the models lie in a models folder. */
  readonly service: string | undefined;
  readonly old: ModelSource;
  readonly new: ModelSource;
}

/** What changed, by the services that the models hold; what no service reaches goes with the only one, if there is one. */
export function changesOf({ before, after, service: ofFolder, old, new: now }: ModelPair): ServiceChanges[] {
  const comparisons = compareModels(before, after);
  const [only, ...others] = comparisons.filter(({ service }) => service !== undefined);
  const nameOfService = (service: string | undefined): string =>
    serviceName(after, service) ?? serviceName(before, service) ?? "";
  if (only !== undefined && others.length === 0) {
    const changes = comparisons.flatMap((one) => one.changes).toSorted(compareChanges);
    return [{ service: ofFolder ?? nameOfService(only.service), old, new: now, changes }];
  }
  return comparisons.map(({ service, changes }) => ({ service: nameOfService(service), old, new: now, changes }));
}

function sourceOf({ source, snapshot }: ResolvedModel): ModelSource {
  return { source, ...(snapshot === undefined ? {} : { snapshot }) };
}

/** SERVICE of a model that lies in no models folder: as AWS names the folders of its models, by `sdkId`. */
function serviceName(model: Model, id: string | undefined): string | undefined {
  const service = model.services.find((candidate) => candidate.id === id);
  if (service === undefined) return undefined;
  const name = trait(service, "aws.api#service")?.sdkId ?? nameOf(service.id);
  return name.trim().toLowerCase().replaceAll(/\s+/g, "-");
}

function uniquely(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}

/** A missing default file holds no suppressions; a file that was named must be there. */
export function readSuppressions(cwd: string, given: string | undefined): Result<Suppressions> {
  const file = given ?? SUPPRESSIONS_FILE;
  const path = resolve(cwd, file);
  if (existsSync(path)) return parseSuppressions(file, readText(path));
  if (given !== undefined) return { diagnostics: [notThere(`there are no suppressions ${given}`)] };
  return { value: { file, entries: [] }, diagnostics: [] };
}

/** The text of the suppressions file with one more change accepted. */
export function acceptedText(
  suppressions: Suppressions,
  accepted: { readonly fingerprint: string; readonly reason: string; readonly until?: string },
): string {
  return printSuppressions(
    withAcceptance(
      suppressions.entries.map(({ suppression }) => suppression),
      accepted,
    ),
  );
}
