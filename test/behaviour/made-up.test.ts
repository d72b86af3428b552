import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { md5 } from "../../templates/mock/runtime/behaviour/md5.js";
import { createResponder } from "../../templates/mock/runtime/behaviour/responder.js";
import type { AstShape } from "./definition.js";
import { definitionOf } from "./definition.js";
import { faultsOf } from "./faults.js";

type Members = NonNullable<AstShape["members"]>;

const required = { "smithy.api#required": {} };
const to = (target: string, traits: object = {}) => ({ target, traits: { ...traits } });
const string = to("smithy.api#String");
const structure = (members: Members): AstShape => ({ type: "structure", members });
const listOf = (target: string, traits: object = {}): AstShape => ({
  type: "list",
  member: to(target),
  traits: { ...traits },
});

interface Surroundings {
  readonly inputs?: Members;
  readonly shapes?: Readonly<Record<string, AstShape>>;
  /** Of the operation. */
  readonly traits?: Readonly<Record<string, unknown>>;
}

/** What `Do` answers, which is as its output says. */
function answerOf(
  output: Members,
  input: Readonly<Record<string, unknown>> = {},
  { inputs = {}, shapes = {}, traits = {} }: Surroundings = {},
): Record<string, unknown> {
  const definition = definitionOf({
    shapes: {
      "ex#Svc": { type: "service", traits: { "aws.protocols#awsJson1_0": {} } },
      "ex#Do": { type: "operation", input: to("ex#In"), output: to("ex#Out"), traits },
      "ex#In": structure(inputs),
      "ex#Out": structure(output),
      ...shapes,
    },
  });
  const operation = definition.operations[0]!;
  const context = { service: "", operation: "Do", requestId: "", region: "", accountId: "", partition: "", now: 0 };
  const answer = createResponder(definition).respond(operation, input, context) as Record<string, unknown>;
  expect(faultsOf({ schema: operation.output, traits: {} }, answer)).toEqual([]);
  return answer;
}

function hashOf(bytes: Uint8Array | string): string {
  return createHash("md5").update(bytes).digest("hex");
}

describe("a digest", () => {
  test("is MD5, whatever the length", () => {
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + length) & 255);
      expect(md5(bytes)).toBe(hashOf(bytes));
    }
  });

  test("is of the text or blob that it names, beside it or in the request", () => {
    const inputs = { Note: string, data: to("smithy.api#Blob"), Body: string };
    const data = Uint8Array.of(1, 2, 3);
    const output = { MD5OfNote: string, md5OfData: string, Body: string, MD5OfBody: string, entry: to("ex#Entry") };
    const shapes = { "ex#Entry": structure({ Text: string, MD5OfText: string }) };
    const answer = answerOf(output, { Note: "grüße", data, Body: "" }, { inputs, shapes });
    const entry = answer["entry"] as Record<string, string>;
    expect(answer).toMatchObject({ MD5OfNote: hashOf("grüße"), md5OfData: hashOf(data), MD5OfBody: hashOf("") });
    expect(entry["MD5OfText"]).toBe(hashOf(entry["Text"]!));
  });

  test("stays as it is in what comes back as it was given", () => {
    const shapes = { "ex#Entry": structure({ Text: string, MD5OfText: string }) };
    const members = { entry: to("ex#Entry") };
    const input = { entry: { Text: "a", MD5OfText: "theirs" } };
    expect(answerOf(members, input, { inputs: members, shapes })).toEqual(input);
    expect(input.entry.MD5OfText).toBe("theirs");
  });

  test("is not there for what is absent, or is neither; one of nothing that is known is any text", () => {
    const inputs = { Note: string, Tags: to("ex#Tags") };
    const shapes = { "ex#Tags": listOf("smithy.api#String") };
    const output = { MD5OfNote: string, MD5OfTags: string, MD5OfOther: string };
    expect(answerOf(output, { Tags: ["a"] }, { inputs, shapes })).toEqual({
      MD5OfOther: expect.stringMatching(/./) as string,
    });
  });
});

describe("a batch", () => {
  const id = to("smithy.api#String", required);
  const shapes = {
    "ex#Asked": structure({ Id: id, Text: string, Extra: string }),
    "ex#Entries": listOf("ex#Asked"),
    "ex#Done": structure({ Id: id, MD5OfText: id, Number: id }),
    "ex#AllDone": listOf("ex#Done"),
    "ex#Broken": structure({ Id: id, Why: id }),
    "ex#AllBroken": listOf("ex#Broken"),
    "ex#Record": structure({ Place: id }),
    "ex#Records": listOf("ex#Record"),
    "ex#OneRecord": listOf("ex#Record", { "smithy.api#length": { max: 1 } }),
  };
  const inputs = { Entries: to("ex#Entries") };
  const Entries = [
    { Id: "b", Text: "one" },
    { Id: "a", Text: "two" },
  ];

  test("is answered entry by entry, and nothing fails", () => {
    const output = { Successful: to("ex#AllDone", required), Failed: to("ex#AllBroken", required) };
    const { Successful, Failed } = answerOf(output, { Entries }, { inputs, shapes });
    expect(Successful).toMatchObject([
      { Id: "b", MD5OfText: hashOf("one") },
      { Id: "a", MD5OfText: hashOf("two") },
    ]);
    const [first, second] = Successful as { readonly Number: string }[];
    expect(first?.Number).not.toBe(second?.Number);
    expect(Failed).toEqual([]);
  });

  test("is answered by a list of its own name, and by no other that shares no required member", () => {
    const output = { Entries: to("ex#Records"), Others: to("ex#Records") };
    const answer = answerOf(output, { Entries }, { inputs, shapes });
    expect(answer["Entries"]).toHaveLength(2);
    expect(answer["Others"]).toHaveLength(1);
  });

  test("is not answered by more entries than the list may hold", () => {
    const answer = answerOf({ Entries: to("ex#OneRecord") }, { Entries }, { inputs, shapes });
    expect(answer["Entries"]).toHaveLength(1);
  });
});

describe("what is made up failed in nothing, and ended", () => {
  const shapes = {
    "ex#Texts": listOf("smithy.api#String"),
    "ex#Some": listOf("smithy.api#String", { "smithy.api#length": { min: 1 } }),
    "ex#Page": structure({ LastEvaluatedId: string, HasMoreShards: to("smithy.api#Boolean", required) }),
  };

  test.each([
    "Failed",
    "errors",
    "UnprocessedItems",
    "buildsNotFound",
    "failureReasons",
    "ValidationErrors",
    "InvalidNames",
  ])("%s is empty", (name) => {
    expect(answerOf({ [name]: to("ex#Texts") }, {}, { shapes })).toEqual({ [name]: [] });
    expect(answerOf({ [name]: to("ex#Some") }, {}, { shapes })).toEqual({});
  });

  test.each(["ErrorCode", "errorMessage", "FailureReason", "NextToken", "nextPageToken", "Marker"])(
    "%s is not there",
    (name) => {
      expect(answerOf({ [name]: string })).toEqual({});
    },
  );

  test("counts are 0 and flags are not set", () => {
    const output = { FailedRecordCount: to("smithy.api#Integer"), IsTruncated: to("smithy.api#Boolean") };
    expect(answerOf(output)).toEqual({ FailedRecordCount: 0, IsTruncated: false });
    const positive = to("smithy.api#Integer", { "smithy.api#range": { min: 1 } });
    expect(answerOf({ FailedRecordCount: positive })).toEqual({});
    expect(answerOf({ Page: to("ex#Page") }, {}, { shapes })).toEqual({ Page: { HasMoreShards: false } });
  });

  test.each(["Failover", "unprocessable", "tokens", "nextTokenName", "markers", "LockToken"])(
    "%s is about something else",
    (name) => {
      expect(answerOf({ [name]: string })).toHaveProperty(name);
      expect(answerOf({ [name]: to("ex#Texts") }, {}, { shapes })[name]).toHaveLength(1);
    },
  );

  test("a token that comes with the request does not come back, where the model tells of no pages", () => {
    expect(answerOf({ NextToken: string }, { NextToken: "a" }, { inputs: { NextToken: string } })).toEqual({});
  });
});

describe("what is made up is what a waiter waits for", () => {
  const shapes = {
    "ex#State": {
      type: "enum",
      members: {
        GONE: to("smithy.api#Unit", { "smithy.api#enumValue": "GONE" }),
        HERE: to("smithy.api#Unit", { "smithy.api#enumValue": "HERE" }),
      },
    },
    "ex#Thing": structure({ state: to("ex#State"), word: string, other: string }),
    "ex#Things": listOf("ex#Thing"),
    "ex#Words": listOf("smithy.api#String"),
  };
  const output = { thing: to("ex#Thing"), things: to("ex#Things"), words: to("ex#Words") };
  const acceptor = (state: string, path: string, expected: string, comparator = "stringEquals") => ({
    state,
    matcher: { output: { path, expected, comparator } },
  });
  const answerTo = (...waiters: object[][]): Record<string, unknown> => {
    const named = waiters.map((acceptors, index) => [`Waiter${index}`, { acceptors }]);
    const traits = { "smithy.waiters#waitable": Object.fromEntries(named) };
    return answerOf(output, {}, { shapes, traits });
  };

  test.each(["GONE", "HERE"])("in a member: %s", (state) => {
    expect(answerTo([acceptor("success", "thing.state", state)])).toMatchObject({ thing: { state } });
  });

  test("in all items of a list", () => {
    const all = acceptor("success", "things[].word", "ready", "allStringEquals");
    const words = acceptor("success", "words[]", "go", "anyStringEquals");
    expect(answerTo([all], [words])).toMatchObject({ things: [{ word: "ready" }], words: ["go"] });
  });

  test("the first that is no failure of another", () => {
    const gone = acceptor("success", "thing.word", "gone");
    const here = [acceptor("failure", "thing.word", "gone"), acceptor("success", "thing.word", "here")];
    expect(answerTo([gone], here, [acceptor("success", "thing.word", "later")])).toMatchObject({
      thing: { word: "here" },
    });
  });

  test.each([
    ["no value of the enumeration", "thing.state", "ELSEWHERE"],
    ["a longer expression", "things[?word == 'a'].other", "b"],
    ["no member", "thing.none.state", "HERE"],
  ])("but not where it is %s", (_, path, expected) => {
    expect(answerTo([acceptor("success", path, expected)])).toEqual(answerTo());
  });
});

describe("timestamps of a structure", () => {
  const time = to("smithy.api#Timestamp");
  const inOrder = (names: readonly string[], members: readonly string[]): void => {
    const output = Object.fromEntries(members.map((name) => [name, time]));
    for (let seed = 0; seed < 20; seed++) {
      const answer = answerOf(output, { seed }, { inputs: { seed: to("smithy.api#Integer") } });
      const times = names.map((name) => (answer[name] as Date).getTime());
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  };

  test.each([
    [["createdAt", "updatedAt", "deletedAt"]],
    [["CreationTime", "LastUpdatedTime"]],
    [["StartTime", "EndTime"]],
    [["submittedAt", "lastSeen", "expirationTime"]],
    [["endpointCreated", "endpointUsed"]],
  ])("ascend as their names tell: %j", (names) => {
    inOrder(names, names);
    inOrder(names, names.toReversed());
  });

  test("ascend as the model has them, where their names tell nothing", () => {
    inOrder(["one", "two", "three"], ["one", "two", "three"]);
  });
});

describe("the state of something is one that it stays in", () => {
  const stateOf = (values: readonly string[], name = "status"): unknown => {
    const members = Object.fromEntries(
      values.map((value, index) => [`v${index}`, to("smithy.api#Unit", { "smithy.api#enumValue": value })]),
    );
    return answerOf({ [name]: to("ex#State") }, {}, { shapes: { "ex#State": { type: "enum", members } } })[name];
  };

  test.each([
    ["SUCCEEDED", ["QUEUED", "RUNNING", "SUCCEEDED", "FAILED", "CANCELLED"]],
    ["CREATE_COMPLETE", ["CREATE_FAILED", "CREATE_COMPLETE", "DELETE_COMPLETE", "ROLLBACK_COMPLETE"]],
    ["InService", ["OutOfService", "Creating", "InService", "Deleting"]],
    ["ACTIVE", ["INACTIVE", "ACTIVE", "PENDING_ACTIVE"]],
    ["healthy", ["unhealthy", "healthy"]],
    ["RUNNING", ["PENDING", "RUNNING", "STOPPED"]],
    ["PAUSED", ["FAILED", "DELETED", "PAUSED"]],
    ["FAILED", ["FAILED"]],
  ])("%s of %j", (state, values) => {
    for (const name of ["status", "jobState", "TableStatus"]) expect(stateOf(values, name)).toBe(state);
  });

  test("what is called otherwise may be any of its values", () => {
    expect(stateOf(["FAILED", "ACTIVE"])).toBe("ACTIVE");
    expect(stateOf(["FAILED", "ACTIVE"], "kind")).toBe("FAILED");
  });
});
