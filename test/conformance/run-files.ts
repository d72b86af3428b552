import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { plainDefinition } from "../../generator/artifacts/mock/definition.js";
import { formatDiagnostic } from "../../generator/diagnostics/diagnostic.js";
import { loadModel } from "../../generator/load/load-model.js";
import { closureOf } from "../../generator/model/closure.js";
import type { ServiceDefinition } from "../../templates/mock/runtime/definition.js";
import { parseJson } from "../../templates/mock/runtime/json-text.js";
import { protocols } from "../../templates/mock/runtime/protocols.js";
import type { Case } from "./cases.js";
import { serverCases } from "./cases.js";
import { runCase } from "./run-case.js";

export interface Failure {
  readonly id: string;
  readonly differences: readonly string[];
}

/** What came of one file. */
export interface FileResult {
  /** The file's name without `.json`. */
  readonly name: string;
  readonly passed: number;
  readonly failed: readonly Failure[];
  /** Cases for a protocol that is not their service's first. */
  readonly skipped: number;
}

/** A file none of whose services speaks a protocol that the mock speaks. */
export interface FileNotRun {
  readonly name: string;
  readonly protocols: readonly string[];
}

/**
 * Runs each model file of a folder, in the order of their names.
 * @throws Error for a file that is no valid model.
 */
export async function runFolder(folder: string): Promise<(FileResult | FileNotRun)[]> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .toSorted();
  const results: (FileResult | FileNotRun)[] = [];
  for (const file of files) results.push(await runFile(join(folder, file)));
  return results;
}

export async function runFile(path: string): Promise<FileResult | FileNotRun> {
  const name = basename(path, ".json");
  const text = readFileSync(path, "utf8");
  const { definitions, spoken } = definitionsOf(path, text);
  if (definitions.length === 0) return { name, protocols: spoken };

  let passed = 0;
  let skipped = 0;
  const failed: Failure[] = [];
  for (const test of serverCases(parseJson(text))) {
    const definition = definitions.find((candidate) => holds(candidate, test)) ?? definitions[0];
    const protocol = protocols.get(test.protocol);
    if (definition === undefined || protocol === undefined || !definition.protocols.includes(test.protocol)) {
      skipped += 1;
      continue;
    }
    const differences = await runCase({ ...definition, protocols: [test.protocol] }, protocol, test);
    if (differences.length === 0) passed += 1;
    else failed.push({ id: `${test.id} (${test.kind})`, differences });
  }
  return { name, passed, failed, skipped };
}

function holds({ operations }: ServiceDefinition, test: Case): boolean {
  return operations.some(
    ({ id, errors }) => id === test.shape || errors.some((error) => `${error[1]}#${error[2]}` === test.shape),
  );
}

/** The services of a file that speak a protocol of ours; constraints are left to the validators' own tests. */
function definitionsOf(path: string, text: string): { definitions: ServiceDefinition[]; spoken: string[] } {
  const { value: model, diagnostics } = loadModel({ files: [{ path, text }] });
  if (model === undefined) throw new Error(diagnostics.map(formatDiagnostic).join("\n"));
  const all = model.services.map((service) => plainDefinition(closureOf(model, service), basename(path, ".json")));
  const definitions = all.filter((definition) => definition.protocols.some((id) => protocols.has(id)));
  return {
    definitions: definitions.map((definition) => ({
      ...definition,
      operations: definition.operations.map((operation) => ({ ...operation, validateInput: { safeParse: accept } })),
    })),
    spoken: all.flatMap((definition) => [...definition.protocols]),
  };
}

function accept(): { success: true } {
  return { success: true };
}
