import { expect, test } from "vitest";
import { docsArtifact } from "../../generator/artifacts/docs/docs-artifact.js";
import { typesArtifact } from "../../generator/artifacts/types/types-artifact.js";
import { contextOf } from "./package.js";

const structure = (member: string, documentation = "") => ({
  type: "structure",
  members: { [member]: { target: "smithy.api#String" } },
  traits: { "smithy.api#documentation": documentation },
});

const model = JSON.stringify({
  smithy: "2.0",
  shapes: {
    "bay.harbour#Harbour": {
      type: "service",
      operations: [{ target: "bay.harbour#Moor" }],
      rename: { "sea.lanes#Buoy": "LaneBuoy" },
      traits: { "aws.protocols#restJson1": {} },
    },
    "bay.harbour#Moor": {
      type: "operation",
      input: { target: "bay.harbour#MoorInput" },
      traits: {
        "smithy.api#documentation": "<p>Takes a <a>Buoy</a>, a <a>LaneBuoy</a> or a <a>Beacon</a>.</p>",
        "smithy.api#http": { method: "POST", uri: "/moor" },
      },
    },
    "bay.harbour#MoorInput": {
      type: "structure",
      members: {
        lane: { target: "sea.lanes#Buoy" },
        own: { target: "bay.harbour#Buoy" },
        light: { target: "sea.lanes#Beacon" },
      },
    },
    "bay.harbour#Buoy": structure("colour"),
    "sea.lanes#Buoy": structure("number"),
    "sea.lanes#Beacon": structure("range"),
  },
});

test("a name that two namespaces share is the service's own shape, and the other goes by its new name", () => {
  const context = contextOf("harbour.json", model);
  const types = typesArtifact(context).find(({ path }) => path === "src/types.ts")!.text;
  expect(types).toContain("Takes a {@link Buoy}, a {@link LaneBuoy} or a {@link Beacon}.");
  const page = docsArtifact(context).find(({ path }) => path === "docs/operations/Moor.md")!.text;
  expect(page).toContain(
    "Takes a [`Buoy`](../shapes/B.md#buoy), a [`LaneBuoy`](../shapes/B.md#lanebuoy) or a [`Beacon`](../shapes/B.md#beacon).",
  );
});

test("an address within AWS's documentation leads there from a service of AWS, and nowhere from others", () => {
  const documentation =
    '<p>See <a href="/general/latest/gr/arns_(x).html#a">ARNs</a>, <a href="pipes/latest/logs.html">logs</a>, ' +
    '<a href="Buoy">buoys</a> and <a href="/lost.html">more</a>.</p>';
  const textsOf = (traits: object): readonly (string | undefined)[] => {
    const own = JSON.parse(model) as { shapes: Record<string, { traits?: Record<string, unknown> }> };
    Object.assign(own.shapes["bay.harbour#Harbour"]!.traits!, traits);
    own.shapes["bay.harbour#Moor"]!.traits!["smithy.api#documentation"] = documentation;
    const context = contextOf("harbour.json", JSON.stringify(own));
    const files = [...typesArtifact(context), ...docsArtifact(context)];
    return ["src/types.ts", "docs/operations/Moor.md", "docs/README.md"].map((path) =>
      /See\s[^]*?more/.exec(files.find((file) => file.path === path)!.text)?.[0].replace(/\n[ *]*/g, " "),
    );
  };
  const aws = "https://docs.aws.amazon.com";
  const linked = `See [ARNs](${aws}/general/latest/gr/arns_%28x%29.html#a), [logs](${aws}/pipes/latest/logs.html), buoys and more`;
  expect(textsOf({ "aws.api#service": { sdkId: "Harbour" } })).toEqual([linked, linked, linked]);
  const bare = "See ARNs, logs, buoys and more";
  expect(textsOf({})).toEqual([bare, bare, bare]);
});
