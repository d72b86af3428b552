import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { loadModel } from "../../generator/load/load-model.js";
import { printModel } from "../../generator/load/smithy/print-model.js";
import { closureOf } from "../../generator/model/closure.js";
import type { Model } from "../../generator/model/model.js";
import type { ShapeId } from "../../generator/model/shape-id.js";
import { nameOf } from "../../generator/model/shape-id.js";
import { applyPage } from "../../generator/pages/apply-page.js";
import { verifyPage } from "../../generator/pages/verify-page.js";
import { slice } from "../whole.js";
import type { Announcement } from "./render-page.js";
import { readPage } from "./greenhouse.js";
import { renderPage } from "./render-page.js";

/** Real updates of AWS, with what the makers of changelog pages reported of each; not part of the repo. */
const HISTORY = resolve(import.meta.dirname, "../../.corpus/aws-history");
const CASES = existsSync(HISTORY)
  ? readdirSync(HISTORY).filter((name) => existsSync(join(HISTORY, name, "reported.json")))
  : [];

interface Reported {
  readonly title: string;
  readonly new: boolean;
  readonly ops_added: readonly string[];
  readonly ops_changes: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function load(name: string, file: string): Model {
  const path = join(HISTORY, name, file);
  return loadModel({ files: [{ path, text: readFileSync(path, "utf8") }] }).value!;
}

function reportedOf(name: string): Reported | undefined {
  const reported = JSON.parse(readFileSync(join(HISTORY, name, "reported.json"), "utf8")) as
    Reported | { readonly error: string } | null;
  return reported === null || "error" in reported ? undefined : reported;
}

/** New values of an enumeration are a set on a page, and a list in what was reported. */
function withSets(model: Model, change: unknown, id: ShapeId | undefined): unknown {
  let shape = id === undefined ? undefined : model.getShape(id);
  while (shape?.type === "list" || shape?.type === "map")
    shape = model.getShape(shape.type === "list" ? shape.member.target : shape.value.target);
  if (shape === undefined) return change;
  if (Array.isArray(change)) return new Set(change);
  if (typeof change !== "object" || change === null) return change;
  const members = shape.type === "structure" || shape.type === "union" ? shape.members : new Map();
  return Object.fromEntries(
    Object.entries(change).map(([name, inner]) => [name, withSets(model, inner, members.get(name)?.target)]),
  );
}

function announcements(
  { ops_added: added, ops_changes: changes }: Reported,
  before: Model,
): ReadonlyMap<string, Announcement> {
  const known = new Map(
    closureOf(before, before.services[0]!).operations.map((operation) => [nameOf(operation.id), operation]),
  );
  const all = new Map<string, Announcement>();
  for (const name of added) all.set(name, { isNew: true, changes: new Map() });
  for (const [name, sides] of Object.entries(changes)) {
    const both = sides["both"];
    const entries = (["request", "response"] as const).flatMap((side) => {
      const change = sides[side] ?? both;
      const root = known.get(name)?.[side === "request" ? "input" : "output"];
      return change === undefined ? [] : [[side, withSets(before, change, root)] as const];
    });
    all.set(name, { isNew: false, changes: new Map(entries) });
  }
  return all;
}

describe.skipIf(CASES.length === 0)("real updates (skipped without .corpus/aws-history)", () => {
  test.each(slice(CASES, 6))("%s", (name) => {
    const reported = reportedOf(name);
    if (reported === undefined) return;
    const [before, after] = [load(name, "before.json"), load(name, "after.json")];
    const announced = announcements(reported, before);
    const text = renderPage(after, "Some Service", announced);
    // One service recurs so much that its page has 54 MB and would take half a minute of every run.
    if (text.length > 20_000_000) return;
    const { value: page, diagnostics } = readPage("page.txt", text);
    expect(diagnostics).toEqual([]);
    const now = closureOf(after, after.services[0]!);
    const verification = verifyPage(page!, now, closureOf(before, before.services[0]!));
    expect(verification.disagreements).toEqual([]);
    expect(verification.update!.announcedNotThere).toEqual([]);
    expect(verification.update!.foundNotAnnounced.filter(({ tellable }) => tellable)).toEqual([]);

    const options = { names: new Map(), operations: [] };
    const { value: applied, diagnostics: found } = applyPage(page!, before, before.services[0]!, options);
    expect(found.filter(({ severity }) => severity === "error")).toEqual([]);
    const { value: again, diagnostics: unsound } = loadModel({
      files: [{ path: "new", text: printModel(applied!.model) }],
    });
    expect(unsound.filter(({ severity }) => severity === "error")).toEqual([]);
    const left = [...verifyPage(page!, closureOf(again!, again!.services[0]!), undefined).disagreements];
    // What a page does not announce, swage does not take away; all that is announced is there.
    expect(left.filter(({ missing }) => missing?.in === "model")).toEqual([]);
  });
});
