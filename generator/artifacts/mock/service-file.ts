import type { OperationDefinition, ServiceDefinition } from "../../../templates/mock/runtime/definition.js";
import type { Closure } from "../../model/closure.js";
import { declarationOrder } from "../../model/declaration-order.js";
import { UNIT } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import { compareText } from "../../diagnostics/diagnostic.js";
import type { Data } from "../../print/data.js";
import { assignedData, code, fromJson, openMapText } from "../../print/data.js";
import { inOnePiece } from "../../print/in-one-piece.js";
import { importStatement } from "../../print/import-statement.js";
import type { Names } from "../../print/names.js";
import { freeName } from "../../print/names.js";
import type { PlainDefinition } from "./definition.js";
import { schemaConstants } from "./schema-constants.js";

/** View of `mock/service.ts.hbs`: everything in its final text. */
export interface ServiceFileView {
  readonly header: string;
  /** All of them, one a line. */
  readonly imports: string;
  /** One declaration each. */
  readonly constants: readonly string[];
  readonly service: string;
}

/** The data that a package's mock runs on, as TypeScript: a constant for each schema, then the service. */
export function serviceFileView(
  service: PlainDefinition,
  closure: Closure,
  names: Names,
  header: string,
): ServiceFileView {
  const roots = service.operations.flatMap(({ input, output, errors }) => [input, output, ...errors]);
  const named = new Set(closure.shapes.map(({ id }) => names.type(id)));
  // `Unit` belongs to the prelude and has no name in the package; a service may have a shape of that name.
  const unit = freeName("Unit", (name) => named.has(name));
  const { constants, reference } = schemaConstants(roots, (id) => (id === UNIT ? unit : names.type(id as ShapeId)));
  const validators = new Map(service.operations.map(({ id, input }) => [id, validatorOf(input, names)]));
  const used = new Set(validators.values());
  const operation = (each: PlainDefinition["operations"][number]): Data =>
    record<OperationDefinition>({
      name: each.name,
      id: each.id,
      input: reference(each.input),
      output: reference(each.output),
      errors: each.errors.map(reference),
      traits: fromJson(each.traits),
      validateInput: code(validators.get(each.id)!),
    });
  const { operations, resources, behaviour, traits, protocols, ...rest } = service;
  const data = record<ServiceDefinition>({
    ...rest,
    protocols: [...protocols],
    traits: fromJson(traits),
    operations: operations.map(operation),
    resources: fromJson(resources),
    behaviour: fromJson(behaviour),
  });
  const order = new Map(declarationOrder(closure).map(({ id }, index) => [`${id}`, index]));
  const sorted = [...constants].sort((a, b) => (order.get(a.id) ?? -1) - (order.get(b.id) ?? -1));
  // A validator of this name may be imported too: that of a structure `List`.
  const types = new Map(
    [...new Set(constants.map(({ type }) => type))]
      .sort(compareText)
      .map((type) => [type, freeName(type, (local) => used.has(local))]),
  );
  return {
    header,
    imports: [
      ...(used.delete(EMPTY_INPUT) ? [importStatement(["z"], "zod")] : []),
      ...(used.size === 0 ? [] : [importStatement([...used].sort(compareText), "../schemas.js")]),
      importStatement(["ServiceDefinition"], "./runtime/definition.js", "type"),
      importStatement(
        [...types].map(([type, local]) => (type === local ? type : `${type} as ${local}`)),
        "./runtime/schema.js",
        "type",
      ),
    ].join("\n"),
    constants: sorted.map(({ name, type, value }) =>
      inOnePiece(`${assignedData(`const ${name}: ${types.get(type)!} =`, value)};`),
    ),
    service: inOnePiece(`export const service: ServiceDefinition = ${openMapText(data)};`),
  };
}

/** `Unit`, the input of an operation that has none, is no shape of the package. */
const EMPTY_INPUT = "z.object({})";

function validatorOf(input: OperationDefinition["input"], names: Names): string {
  return input[1] === "smithy.api" ? EMPTY_INPUT : names.schema(`${input[1]}#${input[2]}` as ShapeId);
}

/** Keys that the compiler checks against the type that the runtime reads. */
function record<T>(entries: { readonly [K in keyof T]: Data }): ReadonlyMap<string, Data> {
  return new Map(Object.entries(entries));
}
