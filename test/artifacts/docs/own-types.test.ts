import { expect, test } from "vitest";
import type { GeneratedFile } from "../../../generator/artifacts/context.js";
import { docsArtifact } from "../../../generator/artifacts/docs/docs-artifact.js";
import { packageArtifact } from "../../../generator/artifacts/package/package-artifact.js";
import { brokenLinks } from "../cognito.js";
import { contextOf } from "../package.js";

const to = (target: string, traits: object = {}): object => ({ target, traits });

/** The files of a service whose input and output have these members. */
function filesOf(input: object, output: object): GeneratedFile[] {
  const shapes = {
    "a#S": { type: "service", version: "1", operations: [{ target: "a#Do" }] },
    "a#Do": { type: "operation", input: { target: "a#In" }, output: { target: "a#Out" } },
    "a#In": { type: "structure", members: input },
    "a#Out": { type: "structure", members: output },
    "a#Bytes": { type: "blob", traits: { "smithy.api#streaming": {} } },
    "a#Documents": { type: "list", member: { target: "smithy.api#Document" } },
  };
  const context = contextOf("a.json", JSON.stringify({ smithy: "2.0", shapes }));
  return [...docsArtifact(context), ...packageArtifact(context)];
}

test("types that are swage's own are told on the page of shapes, and members lead there", () => {
  const bytes = to("a#Bytes", { "smithy.api#required": {}, "smithy.api#httpPayload": {} });
  const files = filesOf({ bytes }, { bytes, all: to("a#Documents"), price: to("smithy.api#BigDecimal") });
  const page = (path: string): string => files.find((file) => file.path === path)!.text;
  const operation = page("docs/operations/Do.md");
  expect(operation).toContain("[`StreamingInput`](../shapes/README.md#streaminginput)");
  expect(operation).toContain("[`StreamingOutput`](../shapes/README.md#streamingoutput)");
  expect(operation).toContain("[`DocumentValue`](../shapes/README.md#documentvalue)`[]`");
  expect(operation).toContain("[`BigDecimal`](../shapes/README.md#bigdecimal)");
  const headings = page("docs/shapes/README.md").match(/^### .*/gm);
  expect(headings).toEqual(["### BigDecimal", "### DocumentValue", "### StreamingInput", "### StreamingOutput"]);
  expect(page("docs/shapes/README.md")).toContain("`await payload.transformToString()`");
  expect(brokenLinks(files)).toEqual([]);
});

test("nothing is told of types that no member has", () => {
  const files = filesOf({ name: to("smithy.api#String") }, {});
  const index = files.find(({ path }) => path === "docs/shapes/README.md")!.text;
  expect(index).not.toContain("### ");
});
