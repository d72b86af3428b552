import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Change } from "../../generator/changes/change.js";
import { compareModels } from "../../generator/changes/compare.js";
import { loadModel } from "../../generator/load/load-model.js";
import type { Closure } from "../../generator/model/closure.js";
import { closureOf } from "../../generator/model/closure.js";
import type { Model } from "../../generator/model/model.js";
import { expectShape } from "../../generator/model/model.js";
import type { ShapeId } from "../../generator/model/shape-id.js";
import { namespaceOf } from "../../generator/model/shape-id.js";
import type { Shape } from "../../generator/model/shapes.js";
import type { Facts, Kind, OldFile } from "./history-kinds.js";
import { COUNTERPARTS, WAIVERS } from "./history-kinds.js";

/**
 * Real updates of AWS's services, each with an oracle of every difference (`kinds.json`) and what AWS's own comparison
 * reported (`reported.json`). `SWAGE_HISTORY_ALL=1` runs all of them; without, a few that show most kinds.
 */
const history = process.env.SWAGE_HISTORY ?? new URL("../../.corpus/aws-history/", import.meta.url).pathname;

const SOME: ReadonlySet<string> = new Set([
  "cognito-idp-2022-05-24",
  "cognito-idp-2022-05-24-whole",
  "acm-2025-04-28",
  "apprunner-2022-04-11",
  "controltower-2023-12-14",
  "dataexchange-2022-09-07",
  "dlm-2025-08-26",
  "events-2019-07-11",
  "frauddetector-2020-07-20",
  "groundstation-2021-04-21",
  "ivs-2021-10-18",
  "qconnect-2026-01-15",
  "sqs-2024-04-23",
]);

const names = existsSync(history)
  ? readdirSync(history).filter((name) => existsSync(join(history, name, "kinds.json")))
  : [];
const chosen = process.env.SWAGE_HISTORY_ALL === "1" ? names : names.filter((name) => SOME.has(name));

interface Reported {
  readonly error?: string;
  readonly ops_added?: readonly string[];
  readonly ops_changes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Case {
  readonly kinds: readonly Kind[];
  readonly reported: Reported | null;
  readonly facts: Facts;
  readonly changes: readonly Change[];
  readonly milliseconds: number;
  readonly model: Model;
  readonly id: (name: string) => ShapeId;
}

function read(name: string, file: string): string {
  return readFileSync(join(history, name, file), "utf8");
}

function load(name: string, file: string): { readonly closure: Closure; readonly old: OldFile } {
  const text = read(name, file);
  const model = loadModel({ files: [{ path: file, text }] }).value!;
  return { closure: closureOf(model, model.services[0]!), old: JSON.parse(text) as OldFile };
}

function readCase(name: string): Case {
  const [before, after] = [load(name, "before.json"), load(name, "after.json")];
  const start = performance.now();
  const changes = compareModels(before.closure.model, after.closure.model).flatMap((one) => one.changes);
  const milliseconds = performance.now() - start;
  const namespace = namespaceOf(after.closure.service.id);
  return {
    kinds: JSON.parse(read(name, "kinds.json")) as Kind[],
    reported: JSON.parse(read(name, "reported.json")) as Reported | null,
    facts: { before: before.old, after: after.old },
    changes,
    milliseconds,
    model: after.closure.model,
    id: (shape) => `${namespace}#${shape}` as ShapeId,
  };
}

/** The entries that no change tells, and no waiver explains. */
function untold({ kinds, changes, facts, id }: Case): readonly Kind[] {
  const byShape = new Map<string, Change[]>();
  for (const change of changes) byShape.set(change.shape, [...(byShape.get(change.shape) ?? []), change]);
  return kinds.filter((kind) => {
    const name = kind.operation ?? kind.shape;
    const tells = COUNTERPARTS[kind.kind];
    const candidates = name === undefined ? changes : (byShape.get(id(name)) ?? []);
    if (tells !== undefined && candidates.some((change) => tells(change, kind, id))) return false;
    return !WAIVERS.some((waiver) => waiver.kind.test(kind.kind) && waiver.holds(kind, facts));
  });
}

/** What AWS's own comparison says came into an operation's request or response, and no change tells. */
function unreached({ reported, changes, model, id }: Case): readonly string[] {
  const told = new Set(
    changes
      .filter(({ id: rule }) => rule !== "documentation-changed")
      .flatMap(({ shape, member = "" }) => [shape, `${shape}$${member}`]),
  );
  const missing = (delta: unknown, target: ShapeId, path: string): readonly string[] => {
    const shape = insideOf(model, target);
    if (shape.type !== "structure" && shape.type !== "union") return told.has(shape.id) ? [] : [path];
    return Object.entries(delta as object).flatMap(([name, inner]) => {
      const member = shape.members.get(name);
      if (member === undefined) return [`${path}.${name}`];
      return told.has(`${shape.id}$${name}`) ? [] : missing(inner, member.target, `${path}.${name}`);
    });
  };
  const deltas = Object.entries(reported?.ops_changes ?? {}).flatMap(([name, sides]) => {
    const operation = expectShape(model, id(name), "operation");
    return Object.entries(sides).flatMap(([side, delta]) => [
      ...(side === "response" ? [] : missing(delta, operation.input, `${name} request`)),
      ...(side === "request" ? [] : missing(delta, operation.output, `${name} response`)),
    ]);
  });
  return [...(reported?.ops_added ?? []).filter((name) => !told.has(id(name))), ...deltas];
}

/** What lists and maps hold, however deep: AWS's comparison shows a change in it without them. */
function insideOf(model: Model, target: ShapeId): Shape {
  const shape = expectShape(model, target);
  if (shape.type === "list") return insideOf(model, shape.member.target);
  return shape.type === "map" ? insideOf(model, shape.value.target) : shape;
}

const ADDITIVE: ReadonlySet<string> = new Set([
  "documentation-changed",
  "enum-value-added",
  "error-added",
  "member-added",
  "operation-added",
  "shape-added",
]);

/** What breaks somebody, where nothing but additions was made, and none that is required. */
function alarms({ kinds, changes }: Case): readonly string[] {
  const isAdditive = kinds.every(({ kind, required }) => ADDITIVE.has(kind) && required !== true);
  const breaking = changes.filter(({ severity: { client, server } }) => client === "breaking" || server === "breaking");
  return isAdditive ? breaking.map(({ message }) => message) : [];
}

describe.skipIf(names.length === 0)("updates of AWS's services (skipped without SWAGE_HISTORY)", () => {
  test.each(chosen)("%s: every difference is told, and additions raise no alarm", (name) => {
    const one = readCase(name);
    expect(untold(one)).toEqual([]);
    expect(unreached(one)).toEqual([]);
    expect(alarms(one)).toEqual([]);
    // Nothing is told that the files do not say: a case without an entry has no change.
    expect(one.kinds.length === 0 ? one.changes : []).toEqual([]);
  });

  test("a waiver that holds for nothing is gone from the table", () => {
    if (chosen.length < names.length) return;
    const all = chosen.map(readCase);
    const idle = WAIVERS.filter(
      (waiver) =>
        !all.some(({ kinds, facts }) => kinds.some((kind) => waiver.kind.test(kind.kind) && waiver.holds(kind, facts))),
    );
    expect(idle.map(({ why }) => why)).toEqual([]);
  }, 120_000);
});
