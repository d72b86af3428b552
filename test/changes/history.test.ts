import { describe, expect, test } from "vitest";
import { buildHistory } from "../../generator/changes/build-history.js";
import { changelogView } from "../../generator/changes/changelog.js";
import type { History, Snapshot } from "../../generator/changes/history.js";
import { loadModel } from "../../generator/load/load-model.js";
import { printModel } from "../../generator/load/smithy/print-model.js";
import { closureOf } from "../../generator/model/closure.js";
import type { ShapeId } from "../../generator/model/shape-id.js";
import { nameOf, namespaceOf } from "../../generator/model/shape-id.js";
import { planNames } from "../../generator/print/names.js";
import type { Shapes } from "./support.js";
import { closure, enumeration, list, operation, service, struct } from "./support.js";

function snapshot(date: string, shapes: Shapes): Snapshot {
  const whole = closure(shapes);
  return { date, source: `models/svc/${date}.json`, closure: whole, whole };
}

const FIRST: Shapes = { K: enumeration({ A: "a" }), Shared: struct({ letter: "K" }) };
const SECOND: Shapes = {
  ...FIRST,
  Shared: struct({ letter: "K", settings: "Settings" }),
  Settings: struct({ before: "Letters", name: "String" }),
  Letters: list("K"),
};
const THIRD: Shapes = { ...SECOND, K: enumeration({ A: "a", B: "b" }), Asked: struct({}) };
const SNAPSHOTS = [snapshot("2020-01-01", FIRST), snapshot("2021-01-01", SECOND), snapshot("2022-01-01", THIRD)];

describe("versions", () => {
  const versionsOf = (given: Readonly<Record<string, string>>, release = 0) => {
    const { value, diagnostics } = buildHistory(SNAPSHOTS, new Map(Object.entries(given)), release);
    return value?.releases.map(({ version }) => version) ?? diagnostics.map(({ code }) => code);
  };
  test.each([
    [{}, 0, ["1.0.0", "1.1.0", "2.0.0"]],
    [{}, 3, ["1.0.0", "1.1.0", "2.0.3"]],
    [{ "2020-01-01": "0.4.0" }, 0, ["0.4.0", "0.5.0", "1.0.0"]],
    [{ "2021-01-01": "5.0.1" }, 0, ["1.0.0", "5.0.1", "6.0.0"]],
    [{ "2021-01-01": "1.0.0" }, 0, ["SW4002"]],
    [{ "2021-01-01": "v2" }, 0, ["SW4001"]],
  ])("%j, release %i: %j", (given, release, expected) => {
    expect(versionsOf(given as Record<string, string>, release)).toEqual(expected);
  });

  test("a version for a day without snapshot is a warning, in the file where it stands", () => {
    const { value, diagnostics } = buildHistory(SNAPSHOTS, new Map([["2019-01-01", "1.0.0"]]), 0);
    expect(value).toBeDefined();
    expect(diagnostics.map(({ code, file, severity }) => [code, file, severity])).toEqual([
      ["SW4003", "models/svc/versions.json", "warning"],
    ]);
  });
});

test("since tells the first snapshot that has a thing, and nothing of the oldest", () => {
  const history = buildHistory(SNAPSHOTS, new Map(), 0).value!;
  expect(history.since("ex#Shared")).toBeUndefined();
  expect(history.since("ex#Shared$settings")).toBe("2021-01-01");
  expect(history.since("ex#Settings")).toBe("2021-01-01");
  expect(history.since("ex#constructor")).toBeUndefined();
  expect(history.valueSince("ex#K", "a")).toBeUndefined();
  expect(history.valueSince("ex#K", "b")).toBe("2022-01-01");
});

describe("a service that moves to another namespace", () => {
  /** The same snapshot where nothing is called as it was, but for its names within the namespace. */
  const moved = ({ whole, ...rest }: Snapshot): Snapshot => {
    const text = printModel(whole.model).replaceAll("ex#", "com.ex.v2#");
    const { value: model } = loadModel({ files: [{ path: "model.json", text }] });
    const other = closureOf(model!, model!.services[0]!);
    return { ...rest, closure: other, whole: other };
  };
  const [first, second, third] = SNAPSHOTS;
  const stayed = buildHistory(SNAPSHOTS, new Map(), 0).value!;

  test.each([
    ["at last", [first!, second!, moved(third!)]],
    ["early", [first!, moved(second!), moved(third!)]],
    ["and back", [first!, moved(second!), third!]],
  ])("%s keeps dates, names and changelog", (_, snapshots) => {
    const history = buildHistory(snapshots, new Map(), 0).value!;
    const ns = namespaceOf(history.newest.closure.service.id);
    expect(history.since(`${ns}#Shared`)).toBeUndefined();
    expect(history.since(`${ns}#Settings`)).toBe("2021-01-01");
    expect(history.valueSince(`${ns}#K`, "b")).toBe("2022-01-01");
    expect(history.removals.map(({ shape }) => nameOf(shape))).toEqual(
      stayed.removals.map(({ shape }) => nameOf(shape)),
    );
    const names = planNames(history.releases.map(({ snapshot: one }) => one.whole));
    expect(names.type(`${ns}#Settings` as ShapeId)).toBe("Settings");
    // That the service has another id is told; all else reads as if it had stayed.
    const views = (of: History) =>
      changelogView(of).releases.map(({ newOperations, updatedOperations, shared, breaking }) => ({
        newOperations,
        updatedOperations,
        shared,
        breaking,
      }));
    expect(views(history)).toEqual(views(stayed));
    expect(history.releases.flatMap(({ changes }) => changes.map(({ id }) => id))).toContain("service-id-changed");
  });
});

test("a service that moves takes along what its traits name", () => {
  const shapes: Shapes = {
    Svc: service({}, { "swage#resources": ["ex#Thing"] }),
    Thing: { type: "resource", operations: [{ target: "ex#Op" }] },
  };
  const before = snapshot("2020-01-01", shapes);
  const text = printModel(before.whole.model).replaceAll("ex#", "com.ex.v2#");
  const { value: model } = loadModel({ files: [{ path: "model.json", text }] });
  const whole = closureOf(model!, model!.services[0]!);
  const history = buildHistory([before, { ...before, date: "2021-01-01", closure: whole, whole }], new Map(), 0).value!;
  expect(history.releases[1]!.changes.map(({ id }) => id)).toEqual(["service-id-changed"]);
});

test("removals tell the first snapshot without a thing, unless it came back or its shape went with it", () => {
  const shapes: Shapes = {
    K: enumeration({ A: "a", B: "b" }),
    Shared: struct({ letter: "K", gone: "String", back: "String", whole: "Whole" }),
    Whole: struct({ part: "String" }),
  };
  const without: Shapes = {
    K: enumeration({ A: "a", B: "b" }),
    Shared: struct({ letter: "K" }),
    Asked: struct({}),
  };
  const last: Shapes = {
    K: enumeration({ A: "a" }),
    Shared: struct({ letter: "K", back: "String" }),
    Asked: struct({}),
  };
  const snapshots = [snapshot("2020-01-01", shapes), snapshot("2021-01-01", without), snapshot("2022-01-01", last)];
  const { removals } = buildHistory(snapshots, new Map(), 0).value!;
  expect(removals).toEqual([
    { date: "2022-01-01", kind: "value", shape: "ex#K", value: "b" },
    { date: "2021-01-01", kind: "shape", shape: "ex#Whole" },
    { date: "2021-01-01", kind: "member", shape: "ex#Asked", member: "text" },
    { date: "2021-01-01", kind: "member", shape: "ex#Shared", member: "gone" },
    { date: "2021-01-01", kind: "member", shape: "ex#Shared", member: "whole" },
  ]);
});

describe("the changelog", () => {
  const view = changelogView(buildHistory(SNAPSHOTS, new Map(), 0).value!);

  test("has a release for each snapshot, the newest first", () => {
    expect(view.releases.map(({ date, version, kind }) => [date, version, kind])).toEqual([
      ["2022-01-01", "2.0.0", "major"],
      ["2021-01-01", "1.1.0", "minor"],
      ["2020-01-01", "1.0.0", "initial"],
    ]);
  });

  test("names operations, sides, and paths down to the leaves of what is new", () => {
    const before = { path: "shared.settings.before", type: "list of a", values: ["a"], required: false };
    const name = { path: "shared.settings.name", type: "string", values: [], required: false };
    expect(view.releases[1]?.updatedOperations).toEqual([
      { name: "Op", sides: "request, response", request: [before, name], response: [before, name], error: [] },
    ]);
  });

  test("puts what breaks into a list of its own, and new values at their paths", () => {
    const [newest] = view.releases;
    expect(newest?.breaking.map(({ message }) => message)).toEqual(["Asked no longer has the member text (String)."]);
    expect(newest?.updatedOperations[0]?.response.map(({ path, values }) => [path, values])).toEqual([
      ["shared.letter", ["b"]],
    ]);
  });

  test("tells once what three members have in common, and last which shapes are gone", () => {
    const optional = struct({ a: "String", b: "String", c: "String", old: "Old" });
    const required = struct({
      a: ["String", { required: {} }],
      b: ["String", { required: {} }],
      c: ["String", { required: {} }],
    });
    const snapshots = [
      snapshot("2020-01-01", { Asked: optional, Old: struct({}) }),
      snapshot("2021-01-01", { Asked: required, Old: undefined }),
    ];
    const [newest] = changelogView(buildHistory(snapshots, new Map(), 0).value!).releases;
    expect(newest?.breakingCount).toBe(5);
    expect(newest?.breaking).toEqual([
      {
        id: "required-added",
        message: "Each of 3 members is now required; it was optional. These are `Asked.a`, `Asked.b`, `Asked.c`.",
        operations: ["Op"],
      },
      { id: "member-removed", message: "Asked no longer has the member old.", operations: ["Op"] },
      { id: "shape-removed", message: "The structure Old is gone.", operations: [] },
    ]);
  });

  test("tells a new member of an enumeration that grew by all of its values, and not by the new one too", () => {
    const requestAfter = (members: Parameters<typeof struct>[0]) => {
      const Answered = struct({ letter: "K" });
      const snapshots = [
        snapshot("2020-01-01", { K: enumeration({ A: "a" }), Answered, Asked: struct(members) }),
        snapshot("2021-01-01", {
          K: enumeration({ A: "a", B: "b" }),
          Answered,
          Asked: struct({ ...members, fresh: "K" }),
        }),
      ];
      const [newest] = changelogView(buildHistory(snapshots, new Map(), 0).value!).releases;
      return newest?.updatedOperations[0]?.request.map(({ path, values }) => [path, values]);
    };
    expect(requestAfter({})).toEqual([["asked.fresh", ["a", "b"]]]);
    // Where a member that was there has it too, the value is news.
    expect(requestAfter({ old: "K" })).toContainEqual([expect.stringContaining("asked."), ["b"]]);
  });

  test("tells a shape that many operations reach once", () => {
    const names = Array.from({ length: 12 }, (_, index) => `Op${index}`);
    const many = (shapes: Shapes): Shapes => ({
      ...shapes,
      Svc: service({ operations: names }),
      ...Object.fromEntries(names.map((name) => [name, operation({ output: "Out" })])),
    });
    const snapshots = [snapshot("2020-01-01", many(FIRST)), snapshot("2021-01-01", many(SECOND))];
    const [newest] = changelogView(buildHistory(snapshots, new Map(), 0).value!).releases;
    expect(newest?.updatedOperations).toEqual([]);
    expect(newest?.shared.map(({ shape, operations }) => [shape, operations.length])).toEqual([["Shared", 12]]);
    expect(newest?.shared[0]?.additions.map(({ path }) => path)).toEqual(["settings.before", "settings.name"]);
  });
});
