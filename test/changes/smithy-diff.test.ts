import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { Change } from "../../generator/changes/change.js";
import { compareModels } from "../../generator/changes/compare.js";
import { severityFor } from "../../generator/changes/severity.js";
import { loadModel } from "../../generator/load/load-model.js";
import type { Model } from "../../generator/model/model.js";

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

/** Where swage says nothing, or only informs, on purpose. */
const WAIVERS: readonly { readonly event: RegExp; readonly in?: RegExp; readonly reason: string }[] = [
  { event: /^ChangedMemberOrder$|^ChangedEnumTrait\.OrderChanged/, reason: "order is noise in TypeScript and JSON" },
  {
    event: /^ChangedMemberTarget$|^ChangedOperation(Input|Output)\.|^RemovedShape/,
    in: /compatible|equivalent|other-(int)?enum|other-union|output-replaced|nested-map-unchanged/,
    reason: "a shape of another name and the same content is no change of the wire or of structural types",
  },
  {
    event: /Error/,
    in: /^error-moved-from-service-to-operation$/,
    reason: "the operations answer with the same errors as before",
  },
  {
    event: /ClientOptional|clientOptional|^ChangedNullability$/,
    in: /^client-optional/,
    reason: "types and wire follow `required` and the default alone",
  },
  { event: /smithy\.api#(output|input)$/, reason: "`@input` and `@output` change nothing on the wire" },
  { event: /\.(deprecated|documentation|private|internal)$/, reason: "words only" },
  { event: /Remove\.smithy\.api#(deprecated|documentation|private|internal)$/, reason: "words only" },
  { event: /^Removed.*Binding\.FromResource/, in: /moved?-/, reason: "what moved is still there for callers" },
  { event: /ChangedDefault|DefaultTrait/, in: /null-added/, reason: "`null` stands for no default" },
];

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

function isWaived(event: Event, name: string): boolean {
  return WAIVERS.some((waiver) => waiver.event.test(event.id) && (waiver.in === undefined || waiver.in.test(name)));
}

describe.skipIf(names.length === 0)("Smithy's own comparison (skipped without its cases)", () => {
  test.each(names)("%s", (name) => {
    const changes = compareModels(load(name, "before"), load(name, "after")).flatMap((one) => one.changes);
    const events: readonly Event[] = JSON.parse(readFileSync(join(CASES, name, "events.json"), "utf8"));
    const missed = events
      .filter(({ severity }) => ["ERROR", "DANGER", "WARNING"].includes(severity))
      .filter((event) => !isWaived(event, name))
      .filter((event) => {
        const found = counterparts(event, changes).map((change) => severityFor(change, "both"));
        return !found.some((severity) => severity !== "none" && severity !== "documentation");
      });
    expect(missed).toEqual([]);
  });
});
