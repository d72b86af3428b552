import { loadCodes } from "../../diagnostics/codes/load.js";
import type { MemberShape, OperationShape } from "../../model/shapes.js";
import { membersOf } from "../../model/shapes.js";
import type { Json } from "../../model/traits.js";
import { isObject } from "../json/json-value.js";
import type { CheckContext } from "./context.js";

const HTTP = "smithy.api#http";
const ENDPOINT = "smithy.api#endpoint";

/** URIs and host prefixes: their form, and that labels and members belong to each other. */
export function checkHttp(context: CheckContext): void {
  for (const shape of context.model.shapes.values()) {
    if (shape.type !== "operation") continue;
    const uri = textOf(shape.traits.get(HTTP), "uri");
    if (uri !== undefined) checkUri(context, shape, uri);
    const prefix = textOf(shape.traits.get(ENDPOINT), "hostPrefix");
    if (prefix !== undefined)
      checkLabels(context, shape, ENDPOINT, "hostPrefix", labelsOf(prefix), "smithy.api#hostLabel");
  }
}

function textOf(value: Json | undefined, key: "uri" | "hostPrefix"): string | undefined {
  const text = isObject(value) ? value[key] : undefined;
  return typeof text === "string" ? text : undefined;
}

/** Smithy 2.0 spec, "HTTP bindings: uri". */
function checkUri(context: CheckContext, operation: OperationShape, uri: string): void {
  const problem = uriProblem(uri);
  if (problem === undefined) checkLabels(context, operation, HTTP, "uri", labelsOf(uri), "smithy.api#httpLabel");
  else reportPart(context, operation, HTTP, "uri", problem);
}

function uriProblem(uri: string): string | undefined {
  if (!uri.startsWith("/")) return "has a uri that does not begin with /";
  if (uri.includes("#")) return "has a uri with a fragment";
  const [path = "", query = ""] = uri.split("?");
  if (query.includes("{")) return "has a uri with a label in its query string";
  if (path.length > 1 && path.includes("//")) return "has a uri with an empty segment";
  const segments = path.split("/").slice(1);
  const greedy = segments.findIndex((segment) => segment.endsWith("+}"));
  for (const segment of segments)
    if (/[{}]/.test(segment) && !/^\{[A-Za-z_]\w*\+?\}$/.test(segment))
      return `has a uri whose segment ${JSON.stringify(segment)} is neither a literal nor a label`;
  if (greedy >= 0 && segments.slice(greedy + 1).some((segment) => segment.startsWith("{")))
    return "has a uri with a label after a greedy one";
  return undefined;
}

function labelsOf(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\+?\}/g)].map((match) => match[1]!);
}

function checkLabels(
  context: CheckContext,
  operation: OperationShape,
  trait: string,
  part: "uri" | "hostPrefix",
  labels: readonly string[],
  labelTrait: string,
): void {
  const input = context.model.getShape(operation.input);
  if (input === undefined) return;
  const bound = new Map<string, MemberShape>();
  for (const member of membersOf(input)) if (member.traits.has(labelTrait)) bound.set(member.name, member);
  for (const [index, label] of labels.entries()) {
    if (labels.indexOf(label) < index) reportPart(context, operation, trait, part, `has the label {${label}} twice`);
    if (!bound.has(label)) {
      const facts = { operation: operation.id, label, input: input.id, trait: labelTrait };
      context.report(loadCodes.unboundLabel, context.locate(operation.id, ["traits", trait, part]), facts);
    }
  }
  for (const [name, { id }] of bound) {
    if (labels.includes(name)) continue;
    const facts = { member: id, operation: operation.id, part };
    context.report(loadCodes.labelNotInPattern, context.locate(id, ["traits", labelTrait], "key"), facts);
  }
}

function reportPart(
  context: CheckContext,
  operation: OperationShape,
  trait: string,
  part: string,
  problem: string,
): void {
  const at = context.locate(operation.id, ["traits", trait, part]);
  context.report(loadCodes.traitValue, at, { trait, shape: operation.id, problem });
}
