import { defineIndex } from "../../model/define-index.js";
import { serviceResources } from "../../model/operations.js";
import { expectShape, getMember } from "../../model/model.js";
import { UNIT } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import { nameOf, parseShapeId } from "../../model/shape-id.js";
import type { OperationShape } from "../../model/shapes.js";
import type { ExampleEntry, Json } from "../../model/traits.js";
import { hasTrait } from "../../model/traits.js";
import { documentationToMarkdown } from "../../print/documentation-markdown.js";
import type { ExampleObject } from "../../print/example-literal.js";
import { exampleValue, printExample } from "../../print/example-literal.js";
import { stringLiteral } from "../../print/literals.js";
import { codeBlock, escapeMarkdown } from "../../print/markdown.js";
import { importStatement } from "../../print/import-statement.js";
import type { PackageContext } from "../context.js";
import { refusedOperations } from "../mock/definition.js";
import type { SdkNames } from "../sdk.js";
import { sdkNames } from "../sdk.js";
import type { Creation, PreparedCall } from "./creations.js";
import { prepareCall } from "./creations.js";
import { examplesOf, inputOf } from "./example-input.js";
import type { Pages } from "./pages.js";

/** An example of the model: what is sent and what comes back. */
export interface ExampleView {
  readonly title: string;
  readonly documentation: string;
  /** Blocks of TypeScript; "" where the model gives none. The request may be a whole program. */
  readonly request: string;
  readonly response: string;
}

/** What an operation's page shows of its use. */
export interface ShownExamples {
  /** Block of TypeScript that stands for itself; "" where there is none, or an example has it as its request. */
  readonly program: string;
  /** The examples that the model gives (`smithy.api#examples`). */
  readonly examples: readonly ExampleView[];
}

/** The program is made of an example where the model gives any: it stands there, so that no request is told twice. */
export function shownExamples(context: PackageContext, pages: Pages, operation: OperationShape): ShownExamples {
  const program = workedExample(context, operation);
  const references = pages.references(pages.operation(operation.id));
  let rest = program;
  const examples = examplesOf(operation).map((example) => {
    const input = constant(context, "input", operation.input, example.input ?? {});
    const isProgram = input !== "" && rest.includes(input);
    if (isProgram) rest = "";
    return {
      title: escapeMarkdown(example.title),
      documentation: documentationToMarkdown(example.documentation, references),
      request: typescript(isProgram ? program : input),
      response: typescript(responseOf(context, operation, example)),
    };
  });
  return { program: typescript(rest), examples };
}

function typescript(text: string): string {
  return text === "" ? "" : codeBlock("ts", text);
}

function responseOf(context: PackageContext, operation: OperationShape, example: ExampleEntry): string {
  if (example.error !== undefined) {
    const id = parseShapeId(example.error.shapeId);
    return id !== undefined && context.closure.ids.has(id)
      ? constant(context, "error", id, example.error.content ?? {})
      : "";
  }
  return example.output === undefined ? "" : constant(context, "output", operation.output, example.output);
}

function constant(
  context: PackageContext,
  variable: string,
  id: ShapeId,
  json: { readonly [name: string]: Json },
): string {
  const { closure, names } = context;
  if (id === UNIT) return "";
  const type = variable === "error" ? names.errorMembers(id) : names.type(id);
  const value = exampleValue(closure.model, id, json) as ExampleObject;
  const shown = variable === "output" ? withReadableStream(context, id, json, value) : value;
  return printExample(shown, `const ${variable}: ${type} = `, "", ";");
}

/** A streamed payload of an answer is no bytes: it has methods that give them. */
function withReadableStream(
  { closure: { model } }: PackageContext,
  id: ShapeId,
  json: { readonly [name: string]: Json },
  { entries }: ExampleObject,
): ExampleObject {
  const isStream = (name: string): boolean => {
    const member = getMember(model, id, name);
    const target = member === undefined ? undefined : expectShape(model, member.target);
    return target?.type === "blob" && hasTrait(target, "smithy.api#streaming");
  };
  return {
    entries: entries.map(([name, value]) => {
      if (!isStream(name) || typeof json[name] !== "string") return [name, value];
      const text = stringLiteral(json[name]);
      const methods = [
        ["transformToByteArray", { expression: `async () => new TextEncoder().encode(${text})` }],
        ["transformToString", { expression: `async () => ${text}` }],
      ] as const;
      return [name, { entries: methods }];
    }),
  };
}

/**
 * A program that calls the operation, under the AWS SDK against the mock; else one that makes and checks a request. ""
 * where there is no input to show.
 */
export function workedExample(context: PackageContext, operation: OperationShape): string {
  if (operation.input === UNIT) return "";
  return mockedExample(context, operation) ?? checkedRequest(context, operation);
}

/**
 * The program that calls the mock, where what the operation needs can be created first.
 * @returns undefined where there is none, as where SDK or mock are wanting.
 */
export function mockedExample(context: PackageContext, operation: OperationShape): string | undefined {
  const { sdk, setUp } = mockedClient(context);
  if (sdk === undefined || refusedOperations(context.closure).has(operation.id)) return undefined;
  const call = prepareCall(context.closure, operation);
  return call && mockedCall(context, operation, call, sdk, setUp);
}

function isMocked(context: PackageContext, { id }: OperationShape): boolean {
  return mockedClient(context).sdk !== undefined && !refusedOperations(context.closure).has(id);
}

/** How the programs of a package come to a client that calls the mock; no `sdk` where there are not both. */
interface MockedClient {
  readonly sdk: SdkNames | undefined;
  readonly setUp: string;
}

const mockedClient = defineIndex(({ closure, artifacts, settings }: PackageContext): MockedClient => {
  const sdk = artifacts.has("mock") ? sdkNames(closure.service) : undefined;
  if (sdk === undefined) return { sdk, setUp: "" };
  const lines = [
    importStatement(["createMock"], `${settings.name}/mock`),
    "",
    "const mock = createMock();",
    `const client = new ${sdk.client}({`,
    '  region: "us-east-1",',
    '  credentials: { accessKeyId: "test", secretAccessKey: "test" },',
    "  requestHandler: mock.requestHandler, // without it: the service itself",
    "});",
    "",
  ];
  return { sdk, setUp: lines.join("\n") };
});

function mockedCall(
  context: PackageContext,
  operation: OperationShape,
  { creations, input }: PreparedCall,
  sdk: SdkNames,
  setUp: string,
): string {
  const command = commandOf(operation);
  const type = context.names.type(operation.input);
  const commands = [...creations.map((creation) => commandOf(creation.operation)), command];
  return [
    importStatement([sdk.client, ...new Set(commands)], sdk.package),
    importStatement([type], context.settings.name, "type"),
    setUp,
    ...creations.map(creationStatement),
    printExample(input, `const input: ${type} = `, "", ";"),
    callStatement("output", `new ${command}(input)`),
    "console.log(output);",
  ].join("\n");
}

function commandOf({ id }: OperationShape): string {
  return `${nameOf(id)}Command`;
}

function creationStatement({ operation, input, variable }: Creation): string {
  const start = variable === "" ? "" : `const ${variable} = `;
  const command = commandOf(operation);
  if (input.entries.length === 0) {
    const line = `${start}await client.send(new ${command}({}));`;
    if (line.length <= WIDTH) return line;
  }
  return printExample(input, `${start}await client.send(\n  new ${command}(`, "  ", "),\n);");
}

function checkedRequest(context: PackageContext, operation: OperationShape): string {
  const { names, artifacts, settings } = context;
  const input = inputOf(context.closure, operation);
  if (input === undefined) return "";
  const type = names.type(operation.input);
  const schema = names.schema(operation.input);
  const hasValidators = artifacts.has("validators");
  return [
    importStatement([type], settings.name, "type"),
    ...(hasValidators ? [importStatement([schema], settings.name)] : []),
    "",
    printExample(input, `const input: ${type} = `, "", ";"),
    "",
    wrappedCall("console.log(", hasValidators ? `${schema}.parse(input)` : "input"),
  ].join("\n");
}

/** Columns of a line: where prettier breaks by default. */
const WIDTH = 80;

function callStatement(variable: string, command: string): string {
  return wrappedCall(`const ${variable} = await client.send(`, command);
}

/** A call with one argument, on a line of its own where one line is too short for both. */
function wrappedCall(start: string, argument: string): string {
  const line = `${start}${argument});`;
  return line.length <= WIDTH ? line : `${start}\n  ${argument},\n);`;
}

/** The operation that the snippets show: one that creates a resource, else the first that takes an input we can show. */
export function exampleOperation(context: PackageContext): OperationShape | undefined {
  const { closure } = context;
  const creates = new Set(serviceResources(closure.model, closure.service).flatMap(({ create, put }) => [create, put]));
  const candidates = closure.operations.filter(({ input }) => input !== UNIT);
  const creating = candidates.filter(({ id }) => creates.has(id));
  // Under a mock, what needs nothing else before it makes the shortest program.
  const isReady = (operation: OperationShape): boolean =>
    isMocked(context, operation) && prepareCall(closure, operation)?.creations.length === 0;
  const isShown = (operation: OperationShape): boolean => inputOf(closure, operation) !== undefined;
  return creating.find(isReady) ?? candidates.find(isReady) ?? creating.find(isShown) ?? candidates.find(isShown);
}

/** The input of an `exampleOperation` as the examples show it, as a statement. @param start what stands before the value. */
export function exampleInput({ closure }: PackageContext, operation: OperationShape, start: string): string {
  return printExample(inputOf(closure, operation)!, start, "", ";");
}
