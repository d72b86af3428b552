import { compareText } from "../diagnostics/diagnostic.js";
import type { Closure } from "../model/closure.js";
import { trait } from "../model/traits.js";
import type { ShapeId } from "../model/shape-id.js";
import { nameOf } from "../model/shape-id.js";
import { gatherAlike, isAlikeGroup } from "./alike.js";
import type { Change, ChangeSeverity, Reach } from "./change.js";
import type { History, Release } from "./history.js";
import type { Leaf } from "./leaves.js";
import { leavesOf, NEW_VALUE } from "./leaves.js";
import { goneShapesLast } from "./report.js";
import { severityFor } from "./severity.js";
import type { SemverKind } from "./version.js";
import { isMajor, semverOf } from "./version.js";

/** CHANGELOG.md as finished data, newest release first. Nothing in it comes from a clock. */
export interface ChangelogView {
  /** The service's title, as in "Amazon Cognito Identity Provider"; without one, the name of the service shape. */
  readonly title: string;
  readonly releases: readonly ReleaseView[];
}

export interface ReleaseView {
  readonly version: string;
  /** Undefined for an undated model. */
  readonly date: string | undefined;
  /** `initial` for the first. */
  readonly kind: SemverKind | "initial";
  /** Whether anything below is filled. */
  readonly isEmpty: boolean;
  /** Number of operations of the configured closure. */
  readonly operationCount: number;
  /** Of changes; one entry of the list below may tell several. */
  readonly breakingCount: number;
  /** Breaking for a client, or for stored data. */
  readonly breaking: readonly ChangeView[];
  /** What may surprise a client. */
  readonly risky: readonly ChangeView[];
  /** Names of new operations. */
  readonly newOperations: readonly string[];
  readonly updatedOperations: readonly OperationUpdateView[];
  /** Additions to shapes that many operations reach, told once. */
  readonly shared: readonly SharedUpdateView[];
  /** Deprecations and other additions that no list above tells. */
  readonly other: readonly ChangeView[];
  /** Changes that only a server notices. */
  readonly serverOnly: number;
  /** Number of things whose documentation changed. */
  readonly documentation: number;
}

export interface ChangeView {
  readonly id: string;
  /** One sentence. */
  readonly message: string;
  /** Names of the operations reached; empty where the message names the operation itself, and for shapes that are gone. */
  readonly operations: readonly string[];
}

export interface OperationUpdateView {
  readonly name: string;
  /** "request", "response", "request, response", errors likewise. */
  readonly sides: string;
  readonly request: readonly AdditionView[];
  readonly response: readonly AdditionView[];
  readonly error: readonly AdditionView[];
}

export interface AdditionView extends Leaf {
  /** From the input, output or error structure, down to the leaves of what is new. */
  readonly path: string;
}

export interface SharedUpdateView {
  /** Name of the shape that changed. */
  readonly shape: string;
  /** Paths start at the shape. */
  readonly additions: readonly AdditionView[];
  readonly operations: readonly string[];
}

/** A shape that more operations than this reach is told once, and not at each of them. */
const SHARED = 8;

export function changelogView(history: History): ChangelogView {
  const { service } = history.newest.closure;
  const releases = history.releases.map((release, index) =>
    releaseView(release, history.releases[index - 1]?.snapshot.closure),
  );
  return { title: trait(service, "smithy.api#title") ?? nameOf(service.id), releases: releases.toReversed() };
}

function releaseView(release: Release, before: Closure | undefined): ReleaseView {
  const { snapshot, version, changes } = release;
  const additions = before === undefined ? [] : additionsOf(changes, before, snapshot.closure);
  const told = new Set(additions.map(({ change }) => change.fingerprint));
  const breaking = goneShapesLast(changes.filter(isMajor));
  const client = (severity: ChangeSeverity): readonly Change[] =>
    changes.filter((change) => change.severity.client === severity && !isMajor(change));
  const views = {
    breakingCount: breaking.length,
    breaking: changeViews(breaking),
    risky: changeViews(goneShapesLast(client("risky"))),
    newOperations: changes.filter(({ id }) => id === "operation-added").map(({ shape }) => nameOf(shape as ShapeId)),
    updatedOperations: operationUpdates(additions.filter((addition) => !isShared(addition))),
    shared: sharedUpdates(additions.filter(isShared)),
    other: client("additive")
      .filter(({ id, fingerprint }) => id !== "shape-added" && id !== "operation-added" && !told.has(fingerprint))
      .map(changeView),
    serverOnly: changes.filter((change) => change.severity.client === "none" && isNoticed(change) && !isMajor(change))
      .length,
    documentation: changes.filter((change) => severityFor(change, "both") === "documentation").length,
  };
  return {
    version,
    date: snapshot.date,
    kind: before === undefined ? "initial" : semverOf(changes),
    isEmpty: changes.every((change) => severityFor(change, "both") === "none"),
    operationCount: snapshot.closure.operations.length,
    ...views,
  };
}

function isNoticed(change: Change): boolean {
  return severityFor(change, "both") !== "none";
}

/** What is the same of several members or operations is one entry, which names them. */
function changeViews(changes: readonly Change[]): readonly ChangeView[] {
  return gatherAlike(changes).map((one) => {
    if (!isAlikeGroup(one)) return changeView(one);
    const reaches = one.changes.flatMap((change) => change.reaches);
    const { id, operations } = changeView({ ...one.changes[0]!, reaches });
    const subjects = one.subjects.map((subject) => `\`${subject}\``).join(", ");
    return { id, message: `${one.message} These are ${subjects}.`, operations };
  });
}

function changeView(change: Change): ChangeView {
  const names = [...new Set(change.reaches.map(({ operation }) => nameOf(operation as ShapeId)))].toSorted(compareText);
  return {
    id: change.id,
    message: change.message,
    // A shape that is gone is reached by nothing; the members that led to it are told.
    operations: change.id === "shape-removed" || change.reaches.some(isTheOperation(change)) ? [] : names,
  };
}

function isTheOperation({ shape }: Change): (reach: Reach) => boolean {
  return ({ operation }) => operation === shape;
}

interface Addition {
  readonly change: Change;
  readonly leaves: readonly Leaf[];
}

/** New members and values that are found in operations both snapshots have. */
function additionsOf(changes: readonly Change[], before: Closure, after: Closure): Addition[] {
  const old = new Set<string>(before.operations.map(({ id }) => id));
  return changes.flatMap((change): Addition[] => {
    const leaves = leavesOf(change, before, after);
    const reaches = change.reaches.filter(({ operation }) => old.has(operation));
    return leaves.length === 0 || reaches.length === 0 ? [] : [{ change: { ...change, reaches }, leaves }];
  });
}

function isShared({ change }: Addition): boolean {
  return new Set(change.reaches.map(({ operation }) => operation)).size > SHARED;
}

function operationUpdates(additions: readonly Addition[]): OperationUpdateView[] {
  const byOperation = new Map<string, Record<Reach["side"], Placed[]>>();
  for (const { change, leaves } of additions) {
    for (const { operation, side, path, paths: ways } of change.reaches) {
      const name = nameOf(operation as ShapeId);
      const sides = byOperation.get(name) ?? { request: [], response: [], error: [] };
      byOperation.set(name, sides);
      sides[side].push(...leaves.map((leaf) => ({ addition: { ...leaf, path: join(path, leaf.path) }, ways })));
    }
  }
  return [...byOperation]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([name, { request, response, error }]) => ({
      name,
      sides: Object.entries({ request, response, error })
        .filter(([, list]) => list.length > 0)
        .map(([side]) => side)
        .join(", "),
      request: newsOf(request),
      response: newsOf(response),
      error: newsOf(error),
    }));
}

/** With the number of ways from the operation to what changed. */
interface Placed {
  readonly addition: AdditionView;
  readonly ways: number;
}

/** A member that is new tells all of its values: what its enumeration gained is news only where others have it too. */
function newsOf(placed: readonly Placed[]): readonly AdditionView[] {
  const members = new Set(
    placed.filter(({ addition }) => addition.type !== NEW_VALUE).map(({ addition }) => addition.path),
  );
  return placed
    .filter(({ addition: { type, path }, ways }) => type !== NEW_VALUE || ways > 1 || !members.has(path))
    .map(({ addition }) => addition)
    .toSorted(byPath);
}

function byPath(a: AdditionView, b: AdditionView): number {
  return compareText(a.path, b.path);
}

function sharedUpdates(additions: readonly Addition[]): SharedUpdateView[] {
  const byShape = new Map<string, Addition[]>();
  for (const addition of additions) {
    byShape.set(addition.change.shape, [...(byShape.get(addition.change.shape) ?? []), addition]);
  }
  return [...byShape]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([shape, group]) => ({
      shape: nameOf(shape as ShapeId),
      additions: group
        .flatMap(({ change, leaves }) =>
          leaves.map((leaf) => ({
            ...leaf,
            path: join(change.id === "member-added" ? (change.member ?? "") : "", leaf.path),
          })),
        )
        .toSorted(byPath),
      operations: [
        ...new Set(group.flatMap(({ change }) => change.reaches.map(({ operation }) => nameOf(operation as ShapeId)))),
      ].toSorted(compareText),
    }));
}

function join(path: string, rest: string): string {
  return path === "" || rest === "" || /^[[{]/.test(rest) ? path + rest : `${path}.${rest}`;
}
