import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { renderPackage } from "../../generator/artifacts/render-package.js";
import { compareClosures } from "../../generator/changes/compare.js";
import { compile, contextOf, writeFiles } from "./package.js";

/** What a service-2.json may call its members: a key of JSON, and no more. */
const NAMES = "__proto__,constructor,x-amz-meta-,1st,a.b,-,[0],<b>|*/,{{x}},with space,é ß,quote\"'`".split(",");

/** Own keys, `__proto__` among them. */
function fields(value: unknown): Record<string, unknown> {
  return Object.fromEntries(NAMES.map((name) => [name, value]));
}

/** One operation, whose output has all of the members that its input has; `required` of a structure within. */
function oddModel(required: readonly string[]): string {
  const members = fields({ shape: "Text", documentation: "<p>Said.</p>" });
  const message = {
    type: "structure",
    members: { ...members, nested: { shape: "Nested" }, choice: { shape: "Choice" } },
  };
  return JSON.stringify({
    metadata: {
      apiVersion: "2020-01-01",
      endpointPrefix: "odd",
      protocol: "json",
      jsonVersion: "1.1",
      serviceId: "Odd",
      signatureVersion: "v4",
      targetPrefix: "Odd",
    },
    operations: {
      Say: {
        name: "Say",
        http: { method: "POST", requestUri: "/" },
        input: { shape: "SayInput" },
        output: { shape: "SayOutput" },
        errors: [{ shape: "Failure" }],
      },
    },
    shapes: {
      Text: { type: "string", min: 2 },
      SayInput: { ...message, required: ["1st", "a.b"] },
      SayOutput: message,
      Nested: { type: "structure", required, members },
      Choice: { type: "structure", union: true, members },
      Failure: { type: "structure", exception: true, members },
    },
  });
}

interface Built {
  readonly createMock: () => {
    fetch(request: Request): Promise<Response>;
    on(operation: string, handler: (input: object) => object): void;
  };
}

describe("members whose names are no identifiers", () => {
  const context = contextOf("odd.json", oddModel(["with space"]));
  const files = renderPackage({ ...context, artifacts: new Set(["types", "validators", "mock", "docs"]) });

  test("stand in a package that compiles, checks them and gives them back over the wire", async () => {
    const target = writeFiles(files);
    expect(compile(target, "typescript", true)).toBe("");
    const { createMock } = (await import(pathToFileURL(join(target, "built/mock/index.js")).href)) as Built;
    const mock = createMock();
    mock.on("Say", (input) => input);
    const say = async (input: object) => {
      const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "Odd.Say" };
      const request = new Request("http://localhost/", { method: "POST", headers, body: JSON.stringify(input) });
      const response = await mock.fetch(request);
      return { status: response.status, body: await response.text() };
    };
    for (const name of NAMES) {
      const input = { ...fields("said"), nested: fields("said"), choice: Object.fromEntries([[name, "said"]]) };
      const { status, body } = await say(input);
      expect([status, JSON.parse(body)]).toEqual([200, input]);
    }
    const { status, body } = await say({ "1st": "said", "a.b": "x", nested: {} });
    expect(status).toBe(400);
    expect(body).toContain("Value 'x' at 'a.b' failed");
    expect(body).toContain("Value null at 'nested.with space' failed");
  });

  test("are quoted in the syntax that the docs show", () => {
    const page = files.find(({ path }) => path.endsWith("docs/operations/Say.md"))!.text;
    expect(page).toContain('\n  "x-amz-meta-"?: string;\n  "1st": string;\n  "a.b": string;\n');
    expect(page).toContain("| **`x-amz-meta-`**<br>");
  });

  test("are named by changes as they are", () => {
    const after = contextOf("odd.json", oddModel(["with space", "a.b"])).closure;
    const changes = compareClosures(context.closure, after);
    expect(changes.map(({ id, member }) => [id, member])).toEqual([["required-added", "a.b"]]);
    expect(changes[0]!.reaches[0]!.path).toBe("nested.a.b");
  });
});
