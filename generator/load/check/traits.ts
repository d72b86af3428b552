import { loadCodes } from "../../diagnostics/codes/load.js";
import type { Model } from "../../model/model.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { MemberShape, Shape } from "../../model/shapes.js";
import { membersOf } from "../../model/shapes.js";
import type { Json } from "../../model/traits.js";
import { isObject } from "../json/json-value.js";
import type { Report } from "../report.js";
import type { Locate } from "../smithy/locate.js";
import { suggest } from "../suggest.js";
import { describePlacement, memberFits, shapeFits } from "./placement.js";
import { definedTraits } from "./defined-traits.js";
import type { TraitRule } from "./trait-table.js";
import { TRAIT_RULES } from "./trait-table.js";
import { formFaults } from "./trait-form.js";

/**
 * Each trait stands where it may, has a value of its form, and stands beside no trait that it excludes. Traits of
 * namespaces that nobody here knows are kept as they are.
 * @returns the traits whose value is not of its form, as `id` + space + trait: nothing more is to be read from them.
 */
export function checkTraits(model: Model, locate: Locate, report: Report): ReadonlySet<string> {
  const rules = new Map([...definedTraits(model), ...TRAIT_RULES]);
  const broken = new Set<string>();
  const visit = (subject: Shape | MemberShape, fits: (rule: TraitRule) => boolean): void => {
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
      if (!checkValue(subject.id, id, rule, value, locate, report)) broken.add(`${subject.id} ${id}`);
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
    visit(shape, (rule) => shapeFits(rule.at, shape));
    for (const member of membersOf(shape)) {
      if (member.traits.size > 0) visit(member, (rule) => memberFits(rule.at, model, shape, member));
    }
  }
  return broken;
}

function checkValue(
  subject: ShapeId,
  trait: string,
  rule: TraitRule,
  value: Json,
  locate: Locate,
  report: Report,
): boolean {
  // Smithy 1.0 also took `true` and null for a trait without a value.
  if (rule.form.kind === "object" && rule.form.required.length === 0 && (value === true || value === null)) return true;
  if (isObject(value) && rule.form.kind === "object" && rule.form.fields.size === 0 && Object.keys(value).length === 0)
    return true;
  const faults = formFaults(rule.form, value);
  for (const { path, problem, unknownKey } of faults) {
    const definition = unknownKey === true ? loadCodes.traitValueKey : loadCodes.traitValue;
    const where = path.length === 0 ? "" : ` at ${path.join(".")}`;
    report(definition, locate(subject, ["traits", trait, ...path]), {
      trait,
      shape: subject,
      problem: problem + where,
    });
  }
  return faults.every((fault) => fault.unknownKey === true);
}

/** Namespaces whose traits are all in the table, so that an unknown name is a slip. */
const CLOSED_NAMESPACES = ["smithy.api#", "swage#"];
const OPEN_NAMESPACES = ["aws.api#", "aws.auth#", "aws.protocols#"];

function reportUnknown(
  subject: ShapeId,
  trait: string,
  rules: ReadonlyMap<string, TraitRule>,
  locate: Locate,
  report: Report,
): void {
  const isClosed = CLOSED_NAMESPACES.some((namespace) => trait.startsWith(namespace));
  if (!isClosed && !OPEN_NAMESPACES.some((namespace) => trait.startsWith(namespace))) return;
  const suggestions = suggest(trait, rules.keys());
  if (!isClosed && suggestions.length === 0) return;
  // A newer Smithy may have traits that this table lacks; what looks like a known one is taken for a slip.
  const definition = suggestions.length > 0 && isClosed ? loadCodes.misspeltTrait : loadCodes.unknownTrait;
  report(definition, locate(subject, ["traits", trait], "key"), { trait, shape: subject, suggestions });
}

function describeSubject(subject: Shape | MemberShape): string {
  return subject.type === "member" ? `a member that targets ${subject.target}` : `of type ${subject.type}`;
}
