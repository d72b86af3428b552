import { targetOf } from "../../model/model.js";
import { nameOf } from "../../model/shape-id.js";
import type { Json } from "../../model/traits.js";
import type { Differences, Subject } from "../differences.js";
import type { Finding, FindingPlace } from "../rule.js";
import { defineRule } from "../rule.js";
import { judgement } from "../severity.js";
import { called } from "./members.js";

/** How a bound or pattern moved. One edit may narrow at one end and widen at the other. */
interface Effect {
  readonly narrowed: readonly string[];
  readonly widened: readonly string[];
  /** Nobody can tell: the text of a pattern is another. */
  readonly unknown: readonly string[];
}

interface Moved extends Effect {
  readonly shape: string;
  readonly member?: string;
  readonly trait: string;
  readonly before?: Json;
  readonly after?: Json;
  readonly name: string;
  readonly place: FindingPlace;
}

/** The traits that say which values of a type are valid; enumerations have rules of their own. */
export const CONSTRAINTS: ReadonlySet<string> = new Set([
  "smithy.api#length",
  "smithy.api#range",
  "smithy.api#pattern",
  "smithy.api#uniqueItems",
]);

function constraintChanges({ traits, before, after }: Differences): Moved[] {
  return traits.flatMap((difference): Moved[] => {
    const { subject, trait } = difference;
    if (!CONSTRAINTS.has(trait) || (subject.kind !== "shape" && subject.kind !== "member")) return [];
    // A constraint on a member replaces its target's: where only one model has it, the other's target speaks.
    const inherited = (side: "before" | "after"): Json | undefined =>
      subject.kind === "member"
        ? targetOf((side === "before" ? before : after).model, subject.shapes[side]).traits.get(trait)
        : undefined;
    const old = difference.before ?? inherited("before");
    const now = difference.after ?? inherited("after");
    const effect = effectOf(trait, old, now);
    if (effect.narrowed.length + effect.widened.length + effect.unknown.length === 0) return [];
    const values = { ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) };
    return [{ ...effect, ...values, ...standing(subject, after), trait }];
  });
}

function standing(
  subject: Extract<Subject, { kind: "shape" | "member" }>,
  after: Differences["after"],
): Pick<Moved, "shape" | "member" | "name" | "place"> {
  if (subject.kind === "shape") {
    const { id } = subject.shapes.after;
    return { shape: id, name: nameOf(id), place: { kind: "data", in: "after", shape: id } };
  }
  const { container: shape, name: member } = subject.shapes.after;
  const place: FindingPlace = { kind: "data", in: "after", shape, member };
  return { shape, member, name: called(subject.shapes.after, after), place };
}

function effectOf(trait: string, old: Json | undefined, now: Json | undefined): Effect {
  switch (trait) {
    case "smithy.api#uniqueItems":
      return old === undefined ? narrowed("items must differ") : widened("items may be equal");
    case "smithy.api#pattern":
      return patternEffect(old, now);
    default:
      return boundsEffect(trait === "smithy.api#length" ? "length" : "value", bounds(old), bounds(now));
  }
}

const NO_EFFECT: Effect = { narrowed: [], widened: [], unknown: [] };

function narrowed(...how: string[]): Effect {
  return { ...NO_EFFECT, narrowed: how };
}

function widened(...how: string[]): Effect {
  return { ...NO_EFFECT, widened: how };
}

function patternEffect(old: Json | undefined, now: Json | undefined): Effect {
  if (old === undefined) return matchesAll(now) ? NO_EFFECT : narrowed(`must match ${String(now)}`);
  if (now === undefined) return matchesAll(old) ? NO_EFFECT : widened("may have any form");
  return { ...NO_EFFECT, unknown: [`must match ${String(now)} in place of ${String(old)}`] };
}

/** Patterns that AWS writes where it has nothing to say. */
function matchesAll(pattern: Json | undefined): boolean {
  return pattern === "" || withoutAnchors(pattern) === "[\\s\\S]*";
}

function withoutAnchors(pattern: Json | undefined): string {
  const text = String(pattern).replace(/^\^|\$$/g, "");
  return text.startsWith("(?:") && text.endsWith(")") ? text.slice(3, -1) : text;
}

interface Bounds {
  readonly min: number | undefined;
  readonly max: number | undefined;
}

function bounds(value: Json | undefined): Bounds {
  const { min, max } = (value ?? {}) as { min?: number; max?: number };
  return { min, max };
}

function boundsEffect(what: "length" | "value", old: Bounds, now: Bounds): Effect {
  const least = what === "length" ? 0 : Number.NEGATIVE_INFINITY; // no length is below 0
  const [oldMin, nowMin] = [old.min ?? least, now.min ?? least];
  const [oldMax, nowMax] = [old.max ?? Number.POSITIVE_INFINITY, now.max ?? Number.POSITIVE_INFINITY];
  const up = `the least ${what} is ${told(now.min)} in place of ${told(old.min)}`;
  const down = `the greatest ${what} is ${told(now.max)} in place of ${told(old.max)}`;
  return {
    narrowed: [...(nowMin > oldMin ? [up] : []), ...(nowMax < oldMax ? [down] : [])],
    widened: [...(nowMin < oldMin ? [up] : []), ...(nowMax > oldMax ? [down] : [])],
    unknown: [],
  };
}

function told(bound: number | undefined): string {
  return bound === undefined ? "none" : String(bound);
}

function toFinding({ name, narrowed: _n, widened: _w, unknown: _u, ...facts }: Moved, how: readonly string[]) {
  return { verdict: "any", ...facts, message: `${name}: ${how.join(", and ")}.` } satisfies Omit<Finding, "rule">;
}

const ANY = "any";

export const constraintNarrowed = defineRule({
  id: "constraint-narrowed",
  title: "Fewer values are valid: a bound, a pattern or uniqueness came in or became stricter.",
  remedy: "Look whether what you send, and what you have stored, still fits.",
  opposite: "constraint-widened",
  verdicts: {
    [ANY]: {
      when: "always",
      input: judgement("breaking", "none", ["validators", "stored-data", "mock"]),
      output: judgement("none", "breaking", ["stored-data"]),
    },
  },
  find: (differences) =>
    constraintChanges(differences)
      .filter((moved) => moved.narrowed.length > 0)
      .map((moved) => toFinding(moved, moved.narrowed)),
});

export const constraintWidened = defineRule({
  id: "constraint-widened",
  title: "More values are valid: a bound, a pattern or uniqueness went away or became looser.",
  remedy: "Look whether code that reads the values can take them all.",
  opposite: "constraint-narrowed",
  verdicts: {
    [ANY]: { when: "always", input: judgement("additive", "risky"), output: judgement("risky", "additive") },
  },
  find: (differences) =>
    constraintChanges(differences)
      .filter((moved) => moved.widened.length > 0)
      .map((moved) => toFinding(moved, moved.widened)),
});

export const constraintChanged = defineRule({
  id: "constraint-changed",
  title: "The text of a pattern is another: it may take more values, fewer, or the same.",
  remedy: "Compare the two patterns with the values that you send and have stored.",
  verdicts: { [ANY]: { when: "always", input: judgement("risky", "risky"), output: judgement("risky", "risky") } },
  find: (differences) =>
    constraintChanges(differences)
      .filter((moved) => moved.unknown.length > 0)
      .map((moved) => toFinding(moved, moved.unknown)),
});
