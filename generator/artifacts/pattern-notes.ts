import type { Closure } from "../model/closure.js";
import { expectShape, targetOf } from "../model/model.js";
import { dataMembersOf } from "../model/shapes.js";
import { trait } from "../model/traits.js";
import { memberConstraints } from "../print/constraints.js";
import type { Names } from "../print/names.js";
import type { PatternPlan } from "../print/patterns.js";
import { planPattern } from "../print/patterns.js";

/** A pattern that is not enforced just as the model writes it. */
export interface PatternNote {
  /** `Shape`, or `Shape.member` where the member brings the pattern. */
  readonly name: string;
  readonly pattern: string;
  readonly kind: Exclude<PatternPlan["kind"], "enforced">;
  readonly reason: string;
}

/** Of shapes and of members with a pattern of their own, sorted by shape id. */
export function patternNotes(closure: Closure, names: Names): readonly PatternNote[] {
  const notes: PatternNote[] = [];
  const note = (name: string, pattern: string | undefined, max: number | undefined): void => {
    const plan = pattern === undefined ? undefined : planPattern(pattern, max);
    if (pattern === undefined || plan === undefined || plan.kind === "enforced") return;
    notes.push({ name, pattern, kind: plan.kind, reason: plan.reason });
  };
  for (const { id } of closure.shapes) {
    const shape = expectShape(closure.model, id);
    note(names.type(id), trait(shape, "smithy.api#pattern"), trait(shape, "smithy.api#length")?.max);
    for (const member of dataMembersOf(shape)) {
      const own = trait(member, "smithy.api#pattern");
      if (own === undefined || targetOf(closure.model, member).type !== "string") continue;
      note(`${names.type(id)}.${member.name}`, own, memberConstraints(closure.model, member).length?.max);
    }
  }
  return notes;
}
