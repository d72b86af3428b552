import { describe, expect, test } from "vitest";
import { docsArtifact } from "../../../generator/artifacts/docs/docs-artifact.js";
import { contextOf } from "../package.js";

const to = (target: string): object => ({ target });
const MODEL = JSON.stringify({
  smithy: "2.0",
  shapes: {
    "a#S": { type: "service", version: "1", operations: [to("a#Do")] },
    "a#Do": { type: "operation", input: to("a#In"), output: to("a#Out") },
    "a#In": { type: "structure", members: { mode: to("a#Mode"), choice: to("a#Choice") } },
    "a#Out": {
      type: "structure",
      members: {
        mode: to("a#Mode"),
        state: to("a#State"),
        states: to("a#States"),
        level: to("a#Level"),
        map: to("a#Map"),
      },
    },
    "a#Choice": { type: "union", members: { all: to("smithy.api#Unit"), some: to("smithy.api#String") } },
    "a#Mode": { type: "enum", members: { on: to("smithy.api#Unit") } },
    "a#State": { type: "enum", members: { up: to("smithy.api#Unit"), down: to("smithy.api#Unit") } },
    "a#Level": {
      type: "intEnum",
      members: { low: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": 1 } } },
    },
    "a#States": { type: "list", member: to("a#State") },
    "a#Map": { type: "map", key: to("a#State"), value: to("smithy.api#String") },
  },
});

function pagesOf(enums: "open" | "closed"): (path: string) => string {
  const files = docsArtifact(contextOf("a.json", MODEL, enums));
  return (path) => files.find((file) => file.path === path)!.text;
}

const OTHERS = "fits too: the service may be newer than its model.";

describe("enumerations that no input reaches", () => {
  test("are told as the types have them where they are open: other values, and records of any text", () => {
    const pages = pagesOf("open");
    const page = pages("docs/operations/Do.md");
    expect(page).toContain(`interface Out {
  mode?: "on";
  state?: "up" | "down" | (string & {});
  states?: ("up" | "down" | (string & {}))[];
  level?: 1 | (number & {});
  map?: Record<string, string>;
}`);
    expect(page).toContain("| **`map`**<br>`Record<string, string>` |");
    expect(pages("docs/shapes/S.md")).toContain(`| \`"down"\` |  |\n\nAny other text ${OTHERS}\n`);
    expect(pages("docs/shapes/L.md")).toContain(`Any other number ${OTHERS}`);
    expect(pages("docs/shapes/M.md")).not.toContain(OTHERS);
  });

  test("have no other values where they are closed", () => {
    const pages = pagesOf("closed");
    expect(pages("docs/operations/Do.md")).toContain('  state?: "up" | "down";\n');
    expect(pages("docs/operations/Do.md")).toContain("  map?: Partial<Record<State, string>>;");
    expect(pages("docs/shapes/S.md")).not.toContain(OTHERS);
  });
});

test("a member that says only that it is set has the type of the types, and says what to write", () => {
  expect(pagesOf("closed")("docs/shapes/C.md")).toContain(
    "| **`all`**<br>`{ $metadata?: unknown }` | Holds nothing: write `{}`. |",
  );
});
