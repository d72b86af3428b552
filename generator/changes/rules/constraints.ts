import { targetOf } from "../../model/model.js";
import { nameOf } from "../../model/shape-id.js";
import type { DataShape, MemberShape } from "../../model/shapes.js";
import type { Bound, Json } from "../../model/traits.js";
import { boundValue } from "../../model/traits.js";
import type { Differences, Subject } from "../differences.js";
import type { Lengths } from "../patterns/inclusion.js";
import type { Finding, FindingPlace, RuleContext } from "../rule.js";
import { always, defineRule } from "../rule.js";
import type { Scope } from "../scope.js";
import { shown } from "../sentences.js";
import { judgement } from "../severity.js";
import { called } from "./members.js";

/** How a bound or pattern moved. One edit may narrow at one end and widen at the other. */
interface Effect {
  readonly narrowed: readonly string[];
  readonly widened: readonly string[];
  /** The text of a pattern is another, and takes the same. */
  readonly same: readonly string[];
  /** The text of a pattern is another, and nobody can tell what that means. */
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

const LENGTH = "smithy.api#length";

/** The traits that say which values of a type are valid; enumerations have rules of their own. */
export const CONSTRAINTS: ReadonlySet<string> = new Set([
  LENGTH,
  "smithy.api#range",
  "smithy.api#pattern",
  "smithy.api#uniqueItems",
]);

function constraintChanges({ traits, before, after }: Differences, context: RuleContext): Moved[] {
  return traits.flatMap((difference): Moved[] => {
    const { subject, trait } = difference;
    if (!CONSTRAINTS.has(trait) || (subject.kind !== "shape" && subject.kind !== "member")) return [];
    // A constraint on a member replaces its target's: where only one model has it, the other's target speaks.
    const [old, now] = [
      constraintOn(subject.shapes.before, trait, before),
      constraintOn(subject.shapes.after, trait, after),
    ];
    const [lengthBefore, lengthNow] = [
      bounds(constraintOn(subject.shapes.before, LENGTH, before)),
      bounds(constraintOn(subject.shapes.after, LENGTH, after)),
    ];
    const lengths: Lengths = {
      min: Math.max(Number(lengthBefore.min ?? 0), Number(lengthNow.min ?? 0)),
      max: Math.min(Number(lengthBefore.max ?? Infinity), Number(lengthNow.max ?? Infinity)),
    };
    const effect = effectOf({ trait, old, now, lengths }, context);
    if (Object.values(effect).every((how) => how.length === 0)) return [];
    const values = { ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) };
    return [{ ...effect, ...values, ...standing(subject, after), trait }];
  });
}

function constraintOn(shape: DataShape | MemberShape, trait: string, { model }: Scope): Json | undefined {
  return shape.traits.get(trait) ?? (shape.type === "member" ? targetOf(model, shape).traits.get(trait) : undefined);
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

interface Constraint {
  readonly trait: string;
  readonly old: Json | undefined;
  readonly now: Json | undefined;
  /** Of texts that both models allow. */
  readonly lengths: Lengths;
}

function effectOf(constraint: Constraint, context: RuleContext): Effect {
  const { trait, old, now } = constraint;
  switch (trait) {
    case "smithy.api#uniqueItems":
      return old === undefined ? narrowed("items must differ") : widened("items may be equal");
    case "smithy.api#pattern":
      return patternEffect(constraint, context);
    default:
      return boundsEffect(trait === LENGTH ? "length" : "value", bounds(old), bounds(now));
  }
}

const NO_EFFECT: Effect = { narrowed: [], widened: [], same: [], unknown: [] };

function narrowed(...how: string[]): Effect {
  return { ...NO_EFFECT, narrowed: how };
}

function widened(...how: string[]): Effect {
  return { ...NO_EFFECT, widened: how };
}

function patternEffect({ old, now, lengths }: Constraint, { compareLanguages, acrossForms }: RuleContext): Effect {
  if (old === undefined) return matchesAll(now) ? NO_EFFECT : narrowed(`must match \`${String(now)}\``);
  if (now === undefined) return matchesAll(old) ? NO_EFFECT : widened("may have any form");
  const other = `match \`${String(now)}\` in place of \`${String(old)}\``;
  const unknown: Effect = { ...NO_EFFECT, unknown: [`must ${other}`] };
  // The two forms do not mean the same by a pattern without anchors at both ends.
  if (acrossForms && ![old, now].every((pattern) => /^\^.*\$$/s.test(String(pattern)))) return unknown;
  const { lost, gained } = compareLanguages(String(old), String(now), lengths);
  if (lost === undefined) return unknown;
  if (lost === null && gained === null) return { ...NO_EFFECT, same: [`must ${other}; both take the same`] };
  const gain = typeof gained === "string" ? `; ${shown(gained)} is valid now` : "";
  if (lost === null) return widened(`must ${other}${gain}`);
  const widens = gain === "" ? [] : [`must ${other}${gain}`];
  return { ...narrowed(`must ${other}; ${shown(lost)} is no longer valid`), widened: widens };
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
  readonly min: number | bigint | undefined;
  readonly max: number | bigint | undefined;
}

function bounds(value: Json | undefined): Bounds {
  const { min, max } = (value ?? {}) as { min?: Bound; max?: Bound };
  return { min: boundValue(min), max: boundValue(max) };
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
    same: [],
    unknown: [],
  };
}

function told(bound: number | bigint | undefined): string {
  return bound === undefined ? "none" : String(bound);
}

type Told<K extends string> = Omit<Finding<K>, "rule">;

function toFinding<K extends string>(verdict: K, moved: Moved, how: readonly string[]): Told<K>[] {
  const { name, narrowed: _n, widened: _w, same: _s, unknown: _u, ...facts } = moved;
  return how.length === 0 ? [] : [{ verdict, ...facts, message: `${name}: ${how.join(", and ")}.` }];
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
  find: (differences, context) =>
    constraintChanges(differences, context).flatMap((moved) => toFinding(ANY, moved, moved.narrowed)),
});

export const constraintWidened = defineRule({
  id: "constraint-widened",
  title: "More values are valid: a bound, a pattern or uniqueness went away or became looser.",
  remedy: "Look whether code that reads the values can take them all.",
  opposite: "constraint-narrowed",
  verdicts: {
    [ANY]: { when: "always", input: judgement("additive", "risky"), output: judgement("risky", "additive") },
  },
  find: (differences, context) =>
    constraintChanges(differences, context).flatMap((moved) => toFinding(ANY, moved, moved.widened)),
});

export const constraintChanged = defineRule({
  id: "constraint-changed",
  title: "The text of a pattern is another.",
  remedy: "Compare the two patterns with the values that you send and have stored.",
  verdicts: {
    same: always("it takes the same values, proven for all strings", judgement("documentation", "documentation")),
    unknown: always(
      "it may take more values, fewer, or the same: it looks around or back, is too large to compare, or the two models are of two forms",
      judgement("risky", "risky"),
    ),
  },
  find: (differences, context) =>
    constraintChanges(differences, context).flatMap((moved) => [
      ...toFinding("same", moved, moved.same),
      ...toFinding("unknown", moved, moved.unknown),
    ]),
});
