import type { DataShape } from "../model/shapes.js";
import type { Reach } from "./change.js";
import type { Differences, Pair } from "./differences.js";
import type { CompareLanguages } from "./patterns/inclusion.js";
import type { Renames } from "./renames.js";
import type { Judgement } from "./severity.js";

/** When a rule judges how, where the shape flows in and where it flows out. */
export interface Verdict {
  /** Completes "when": `the member is optional or has a default`. */
  readonly when: string;
  readonly input: Judgement;
  readonly output: Judgement;
}

/** Where a finding stands, for reach. */
export type FindingPlace =
  | { readonly kind: "data"; readonly in: "before" | "after"; readonly shape: string; readonly member?: string }
  | { readonly kind: "operations"; readonly operations: readonly string[]; readonly sides: readonly Reach["side"][] }
  | { readonly kind: "none" };

/** A change before it is judged. `K` are the verdicts of its rule. */
export interface Finding<K extends string = string> {
  readonly verdict: K;
  readonly shape: string;
  readonly member?: string;
  readonly trait?: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** One sentence. */
  readonly message: string;
  readonly place: FindingPlace;
  /** The way the data flows, where it is not the shape's own. */
  readonly flow?: "input" | "output";
  /** Judged as the worst of these in place of the verdict. */
  readonly nested?: readonly Finding[];
  /** The rule that found it; filled in by `defineRule`. */
  readonly rule: Rule;
}

/** What rules may ask beyond the differences. */
export interface RuleContext {
  /**
   * The differences in content between two shapes of other names, documentation left out. None: a mere rename.
   * A shape met again inside itself counts as the same.
   */
  readonly contentOf: (pair: Pair<DataShape>) => readonly Finding[];
  /** Ids of shapes that only changed their names, old and new. */
  readonly renamed: ReadonlySet<string>;
  /** Hints for what is gone and what is new. */
  readonly renames: Renames;
  readonly compareLanguages: CompareLanguages;
  /** Whether one model is Smithy and the other service-2: then some things are not compared (contract A2). */
  readonly acrossForms: boolean;
}

/** A rule: what it looks for, how it judges, what to do about it. Pure; knows no form of report. */
export interface Rule {
  /** Stable, kebab-case. */
  readonly id: string;
  /** What it finds, in one sentence. */
  readonly title: string;
  /** What to do about it. */
  readonly remedy: string;
  /** The rule for the opposite change; undefined where it is its own opposite. */
  readonly opposite?: string;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly find: (differences: Differences, context: RuleContext) => readonly Finding[];
}

interface RuleDefinition<K extends string> {
  readonly id: string;
  readonly title: string;
  readonly remedy: string;
  readonly opposite?: string;
  readonly verdicts: Readonly<Record<K, Verdict>>;
  readonly find: (differences: Differences, context: RuleContext) => readonly Omit<Finding<K>, "rule">[];
}

export function defineRule<K extends string>(definition: RuleDefinition<K>): Rule {
  const { verdicts, find, ...rest } = definition;
  const rule: Rule = {
    ...rest,
    verdicts: new Map(Object.entries(verdicts)),
    find: (differences, context) => find(differences, context).map((finding) => ({ ...finding, rule })),
  };
  return rule;
}

/** The same for both ways. */
export function always(when: string, both: Judgement): Verdict {
  return { when, input: both, output: both };
}
