import { z } from "zod";
import type { ServiceDefinition } from "../../templates/mock/runtime/definition.js";
import { protocols } from "../../templates/mock/runtime/protocols.js";
import * as checks from "../../templates/validators/checks.js";
import type { PackageContext } from "../artifacts/context.js";
import { isSpoken, plainDefinition } from "../artifacts/mock/definition.js";
import { enumObjects, validatorsModule } from "../artifacts/validators/validators-artifact.js";
import { protocolNotSpoken } from "../diagnostics/codes/mock.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { diagnose, hasErrors } from "../diagnostics/diagnostic.js";
import type { ShapeId } from "../model/shape-id.js";
import { createTemplates } from "../print/templates.js";
import { chooseServices } from "./choose-services.js";
import { packageSettings } from "./config.js";
import { mockFindings } from "./mock-findings.js";
import type { ServiceSource } from "./find-models.js";
import { findModels } from "./find-models.js";
import { packageContext } from "./produce.js";
import { readServiceFiles } from "./service-files.js";
import type { Workspace } from "./workspace.js";
import { openWorkspace } from "./workspace.js";

/** What `swage mock` serves, straight from the models: the newest snapshot of each service. */
export interface MockDefinitions {
  readonly definitions: readonly ServiceDefinition[];
}

/** @param services none: all that the configuration includes and whose protocol the mock speaks. */
export function mockDefinitions(cwd: string, services: readonly string[]): Result<MockDefinitions> {
  const { value: workspace, diagnostics } = openWorkspace({ cwd });
  if (workspace === undefined) return { diagnostics };
  const found = findModels(workspace.models.path, workspace.models.label);
  const { value: chosen, diagnostics: more } = chooseServices({ services }, workspace, found);
  const all: Diagnostic[] = [...diagnostics, ...more];
  if (chosen === undefined) return { diagnostics: all };
  const definitions: ServiceDefinition[] = [];
  for (const source of chosen.sources) {
    const { value, diagnostics: problems } = definitionOf(workspace, source, services.length > 0);
    all.push(...problems);
    if (value !== undefined) definitions.push(value);
  }
  if (hasErrors(all)) return { diagnostics: all };
  return { value: { definitions }, diagnostics: all };
}

function definitionOf(workspace: Workspace, source: ServiceSource, named: boolean): Result<ServiceDefinition> {
  const { config, models } = workspace;
  const own = config.services.get(source.service);
  const files = readServiceFiles(models.path, models.label, source);
  const { value: context, diagnostics } = packageContext(
    {
      // The history is the changelog's: the mock is of the newest snapshot alone.
      files: { ...files, snapshots: files.snapshots.slice(-1), versions: undefined },
      settings: packageSettings(config, source.service),
      artifacts: new Set(["types", "validators"]),
      enums: own?.enums ?? config.enums,
      operations: own?.operations ?? [],
    },
    createTemplates(new Map()),
  );
  if (context === undefined) return { diagnostics };
  const plain = plainDefinition(context.closure, context.service);
  if (!isSpoken(plain.protocols)) {
    const facts = { service: source.service, protocols: plain.protocols, spoken: [...protocols.keys()] };
    const problem = diagnose(protocolNotSpoken, `${models.label}/${source.snapshots.at(-1)!.source}`, facts);
    return { diagnostics: [...diagnostics, named ? problem : { ...problem, severity: "warning" }] };
  }
  const all = [...diagnostics, ...mockFindings(files, context.closure)];
  if (hasErrors(all)) return { diagnostics: all };
  const validators = validatorsOf(context);
  const operations = plain.operations.map((operation) => {
    const [, namespace, name] = operation.input;
    const id = `${namespace}#${name}` as ShapeId;
    // `Unit`, the input of an operation that has none, is no shape of the package.
    const validateInput = context.closure.ids.has(id) ? validators[context.names.schema(id)] : z.object({});
    if (validateInput === undefined) throw new Error(`no validator of ${id}`);
    return { ...operation, validateInput };
  });
  return { value: { ...plain, operations }, diagnostics: all };
}

/** The very validators of the package: the same text, without types, evaluated. */
function validatorsOf(context: PackageContext): Readonly<Record<string, z.ZodType>> {
  // oxlint-disable-next-line no-implied-eval -- our own text; names and values of the model are quoted in it
  const evaluate = new Function("z", "checks", "types", validatorsModule(context)) as (
    ...modules: readonly unknown[]
  ) => Readonly<Record<string, z.ZodType>>;
  return evaluate(z, checks, enumObjects(context));
}
