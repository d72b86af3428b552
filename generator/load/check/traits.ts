import { loadCodes } from "../../diagnostics/codes/load.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { MemberShape, Shape } from "../../model/shapes.js";
import { membersOf } from "../../model/shapes.js";
import type { Json } from "../../model/traits.js";
import { isObject } from "../json/json-value.js";
import type { Report } from "../report.js";
import type { Locate } from "../smithy/locate.js";
import { suggest } from "../suggest.js";
import type { CheckContext } from "./context.js";
import { describePlacement, memberFits, shapeFits } from "./placement.js";
import { definedTraits } from "./defined-traits.js";
import type { TraitRule } from "./trait-table.js";
import { TRAIT_RULES } from "./trait-table.js";
import { formFaults } from "./trait-form.js";

/**
 * Each trait stands where it may, has a value of its form, and stands beside no trait that it excludes. Traits of
 * namespaces that nobody here knows are kept as they are.
 */
export function checkTraits({ model, locate, report }: CheckContext): void {
  const rules = new Map([...definedTraits(model), ...TRAIT_RULES]);
  const visit = (subject: Shape | MemberShape, container: Shape): void => {
    const fits = (rule: TraitRule): boolean =>
      subject.type === "member" ? memberFits(rule.at, model, container, subject) : shapeFits(rule.at, subject);
    for (const [id, value] of subject.traits) {
      const rule = rules.get(id);
      if (rule === undefined) {
        if (model.shapes.get(id as ShapeId) === undefined) reportUnknown(subject.id, id, rules, locate, report);
        continue;
      }
      if (!fits(rule)) {
        const facts = {
          trait: id,
          shape: subject.id,
          type: describeSubject(subject),
          allowed: describePlacement(rule.at),
        };
        report(loadCodes.traitPlacement, locate(subject.id, ["traits", id], "key"), facts);
      }
      checkValue(subject.id, id, rule, value, locate, report);
      for (const other of rule.conflicts)
        if (subject.traits.has(other) && (id < other || !rules.get(other)?.conflicts.includes(id)))
          report(loadCodes.traitConflict, locate(subject.id, ["traits", id], "key"), {
            trait: id,
            other,
            shape: subject.id,
          });
    }
  };
  for (const shape of model.shapes.values()) {
    if (shape.traits.size > 0) visit(shape, shape);
    for (const member of membersOf(shape)) if (member.traits.size > 0) visit(member, shape);
  }
}

function checkValue(
  subject: ShapeId,
  trait: string,
  rule: TraitRule,
  value: Json,
  locate: Locate,
  report: Report,
): void {
  if (isObject(value) && rule.form.kind === "object" && rule.form.fields.size === 0 && Object.keys(value).length === 0)
    return;
  for (const { path, problem, unknownKey } of formFaults(rule.form, value)) {
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

function reportUnknown(
  subject: ShapeId,
  trait: string,
  rules: ReadonlyMap<string, TraitRule>,
  locate: Locate,
  report: Report,
): void {
  if (!isClosed(trait) && !OPEN_NAMESPACES.some((namespace) => trait.startsWith(namespace))) return;
  const suggestions = suggest(trait, rules.keys());
  if (!isClosed(trait) && suggestions.length === 0) return;
  // A newer Smithy may have traits that this table lacks; what looks like a known one is taken for a slip.
  const definition = suggestions.length > 0 && isClosed(trait) ? loadCodes.misspeltTrait : loadCodes.unknownTrait;
  report(definition, locate(subject, ["traits", trait], "key"), { trait, shape: subject, suggestions });
}

function describeSubject(subject: Shape | MemberShape): string {
  return subject.type === "member" ? `a member that targets ${subject.target}` : `of type ${subject.type}`;
}
