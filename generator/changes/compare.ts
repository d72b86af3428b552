import { compareText } from "../diagnostics/diagnostic.js";
import type { Closure } from "../model/closure.js";
import { closureOf } from "../model/closure.js";
import type { Model } from "../model/model.js";
import type { ShapeId } from "../model/shape-id.js";
import type { Change, Reach } from "./change.js";
import { createContentOf, renamedShapes } from "./content.js";
import type { Differences } from "./differences.js";
import { differencesOf } from "./differences.js";
import { fingerprintOf } from "./fingerprint.js";
import { inNamespaceOf } from "./namespaces.js";
import { createCompareLanguages } from "./patterns/inclusion.js";
import type { ReachIndex } from "./reach.js";
import { createReachIndex } from "./reach.js";
import { findRenames } from "./renames.js";
import type { Finding, RuleContext } from "./rule.js";
import { RULES } from "./rules/table.js";
import type { Flow, Scope } from "./scope.js";
import { boundShapes, commonFlow, emptyScope, scopeOfClosure, scopeOfRest } from "./scope.js";
import type { Judgement } from "./severity.js";
import { compareSeverity, severityFor, worstOf } from "./severity.js";

export interface CompareOptions {
  /** Whether one model is Smithy and the other service-2 (contract A2); as the models say, where left out. */
  readonly acrossForms?: boolean;
}

/** What changed in a service from `before` to `after`, sorted by the worse side, shape, member, id, fingerprint. */
export function compareClosures(before: Closure, after: Closure, options: CompareOptions = {}): readonly Change[] {
  return compareScopes(oldScope(before, after), scopeOfClosure(after), options);
}

/** The service itself keeps its id, so that it is told where it has another one. */
function oldScope(before: Closure, after: Closure | undefined): Scope {
  if (after === undefined) return scopeOfClosure(before);
  const { service, ...scope } = scopeOfClosure(inNamespaceOf(before, after));
  return { ...scope, service: { ...service!, id: before.service.id } };
}

/** The changes of one service, or of what no service reaches. */
export interface ModelComparison {
  /** Absolute id; undefined for the rest of the models. */
  readonly service: string | undefined;
  /** Undefined where that model has no such service. */
  readonly before: Closure | undefined;
  readonly after: Closure | undefined;
  readonly changes: readonly Change[];
}

/**
 * Compares whole models: each service that both have, by id (or, where each model has one service, these two), then
 * the rest: shapes that no service reaches, definitions of traits, metadata. The rest is left out where nothing there changed, unless there is nothing else.
 */
export function compareModels(before: Model, after: Model, options: CompareOptions = {}): readonly ModelComparison[] {
  const comparisons: ModelComparison[] = servicePairs(before, after).map(([old, now]) => ({
    service: (now ?? old)!.service.id,
    before: old,
    after: now,
    changes: compareScopes(
      old === undefined ? emptyScope(before) : oldScope(old, now),
      now === undefined ? emptyScope(after) : scopeOfClosure(now),
      options,
    ),
  }));
  const bound = new Set([...boundShapes(before), ...boundShapes(after)]);
  const rest = compareScopes(scopeOfRest(before, bound), scopeOfRest(after, bound), options);
  if (rest.length > 0 || comparisons.length === 0) {
    comparisons.push({ service: undefined, before: undefined, after: undefined, changes: rest });
  }
  return comparisons;
}

function servicePairs(before: Model, after: Model): (readonly [Closure | undefined, Closure | undefined])[] {
  const [old, now] = [closuresOf(before), closuresOf(after)];
  if (old.size === 1 && now.size === 1) return [[[...old.values()][0], [...now.values()][0]]];
  return [...new Set([...old.keys(), ...now.keys()])].toSorted(compareText).map((id) => [old.get(id), now.get(id)]);
}

function closuresOf(model: Model): ReadonlyMap<ShapeId, Closure> {
  return new Map(model.services.map((service) => [service.id, closureOf(model, service)]));
}

function compareScopes(
  before: Scope,
  after: Scope,
  { acrossForms = before.model.form !== after.model.form }: CompareOptions,
): readonly Change[] {
  const differences = differencesOf(before, after, acrossForms);
  const context = createContext(differences, acrossForms);
  const finish = createFinish(before, after);
  return RULES.flatMap((rule) => rule.find(differences, context).map(finish)).toSorted(compareChanges);
}

/** What rules may ask of a comparison. */
export function createContext(differences: Differences, acrossForms: boolean): RuleContext {
  const { before, after } = differences;
  const compareLanguages = createCompareLanguages();
  const contentOf = createContentOf({ before, after, rules: RULES, compareLanguages, acrossForms });
  const renamed = renamedShapes(differences, contentOf);
  const renames = findRenames(differences, contentOf, renamed);
  return { contentOf, renamed, renames, compareLanguages, acrossForms };
}

export function compareChanges(a: Change, b: Change): number {
  return (
    compareSeverity(severityFor(a, "both"), severityFor(b, "both")) ||
    compareText(a.shape, b.shape) ||
    compareText(a.member ?? "", b.member ?? "") ||
    compareText(a.id, b.id) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

/** Turns findings into changes: judged by the way their data flows, with reach and fingerprint. */
function createFinish(before: Scope, after: Scope): (finding: Finding) => Change {
  const indexes: Readonly<Record<"before" | "after", ReachIndex>> = {
    before: createReachIndex(before),
    after: createReachIndex(after),
  };
  const service = (after.service ?? before.service)?.id ?? "";
  return (finding) => {
    const { rule, shape, member, trait, before: old, after: now, message } = finding;
    const flow = flowOf(finding, before, after);
    const { client, server, breaks } = judge(finding, flow);
    return {
      id: rule.id,
      fingerprint: fingerprintOf({ service, id: rule.id, shape, member, trait, before: old, after: now }),
      severity: { client, server },
      shape,
      ...(member === undefined ? {} : { member }),
      ...(trait === undefined ? {} : { trait }),
      ...(old === undefined ? {} : { before: old }),
      ...(now === undefined ? {} : { after: now }),
      message,
      reaches: reachesOf(finding, indexes),
      breaks,
    };
  };
}

function flowOf({ flow, shape }: Finding, before: Scope, after: Scope): Flow {
  if (flow !== undefined) return { input: flow === "input", output: flow === "output" };
  return commonFlow(before, after, shape as ShapeId);
}

function judge(finding: Finding, flow: Flow): Judgement {
  if (finding.nested !== undefined) return worstOf(finding.nested.map((one) => judge(one, flow)));
  const verdict = finding.rule.verdicts.get(finding.verdict);
  if (verdict === undefined) throw new Error(`${finding.rule.id} has no verdict ${finding.verdict}`);
  return worstOf([...(flow.input ? [verdict.input] : []), ...(flow.output ? [verdict.output] : [])]);
}

function reachesOf({ place }: Finding, indexes: Readonly<Record<"before" | "after", ReachIndex>>): readonly Reach[] {
  switch (place.kind) {
    case "data":
      return indexes[place.in].reachesOf(place.shape, place.member);
    case "operations":
      return place.operations.flatMap((operation) =>
        place.sides.map((side): Reach => ({ operation, side, path: "", paths: 1 })),
      );
    case "none":
      return [];
  }
}
