import { describe, expect, test } from "vitest";
import type { Shapes } from "./support.js";
import { changesBetween, enumeration, operation, service, simple, struct } from "./support.js";

/** What the messages of a change to `Shared` end with. */
function hints(before: Shapes, after: Shapes): readonly string[] {
  return changesBetween(before, after)
    .map(({ shape, member, message }) => ({ name: member ?? shape, message }))
    .filter(({ message }) => message.includes("; it seems"))
    .map(({ name, message }) => `${name}: ${message.slice(message.indexOf("; it seems") + 2)}`);
}

type Members = Parameters<typeof struct>[0];
const shared = (members: Members): Shapes => ({ Shared: struct(members) });

describe("a member that seems to have another name", () => {
  test.each<[what: string, before: Members, after: Members, old: string, now: string]>([
    ["one name within the other", { poolArn: "String" }, { poolProjectArn: "String" }, "poolArn", "poolProjectArn"],
    ["capitals and underscores", { user_id: "String" }, { UserId: "String" }, "user_id", "UserId"],
    [
      "the name on the wire",
      { first: ["String", { jsonName: "id" }] },
      { second: ["String", { jsonName: "id" }], other: "String" },
      "first",
      "second",
    ],
    [
      "the words",
      { first: ["String", { documentation: "What the thing is called." }] },
      { second: ["String", { documentation: "What the thing is called." }], other: "String" },
      "first",
      "second",
    ],
  ])("by %s", (_, before, after, old, now) => {
    expect(hints(shared(before), shared(after)).toSorted()).toEqual(
      [`${now}: it seems to be the old ${old}.`, `${old}: it seems to be called ${now} now.`].toSorted(),
    );
  });

  test("by a type that nothing else has", () => {
    const Kind = simple("string");
    expect(hints({ ...shared({ first: "Kind" }), Kind }, { ...shared({ second: "Kind" }), Kind })).toHaveLength(2);
    const used = { Kind, Asked: struct({ kind: "Kind" }) };
    expect(hints({ ...shared({ first: "Kind" }), ...used }, { ...shared({ second: "Kind" }), ...used })).toEqual([]);
  });

  test.each<[why: string, before: Members, after: Members]>([
    ["the types differ", { poolArn: "String" }, { poolProjectArn: "Long" }],
    ["nothing but the type is alike", { text: "String" }, { other: "String" }],
    ["two may be meant", { name: "String" }, { firstName: "String", lastName: "String" }],
    [
      "the words say nothing",
      { a1: ["String", { documentation: "The ID." }] },
      { b2: ["String", { documentation: "The ID." }] },
    ],
  ])("not where %s", (_, before, after) => {
    expect(hints(shared(before), shared(after))).toEqual([]);
  });

  test("keeps kinds, severities and fingerprints", () => {
    const facts = (after: Members) =>
      changesBetween(shared({ text: "String", poolArn: "String" }), shared(after))
        .filter(({ member }) => member === "poolArn")
        .map((change) => ({ ...change, message: "" }));
    expect(facts({ text: "String", poolProjectArn: "String" })).toEqual(facts({ text: "String" }));
  });
});

test("a member that moved into a new structure says where it is", () => {
  const after = { ...shared({ target: "Target" }), Target: struct({ uri: "String" }) };
  expect(hints(shared({ uri: "String" }), after)).toEqual(["uri: it seems to have moved to target.uri."]);
  // The structure was there before: nobody knows what else its member means.
  const there = { Asked: struct({ target: "Target" }), Target: struct({ uri: "String" }) };
  expect(hints({ ...shared({ uri: "String" }), ...there }, { ...shared({ target: "Target" }), ...there })).toEqual([]);
});

const called = (name: string, members: Members): Shapes => ({
  Svc: service({ operations: ["Op", name] }),
  [name]: operation({ input: `${name}Request`, output: `${name}Response` }),
  [`${name}Request`]: struct(members),
  [`${name}Response`]: struct({ done: "Boolean" }),
});

test("an operation with the same request and response is told by its new name, with its structures", () => {
  expect(hints(called("DropRuleVersion", { id: "String" }), called("DropRule", { id: "String" }))).toEqual([
    "ex#DropRuleVersion: it seems to be called DropRule now.",
    "ex#DropRuleVersionRequest: it seems to be called DropRuleRequest now.",
    "ex#DropRuleVersionResponse: it seems to be called DropRuleResponse now.",
    "ex#DropRule: it seems to be the old DropRuleVersion.",
    "ex#DropRuleRequest: it seems to be the old DropRuleVersionRequest.",
    "ex#DropRuleResponse: it seems to be the old DropRuleVersionResponse.",
  ]);
  expect(hints(called("DropRuleVersion", { id: "String" }), called("DropRule", { name: "String" }))).not.toContain(
    "ex#DropRuleVersion: it seems to be called DropRule now.",
  );
});

test("an operation at the same address of HTTP is told by its new name, whatever it takes", () => {
  const at = (name: string, members: Members): Shapes => ({
    ...called(name, members),
    Svc: service({ operations: ["Op", name] }, { "aws.protocols#restJson1": {} }),
    [name]: operation({ input: `${name}Request` }, { http: { method: "POST", uri: "/rules" } }),
  });
  expect(hints(at("PutRule", { id: "String" }), at("MakeThing", { size: "Long" }))).toEqual([
    "ex#PutRule: it seems to be called MakeThing now.",
    "ex#MakeThing: it seems to be the old PutRule.",
  ]);
});

test("an error with another name is told at the operations that answer with it", () => {
  const failing = (name: string): Shapes => ({
    Op: operation({ input: "In", output: "Out", errors: [name] }),
    [name]: struct({ message: "String" }, { error: "client" }),
  });
  expect(hints(failing("AccessDenied"), failing("AccessDeniedException"))).toEqual(
    expect.arrayContaining([
      "ex#AccessDenied: it seems to be called AccessDeniedException now.",
      "ex#Op: it seems to be called AccessDeniedException now.",
      "ex#Op: it seems to be the old AccessDenied.",
    ]),
  );
  expect(hints(failing("AccessDenied"), failing("NotAllowed"))).toEqual([]);
});

test("a value that is spelt otherwise, or kept its name, is told by what it is now", () => {
  const letters = (values: Readonly<Record<string, string>>): Shapes => ({
    ...shared({ letter: "Letter" }),
    Letter: enumeration(values),
  });
  expect(hints(letters({ OLD: "IN_PROGRESS" }), letters({ NEW: "InProgress" }))).toEqual([
    'OLD: it seems to be "InProgress" now.',
    'NEW: it seems to be the old "IN_PROGRESS".',
  ]);
  expect(hints(letters({ SIZE: "1" }), letters({ SIZE: "2" }))).toHaveLength(2);
  expect(hints(letters({ SIZE: "1" }), letters({ WIDTH: "2" }))).toEqual([]);
});
