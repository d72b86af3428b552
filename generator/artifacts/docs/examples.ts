import type { Closure } from "../../model/closure.js";
import { defineIndex } from "../../model/define-index.js";
import { serviceResources } from "../../model/operations.js";
import { expectShape, getMember } from "../../model/model.js";
import { UNIT } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import { nameOf, parseShapeId } from "../../model/shape-id.js";
import type { MemberShape, OperationShape, ResourceShape, StructureShape } from "../../model/shapes.js";
import { isDataShape } from "../../model/shapes.js";
import type { ExampleEntry, Json } from "../../model/traits.js";
import { hasTrait, trait } from "../../model/traits.js";
import { documentationToMarkdown } from "../../print/documentation-markdown.js";
import type { ExampleObject } from "../../print/example-literal.js";
import { exampleValue, printExample, smallestValue } from "../../print/example-literal.js";
import { stringLiteral } from "../../print/literals.js";
import { codeBlock, escapeMarkdown } from "../../print/markdown.js";
import { importStatement } from "../../print/import-statement.js";
import type { PackageContext } from "../context.js";
import type { SdkNames } from "../sdk.js";
import { sdkNames } from "../sdk.js";
import type { Pages } from "./pages.js";

/** An example of the model: what is sent and what comes back. */
export interface ExampleView {
  readonly title: string;
  readonly documentation: string;
  /** Blocks of TypeScript; "" where the model gives none. */
  readonly request: string;
  readonly response: string;
}

/** The examples that the model gives (`smithy.api#examples`). */
export function modelExamples(
  context: PackageContext,
  pages: Pages,
  operation: OperationShape,
): readonly ExampleView[] {
  return examplesOf(operation).map((example) => ({
    title: escapeMarkdown(example.title),
    documentation: documentationToMarkdown(example.documentation, pages.references(pages.operation(operation.id))),
    request: constant(context, "input", operation.input, example.input ?? {}),
    response: responseOf(context, operation, example),
  }));
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
  return codeBlock("ts", printExample(shown, `const ${variable}: ${type} = `, "", ";"));
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
 * A program that calls the operation: through the AWS SDK against the mock where there are both, else one that makes
 * and checks a request. Where a resource must be there first, it is created first. "" where there is no input to show.
 */
export function workedExample(context: PackageContext, operation: OperationShape): string {
  const input = inputOf(context, operation);
  if (input === undefined) return "";
  const { sdk, setUp } = mockedClient(context);
  return sdk === undefined
    ? checkedRequest(context, operation, input)
    : mockedCall(context, operation, input, sdk, setUp);
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
  input: ExampleObject,
  sdk: SdkNames,
  setUp: string,
): string {
  const command = `${nameOf(operation.id)}Command`;
  const type = context.names.type(operation.input);
  const before = creationBefore(context, operation);
  const lines: string[] = [];
  const creation = before === undefined ? undefined : `${nameOf(before.create.id)}Command`;
  lines.push(
    importStatement(creation === undefined ? [sdk.client, command] : [sdk.client, creation, command], sdk.package),
    importStatement([type], context.settings.name, "type"),
    setUp,
  );
  if (before !== undefined) {
    const start = `const created = await client.send(\n  new ${creation}(`;
    lines.push(printExample(before.input, start, "  ", "),\n);"));
  }
  lines.push(
    printExample(withIdentifiers(input, before), `const input: ${type} = `, "", ";"),
    callStatement("output", `new ${command}(input)`),
    "console.log(output);",
  );
  return lines.join("\n");
}

function checkedRequest(context: PackageContext, operation: OperationShape, input: ExampleObject): string {
  const { names, artifacts, settings } = context;
  const type = names.type(operation.input);
  const schema = names.schema(operation.input);
  const hasValidators = artifacts.has("validators");
  return [
    importStatement([type], settings.name, "type"),
    ...(hasValidators ? [importStatement([schema], settings.name)] : []),
    "",
    printExample(input, `const input: ${type} = `, "", ";"),
    "",
    hasValidators ? `console.log(${schema}.parse(input));` : "console.log(input);",
  ].join("\n");
}

/** Columns of a line: where prettier breaks by default. */
const WIDTH = 80;

function callStatement(variable: string, command: string): string {
  const line = `const ${variable} = await client.send(${command});`;
  return line.length <= WIDTH ? line : `const ${variable} = await client.send(\n  ${command},\n);`;
}

interface Creation {
  readonly create: OperationShape;
  readonly input: ExampleObject;
  /** Member of the input that takes the identifier → expression over `created`. */
  readonly identifiers: ReadonlyMap<string, string>;
}

/** The operation that the snippets show: one that creates a resource, else the first that takes an input we can show. */
export function exampleOperation(context: PackageContext): OperationShape | undefined {
  const { closure } = context;
  const creates = new Set(serviceResources(closure.model, closure.service).map(({ create }) => create));
  const isShown = (operation: OperationShape): boolean => inputOf(context, operation) !== undefined;
  return closure.operations.find((one) => creates.has(one.id) && isShown(one)) ?? closure.operations.find(isShown);
}

/** The input of an `exampleOperation` as the examples show it, as a statement. @param start what stands before the value. */
export function exampleInput(context: PackageContext, operation: OperationShape, start: string): string {
  return printExample(inputOf(context, operation)!, start, "", ";");
}

/** What must be called before an operation on an instance, if the resource says so and its creation tells the id. */
function creationBefore(context: PackageContext, operation: OperationShape): Creation | undefined {
  const { closure } = context;
  const resource = resourcesByOperation(closure).get(operation.id);
  if (resource?.create === undefined || resource.create === operation.id) return undefined;
  const create = closure.operations.find(({ id }) => id === resource.create);
  const input = create === undefined ? undefined : inputOf(context, create);
  if (create === undefined || input === undefined) return undefined;
  const identifiers = new Map<string, string>();
  for (const name of resource.identifiers.keys()) {
    const member = identifierMember(closure, operation.input, name);
    const path = identifierPath(closure, create.output, name);
    if (member === undefined || path === undefined) return undefined;
    identifiers.set(member.name, `created.${path.join("!.")}!`);
  }
  return { create, input, identifiers };
}

/** The first resource of which an operation reads, changes or removes an instance. */
const resourcesByOperation = defineIndex((closure: Closure): ReadonlyMap<ShapeId, ResourceShape> => {
  const index = new Map<ShapeId, ResourceShape>();
  for (const resource of serviceResources(closure.model, closure.service))
    for (const id of [resource.read, resource.update, resource.delete, ...resource.operations])
      if (id !== undefined && !index.has(id)) index.set(id, resource);
  return index;
});

/** The member that a resource's identifier binds to (Smithy 2.0 spec, "Binding identifiers to operations"). */
function identifierMember({ model }: PackageContext["closure"], id: ShapeId, name: string): MemberShape | undefined {
  const structure: StructureShape = expectShape(model, id, "structure");
  const members = [...structure.members.values()];
  return (
    members.find((member) => trait(member, "smithy.api#resourceIdentifier") === name) ?? structure.members.get(name)
  );
}

/** The way from an output to the identifier: through structures, the shortest. */
function identifierPath(
  closure: PackageContext["closure"],
  output: ShapeId,
  name: string,
): readonly string[] | undefined {
  const queue: { readonly id: ShapeId; readonly path: readonly string[] }[] = [{ id: output, path: [] }];
  const seen = new Set<ShapeId>();
  for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
    const shape = expectShape(closure.model, entry.id);
    if (seen.has(entry.id) || !isDataShape(shape) || shape.type !== "structure") continue;
    seen.add(entry.id);
    const members = [...shape.members.values()];
    const found =
      members.find((member) => member.traits.has("swage#identifier")) ?? identifierMember(closure, entry.id, name);
    if (found !== undefined) return [...entry.path, found.name];
    for (const member of members) queue.push({ id: member.target, path: [...entry.path, member.name] });
  }
  return undefined;
}

/** Undefined for an operation that takes no input, or none that we can show. */
function inputOf({ closure: { model } }: PackageContext, operation: OperationShape): ExampleObject | undefined {
  if (operation.input === UNIT) return undefined;
  const given = examplesOf(operation).find((example) => example.error === undefined)?.input;
  const value =
    given === undefined ? smallestValue(model, operation.input) : exampleValue(model, operation.input, given);
  return value as ExampleObject | undefined;
}

/** The input with what the resource, which is created first, is told by. */
function withIdentifiers(input: ExampleObject, creation: Creation | undefined): ExampleObject {
  if (creation === undefined) return input;
  const entries = input.entries.filter(([name]) => !creation.identifiers.has(name));
  const identifiers = [...creation.identifiers].map(([name, expression]) => [name, { expression }] as const);
  return { entries: [...identifiers, ...entries] };
}

function examplesOf(operation: OperationShape): readonly ExampleEntry[] {
  return trait(operation, "smithy.api#examples") ?? [];
}
