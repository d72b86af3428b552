import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Change, ChangeSeverity } from "./change.js";
import type { Side } from "./severity.js";
import { compareSeverity, SEVERITIES, severityFor } from "./severity.js";
import type { Acceptance, Suppressions } from "./suppressions.js";
import { applySuppressions } from "./suppressions.js";
import type { SemverKind } from "./version.js";
import { semverOf } from "./version.js";

/** What one side of a comparison was read from. */
export interface ModelSource {
  /** A path, or `SERVICE@DATE`, as the person gave it. */
  readonly source: string;
  /** `YYYY-MM-DD`, for a dated snapshot. */
  readonly snapshot?: string;
}

/** The changes of one service, before anything is suppressed. */
export interface ServiceChanges {
  /** SERVICE: the name under `models/`, or what the caller calls the comparison. */
  readonly service: string;
  readonly old: ModelSource;
  readonly new: ModelSource;
  readonly changes: readonly Change[];
}

export interface ReportedChange extends Change {
  readonly suppressed?: Acceptance;
}

/** How many changes are how bad, on the sides that were asked for; what is suppressed does not count. */
export interface Summary {
  readonly breaking: number;
  readonly risky: number;
  readonly additive: number;
  readonly documentation: number;
}

/** In the form of `diff --format json` (contract A6). */
export interface ServiceReport {
  readonly service: string;
  readonly old: ModelSource;
  readonly new: ModelSource;
  /** Of all changes, suppressed or not, whatever the side. */
  readonly semver: SemverKind;
  readonly summary: Summary;
  readonly changes: readonly ReportedChange[];
}

export interface Report {
  readonly side: Side;
  readonly services: readonly ServiceReport[];
  /** Suppressions that match nothing, or are past their date. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface ReportOptions {
  readonly side: Side;
  readonly suppressions?: Suppressions;
  /** `YYYY-MM-DD`: the caller looks at the clock. */
  readonly today: string;
}

export function createReport(
  services: readonly ServiceChanges[],
  { side, suppressions = { file: "", entries: [] }, today }: ReportOptions,
): Report {
  const all = services.flatMap(({ changes }) => changes);
  const { accepted, diagnostics } = applySuppressions(all, suppressions, today);
  const reports = services.map((one): ServiceReport => {
    const changes = one.changes.map((change): ReportedChange => {
      const suppressed = accepted.get(change);
      return suppressed === undefined ? change : { ...change, suppressed };
    });
    const summary = summaryOf(changes, side);
    return { service: one.service, old: one.old, new: one.new, semver: semverOf(one.changes), summary, changes };
  });
  return { side, services: reports, diagnostics };
}

function summaryOf(changes: readonly ReportedChange[], side: Side): Summary {
  const count = (wanted: ChangeSeverity): number =>
    changes.filter((change) => change.suppressed === undefined && severityFor(change, side) === wanted).length;
  return {
    breaking: count("breaking"),
    risky: count("risky"),
    additive: count("additive"),
    documentation: count("documentation"),
  };
}

/**
 * For readers: the worst on their side first; of what is as bad, what stands at no operation, such as another protocol,
 * since it may be the reason for the rest; shapes that are gone last.
 */
export function inReadingOrder<T extends Change>(changes: readonly T[], side: Side): readonly T[] {
  return SEVERITIES.flatMap((severity) => {
    const found = goneShapesLast(changes.filter((one) => severityFor(one, side) === severity));
    return [...found.filter(isOfAll), ...found.filter((change) => !isOfAll(change))];
  });
}

/** Whether a change stands at no operation, and so may concern all. */
export function isOfAll(change: Change): boolean {
  return change.reaches.length === 0;
}

/** Members and operations tell why a shape is gone. */
export function goneShapesLast<T extends Change>(changes: readonly T[]): readonly T[] {
  const isGone = ({ id }: Change): boolean => id === "shape-removed";
  return [...changes.filter((change) => !isGone(change)), ...changes.filter(isGone)];
}

/** Levels of `--fail-on`; `any` is any change that one of the sides notices. */
export type FailOn = "breaking" | "risky" | "any";

/** Whether a report reaches a level: a change that bad or worse on the report's side, and not suppressed. */
export function reaches({ side, services }: Report, level: FailOn): boolean {
  const limit: ChangeSeverity = level === "any" ? "documentation" : level;
  return services.some(({ changes }) =>
    changes.some((change) => change.suppressed === undefined && compareSeverity(severityFor(change, side), limit) <= 0),
  );
}
