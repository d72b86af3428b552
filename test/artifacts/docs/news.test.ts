import { expect, test } from "vitest";
import { docsArtifact } from "../../../generator/artifacts/docs/docs-artifact.js";
import { contextOf, snapshotOf } from "../cognito.js";

test("what is new is told once: a new operation brings its request and response along", () => {
  const target = (name: string): object => ({ target: name.includes("#") ? name : `a#${name}` });
  const model = (...operations: readonly string[]): string =>
    JSON.stringify({
      smithy: "2.0",
      shapes: {
        "a#S": { type: "service", version: "1", operations: operations.map(target) },
        ...Object.fromEntries(
          operations.flatMap((name) => [
            [`a#${name}`, { type: "operation", input: target(`${name}In`), output: target("smithy.api#Unit") }],
            [`a#${name}In`, { type: "structure", members: { part: target(operations.length > 1 ? "Part" : "Old") } }],
          ]),
        ),
        "a#Part": { type: "structure", members: {} },
        "a#Old": { type: "structure", members: {} },
      },
    });
  const context = contextOf([
    snapshotOf("2020-01-01", "2020-01-01.json", model("Get")),
    snapshotOf("2020-02-02", "2020-02-02.json", model("Get", "Put")),
  ]);
  const { text } = docsArtifact(context).find(({ path }) => path === "docs/README.md")!;
  expect(text).toContain(`## New as of 2020-02-02

- Operation [\`Put\`](operations/Put.md)
- Shape [\`Part\`](shapes/P.md#part)

`);
});

test("the timeline counts as breaking what made the version major: answers that were stored are no longer valid", () => {
  const model = (traits: object): string =>
    JSON.stringify({
      smithy: "2.0",
      shapes: {
        "a#S": { type: "service", version: "1", operations: [{ target: "a#Get" }] },
        "a#Get": { type: "operation", output: { target: "a#Out" } },
        "a#Out": { type: "structure", members: { part: { target: "smithy.api#String", traits } } },
      },
    });
  const context = contextOf([
    snapshotOf("2020-01-01", "2020-01-01.json", model({})),
    snapshotOf("2020-02-02", "2020-02-02.json", model({ "smithy.api#required": {} })),
  ]);
  const { text } = docsArtifact(context).find(({ path }) => path === "docs/README.md")!;
  expect(text).toContain("\n| 2020-02-02 | 2.0.0 | 1 |  |  |\n");
});
