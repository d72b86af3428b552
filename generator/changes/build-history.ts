import { CHANGES_CODES } from "../diagnostics/codes/changes.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { compareText, diagnose, hasErrors } from "../diagnostics/diagnostic.js";
import type { Closure } from "../model/closure.js";
import { closureOf } from "../model/closure.js";
import { enumValues } from "../model/enums.js";
import { nameOf, namespaceOf } from "../model/shape-id.js";
import { membersOf } from "../model/shapes.js";
import { compareClosures } from "./compare.js";
import type { History, Release, Snapshot } from "./history.js";
import { changeInNamespace, inNamespaceOf } from "./namespaces.js";
import { removalsOf } from "./removals.js";
import type { Version } from "./version.js";
import { compareVersions, parseVersion, printVersion, raise, semverOf } from "./version.js";

const FIRST: Version = [1, 0, 0];

/**
 * What the snapshots of a service tell, and the version of each (contract A4).
 * @param snapshots oldest first, at least one.
 * @param versions of `versions.json`: date → version.
 * @param release added to the patch of the newest version.
 */
export function buildHistory(
  snapshots: readonly Snapshot[],
  versions: ReadonlyMap<string, string>,
  release: number,
): Result<History> {
  const newest = snapshots.at(-1);
  if (newest === undefined) throw new Error("a history needs a snapshot");
  const diagnostics: Diagnostic[] = unmatchedVersions(snapshots, versions);
  const releases: Release[] = [];
  let current: Version | undefined;
  const aligned = snapshots.map((snapshot) => inNamespaceOfNewest(snapshot, newest));
  snapshots.forEach((snapshot, index) => {
    const before = snapshots[index - 1];
    const [from, to] = [snapshot, aligned[index]!].map(({ closure }) => namespaceOf(closure.service.id));
    const changes =
      before === undefined
        ? []
        : compareClosures(before.closure, snapshot.closure).map((change) => changeInNamespace(change, from!, to!));
    const given = givenVersion(snapshot, versions, current, diagnostics);
    current = given ?? (current === undefined ? FIRST : raise(current, semverOf(changes)));
    const [major, minor, patch]: Version = current;
    const printed: Version = snapshot === newest ? [major, minor, patch + release] : current;
    releases.push({ snapshot: aligned[index]!, version: printVersion(printed), changes });
  });
  if (hasErrors(diagnostics)) return { diagnostics };
  const { ids, values } = firstSeen(aligned);
  return {
    value: {
      releases,
      newest,
      version: releases.at(-1)!.version,
      // Of a single snapshot there is nothing to tell: no key is made, and none hashed.
      since: (id) => (ids.size === 0 ? undefined : ids.get(id)),
      valueSince: (shape, value) => (values.size === 0 ? undefined : values.get(valueKey(shape, value))),
      removals: removalsOf(aligned),
    },
    diagnostics,
  };
}

/** A service that moved to another namespace is the same service: its things are known by their names in it. */
function inNamespaceOfNewest(snapshot: Snapshot, newest: Snapshot): Snapshot {
  const whole = inNamespaceOf(snapshot.whole, newest.whole);
  if (whole === snapshot.whole) return snapshot;
  const names = snapshot.closure.operations.map(({ id }) => nameOf(id));
  const closure = snapshot.closure.whole ? whole : closureOf(whole.model, whole.service, names);
  return { ...snapshot, whole, closure };
}

function versionsFile({ source }: Snapshot): string {
  return source.replace(/[^/\\]*$/, "versions.json");
}

function unmatchedVersions(snapshots: readonly Snapshot[], versions: ReadonlyMap<string, string>): Diagnostic[] {
  const dates = new Set(snapshots.map(({ date }) => date));
  return [...versions.keys()]
    .filter((date) => !dates.has(date))
    .toSorted(compareText)
    .map((date) => diagnose(CHANGES_CODES.versionWithoutSnapshot, versionsFile(snapshots[0]!), { date }));
}

function givenVersion(
  snapshot: Snapshot,
  versions: ReadonlyMap<string, string>,
  current: Version | undefined,
  diagnostics: Diagnostic[],
): Version | undefined {
  const { date } = snapshot;
  const text = date === undefined ? undefined : versions.get(date);
  if (date === undefined || text === undefined) return undefined;
  const version = parseVersion(text);
  const file = versionsFile(snapshot);
  if (version === undefined) {
    diagnostics.push(diagnose(CHANGES_CODES.versionInvalid, file, { date, version: text }));
  } else if (current !== undefined && compareVersions(version, current) <= 0) {
    const before = printVersion(current);
    diagnostics.push(diagnose(CHANGES_CODES.versionNotRising, file, { date, version: text, before }));
  }
  return version;
}

interface FirstSeen {
  readonly ids: ReadonlyMap<string, string>;
  readonly values: ReadonlyMap<string, string>;
}

/** When each id and value came, those of the oldest snapshot left out: nobody knows since when they are there. */
function firstSeen(snapshots: readonly Snapshot[]): FirstSeen {
  const ids = new Map<string, string>();
  const values = new Map<string, string>();
  if (snapshots.length === 1) return { ids, values };
  const known = new Set<string>();
  snapshots.forEach(({ closure, date }, index) => {
    const note = (into: Map<string, string>, key: string): void => {
      if (index > 0 && date !== undefined && !known.has(key)) into.set(key, date);
      known.add(key);
    };
    for (const id of idsOf(closure)) note(ids, id);
    for (const key of valueKeysOf(closure)) note(values, key);
  });
  return { ids, values };
}

function* idsOf({ operations, shapes }: Closure): Iterable<string> {
  for (const { id } of operations) yield id;
  for (const shape of shapes) {
    yield shape.id;
    for (const member of membersOf(shape)) yield member.id;
  }
}

function* valueKeysOf({ shapes }: Closure): Iterable<string> {
  for (const shape of shapes) for (const { value } of enumValues(shape) ?? []) yield valueKey(shape.id, value);
}

/** A space stands in no shape id; a number and its digits are not the same value. */
function valueKey(shape: string, value: string | number): string {
  return `${shape} ${JSON.stringify(value)}`;
}
