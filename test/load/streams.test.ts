import { describe, expect, test } from "vitest";
import { load, shapes } from "./helpers.js";

const member = (target: string): object => ({ target });

/** An operation whose input has these members, and streams of both kinds. */
function findings(members: object, more: object = {}): readonly string[] {
  const streaming = { "smithy.api#streaming": {} };
  const { diagnostics } = load(
    shapes({
      "a#Op": { type: "operation", input: member("a#In") },
      "a#In": { type: "structure", members },
      "a#Body": { type: "blob", traits: streaming },
      "a#Events": { type: "union", members: { one: member("a#Event") }, traits: streaming },
      "a#Event": { type: "structure", members: {} },
      ...more,
    }),
  );
  return diagnostics.map(({ code, message, line }) => `${code} ${line} ${message}`);
}

describe("a stream", () => {
  test("may stand in a message itself", () => {
    expect(findings({ name: member("smithy.api#String"), body: member("a#Body") })).toEqual([]);
    expect(findings({ events: member("a#Events") })).toEqual([]);
  });

  test.each<readonly [string, object, string]>([
    [
      "structure",
      { type: "structure", members: { body: member("a#Body") } },
      "is in a#Inner, which a#In$inner targets",
    ],
    ["union", { type: "union", members: { body: member("a#Events") } }, "is in a#Inner, a union"],
    ["list", { type: "list", member: member("a#Body") }, "is in a#Inner, a list"],
  ])("may not stand in a %s within it", (_, inner, problem) => {
    const found = findings({ inner: member("a#Inner") }, { "a#Inner": inner });
    expect(found).toEqual([expect.stringContaining(problem)]);
    expect(found).toEqual([expect.stringMatching(/^SW1056 \d+ a#Inner\$\w+ targets the stream a#(?:Body|Events) /)]);
  });

  test("stands alone", () => {
    expect(findings({ body: member("a#Body"), events: member("a#Events") })).toEqual([
      "SW1056 17 a#In$events targets the stream a#Events and stands beside the stream body",
    ]);
  });

  test("is told of a service-2.json as little as of one that AWS has published", () => {
    const message = { type: "structure", members: { inner: { shape: "Inner" } } };
    const { diagnostics } = load({
      metadata: { apiVersion: "1", endpointPrefix: "a", protocol: "rest-json", serviceId: "A" },
      operations: { Op: { name: "Op", http: { method: "POST", requestUri: "/" }, input: { shape: "In" } } },
      shapes: {
        In: message,
        Inner: { type: "structure", members: { body: { shape: "Body" } } },
        Body: { type: "blob", streaming: true },
      },
    });
    expect(diagnostics).toEqual([]);
  });
});

test("events are structures", () => {
  const events = {
    type: "union",
    members: { text: member("smithy.api#String") },
    traits: { "smithy.api#streaming": {} },
  };
  expect(findings({ events: member("a#Texts") }, { "a#Texts": events })).toEqual([
    expect.stringMatching(/^SW1031 .*a#Texts\$text targets smithy.api#String, which is of type string/),
  ]);
});
