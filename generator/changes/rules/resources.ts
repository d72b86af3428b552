import { resourceOperations } from "../../model/operations.js";
import type { ShapeId } from "../../model/shape-id.js";
import { nameOf } from "../../model/shape-id.js";
import type { ResourceShape } from "../../model/shapes.js";
import type { Differences, Pair } from "../differences.js";
import { sameJson } from "../json.js";
import type { FindingPlace } from "../rule.js";
import { always, defineRule } from "../rule.js";
import { judgement } from "../severity.js";

const NOWHERE: FindingPlace = { kind: "none" };

export const resourceAdded = defineRule({
  id: "resource-added",
  title: "The service has a new resource.",
  remedy: "Nothing needs to be done.",
  opposite: "resource-removed",
  verdicts: { any: always("always", judgement("additive", "additive")) },
  find: ({ resources }, { acrossForms }) =>
    (acrossForms ? [] : resources.added).map(({ id }) => ({
      verdict: "any",
      shape: id,
      message: `The resource ${nameOf(id)} is new.`,
      place: NOWHERE,
    })),
});

export const resourceRemoved = defineRule({
  id: "resource-removed",
  title: "The service no longer has a resource.",
  remedy: "Look for code that goes by resources, such as policies and templates of infrastructure.",
  opposite: "resource-added",
  verdicts: { any: always("always", judgement("breaking", "none", ["mock"])) },
  find: ({ resources }, { acrossForms }) =>
    (acrossForms ? [] : resources.removed).map(({ id }) => ({
      verdict: "any",
      shape: id,
      message: `The resource ${nameOf(id)} is gone.`,
      place: NOWHERE,
    })),
});

interface Binding {
  readonly owner: ShapeId;
  readonly bound: ShapeId;
  readonly role: string;
}

function resourcePairs(differences: Differences): readonly Pair<ResourceShape>[] {
  return differences.resources.common;
}

/** What `to` binds and `from` does not: resources and operations, of the service and of resources that both have. */
function newBindings(differences: Differences, from: "before" | "after", to: "before" | "after"): Binding[] {
  const ofResources = resourcePairs(differences).flatMap((pair) => {
    const has = new Set(bindingsOf(pair[from]).map(({ bound, role }) => `${role} ${bound}`));
    return bindingsOf(pair[to]).filter(({ bound, role }) => !has.has(`${role} ${bound}`));
  });
  const ofServices = differences.services.flatMap((pair) =>
    pair[to].resources
      .filter((id) => !pair[from].resources.includes(id))
      .map((bound): Binding => ({ owner: pair.after.id, bound, role: "resource" })),
  );
  const moved = differences.services.flatMap((pair) =>
    pair[to].operations
      .filter((id) => !pair[from].operations.includes(id) && differences[from].operations.has(id))
      .map((bound): Binding => ({ owner: pair.after.id, bound, role: "operation" })),
  );
  return [...ofServices, ...moved, ...ofResources];
}

function bindingsOf(resource: ResourceShape): Binding[] {
  const owner = resource.id;
  const lifecycle = (["create", "put", "read", "update", "delete", "list"] as const).flatMap((role): Binding[] => {
    const bound = resource[role];
    return bound === undefined ? [] : [{ owner, bound, role }];
  });
  const inLifecycle = new Set(lifecycle.map(({ bound }) => bound));
  const others = resourceOperations(resource).filter((id) => !inLifecycle.has(id));
  return [
    ...lifecycle,
    ...others.map((bound): Binding => ({ owner, bound, role: "operation" })),
    ...resource.resources.map((bound): Binding => ({ owner, bound, role: "resource" })),
  ];
}

export const bindingAdded = defineRule({
  id: "resource-binding-added",
  title: "A resource or the service binds a resource, or an operation that was there, in a new place.",
  remedy: "Nothing needs to be done.",
  opposite: "resource-binding-removed",
  verdicts: { any: always("always", judgement("additive", "none")) },
  find: (differences, { acrossForms }) =>
    (acrossForms ? [] : newBindings(differences, "before", "after")).map(({ owner, bound, role }) => ({
      verdict: "any",
      shape: owner,
      member: role,
      after: bound,
      message: `${nameOf(owner)} now binds ${nameOf(bound)} (${role}).`,
      place: NOWHERE,
    })),
});

export const bindingRemoved = defineRule({
  id: "resource-binding-removed",
  title: "A resource or the service no longer binds a resource or an operation.",
  remedy: "Look for code that goes by resources, such as policies and templates of infrastructure.",
  opposite: "resource-binding-added",
  verdicts: {
    moved: always("what was bound is still there", judgement("documentation", "documentation")),
    gone: always("what was bound is gone", judgement("breaking", "none", ["mock"])),
  },
  find: (differences, { acrossForms }) =>
    (acrossForms ? [] : newBindings(differences, "after", "before")).map(({ owner, bound, role }) => ({
      verdict: differences.after.operations.has(bound) || differences.after.resources.has(bound) ? "moved" : "gone",
      shape: owner,
      member: role,
      before: bound,
      message: `${nameOf(owner)} no longer binds ${nameOf(bound)} (${role}).`,
      place: NOWHERE,
    })),
});

export const identifiersChanged = defineRule({
  id: "resource-identifiers-changed",
  title: "A resource is identified in another way.",
  remedy: "Look for code that builds identifiers or ARNs of the resource.",
  verdicts: { any: always("always", judgement("breaking", "breaking", ["mock"])) },
  find: (differences, { acrossForms }) =>
    (acrossForms ? [] : resourcePairs(differences))
      .map(({ before, after }) => ({
        id: after.id,
        old: Object.fromEntries(before.identifiers),
        now: Object.fromEntries(after.identifiers),
      }))
      .filter(({ old, now }) => !sameJson(old, now))
      .map(({ id, old, now }) => ({
        verdict: "any",
        shape: id,
        before: old,
        after: now,
        message: `The resource ${nameOf(id)} has other identifiers.`,
        place: NOWHERE,
      })),
});

export const propertiesChanged = defineRule({
  id: "resource-properties-changed",
  title: "A resource has other properties.",
  remedy: "Look for code that goes by resources, such as templates of infrastructure.",
  verdicts: {
    added: always("properties were only added", judgement("additive", "additive")),
    other: always("a property is gone or points at another shape", judgement("risky", "risky")),
  },
  find: (differences, { acrossForms }) =>
    (acrossForms ? [] : resourcePairs(differences))
      .filter(({ before, after }) => !sameJson([...before.properties], [...after.properties]))
      .map(({ before, after }) => ({
        verdict: [...before.properties].every(([name, id]) => after.properties.get(name) === id) ? "added" : "other",
        shape: after.id,
        before: Object.fromEntries(before.properties),
        after: Object.fromEntries(after.properties),
        message: `The resource ${nameOf(after.id)} has other properties.`,
        place: NOWHERE,
      })),
});
