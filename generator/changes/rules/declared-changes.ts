import type { Model } from "../../model/model.js";
import { expectShape } from "../../model/model.js";
import type { MemberShape, Shape } from "../../model/shapes.js";
import type { Json, Traits } from "../../model/traits.js";
import { sameJson } from "../json.js";
import type { TraitChange, TraitVerdict } from "./trait-policy.js";
import { atPointer } from "./trait-policy.js";

interface BreakingChange {
  readonly change?: string;
  readonly severity?: string;
  readonly path?: string;
}

const OF_SEVERITY: ReadonlyMap<string, TraitVerdict> = new Map([
  ["NOTE", "documentation"],
  ["WARNING", "risky"],
  ["DANGER", "declared"],
  ["ERROR", "declared"],
]);

/** Worst first. */
const ORDER: readonly TraitVerdict[] = ["declared", "risky", "documentation"];

const WORDS: Readonly<Record<TraitChange, string>> = { added: "add", removed: "remove", changed: "update" };

const CONTENTS = "diff.contents";

/**
 * What the definition of a trait says of a change of its values: `breakingChanges` (Smithy 2.0 spec, "trait trait"),
 * and the `diff.` tags that Smithy's own comparison knows, on the definition and, for what values hold, on its members.
 * @param definition in `model`.
 * @returns the worst that it says; undefined where it says nothing.
 */
export function declaredVerdict(
  model: Model,
  definition: Shape,
  before: Json | undefined,
  after: Json | undefined,
): TraitVerdict | undefined {
  const { breakingChanges = [] } = (definition.traits.get("smithy.api#trait") ?? {}) as {
    breakingChanges?: BreakingChange[];
  };
  const found: TraitVerdict[] = tagged(definition.traits, before, after);
  for (const { change: when = "any", severity = "ERROR", path = "" } of breakingChanges) {
    const what = changeOf(atPointer(before, path), atPointer(after, path));
    if (what !== undefined && matches(when, what)) found.push(OF_SEVERITY.get(severity) ?? "declared");
  }
  if (tagsOf(definition.traits).includes(CONTENTS) && before !== undefined && after !== undefined) {
    // Whoever looks into the values means what is not marked there to be harmless.
    found.push("documentation", ...insideOf(model, definition, before, after));
  }
  return ORDER.find((verdict) => found.includes(verdict));
}

function tagsOf(traits: Traits): readonly string[] {
  return (traits.get("smithy.api#tags") ?? []) as readonly string[];
}

function tagged(traits: Traits, before: Json | undefined, after: Json | undefined): TraitVerdict[] {
  const what = changeOf(before, after);
  return tagsOf(traits).flatMap((tag): TraitVerdict[] => {
    const [, level, when] = /^diff\.(error|danger|warning)\.(add|remove|update|const)$/.exec(tag) ?? [];
    if (level === undefined || what === undefined || (when !== "const" && when !== WORDS[what])) return [];
    return [level === "warning" ? "risky" : "declared"];
  });
}

/** What the members say of the parts of a value; a part that came or went says nothing of what is inside of it. */
function insideOf(model: Model, shape: Shape, before: Json | undefined, after: Json | undefined): TraitVerdict[] {
  return partsOf(shape, before, after).flatMap(([member, old, now]) => [
    ...tagged(member.traits, old, now),
    ...insideOf(model, expectShape(model, member.target), old, now),
  ]);
}

type Part = readonly [member: MemberShape, before: Json | undefined, after: Json | undefined];

function partsOf(shape: Shape, before: Json | undefined, after: Json | undefined): readonly Part[] {
  if (typeof before !== "object" || typeof after !== "object" || before === null || after === null) return [];
  const old = new Map(Object.entries(before));
  const now = new Map(Object.entries(after));
  const isList = Array.isArray(before) && Array.isArray(after);
  const ofKeys = (member: MemberShape): readonly Part[] =>
    [...new Set([...old.keys(), ...now.keys()])].map((key) => [member, old.get(key), now.get(key)]);
  switch (shape.type) {
    case "list":
      return isList ? ofKeys(shape.member) : [];
    case "map":
      return isList ? [] : ofKeys(shape.value);
    case "structure":
    case "union":
      return isList ? [] : [...shape.members.values()].map((one) => [one, old.get(one.name), now.get(one.name)]);
    default:
      return [];
  }
}

function matches(when: string, what: TraitChange): boolean {
  return when === "any" || when === WORDS[what] || (when === "presence" && what !== "changed");
}

function changeOf(before: Json | undefined, after: Json | undefined): TraitChange | undefined {
  if (before === undefined) return after === undefined ? undefined : "added";
  if (after === undefined) return "removed";
  return sameJson(before, after) ? undefined : "changed";
}
