import { isRequired, defaultOf } from "../../model/nullability.js";
import { targetOf } from "../../model/model.js";
import { nameOf } from "../../model/shape-id.js";
import type { MemberShape } from "../../model/shapes.js";
import { hintOn } from "../renames.js";
import type { Finding, FindingPlace } from "../rule.js";
import { always, defineRule } from "../rule.js";
import { sameJson } from "../json.js";
import { firstOf, shown } from "../sentences.js";
import { judgement } from "../severity.js";
import type { Scope } from "../scope.js";

/** `UserPoolType.Name`; items, keys and values of lists and maps by their role. */
export function called({ container, name }: Pick<MemberShape, "container" | "name">, scope: Scope): string {
  const type = scope.model.getShape(container)?.type;
  if (type === "list") return `The item of ${nameOf(container)}`;
  if (type === "map") return `The ${name} of ${nameOf(container)}`;
  return `${nameOf(container)}.${name}`;
}

function at(member: MemberShape, side: "before" | "after" = "after"): FindingPlace {
  return { kind: "data", in: side, shape: member.container, member: member.name };
}

function isUnionMember(member: MemberShape, scope: Scope): boolean {
  return scope.model.getShape(member.container)?.type === "union";
}

/** ` (Type)`, where the name does not say it. */
function typeNote({ name, target }: MemberShape): string {
  return nameOf(target).toLowerCase() === name.toLowerCase() ? "" : ` (${nameOf(target)})`;
}

export const memberAdded = defineRule({
  id: "member-added",
  title: "A structure or union has a new member.",
  remedy: "Where the member is required in requests, send it; else nothing needs to be done.",
  opposite: "member-removed",
  verdicts: {
    optional: {
      when: "the member is optional or has a default",
      input: judgement("additive", "additive"),
      output: judgement("additive", "none"),
    },
    required: {
      when: "the member is required and has no default",
      input: judgement("breaking", "additive", ["types", "validators", "stored-data", "mock"]),
      output: judgement("additive", "breaking", ["stored-data", "mock"]),
    },
    variant: {
      when: "it is a member of a union, that is, one more alternative",
      input: judgement("additive", "risky"),
      output: judgement("risky", "additive"),
    },
  },
  find: ({ members, after }, { renames }) =>
    members.added.map((member): Omit<Finding<"optional" | "required" | "variant">, "rule"> => {
      const required = isRequired(member) && defaultOf(member) === undefined;
      const union = isUnionMember(member, after);
      const kind = union ? "alternative" : isRequired(member) ? "required member" : "optional member";
      return {
        verdict: union ? "variant" : required ? "required" : "optional",
        shape: member.container,
        member: member.name,
        // Who accepted an optional member has not accepted one that everybody must send.
        after: required && !union ? { target: member.target, required: true } : member.target,
        message: `${nameOf(member.container)} has the new ${kind} ${member.name}${typeNote(member)}${hintOn(member.id, renames)}.`,
        place: at(member),
      };
    }),
});

export const memberRemoved = defineRule({
  id: "member-removed",
  title: "A structure or union no longer has a member.",
  remedy: "Stop sending and reading it; look for the member that took its place.",
  opposite: "member-added",
  verdicts: {
    member: always("it is a member of a structure", judgement("breaking", "none", ["types", "validators", "mock"])),
    variant: always(
      "it is a member of a union, that is, an alternative",
      judgement("breaking", "none", ["types", "validators", "stored-data", "mock"]),
    ),
  },
  find: ({ members, before }, { renames }) =>
    members.removed.map((member) => ({
      verdict: isUnionMember(member, before) ? "variant" : "member",
      shape: member.container,
      member: member.name,
      before: member.target,
      message: `${nameOf(member.container)} no longer has the member ${member.name}${typeNote(member)}${hintOn(member.id, renames)}.`,
      place: at(member, "before"),
    })),
});

export const memberTargetChanged = defineRule({
  id: "member-target-changed",
  title: "A member points at another shape, and the two differ in content.",
  remedy: "Send and read what the new shape asks for.",
  verdicts: { contents: always("as the worst difference between the two shapes", judgement("none", "none")) },
  find: ({ members, before, after }, { contentOf }) =>
    members.common.flatMap((pair) => {
      const [old, now] = [pair.before, pair.after];
      if (old.target === now.target) return [];
      const nested = contentOf({ before: targetOf(before.model, old), after: targetOf(after.model, now) });
      if (nested.length === 0) return [];
      const names = `${nameOf(now.target)}; it was ${nameOf(old.target)}`;
      return [
        {
          verdict: "contents",
          shape: now.container,
          member: now.name,
          before: old.target,
          after: now.target,
          message: `${called(now, after)} is now ${names}: ${firstOf(nested)}`,
          place: at(now),
          nested,
        },
      ];
    }),
});

export const requiredAdded = defineRule({
  id: "required-added",
  title: "A member that was optional is required.",
  remedy: "Send the member with every request; a server sends it with every answer.",
  opposite: "required-removed",
  verdicts: {
    any: {
      when: "always",
      input: judgement("breaking", "additive", ["types", "validators", "stored-data", "mock"]),
      output: judgement("additive", "breaking", ["stored-data", "mock"]),
    },
  },
  find: ({ members, after }) =>
    members.common
      .filter((pair) => !isRequired(pair.before) && isRequired(pair.after))
      .map((pair) => ({
        verdict: "any",
        shape: pair.after.container,
        member: pair.after.name,
        trait: "smithy.api#required",
        before: false,
        after: true,
        message: `${called(pair.after, after)} is now required; it was optional.`,
        place: at(pair.after),
      })),
});

export const requiredRemoved = defineRule({
  id: "required-removed",
  title: "A member that was required is optional.",
  remedy: "Be ready for answers without the member; a server, for requests without it.",
  opposite: "required-added",
  verdicts: {
    any: {
      when: "always",
      input: judgement("additive", "breaking", ["mock"]),
      output: judgement("breaking", "additive", ["types", "validators"]),
    },
  },
  find: ({ members, after }) =>
    members.common
      .filter((pair) => isRequired(pair.before) && !isRequired(pair.after))
      .map((pair) => ({
        verdict: "any",
        shape: pair.after.container,
        member: pair.after.name,
        trait: "smithy.api#required",
        before: true,
        after: false,
        message: `${called(pair.after, after)} is now optional; it was required.`,
        place: at(pair.after),
      })),
});

interface Defaulted {
  readonly shape: string;
  readonly member?: string;
  readonly name: string;
  readonly old: unknown;
  readonly now: unknown;
  readonly place: FindingPlace;
}

const DEFAULT = "smithy.api#default";

/** Members and root shapes whose default is another; `null` on a member takes the default of its target away. */
function defaulted({ traits, after }: Parameters<typeof memberAdded.find>[0]): Defaulted[] {
  return traits.flatMap(({ subject, trait, before: old, after: now }): Defaulted[] => {
    if (trait !== DEFAULT) return [];
    if (subject.kind === "member") {
      const { container, name } = subject.shapes.after;
      const place: FindingPlace = { kind: "data", in: "after", shape: container, member: name };
      return [{ shape: container, member: name, name: called(subject.shapes.after, after), old, now, place }];
    }
    if (subject.kind !== "shape") return [];
    const { id } = subject.shapes.after;
    return [{ shape: id, name: nameOf(id), old, now, place: { kind: "data", in: "after", shape: id } }];
  });
}

function finding({ shape, member, place, old, now }: Defaulted) {
  const facts = { shape, trait: DEFAULT, place, ...(member === undefined ? {} : { member }) };
  return { ...facts, ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) };
}

const isNone = (value: unknown): boolean => value === undefined || value === null;

export const defaultAdded = defineRule({
  id: "default-added",
  title: "A member or shape has a default where it had none.",
  remedy: "Look whether the default is what you mean where you leave the member out.",
  opposite: "default-removed",
  verdicts: {
    value: always("it has a value", judgement("risky", "risky")),
    none: always("`null` takes the place of no default", judgement("documentation", "documentation")),
  },
  find: (differences) =>
    defaulted(differences)
      .filter(({ old, now }) => isNone(old) && !(old === null && now === undefined))
      .map((one) => ({
        verdict: isNone(one.now) ? "none" : "value",
        ...finding(one),
        message: `${one.name} now has the default ${shown(one.now)}.`,
      })),
});

export const defaultRemoved = defineRule({
  id: "default-removed",
  title: "A member or shape has no default any more.",
  remedy: "Send the old default where you relied on it; read the member as absent where it is not sent.",
  opposite: "default-added",
  verdicts: {
    value: always("it had a value", judgement("risky", "risky")),
    none: always("it was `null`", judgement("documentation", "documentation")),
  },
  find: (differences) =>
    defaulted(differences)
      .filter(({ old, now }) => isNone(now) && !(isNone(old) && now === null))
      .map((one) => ({
        verdict: isNone(one.old) ? "none" : "value",
        ...finding(one),
        message: `${one.name} no longer has the default ${shown(one.old)}.`,
      })),
});

export const defaultChanged = defineRule({
  id: "default-changed",
  title: "A member or shape has another default: the same request means something else.",
  remedy: "Send the old default where you mean it.",
  verdicts: {
    any: {
      when: "always",
      input: judgement("breaking", "breaking", ["mock"]),
      output: judgement("risky", "risky"),
    },
  },
  find: (differences) =>
    defaulted(differences)
      .filter(({ old, now }) => !isNone(old) && !isNone(now) && !sameJson(old, now))
      .map((one) => ({
        verdict: "any",
        ...finding(one),
        message: `The default of ${one.name} is now ${shown(one.now)}; it was ${shown(one.old)}.`,
      })),
});
