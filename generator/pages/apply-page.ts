import { pageCodes } from "../diagnostics/codes/pages.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { compareDiagnostics, diagnose, hasErrors } from "../diagnostics/diagnostic.js";
import { reachable } from "../model/closure.js";
import type { Model } from "../model/model.js";
import { createModel, expectShape } from "../model/model.js";
import { operationErrors, serviceOperations } from "../model/operations.js";
import { PRELUDE, UNIT } from "../model/prelude.js";
import type { ShapeId } from "../model/shape-id.js";
import { nameOf, namespaceOf } from "../model/shape-id.js";
import type { ServiceShape } from "../model/shapes.js";
import type { Draft } from "./choose-shape.js";
import type { Assumption } from "./choices.js";
import { createSettled } from "./choices.js";
import { claimsOf, plainPath } from "./claims.js";
import { disagreements } from "./disagreements.js";
import { operationsByName, resolvePath } from "./paths.js";
import type { Extension } from "./extend.js";
import { createExtender } from "./extend.js";
import { habitsOf } from "./habits.js";
import { addOperation } from "./new-operation.js";
import type { ChangelogPage, PageNode, PageOperation } from "./page.js";
import { SIDES } from "./page.js";
import { withoutOperations } from "./remove-operations.js";

export interface ApplyOptions {
  /** Choices that are settled, path → shape. */
  readonly names: ReadonlyMap<string, string>;
  /** Operations that the models are cut down to; none means all. */
  readonly operations: readonly string[];
}

/** A model with what a page tells of an update. */
export interface AppliedPage {
  readonly model: Model;
  readonly assumptions: readonly Assumption[];
  /** What the model gained, in the order of the page. */
  readonly added: readonly Extension[];
}

/**
 * Applies what a page tells to the model before the update. It adds members, values and operations, and takes out
 * operations that the page calls deleted. What else the page and the model say differently is told and left.
 */
export function applyPage(
  page: ChangelogPage,
  model: Model,
  service: ServiceShape,
  { names, operations }: ApplyOptions,
): Result<AppliedPage> {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const draft = draftOf(model, service);
  const assumptions = new Map<string, Assumption>();
  const settled = createSettled(names);
  const types = new Map<PageNode, string>();
  const context = {
    draft,
    habits: habitsOf(draft.shapes),
    settled,
    typeOf: (node: PageNode) => types.get(node),
    earlier: new Map<string, ShapeId[]>(),
    assume: (assumption: Assumption) => void assumptions.set(assumption.at, assumption),
  };
  const extender = createExtender(context, report);
  const told = page.operations.filter(({ name }) => operations.length === 0 || operations.includes(name));
  for (const { name, place } of page.operations)
    if (operations.length > 0 && !operations.includes(name))
      report(diagnose(pageCodes.operationAbsent, place, { operation: name }));
  const byName = operationsByName(model, service);
  const claimed = new Set<string>();
  for (const operation of told) {
    const known = byName.get(operation.name);
    for (const side of SIDES) {
      const root = known?.[side === "request" ? "input" : "output"] ?? UNIT;
      if (known === undefined) continue;
      const claims = claimsOf(operation, side, model, root);
      claims.diagnostics.forEach(report);
      for (const { at, value } of claims.claims) claimed.add(keyOf(at, value));
      for (const [node, type] of claims.types) types.set(node, type);
    }
  }
  const deleted = new Map<string, PageOperation>();
  for (const operation of told) {
    const known = byName.get(operation.name);
    if (operation.status === "deleted" && known !== undefined) deleted.set(operation.name, operation);
    else if (known !== undefined) extender.extendOperation(operation, known.id);
    else if (operation.status === "new") addOperation(operation, service.id, context, extender, report);
    else report(diagnose(pageCodes.operationAbsent, operation.place, { operation: operation.name }));
  }
  const { added } = extender;
  for (const { name, place } of deleted.values())
    added.push({ kind: "deletion", at: name, what: "taken out", place, shape: service.id, name });
  for (const extension of added) {
    const { at, value, place, what } = extension;
    if (!["operation", "deletion"].includes(extension.kind) && !claimed.has(keyOf(at, value)))
      report(diagnose(pageCodes.notAnnounced, place, { at, what }));
  }
  if (added.length === 0 && !hasErrors(diagnostics)) report(diagnose(pageCodes.nothingNew, page.file, {}));
  const extended = createModel(draft.shapes.values(), model.metadata, model.form);
  const after = without(extended, service, deleted, report);
  const holds = (path: string, shape: string): boolean => isShapeAt(after, service, told, path, shape);
  settled.diagnostics(page.file, [...assumptions.keys()], holds).forEach(report);
  const kept = told.filter(({ status }) => status !== "deleted");
  compareAfterwards(kept, after, service, added, report);
  reachesMore(page, model, service, added, report);
  const sorted = diagnostics.toSorted(compareDiagnostics);
  if (hasErrors(sorted)) return { diagnostics: sorted };
  return { value: { model: after, assumptions: [...assumptions.values()], added }, diagnostics: sorted };
}

function without(
  model: Model,
  service: ServiceShape,
  deleted: ReadonlyMap<string, PageOperation>,
  report: (diagnostic: Diagnostic) => void,
): Model {
  const [first] = deleted.values();
  if (first === undefined) return model;
  if (deleted.size < operationsByName(model, expectShape(model, service.id, "service")).size)
    return withoutOperations(model, service.id, new Set(deleted.keys()));
  report(diagnose(pageCodes.notLoadable, first.place, { problem: "no operation of the service would be left" }));
  return model;
}

/** A place and, of an enumeration, the value; brackets do not count. */
function keyOf(at: string, value: string | undefined): string {
  return `${plainPath(at)} ${value === undefined ? "" : JSON.stringify(value)}`;
}

function draftOf(model: Model, service: ServiceShape): Draft {
  const shapes = new Map(model.shapes);
  const reserved = new Set<ShapeId>();
  for (const operation of serviceOperations(model, service)) {
    reserved.add(operation.input).add(operation.output);
    for (const { id } of operationErrors(model, service, operation)) reserved.add(id);
  }
  return {
    shapes,
    reserved,
    namespace: namespaceOf(service.id),
    getShape: (id) => shapes.get(id) ?? PRELUDE.get(id),
  };
}

/** Whether a place of the page, or one that it has on several sides, is of that shape. */
function isShapeAt(
  model: Model,
  service: ServiceShape,
  told: readonly PageOperation[],
  path: string,
  shape: string,
): boolean {
  const operations = operationsByName(model, service);
  const prefixes = ["", ...told.flatMap(({ name }) => SIDES.map((side) => `${name}.${side}.`))];
  return prefixes.some((prefix) => {
    const target = resolvePath(model, operations, prefix + path)?.target;
    return target !== undefined && (target === shape || nameOf(target) === shape);
  });
}

/** What page and model still say differently: told, and where two places of the page are one shape, refused. */
function compareAfterwards(
  told: readonly PageOperation[],
  after: Model,
  service: ServiceShape,
  added: readonly Extension[],
  report: (diagnostic: Diagnostic) => void,
): void {
  const byName = operationsByName(after, service);
  const addedAt = new Map(added.map(({ shape, name, at }) => [`${shape} ${name}`, at]));
  for (const operation of told) {
    const known = byName.get(operation.name);
    if (known === undefined) continue;
    for (const side of SIDES) {
      const root = known[side === "request" ? "input" : "output"];
      for (const one of disagreements(after, operation[side], root, `${operation.name}.${side}`)) {
        const { at, place, page, model, shape, missing } = one;
        const other = missing?.in === "page" ? addedAt.get(`${shape} ${missing.name}`) : undefined;
        if (other !== undefined) report(diagnose(pageCodes.conflict, place, { at, shape: nameOf(shape), other }));
        else report(diagnose(pageCodes.differs, place, { at, page, model }));
      }
    }
  }
}

/** A member that a shared shape gained is there for operations that the page says nothing of. */
function reachesMore(
  page: ChangelogPage,
  before: Model,
  service: ServiceShape,
  added: readonly Extension[],
  report: (diagnostic: Diagnostic) => void,
): void {
  const told = new Set(page.operations.map(({ name }) => name));
  const silent = serviceOperations(before, service).filter(({ id }) => !told.has(nameOf(id)));
  const reach = silent.map(({ id, input, output }) => ({ id, shapes: reachable(before, [input, output]) }));
  for (const { at, shape, place } of added) {
    const operations = reach.filter(({ shapes }) => shapes.has(shape)).map(({ id }) => nameOf(id));
    if (operations.length > 0) report(diagnose(pageCodes.reachesMore, place, { at, operations }));
  }
}
