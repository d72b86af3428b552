import type { Closure } from "../model/closure.js";
import { defineIndex } from "../model/define-index.js";
import { isEnumeration } from "../model/enums.js";
import { targetOf } from "../model/model.js";
import type { ShapeId } from "../model/shape-id.js";
import { dataMembersOf } from "../model/shapes.js";
import { hasTrait, trait } from "../model/traits.js";
import { memberConstraints } from "../print/constraints.js";
import type { PatternPlan } from "../print/patterns.js";
import { planPattern } from "../print/patterns.js";

/** What becomes of a pattern in the validators and the mock: an entry of `generate --json`. */
export interface PatternNote {
  /** `ns#Shape`, or `ns#Shape$member` where the member brings the pattern, or a length that lets it be enforced otherwise. */
  readonly shape: ShapeId;
  /** As the model has it. */
  readonly pattern: string;
  readonly kind: PatternPlan["kind"];
  readonly reason: string;
  /** What is matched, in JavaScript's form with the `u` flag; left out for what is not enforced. */
  readonly source?: string;
}

/** Of all shapes and of members that differ from their targets, sorted by shape id. */
export const patternNotes: (closure: Closure) => readonly PatternNote[] = defineIndex((closure) => {
  const notes: PatternNote[] = [];
  for (const shape of closure.shapes) {
    const pattern = trait(shape, "smithy.api#pattern");
    if (pattern !== undefined && !isEnumeration(shape))
      notes.push(noteOf(shape.id, pattern, trait(shape, "smithy.api#length")?.max));
    for (const member of dataMembersOf(shape)) {
      if (!hasTrait(member, "smithy.api#pattern") && !hasTrait(member, "smithy.api#length")) continue;
      const target = targetOf(closure.model, member);
      if (target.type !== "string" || isEnumeration(target)) continue;
      const merged = memberConstraints(closure.model, member);
      if (merged.pattern === undefined) continue;
      const note = noteOf(member.id, merged.pattern, merged.length?.max);
      const isOwn = member.traits.has("smithy.api#pattern");
      const ofTarget = planPattern(merged.pattern, trait(target, "smithy.api#length")?.max);
      if (isOwn || ofTarget.kind !== note.kind) notes.push(note);
    }
  }
  return notes;
});

function noteOf(shape: PatternNote["shape"], pattern: string, max: number | undefined): PatternNote {
  const plan = planPattern(pattern, max);
  if (plan.kind === "not-enforced") return { shape, pattern, kind: plan.kind, reason: plan.reason };
  const reason = plan.kind === "enforced" ? "JavaScript matches it as it stands" : plan.reason;
  return { shape, pattern, kind: plan.kind, reason, source: plan.source };
}
