import { expect, test } from "vitest";
import { docsArtifact } from "../../../generator/artifacts/docs/docs-artifact.js";
import { contextOf, snapshotOf } from "../cognito.js";

function page(path: string, shapes: Readonly<Record<string, object>>): string {
  const text = JSON.stringify({ smithy: "2.0", shapes });
  const made = docsArtifact(contextOf([snapshotOf(undefined, "a.json", text)]));
  return made.find((file) => file.path === path)!.text;
}

test("the life of a resource has an arrow for what begins or ends it, and the rest in its box", () => {
  const target = (name: string): object => ({ target: `a#${name}` });
  const operations = [
    ["CreateEnd"],
    ["PutEnd", "idempotent"],
    ["GetEnd", "readonly"],
    ["ChangeEnd"],
    ["TagEnd"],
    ["DeleteEnd", "idempotent"],
  ] as const;
  const taking = (...names: readonly string[]): object => ({
    type: "structure",
    members: Object.fromEntries(
      names.map((name) => [name, { target: "smithy.api#String", traits: { "smithy.api#required": {} } }]),
    ),
  });
  const text = page("docs/README.md", {
    "a#S": { type: "service", version: "1", resources: [target("end")] },
    "a#end": {
      type: "resource",
      identifiers: { id: { target: "smithy.api#String" } },
      create: target("CreateEnd"),
      put: target("PutEnd"),
      read: target("GetEnd"),
      update: target("ChangeEnd"),
      delete: target("DeleteEnd"),
      operations: [target("TagEnd")],
    },
    ...Object.fromEntries(
      operations.map(([name, mark]) => [
        `a#${name}`,
        {
          type: "operation",
          input: target(name === "CreateEnd" ? "Nothing" : "ById"),
          output: target("Nothing"),
          traits: mark === undefined ? {} : { [`smithy.api#${mark}`]: {} },
        },
      ]),
    ),
    "a#Nothing": taking(),
    "a#ById": taking("id"),
  });
  expect(text).toContain(`## Life of \`end\`

\`\`\`mermaid
stateDiagram-v2
  direction LR
  state "end" as resource
  resource: GetEnd
  resource: ChangeEnd
  resource: TagEnd
  [*] --> resource: CreateEnd
  [*] --> resource: PutEnd
  resource --> [*]: DeleteEnd
\`\`\`
`);
});

test.each([
  [5, "LR"],
  [6, "TB"],
])("a way over %i shapes to a circle is drawn %s", (count, direction) => {
  const names = Array.from({ length: count }, (_, index) => `P${index}`);
  const last = names.at(-1)!;
  const text = page("docs/operations/Do.md", {
    "a#S": { type: "service", version: "1", operations: [{ target: "a#Do" }] },
    "a#Do": { type: "operation", input: { target: "a#P0" }, output: { target: "smithy.api#Unit" } },
    ...Object.fromEntries(
      names.map((name, index) => [
        `a#${name}`,
        { type: "structure", members: { next: { target: `a#${names[index + 1] ?? last}` } } },
      ]),
    ),
  });
  expect(text).toContain(`\nflowchart ${direction}\n`);
});
