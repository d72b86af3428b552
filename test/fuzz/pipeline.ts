/** The whole way of a model through swage, in process: what must hold of every outcome. */

import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import type { GeneratedFile, PackageContext } from "../../generator/artifacts/context.js";
import { plainDefinition } from "../../generator/artifacts/mock/definition.js";
import { enumObjects, validatorsModule } from "../../generator/artifacts/validators/validators-artifact.js";
import type { Diagnostic } from "../../generator/diagnostics/diagnostic.js";
import { hasErrors } from "../../generator/diagnostics/diagnostic.js";
import type { ShapeId } from "../../generator/model/shape-id.js";
import { nameOf } from "../../generator/model/shape-id.js";
import { loadModel } from "../../generator/load/load-model.js";
import type { PackageJob } from "../../generator/workspace/produce.js";
import { createProducer } from "../../generator/workspace/produce.js";
import { SWAGE_ROOT } from "../../generator/workspace/swage-root.js";
import { foldPath, portablePathProblem } from "../../generator/workspace/portable-path.js";
import { mockOf } from "../../templates/mock/runtime/mock.js";
import * as checks from "../../templates/validators/checks.js";
import { chanceOf } from "./chance.js";
import { mutated } from "./mutations.js";
import type { Surroundings } from "./surroundings.js";
import { surroundingsOf } from "./surroundings.js";

/** Models that have much in them, and are ours. */
const SAMPLES = [
  "test/artifacts/fixtures/everything.json",
  "test/artifacts/fixtures/streams.json",
  "test/load/fixtures/weather.json",
  "test/load/service-2/fixtures/orchard.json",
];

/** Real models small enough that thousands of them take minutes, where somebody has them. */
const CORPUS = ["aws-models", "aws-service-2"];
const CORPUS_BYTES = 120_000;

export interface Sample {
  readonly name: string;
  readonly text: string;
}

export function ownSamples(): readonly Sample[] {
  return SAMPLES.map((path) => ({ name: path, text: withProtocol(readFileSync(resolve(SWAGE_ROOT, path), "utf8")) }));
}

/** A service without a protocol would get no mock. */
function withProtocol(text: string): string {
  const model = JSON.parse(text) as { shapes: Record<string, { type: string; traits?: Record<string, unknown> }> };
  for (const shape of Object.values(model.shapes).filter(({ type }) => type === "service"))
    shape.traits = { "aws.protocols#awsJson1_1": {}, ...shape.traits };
  return JSON.stringify(model, null, 1);
}

export function corpusSamples(): readonly Sample[] {
  return CORPUS.flatMap((folder) => {
    const path = join(SWAGE_ROOT, ".corpus", folder);
    return namesIn(path)
      .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(join(path, name), "utf8") }))
      .filter(({ text }) => text.length < CORPUS_BYTES);
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .toSorted();
  } catch {
    return [];
  }
}

const produce = createProducer({ ours: readTemplates(), own: new Map(), diagnostics: [] }, "templates");

function readTemplates(): ReadonlyMap<string, string> {
  const folder = join(SWAGE_ROOT, "templates");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(?:hbs|ts)$/.test(name));
  return new Map(names.map((name) => [name.replaceAll("\\", "/"), readFileSync(join(folder, name), "utf8")]));
}

export interface Case extends Sample, Surroundings {
  /** The model of an older snapshot; undefined: there is none. */
  readonly before: string | undefined;
}

/** A case by its seed: the same each time. */
export function modelOf(samples: readonly Sample[], seed: number): Case {
  const chance = chanceOf(seed);
  const { name, text } = chance.one(samples);
  const model = JSON.stringify(mutated(JSON.parse(text), chance, isModel), null, 1);
  const before = chance.below(2) === 0 ? text : undefined;
  return { name, text: model, before, ...surroundingsOf(model, chance) };
}

function isModel(model: unknown): boolean {
  return loadModel({ files: [{ path: "model.json", text: JSON.stringify(model) }] }).value !== undefined;
}

export interface Outcome {
  /** Undefined where diagnostics kept the model out. */
  readonly files: readonly GeneratedFile[] | undefined;
  /** What must not be, in words; none of it is a model's fault. */
  readonly problems: readonly string[];
  readonly milliseconds: number;
}

/** @throws nothing: an exception on the way is a problem like others. */
export async function runModel(subject: Case): Promise<Outcome> {
  const start = performance.now();
  const problems: string[] = [...subject.problems];
  let files: readonly GeneratedFile[] | undefined;
  try {
    const { value, diagnostics } = produce(jobOf(subject));
    problems.push(...diagnostics.flatMap((each) => diagnosticProblems(each)));
    if ((value === undefined) !== hasErrors(diagnostics)) problems.push("a package and errors, or neither");
    files = value?.files;
    problems.push(...(files ?? []).flatMap((file) => fileProblems(file)));
    const folded = new Set((files ?? []).map(({ path }) => foldPath(path)));
    if (folded.size < (files ?? []).length) problems.push("two files that differ in case alone");
    if (value !== undefined) problems.push(...(await evaluate(value.context)));
  } catch (error) {
    problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return { files, problems, milliseconds: performance.now() - start };
}

function jobOf({ text, before, service, overlay, versions }: Case): PackageJob {
  const file = (name: string, content: string) => ({ path: `models/${service}/${name}`, text: content });
  const snapshot = (date: string, content: string) => ({
    date,
    source: `models/${service}/${date}.json`,
    files: [file(`${date}.json`, content)],
  });
  const snapshots = [...(before === undefined ? [] : [snapshot("2024-01-01", before)]), snapshot("2025-01-01", text)];
  return {
    files: {
      service,
      snapshots,
      overlay: overlay === undefined ? undefined : file("overlay.json", overlay),
      versions: versions === undefined ? undefined : file("versions.json", versions),
    },
    settings: {
      name: `@swage/${service}`,
      license: "UNLICENSED",
      private: true,
      repository: "",
      publishConfig: {},
      banner: "*/ throw 1; /* --> \u2028 {{x}}",
      release: 0,
    },
    artifacts: new Set(["types", "validators", "mock", "docs"]),
    enums: text.length % 2 === 0 ? "closed" : "open",
    operations: [],
  };
}

function diagnosticProblems({ message, remedy, line, column, code }: Diagnostic): string[] {
  // `undefined` may be a name in the model, an object told as text never is.
  if (message.includes("[object ") || remedy === "") return [`${code} says nothing of use: ${message}`];
  return line >= 1 && column >= 1 ? [] : [`${code} has no place`];
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const UNWANTED = /[\u0000-\u0008\u000b-\u001f\u2028\u2029]/;

function fileProblems({ path, text }: GeneratedFile): string[] {
  const problem = portablePathProblem(path);
  const problems = problem === undefined ? [] : [`${path}: ${problem}`];
  if (UNWANTED.test(text)) problems.push(`${path} holds a control character`);
  if (path.endsWith("package.json")) JSON.parse(text);
  return problems;
}

/** Runs the validators' text, and asks each operation of the mock for an answer. */
async function evaluate(context: PackageContext): Promise<readonly string[]> {
  const module = new Function("z", "checks", "types", validatorsModule(context)) as (
    ...parts: readonly unknown[]
  ) => Readonly<Record<string, z.ZodType>>;
  const validators = module(z, checks, enumObjects(context));
  for (const { id } of context.closure.shapes) {
    const validator = validators[context.names.schema(id)];
    if (validator === undefined) throw new Error(`no validator of ${id}`);
    for (const value of [{}, null, "", 0, [], { constructor: 1 }]) validator.safeParse(value);
  }
  return context.artifacts.has("mock") ? askMock(context, validators) : [];
}

async function askMock(
  { closure, service, names }: PackageContext,
  validators: Readonly<Record<string, z.ZodType>>,
): Promise<readonly string[]> {
  const plain = plainDefinition(closure, service);
  const operations = plain.operations.map((operation) => {
    const id = `${operation.input[1]}#${operation.input[2]}` as ShapeId;
    return { ...operation, validateInput: validators[closure.ids.has(id) ? names.schema(id) : ""] ?? z.object({}) };
  });
  const mock = mockOf([{ ...plain, operations }], { seed: 1 });
  const problems: string[] = [];
  for (const { name, input } of operations) {
    for (const body of ["{}", '{"__proto__":{"x":1},"constructor":null}', everyMember(input[4])]) {
      const headers = {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": `${nameOf(closure.service.id)}.${name}`,
      };
      const response = await mock.fetch(new Request("http://localhost/", { method: "POST", headers, body }));
      const text = await response.text();
      if (text.includes("The mock could not answer")) problems.push(`${name}: ${text}`);
    }
  }
  JSON.stringify(mock.calls, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  return problems;
}

/** Something for each member, and for hardly any the right thing. */
function everyMember(names: readonly string[]): string {
  const values = ['"*/"', "1e400", "null", "[{}]", '{"a":{"b":[]}}', "true"];
  return `{${names.map((name, index) => `${JSON.stringify(name)}:${values[index % values.length]}`).join(",")}}`;
}
