import { pageCodes } from "../diagnostics/codes/pages.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import { UNIT } from "../model/prelude.js";
import type { ShapeId } from "../model/shape-id.js";
import { shapeId } from "../model/shape-id.js";
import type { ServiceShape } from "../model/shapes.js";
import type { Json } from "../model/traits.js";
import type { ChooseContext } from "./choose-shape.js";
import type { Extender } from "./extend.js";
import { markdownOf } from "./extend.js";
import type { PageOperation } from "./page.js";

/** Puts a new operation into the service. What no page tells, errors and HTTP, is assumed or named as missing. */
export function addOperation(
  operation: PageOperation,
  service: ShapeId,
  context: ChooseContext,
  extender: Extender,
  report: (diagnostic: Diagnostic) => void,
): void {
  const { draft, habits } = context;
  const { name, place, documentation } = operation;
  const id = shapeId(`${draft.namespace}#${name}`);
  if ([...draft.shapes.keys()].some((other) => other.toLowerCase() === id.toLowerCase())) {
    report(diagnose(pageCodes.notLoadable, place, { problem: `${id} is the name of another shape` }));
    return;
  }
  const traits = new Map<string, Json>();
  if (documentation !== "") traits.set("smithy.api#documentation", markdownOf(documentation));
  if (habits.tellsHttp) traits.set("smithy.api#http", httpOf(name, context));
  draft.shapes.set(id, { type: "operation", id, traits, input: UNIT, output: UNIT, errors: [] });
  const shape = draft.shapes.get(service) as ServiceShape;
  draft.shapes.set(service, { ...shape, operations: [...shape.operations, id] });
  const what = "a new operation";
  extender.added.push({ kind: "operation", at: name, what, place, shape: service, name });
  extender.extendOperation(operation, id);
  report(diagnose(pageCodes.untold, place, { at: name, what: "its errors" }));
}

function httpOf(name: string, { settled, assume }: ChooseContext): Json {
  const at = `${name}.http`;
  const proposed = `POST /${name}`;
  const wish = settled.at(at);
  const [, method, uri] = /^([A-Z]+) (\/\S*)$/.exec(wish ?? proposed) ?? [];
  if (method === undefined || uri === undefined) {
    settled.refuse(at, wish!, 'it must be a method and a path, such as "POST /things"');
    return { method: "POST", uri: `/${name}` };
  }
  const why = wish === undefined ? "no page tells how HTTP carries it" : "settled by --name";
  const chosen = `${method} ${uri}`;
  assume({ at, chosen, others: chosen === proposed ? [] : [proposed], why });
  return { method, uri };
}
