import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript-6.0";
import { afterAll, describe, expect, test } from "vitest";
import { docsArtifact } from "../../../generator/artifacts/docs/docs-artifact.js";
import { packageArtifact } from "../../../generator/artifacts/package/package-artifact.js";
import { mockDefinitions } from "../../../generator/workspace/mock-definitions.js";
import { mockOf } from "../../../templates/mock/runtime/mock.js";
import { contextOf, snapshotOf } from "../cognito.js";

const to = (target: string): object => ({ target: `ex#${target}` });
const text = { target: "smithy.api#String" };
const required = { target: "smithy.api#String", traits: { "smithy.api#required": {} } };
const bound = (name: string): object => ({
  target: "smithy.api#String",
  traits: { "smithy.api#required": {}, "smithy.api#resourceIdentifier": name },
});
const structure = (members: object): object => ({ type: "structure", members });

/** Operations by name: members of input and output. */
const OPERATIONS: Readonly<Record<string, readonly [object, object]>> = {
  // Put by the client's name, and what lives in it by a name that the service gives.
  PutShelf: [{ shelfName: required, color: text }, { shelf: to("Shelf") }],
  GetShelf: [{ shelfName: required }, { shelf: to("Shelf") }],
  CreateBox: [{ shelfName: required, size: text }, { box: to("Box") }],
  GetBox: [{ shelfName: required, boxId: required }, { box: to("Box") }],
  ListBoxes: [{ shelfName: required }, { boxes: to("Boxes") }],
  CreateLabel: [{ shelfName: required, boxId: required, words: required }, { labelId: required }],
  DeleteLabel: [{ shelfName: required, boxId: required, labelId: required }, {}],
  // Members of other names than the identifier.
  CreateLadder: [{ steps: text }, { id: bound("ladderId") }],
  GetLadder: [{ wanted: bound("ladderId") }, { id: bound("ladderId"), steps: text }],
  // Shown by no member of the identifier's name.
  CreateLamp: [{ title: required }, { lamp: to("Lamp") }],
  GetLamp: [{ lampIdentifier: required }, { lamp: to("Lamp") }],
  // Told by nothing.
  CreateKey: [{ title: required }, {}],
  GetKey: [{ keyCode: required }, {}],
  Watch: [{ title: required }, { news: to("News") }],
  Tell: [{ news: to("News") }, {}],
};
const resource = (identifiers: readonly string[], bindings: Readonly<Record<string, string>>): object => ({
  type: "resource",
  identifiers: Object.fromEntries(identifiers.map((name) => [name, text])),
  ...Object.fromEntries(Object.entries(bindings).map(([lifecycle, name]) => [lifecycle, to(name)])),
});
const shelf = resource(["shelfName"], { put: "PutShelf", read: "GetShelf" });
const box = resource(["shelfName", "boxId"], { create: "CreateBox", read: "GetBox", list: "ListBoxes" });
const model = JSON.stringify({
  smithy: "2.0",
  shapes: {
    "ex#Attic": {
      type: "service",
      version: "1",
      operations: [to("Watch"), to("Tell")],
      resources: ["ShelfResource", "Ladder", "LampResource", "Key"].map(to),
      traits: {
        "aws.protocols#awsJson1_0": {},
        "aws.api#service": { sdkId: "Attic" },
      },
    },
    "ex#ShelfResource": { ...shelf, resources: [to("BoxResource")] },
    "ex#BoxResource": { ...box, resources: [to("Label")] },
    "ex#Label": resource(["shelfName", "boxId", "labelId"], { create: "CreateLabel", delete: "DeleteLabel" }),
    "ex#Ladder": resource(["ladderId"], { create: "CreateLadder", read: "GetLadder" }),
    "ex#LampResource": resource(["lampIdentifier"], { create: "CreateLamp", read: "GetLamp" }),
    "ex#Key": resource(["keyCode"], { create: "CreateKey", read: "GetKey" }),
    "ex#Shelf": structure({ shelfName: required, color: text }),
    "ex#Box": structure({ boxId: required, size: text }),
    "ex#Boxes": { type: "list", member: to("Box") },
    "ex#Lamp": structure({ title: text, bulb: text, lampArn: text }),
    "ex#News": { type: "union", members: { line: to("Lamp") }, traits: { "smithy.api#streaming": {} } },
    "ex#NotFound": {
      type: "structure",
      members: { message: text },
      traits: { "smithy.api#error": "client", "smithy.api#httpError": 404 },
    },
    ...Object.fromEntries(
      Object.entries(OPERATIONS).flatMap(([name, [input, output]]) => [
        [
          `ex#${name}`,
          {
            type: "operation",
            input: to(`${name}Input`),
            output: to(`${name}Output`),
            errors: [to("NotFound")],
            traits: /^(?:Get|List)/.test(name)
              ? { "smithy.api#readonly": {} }
              : /^(?:Put|Delete)/.test(name)
                ? { "smithy.api#idempotent": {} }
                : {},
          },
        ],
        [`ex#${name}Input`, structure(input)],
        [`ex#${name}Output`, structure(output)],
      ]),
    ),
  },
});

const folder = mkdtempSync(join(tmpdir(), "swage-examples-"));
mkdirSync(join(folder, "models"));
writeFileSync(join(folder, "models/attic.json"), model);
afterAll(() => rmSync(folder, { recursive: true }));

const { value, diagnostics } = mockDefinitions(folder, ["attic"]);
const definitions = value!.definitions;
const context = contextOf([snapshotOf(undefined, "attic.json", model)], "attic");
const pages = new Map(
  [...docsArtifact(context), ...packageArtifact(context)].map(({ path, text: page }) => [path, page]),
);

function pageOf(operation: string): string {
  return pages.get(`docs/operations/${operation}.md`)!;
}

/** The program under "Example". */
function programOf(operation: string): string {
  return /^## Example\n\n```ts\n([^]*?)^```/m.exec(pageOf(operation))![1]!;
}

/** Runs a printed program under a client of its own, which is to the mock what the SDK's is. @returns what it prints. */
async function run(program: string): Promise<unknown> {
  class Client {
    readonly #mock: ReturnType<typeof mockOf>;
    constructor({ requestHandler }: { readonly requestHandler: ReturnType<typeof mockOf> }) {
      this.#mock = requestHandler;
    }
    async send({ operation, input }: { readonly operation: string; readonly input: unknown }): Promise<unknown> {
      const headers = { "content-type": "application/x-amz-json-1.0", "x-amz-target": `Attic.${operation}` };
      const response = await this.#mock.fetch(
        new Request("https://example.com/", { method: "POST", headers, body: JSON.stringify(input) }),
      );
      const body = await response.text();
      if (!response.ok) throw new Error(`${operation} ${response.status}: ${body}`);
      return JSON.parse(body);
    }
  }
  const sdk = new Proxy(
    { AtticClient: Client },
    {
      get: (target, name: string) =>
        Reflect.get(target, name) ??
        function command(this: object, input: unknown) {
          Object.assign(this, { operation: name.replace(/Command$/, ""), input });
        },
    },
  );
  const mock = mockOf(definitions);
  const modules: Readonly<Record<string, object>> = {
    "@aws-sdk/client-attic": sdk,
    "@swage/attic/mock": { createMock: () => ({ requestHandler: mock }) },
  };
  let printed: unknown;
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;
  const start = AsyncFunction("require", "exports", "console", outputText) as (...given: unknown[]) => Promise<void>;
  await start((name: string) => modules[name], {}, { log: (output: unknown) => (printed = output) });
  return printed;
}

describe("the program under Example", () => {
  const mocked = Object.keys(OPERATIONS).filter((name) => !["GetKey", "Watch", "Tell"].includes(name));

  test.each(mocked)("of %s runs against the mock", async (operation) => {
    const program = programOf(operation);
    expect(program).toContain("requestHandler: mock.requestHandler");
    expect(await run(program)).toBeTypeOf("object");
  });

  test("finds what it created", async () => {
    expect(await run(programOf("GetShelf"))).toEqual({ shelf: { shelfName: "example" } });
    expect(await run(programOf("ListBoxes"))).toEqual({ boxes: [] });
    expect(programOf("GetBox")).toContain("boxId: createdBox.box!.boxId!,");
    expect(programOf("GetLadder")).toContain("wanted: createdLadder.id!,");
    expect(programOf("GetLamp")).toContain("lampIdentifier: createdLamp.lamp!.lampArn!,");
  });

  test("creates what the resource lives in first, and holds what is asked for", () => {
    const calls = [...programOf("DeleteLabel").matchAll(/^(.*)await client\.send\(\n? *new (\w+)Command/gm)];
    expect(calls.map(([, constant, operation]) => `${constant}${operation}`)).toEqual([
      "PutShelf",
      "const createdBox = CreateBox",
      "const createdLabel = CreateLabel",
      "const output = DeleteLabel",
    ]);
  });

  test("only checks the request where nothing tells how to name the resource", () => {
    expect(programOf("GetKey")).toContain("GetKeyInputSchema.parse(input)");
    expect(programOf("GetKey")).not.toContain("createMock");
  });
});

describe("an operation with an event stream", () => {
  test.each([
    ["Watch", "response"],
    ["Tell", "request"],
  ])("is said not to be mocked: %s", (operation, message) => {
    expect(programOf(operation)).toContain("Schema.parse(input)");
    expect(programOf(operation)).not.toContain("createMock");
    expect(pageOf(operation)).toContain(`The mock does not answer this operation: its ${message} is an event stream.`);
    expect(pages.get("README.md")).toContain("It does not answer operations with event streams: `Tell`, `Watch`.");
    expect(pageOf("GetShelf")).not.toContain("event stream");
  });

  test("is a note to whoever makes the mock", () => {
    expect(diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`)).toEqual([
      "note SW5008: the mock of attic does not answer Tell, Watch: the request or response is an event stream",
    ]);
  });

  test.each([
    ["Watch", { title: "a" }],
    ["Tell", {}],
  ])("is refused by the mock: %s", async (operation, input) => {
    const headers = { "content-type": "application/x-amz-json-1.0", "x-amz-target": `Attic.${operation}` };
    const request = { method: "POST", headers, body: JSON.stringify(input) };
    const mock = mockOf(definitions);
    const response = await mock.fetch(new Request("https://example.com/", request));
    expect(response.status).toBe(501);
    expect(await response.json()).toMatchObject({ __type: "smithy.framework#NotImplemented" });
    expect(mock.calls).toMatchObject([{ operation, error: { code: "NotImplemented" } }]);
  });
});
