import type { ShapeId } from "../model/shape-id.js";
import type { DataShape } from "../model/shapes.js";
import type { Differences, Pair } from "./differences.js";
import { differencesOfPair } from "./differences.js";
import type { CompareLanguages } from "./patterns/inclusion.js";
import type { Finding, Rule, RuleContext } from "./rule.js";
import type { Scope } from "./scope.js";

/** Renamed shapes inside renamed shapes, further down than any model by hand: called different without a look. */
const DEPTH = 100;

const ONLY_INFORMS: ReadonlySet<string> = new Set([
  "documentation-changed",
  "deprecated-changed",
  "deprecated-removed",
]);

interface ContentInput {
  readonly before: Scope;
  readonly after: Scope;
  readonly rules: readonly Rule[];
  readonly compareLanguages: CompareLanguages;
  readonly acrossForms: boolean;
}

/** See `RuleContext.contentOf`. */
export function createContentOf({
  before,
  after,
  rules,
  compareLanguages,
  acrossForms,
}: ContentInput): RuleContext["contentOf"] {
  const known = new Map<string, readonly Finding[]>();
  let depth = 0;
  const contentOf = (pair: Pair<DataShape>): readonly Finding[] => {
    const key = `${pair.before.id} ${pair.after.id}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, []); // met again inside itself: the same
    depth++;
    const findings = depth > DEPTH ? [] : findAll(differencesOfPair(before, after, pair, acrossForms));
    depth--;
    known.set(key, findings);
    return findings;
  };
  const context: RuleContext = { contentOf, renamed: new Set(), renames: new Map(), compareLanguages, acrossForms };
  function findAll(differences: Differences): readonly Finding[] {
    return rules
      .flatMap((rule) => rule.find(differences, context))
      .filter(({ rule, verdict }) => !ONLY_INFORMS.has(rule.id) && !isSilent(rule, verdict));
  }
  return contentOf;
}

function isSilent(rule: Rule, verdict: string): boolean {
  const found = rule.verdicts.get(verdict);
  const quiet = new Set(["none", "documentation"]);
  // A verdict on contents is "none" by itself: it speaks for what is nested.
  if (found === undefined || verdict === "contents") return false;
  return [found.input, found.output].every(({ client, server }) => quiet.has(client) && quiet.has(server));
}

/**
 * Shapes that only changed their names: members or operations of both models point at the old one and the new one,
 * their content is equal, and each stands in one model alone.
 */
export function renamedShapes(
  { before, after, members, operations }: Differences,
  contentOf: RuleContext["contentOf"],
): ReadonlySet<string> {
  const renamed = new Set<string>();
  const queue: (readonly [string, string])[] = [];
  const enqueue = (old: string, now: string): void => {
    if (old !== now) queue.push([old, now]);
  };
  for (const pair of members.common) enqueue(pair.before.target, pair.after.target);
  for (const pair of operations.common) {
    enqueue(pair.before.input, pair.after.input);
    enqueue(pair.before.output, pair.after.output);
  }
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [old, now] = [before.shapes.get(next[0] as ShapeId), after.shapes.get(next[1] as ShapeId)];
    if (old === undefined || now === undefined || old.id === now.id) continue;
    if (renamed.has(old.id) || after.shapes.has(old.id) || before.shapes.has(now.id)) continue;
    if (contentOf({ before: old, after: now }).length > 0) continue;
    renamed.add(old.id).add(now.id);
    for (const pair of differencesOfPair(before, after, { before: old, after: now }).members.common) {
      enqueue(pair.before.target, pair.after.target);
    }
  }
  return renamed;
}
