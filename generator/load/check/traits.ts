import { loadCodes } from "../../diagnostics/codes/load.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { MemberShape, Shape } from "../../model/shapes.js";
import { membersOf } from "../../model/shapes.js";
import { suggest } from "../suggest.js";
import type { CheckContext } from "./context.js";
import { describePlacement, memberFits, shapeFits } from "./placement.js";
import { definedTraits } from "./defined-traits.js";
import type { TraitRule } from "./trait-table.js";
import { TRAIT_RULES } from "./trait-table.js";
import type { FormFault } from "./trait-form.js";
import { formFaults } from "./trait-form.js";

interface TraitContext extends CheckContext {
  readonly rules: ReadonlyMap<string, TraitRule>;
  /** What an unknown trait may have been meant to be: the same one may stand on thousands of shapes. */
  readonly meant: Map<string, readonly string[]>;
}

/**
 * Each trait stands where it may, has a value of its form, and stands beside no trait that it excludes. Traits of
 * namespaces that nobody here knows are kept as they are.
 */
export function checkTraits(all: CheckContext): void {
  const defined = definedTraits(all.model);
  const rules = defined.size === 0 ? TRAIT_RULES : new Map([...defined, ...TRAIT_RULES]);
  const context: TraitContext = { ...all, rules, meant: new Map() };
  for (const shape of all.model.shapes.values()) {
    if (shape.traits.size > 0) checkSubject(context, shape, shape);
    const members = membersOf(shape);
    for (let index = 0; index < members.length; index++) {
      const member = members[index]!;
      if (member.traits.size > 0) checkSubject(context, member, shape);
    }
  }
}

function checkSubject(context: TraitContext, subject: Shape | MemberShape, container: Shape): void {
  for (const id of subject.traits.keys()) {
    const rule = context.rules.get(id);
    if (rule !== undefined) checkTrait(context, subject, container, id, rule);
    else if (!context.model.shapes.has(id as ShapeId)) reportUnknown(context, subject.id, id);
  }
}

function checkTrait(
  context: TraitContext,
  subject: Shape | MemberShape,
  container: Shape,
  id: string,
  rule: TraitRule,
): void {
  const fits =
    subject.type === "member" ? memberFits(rule.at, context.model, container, subject) : shapeFits(rule.at, subject);
  if (!fits) {
    const facts = { trait: id, shape: subject.id, type: describeSubject(subject), allowed: describePlacement(rule.at) };
    context.report(loadCodes.traitPlacement, context.locate(subject.id, ["traits", id], "key"), facts);
  }
  const faults = formFaults(rule.form, subject.traits.get(id)!);
  if (faults.length > 0) reportFaults(context, subject.id, id, faults);
  if (rule.conflicts.length > 0) checkConflicts(context, subject, id, rule.conflicts);
}

function checkConflicts(
  { rules, locate, report }: TraitContext,
  subject: Shape | MemberShape,
  id: string,
  conflicts: readonly string[],
): void {
  for (const other of conflicts)
    if (subject.traits.has(other) && (id < other || !rules.get(other)?.conflicts.includes(id)))
      report(loadCodes.traitConflict, locate(subject.id, ["traits", id], "key"), {
        trait: id,
        other,
        shape: subject.id,
      });
}

function reportFaults(
  { locate, report }: TraitContext,
  subject: ShapeId,
  trait: string,
  faults: readonly FormFault[],
): void {
  for (const { path, problem, unknownKey } of faults) {
    // AWS adds keys to its own traits now and then.
    if (unknownKey === true && !isClosed(trait)) continue;
    const definition = unknownKey === true ? loadCodes.traitValueKey : loadCodes.traitValue;
    const where = path.length === 0 ? "" : ` at ${path.join(".")}`;
    report(definition, locate(subject, ["traits", trait, ...path]), {
      trait,
      shape: subject,
      problem: problem + where,
    });
  }
}

/** Namespaces whose traits are all in the table, so that an unknown name is a slip. */
const CLOSED_NAMESPACES = ["smithy.api#", "swage#"];
const OPEN_NAMESPACES = ["aws.api#", "aws.auth#", "aws.protocols#"];

function isClosed(trait: string): boolean {
  return CLOSED_NAMESPACES.some((namespace) => trait.startsWith(namespace));
}

function reportUnknown({ rules, meant, locate, report }: TraitContext, subject: ShapeId, trait: string): void {
  if (!isClosed(trait) && !OPEN_NAMESPACES.some((namespace) => trait.startsWith(namespace))) return;
  const suggestions = meant.get(trait) ?? suggest(trait, rules.keys());
  meant.set(trait, suggestions);
  if (!isClosed(trait) && suggestions.length === 0) return;
  // A newer Smithy may have traits that this table lacks; what looks like a known one is taken for a slip.
  const definition = suggestions.length > 0 && isClosed(trait) ? loadCodes.misspeltTrait : loadCodes.unknownTrait;
  report(definition, locate(subject, ["traits", trait], "key"), { trait, shape: subject, suggestions });
}

function describeSubject(subject: Shape | MemberShape): string {
  return subject.type === "member" ? `a member that targets ${subject.target}` : `of type ${subject.type}`;
}
