import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareClosures, compareModels } from "../../generator/changes/compare.js";
import { loadModel } from "../../generator/load/load-model.js";
import type { Shapes, Traits } from "./support.js";
import {
  changesBetween,
  closure,
  enumeration,
  list,
  map,
  modelOf,
  operation,
  service,
  simple,
  struct,
} from "./support.js";

describe("reach", () => {
  test("gives the shortest path of each operation and side, with items and values marked", () => {
    const before: Shapes = {
      In: struct({ deep: "Deep", direct: "Leaf" }),
      Out: struct({ byName: "ByName" }),
      Deep: struct({ leaf: "Leaf" }),
      ByName: map("Leaves"),
      Leaves: list("Leaf"),
      Leaf: struct({}),
    };
    const [change] = changesBetween(before, { ...before, Leaf: struct({ more: "String" }) });
    expect(change?.reaches).toEqual([
      { operation: "ex#Op", side: "request", path: "direct.more", paths: 2 },
      { operation: "ex#Op", side: "response", path: "byName{}[].more", paths: 1 },
    ]);
  });

  test("ends in recursion and counts a way round as no path of its own", () => {
    const before: Shapes = {
      In: struct({ tree: "Tree", trees: "Trees" }),
      Out: struct({}),
      Trees: list("Tree"),
      Tree: struct({ children: "Trees" }),
    };
    const [change] = changesBetween(before, { ...before, Tree: struct({ children: "Trees", more: "String" }) });
    expect(change?.reaches).toEqual([{ operation: "ex#Op", side: "request", path: "tree.more", paths: 2 }]);
  });

  test("counts shapes that contain each other as one", () => {
    const before: Shapes = { In: struct({ a: "A" }), Out: struct({}), A: struct({ b: "B" }), B: struct({ a: "A" }) };
    const [change] = changesBetween(before, { ...before, B: struct({ a: "A", more: "String" }) });
    expect(change?.reaches).toEqual([{ operation: "ex#Op", side: "request", path: "a.b.more", paths: 1 }]);
  });

  test("caps the number of paths, whatever it would be", () => {
    const layers = Object.fromEntries(
      Array.from({ length: 60 }, (_, layer) => [`L${layer}`, struct({ a: `L${layer + 1}`, b: `L${layer + 1}` })]),
    );
    const before = { ...layers, In: struct({ top: "L0" }), Out: struct({}), L60: struct({}) };
    const [change] = changesBetween(before, { ...before, L60: struct({ more: "String" }) });
    expect(change?.reaches[0]?.paths).toBe(1000);
    expect(change?.reaches[0]?.path.startsWith("top.a.a.a.")).toBe(true);
  });

  test("of an error bound to the service names the operations that gain it", () => {
    const two = { Svc: service({ operations: ["Op", "Other"] }), Other: operation({}) };
    const [change] = changesBetween(two, {
      ...two,
      Svc: service({ operations: ["Op", "Other"], errors: ["Failure"] }),
    });
    expect(change?.reaches.map((one) => one.operation)).toEqual(["ex#Other"]);
  });
});

describe("what is noise is not raised", () => {
  const before: Shapes = {
    Shared: struct({ a: "A", b: "String" }),
    A: struct({ b: "B" }),
    B: struct({ letter: "K" }),
    K: enumeration({ X: "x", Y: "y" }),
  };
  test.each<[string, Shapes]>([
    ["the same", before],
    ["members in another order", { ...before, Shared: struct({ b: "String", a: "A" }) }],
    ["values in another order", { ...before, K: enumeration({ Y: "y", X: "x" }) }],
    [
      "shapes with other names and the same content, one inside the other",
      {
        Shared: struct({ a: "A2", b: "String" }),
        A2: struct({ b: "B2" }),
        B2: struct({ letter: "K" }),
        K: before["K"],
      },
    ],
  ])("%s", (_, after) => {
    expect(changesBetween(before, after)).toEqual([]);
  });

  test("an enumeration in the older form and in the newer one", () => {
    const old = { Shared: struct({ k: "K" }), K: simple("string", { enum: [{ value: "x", name: "X" }] }) };
    expect(changesBetween(old, { ...old, K: enumeration({ X: "x" }) })).toEqual([]);
  });
});

test("a member that points at another shape is judged by the worst difference of the two", () => {
  const before = { Shared: struct({ a: "A" }), A: struct({ x: "String", y: "String" }) };
  const after = { Shared: struct({ a: "A2" }), A2: struct({ x: "String" }) };
  const change = changesBetween(before, after).find(({ id }) => id === "member-target-changed");
  expect(change?.severity).toEqual({ client: "breaking", server: "none" });
  expect(change?.message).toContain("no longer has the member y");
});

test("a member that points at a shape of another type says what each of the two is", () => {
  const before = {
    Shared: struct({ a: "A" }),
    A: struct({ x: "String" }),
    B: { type: "list", member: { target: "smithy.api#String" } },
  };
  const after = { ...before, Shared: struct({ a: "B" }) };
  const change = changesBetween(before, after).find(({ id }) => id === "member-target-changed");
  expect(change?.message).toBe("Shared.a is now B; it was A: B is a list, A a structure.");
});

describe("what a service says of pages", () => {
  const tokens = { inputToken: "token", outputToken: "token" };
  const model = (common: object, own?: object): Shapes => ({
    Svc: service({}, { paginated: common }),
    Op: operation({ input: "In", output: "Out" }, own === undefined ? {} : { paginated: own }),
    In: struct({ token: "String", other: "String" }),
    Out: struct({ token: "String" }),
  });

  test("is no change where it moves to the operations that have pages, or none has", () => {
    expect(changesBetween(model(tokens, {}), model({}, tokens))).toEqual([]);
    expect(changesBetween(model(tokens), model({}))).toEqual([]);
  });

  test("is told at the operations, and breaks their clients as it would there", () => {
    const changes = changesBetween(model(tokens, {}), model({ ...tokens, inputToken: "other" }, {}));
    expect(changes).toMatchObject([
      { id: "trait-changed", shape: "ex#Op", trait: "smithy.api#paginated", severity: { client: "breaking" } },
    ]);
    expect(changes[0]!.reaches.map(({ operation: id }) => id)).toEqual(["ex#Op", "ex#Op"]);
  });
});

describe("fingerprints", () => {
  const value = (text: string, documentation: string): Shapes => ({
    Shared: struct({ text: ["String", { pattern: text, documentation }] }),
  });
  const printOf = (before: Shapes, after: Shapes, id: string) =>
    changesBetween(before, after).find((change) => change.id === id)?.fingerprint;

  test("survive unrelated edits and other documentation, and tell values apart", () => {
    const one = printOf(value("a", "A."), value("b", "A."), "constraint-narrowed");
    const other = printOf(
      value("a", "B."),
      { ...value("b", "C."), Unrelated: struct({}), Asked: struct({}) },
      "constraint-narrowed",
    );
    expect(one).toMatch(/^[0-9a-f]{16}$/);
    expect(other).toBe(one);
    expect(printOf(value("a", ""), value("c", ""), "constraint-narrowed")).not.toBe(one);
    expect(printOf(value("a", "A."), value("a", "B."), "documentation-changed")).toBe(
      printOf(value("a", "C."), value("a", "D."), "documentation-changed"),
    );
  });

  test("tell a new member that must be sent from one that may be", () => {
    const adding = (traits: Traits) => printOf({}, { In: struct({ more: ["String", traits] }) }, "member-added");
    expect(adding({ required: {} })).not.toBe(adding({}));
    expect(adding({ required: {}, default: "" })).toBe(adding({}));
  });
});

test("changes come sorted by the worse side, shape, member, id", () => {
  const before = { Shared: struct({ gone: "String" }), Asked: struct({}) };
  const after = {
    Shared: struct({ b: "String", a: "String" }, { documentation: "New." }),
    Asked: struct({ z: "String" }),
  };
  expect(changesBetween(before, after).map(({ shape, member, id }) => `${id} ${shape} ${member ?? ""}`)).toEqual([
    "member-removed ex#Shared gone",
    "member-added ex#Asked z",
    "member-added ex#Shared a",
    "member-added ex#Shared b",
    "documentation-changed ex#Shared ",
  ]);
});

describe("properties", () => {
  const target = fc.constantFrom("String", "Integer", "Shared", "Names", "K", "Deep");
  const members = fc.dictionary(
    fc.constantFrom("a", "b", "c", "constructor", "toString"),
    fc.tuple(target, fc.constantFrom<Traits>({}, { required: {} }, { documentation: "D." })),
    { maxKeys: 4 },
  );
  const shapes = fc
    .record({
      shared: members,
      deep: members,
      values: fc.uniqueArray(fc.constantFrom("A", "B", "C"), { minLength: 1 }),
    })
    .map(({ shared, deep, values }): Shapes => ({
      Shared: struct({ ...deepless(shared), names: "Names", k: "K", deep: "Deep" }),
      Deep: struct(deepless(deep)),
      Names: list("Deep"),
      K: enumeration(Object.fromEntries(values.map((name) => [name, name.toLowerCase()]))),
    }));
  // A required member that leads back to its own structure has no value: the loader may refuse it.
  function deepless(given: Readonly<Record<string, [string, Traits]>>): Parameters<typeof struct>[0] {
    return Object.fromEntries(
      Object.entries(given).map(([name, [to, traits]]) => [name, /Shared|Deep/.test(to) ? [to, {}] : [to, traits]]),
    );
  }

  test("a model does not differ from itself", () => {
    const samples = fc.sample(shapes, { numRuns: 60, seed: 1 });
    expect(samples.filter((one) => changesBetween(one, one).length > 0)).toEqual([]);
  });

  test("what is added one way is removed the other way", () => {
    const count = (changes: ReturnType<typeof changesBetween>, id: string) =>
      changes
        .filter((change) => change.id === id)
        .map((change) => `${change.shape} ${change.member}`)
        .toSorted();
    fc.assert(
      fc.property(shapes, shapes, (a, b) => {
        const [there, back] = [changesBetween(a, b), changesBetween(b, a)];
        for (const [add, remove] of [
          ["member-added", "member-removed"],
          ["required-added", "required-removed"],
          ["enum-value-added", "enum-value-removed"],
        ] as const) {
          expect(count(back, remove)).toEqual(count(there, add));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("whole models", () => {
  test("that have no service are compared by their shapes, which flow both ways", () => {
    const bare = (shapes: Shapes) => modelOf({ Svc: undefined, ...shapes });
    const [rest] = compareModels(
      bare({}),
      bare({ Shared: struct({ text: "String", more: ["String", { required: {} }] }) }),
    );
    expect(rest?.service).toBeUndefined();
    expect(rest?.changes.map(({ id, severity }) => [id, severity])).toEqual([
      ["member-added", { client: "breaking", server: "breaking" }],
    ]);
  });

  test("that have services take no alarm from shapes that no service reaches", () => {
    const rest = compareModels(modelOf({ Free: struct({ text: "String" }) }), modelOf({}))[1];
    expect(rest?.changes.map(({ id, severity }) => [id, severity])).toEqual([
      ["shape-removed", { client: "none", server: "none" }],
    ]);
  });

  test("are told service by service, the rest only where it changed", () => {
    const after = modelOf({ Free: simple("string") });
    expect(compareModels(modelOf({}), modelOf({})).map(({ service: id }) => id)).toEqual(["ex#Svc"]);
    expect(
      compareModels(modelOf({}), after).map(({ service: id, changes }) => [id, changes.map((change) => change.id)]),
    ).toEqual([
      ["ex#Svc", []],
      [undefined, ["shape-added"]],
    ]);
  });
});

test("operations that are not asked for play no part", () => {
  expect(compareClosures(closure({}), closure({ Elsewhere: struct({}) }))).toEqual([]);
});

test("an overlay's behaviour is no change of the API: swage's traits, and resources that they alone bind", () => {
  const folder = new URL("../../models/cognito-identity-provider/", import.meta.url);
  const read = (name: string) => ({ path: name, text: readFileSync(new URL(name, folder), "utf8") });
  const files = [read("2022-05-24.json")];
  const plain = loadModel({ files }).value!;
  const overlaid = loadModel({ files, overlay: read("overlay.json") }).value!;
  const changes = compareModels(overlaid, plain).flatMap((each) => each.changes);
  const told = changes.filter(({ severity }) => severity.client !== "none" || severity.server !== "none");
  expect(told.map(({ shape, trait }) => [shape, trait])).toEqual([
    ["com.amazonaws.cognitoidentityprovider#DescribeUserPool", "smithy.api#readonly"],
  ]);
});

test("of a trait with many parts, those that changed are told", () => {
  const binding = (uri: string, more: object = {}): Shapes => ({
    Op: operation(
      { input: "In", output: "Out" },
      { http: { method: "POST", uri: `/${"long/".repeat(14)}${uri}`, ...more } },
    ),
  });
  const changes = changesBetween(binding("old", { code: 204 }), binding("new"));
  const { message } = changes.find(({ id }) => id === "trait-changed")!;
  expect(message).toBe(
    `@http of Op: uri is "/${"long/".repeat(14)}new" in place of "/${"long/".repeat(14)}old", and code is none in place of 204.`,
  );
});

test.each([
  [{ A: "a" }, "Held now takes only one value; it took any."],
  [{ A: "a", B: "b" }, "Held now takes only 2 values; it took any."],
])("the values of %j are counted in words", (values, message) => {
  const holding = (held: Shapes[string]): Shapes => ({ Shared: struct({ held: "Held" }), Held: held });
  const changes = changesBetween(holding(simple("string")), holding(enumeration(values)));
  expect(changes.map((change) => change.message)).toContain(message);
});

test("an item is named in the middle of a sentence as well", () => {
  const names = (documentation: string): Shapes => ({
    Shared: struct({ names: "Names" }),
    Names: list(["String", { documentation }]),
  });
  expect(changesBetween(names("One."), names("A name.")).map(({ message }) => message)).toEqual([
    "The documentation of the item of Names was changed.",
  ]);
});
