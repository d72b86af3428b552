import { describe, expect, test } from "vitest";
import type { Change } from "../../generator/changes/change.js";
import { semverOf } from "../../generator/changes/version.js";
import type { Shapes } from "./support.js";
import { changesBetween, enumeration, operation, simple, struct } from "./support.js";

const required = { required: {} };
const long = simple("string", { length: { max: 9 } });
const short = simple("string", { length: { max: 8 } });
const ab = enumeration({ A: "a", B: "b" });

/** Before and after of the structure `Asked` (in requests), `Answered` (in responses) or `Shared` (in both). */
function at(shape: string, member: string | readonly [string, object] | undefined, more: Shapes = {}): Shapes {
  const members = member === undefined ? { text: "String" } : { text: "String", x: member };
  return { [shape]: struct(members as Parameters<typeof struct>[0]), ...more };
}

/** The worst on each side of two pairs. */
function worst(a: string, b: string): string {
  const order = ["breaking", "risky", "additive", "documentation", "none"];
  const [left, right] = [a.split("/"), b.split("/")];
  return [0, 1].map((side) => order[Math.min(order.indexOf(left[side]!), order.indexOf(right[side]!))]).join("/");
}

function severities(changes: readonly Change[], id: string): readonly Change["severity"][] {
  return changes.filter((change) => change.id === id).map(({ severity }) => severity);
}

// The contract's table: client / server, in input and in output.
describe.each([
  [
    "optional member added",
    "member-added",
    (s: string) => [at(s, undefined), at(s, "String")],
    "additive/additive",
    "additive/none",
  ],
  [
    "required member added",
    "member-added",
    (s: string) => [at(s, undefined), at(s, ["String", required])],
    "breaking/additive",
    "additive/breaking",
  ],
  [
    "required added",
    "required-added",
    (s: string) => [at(s, "String"), at(s, ["String", required])],
    "breaking/additive",
    "additive/breaking",
  ],
  [
    "required removed",
    "required-removed",
    (s: string) => [at(s, ["String", required]), at(s, "String")],
    "additive/breaking",
    "breaking/additive",
  ],
  [
    "enum value added",
    "enum-value-added",
    (s: string) => [at(s, "K", { K: enumeration({ A: "a" }) }), at(s, "K", { K: ab })],
    "additive/risky",
    "risky/additive",
  ],
  [
    "enum value removed",
    "enum-value-removed",
    (s: string) => [at(s, "K", { K: ab }), at(s, "K", { K: enumeration({ A: "a" }) })],
    "breaking/none",
    "breaking/breaking",
  ],
  [
    "constraint narrowed",
    "constraint-narrowed",
    (s: string) => [at(s, "K", { K: long }), at(s, "K", { K: short })],
    "breaking/none",
    "none/breaking",
  ],
  [
    "constraint widened",
    "constraint-widened",
    (s: string) => [at(s, "K", { K: short }), at(s, "K", { K: long })],
    "additive/risky",
    "risky/additive",
  ],
  [
    "member removed",
    "member-removed",
    (s: string) => [at(s, "String"), at(s, undefined)],
    "breaking/none",
    "breaking/none",
  ],
] as const)("%s", (_, id, variants, input, output) => {
  test.each([
    ["Asked", input],
    ["Answered", output],
    ["Shared", worst(input, output)],
  ])("in %s: %s", (shape, expected) => {
    const [before, after] = variants(shape);
    const found = changesBetween(before!, after!).filter((change) => change.id === id);
    expect(found.map(({ severity }) => `${severity.client}/${severity.server}`)).toEqual([expected]);
  });
});

test("operations and errors", () => {
  const two: Shapes = {
    Op: operation({ input: "In", output: "Out", errors: ["Failure", "Other"] }),
    Other: struct({}, { error: "server" }),
  };
  expect(severities(changesBetween({}, two), "error-added")).toEqual([{ client: "risky", server: "additive" }]);
  expect(severities(changesBetween(two, {}), "error-removed")[0]?.client).toBe("breaking");
});

test("a shape that a new operation puts on a second side is judged by the side that was there", () => {
  const more = { Svc: { type: "service", version: "1", operations: [{ target: "ex#Op" }, { target: "ex#More" }] } };
  const before = at("Asked", ["String", required]);
  const after = { ...at("Asked", "String"), ...more, More: operation({ output: "Asked" }) };
  const change = changesBetween(before, after).find(({ id }) => id === "required-removed");
  expect(change?.severity).toEqual({ client: "additive", server: "breaking" });
});

describe("versions", () => {
  test.each([
    ["nothing", "none", {}, {}],
    [
      "the order of members",
      "none",
      { Shared: struct({ a: "String", b: "String" }) },
      { Shared: struct({ b: "String", a: "String" }) },
    ],
    ["documentation", "patch", {}, { Shared: struct({ text: "String" }, { documentation: "New." }) }],
    ["more", "minor", {}, at("Answered", "String")],
    ["a value more", "minor", at("Answered", "K", { K: enumeration({ A: "a" }) }), at("Answered", "K", { K: ab })],
    ["a break", "major", at("Answered", "String"), {}],
    ["a break of stored data alone", "major", at("Answered", "K", { K: long }), at("Answered", "K", { K: short })],
  ])("%s: %s", (_, kind, before, after) => {
    expect(semverOf(changesBetween(before as Shapes, after as Shapes))).toBe(kind);
  });
});
