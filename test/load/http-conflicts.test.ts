import { describe, expect, test } from "vitest";
import { load, shapes } from "./helpers.js";

interface Http {
  readonly method?: string;
  readonly uri: string;
  readonly prefix?: string;
}

const traitsOf = ({ method = "GET", uri, prefix }: Http): object => ({
  "smithy.api#http": { method, uri },
  ...(prefix === undefined ? {} : { "smithy.api#endpoint": { hostPrefix: prefix } }),
});

/** The codes on a service with two operations; labels are called `a` and `b`. */
function codesOf(...both: readonly [Http, Http]): readonly string[] {
  const label = { target: "smithy.api#String", traits: { "smithy.api#httpLabel": {}, "smithy.api#required": {} } };
  const operations = both.map((http, index) => [
    [`a#Op${index}`, { type: "operation", input: { target: `a#In${index}` }, traits: traitsOf(http) }],
    [
      `a#In${index}`,
      {
        type: "structure",
        members: Object.fromEntries([...http.uri.matchAll(/\{(\w+)/g)].map(([, name]) => [name!, label])),
      },
    ],
  ]);
  const service = { type: "service", version: "1", operations: [{ target: "a#Op0" }, { target: "a#Op1" }] };
  const { diagnostics } = load(shapes({ "a#Svc": service, ...Object.fromEntries(operations.flat()) }));
  return diagnostics.map(({ code }) => code);
}

describe("two operations of a service", () => {
  test.each<readonly [Http, Http]>([
    [{ uri: "/x" }, { uri: "/x" }],
    [{ uri: "/x/{a}" }, { uri: "/x/{b}" }],
    [{ uri: "/x?p&q=1" }, { uri: "/x?q=1&p" }],
    [
      { uri: "/x", prefix: "h." },
      { uri: "/x", prefix: "h." },
    ],
  ])("cannot both answer to %j and %j", (one, other) => {
    expect(codesOf(one, other)).toEqual(["SW1054"]);
  });

  test.each<readonly [Http, Http]>([
    [{ uri: "/x" }, { uri: "/x", method: "PUT" }],
    [{ uri: "/x/{a}" }, { uri: "/x/{a+}" }],
    [{ uri: "/x/{a}" }, { uri: "/x/y" }],
    [{ uri: "/x?p" }, { uri: "/x" }],
    [{ uri: "/x", prefix: "h." }, { uri: "/x" }],
  ])("may answer to %j and %j", (one, other) => {
    expect(codesOf(one, other)).toEqual([]);
  });
});

describe("two members of a structure cannot have one name on the wire", () => {
  const findings = (one: object, other: object): readonly string[] => {
    const member = (traits: object) => ({ target: "smithy.api#String", traits });
    const { diagnostics } = load(
      shapes({ "a#S": { type: "structure", members: { one: member(one), other: member(other) } } }),
    );
    return diagnostics.map(({ code, message }) => `${code} ${message.split(" ")[0]}`);
  };

  test("as a header, upper and lower case aside", () => {
    expect(findings({ "smithy.api#httpHeader": "X-A" }, { "smithy.api#httpHeader": "x-a" })).toEqual([
      "SW1055 a#S$other",
    ]);
    expect(findings({ "smithy.api#httpHeader": "X-A" }, { "smithy.api#httpHeader": "X-B" })).toEqual([]);
  });

  test("in the query", () => {
    expect(findings({ "smithy.api#httpQuery": "q" }, { "smithy.api#httpQuery": "q" })).toEqual(["SW1055 a#S$other"]);
    expect(findings({ "smithy.api#httpQuery": "q" }, { "smithy.api#httpQuery": "Q" })).toEqual([]);
  });

  test("in JSON, where a member without the trait goes by its own", () => {
    expect(findings({ "smithy.api#jsonName": "x" }, { "smithy.api#jsonName": "x" })).toEqual(["SW1055 a#S$other"]);
    expect(findings({ "smithy.api#jsonName": "other" }, {})).toEqual(["SW1055 a#S$one"]);
    expect(findings({ "smithy.api#jsonName": "other" }, { "smithy.api#jsonName": "one" })).toEqual([]);
  });
});
