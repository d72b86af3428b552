import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { Change } from "../../generator/changes/change.js";
import { compareModels } from "../../generator/changes/compare.js";
import { RULES } from "../../generator/changes/rules/table.js";
import { severityFor } from "../../generator/changes/severity.js";
import { loadModel } from "../../generator/load/load-model.js";
import type { Model } from "../../generator/model/model.js";
import { isWaived, ROWS, rowOf, smithyDiffReference } from "./smithy-diff-events.js";

/** Pairs of models with the events that Smithy's own comparison gives; kept beside the checkout. */
const CASES = resolve(import.meta.dirname, "../../../shared/smithy-conformance/diff");
const names = existsSync(CASES)
  ? readdirSync(CASES).filter((name) => existsSync(join(CASES, name, "before.json")))
  : [];

interface Event {
  readonly id: string;
  readonly severity: string;
  readonly shapeId?: string;
}

function load(name: string, side: string): Model {
  const path = join(CASES, name, `${side}.json`);
  const { value, diagnostics } = loadModel({ files: [{ path, text: readFileSync(path, "utf8") }] });
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return value;
}

/** Changes at the shape and member of an event, or that make it needless to tell it there. */
function counterparts({ id, shapeId = "" }: Event, changes: readonly Change[]): readonly Change[] {
  const [shape, member] = shapeId.split("$");
  const unbound = /^RemovedOperationBinding\.FromService\.(.+)$/.exec(id)?.[1];
  return changes.filter((change) => {
    if (change.id === "operation-removed" && unbound !== undefined) return change.shape.endsWith(`#${unbound}`);
    if (change.shape !== shape) return false;
    return member === undefined || change.member === member || change.id === "shape-type-changed";
  });
}

function eventsOf(name: string): readonly Event[] {
  const events: readonly Event[] = JSON.parse(readFileSync(join(CASES, name, "events.json"), "utf8"));
  return events.filter(({ severity }) => ["ERROR", "DANGER", "WARNING"].includes(severity));
}

function changesOf(name: string): readonly Change[] {
  return compareModels(load(name, "before"), load(name, "after")).flatMap((one) => one.changes);
}

/** The ids of changes that tell an event as more than words, of those that its row names. */
function tellers(event: Event, changes: readonly Change[]): readonly string[] {
  const named = rowOf(event.id)?.changes ?? [];
  return counterparts(event, changes)
    .filter((change) => !["none", "documentation"].includes(severityFor(change, "both")))
    .map(({ id }) => id)
    .filter((id) => named.includes(id));
}

test("docs/smithy-diff.md is what the rows say", async () => {
  await expect(smithyDiffReference()).toMatchFileSnapshot(resolve(import.meta.dirname, "../../docs/smithy-diff.md"));
});

test("rows name changes that there are, and say why where they name none", () => {
  const ids = new Set(RULES.map(({ id }) => id));
  expect(ROWS.flatMap(({ changes }) => changes).filter((id) => !ids.has(id))).toEqual([]);
  expect(ROWS.filter(({ changes, unless }) => changes.length === 0 && unless === undefined)).toEqual([]);
});

describe.skipIf(names.length === 0)("Smithy's own comparison (skipped without its cases)", () => {
  test.each(names)("%s", (name) => {
    const changes = changesOf(name);
    const missed = eventsOf(name).filter((event) => {
      const row = rowOf(event.id);
      return row === undefined || (tellers(event, changes).length === 0 && !isWaived(row, name));
    });
    expect(missed).toEqual([]);
  });

  test("each row's changes and waiver are met in some case", () => {
    const met = new Set<string>();
    for (const name of names) {
      const changes = changesOf(name);
      for (const event of eventsOf(name)) {
        const told = tellers(event, changes);
        for (const how of told.length === 0 ? ["waiver"] : told) met.add(`${rowOf(event.id)?.event} ${how}`);
      }
    }
    const claims = (rows: typeof ROWS) =>
      rows.flatMap(({ event, changes, unless }) =>
        [...changes, ...(unless === undefined ? [] : ["waiver"])].map((how) => `${event} ${how}`),
      );
    expect(claims(ROWS.filter(({ unseen }) => unseen === undefined)).filter((claim) => !met.has(claim))).toEqual([]);
    expect(claims(ROWS.filter(({ unseen }) => unseen)).filter((claim) => met.has(claim))).toEqual([]);
  });
});
