import { always, defineRule } from "../rule.js";
import { judgement } from "../severity.js";
import { sameJson } from "../json.js";
import { nameOf } from "../../model/shape-id.js";
import type { ServiceShape } from "../../model/shapes.js";

export const serviceAdded = defineRule({
  id: "service-added",
  title: "The model has a new service.",
  remedy: "Nothing needs to be done.",
  opposite: "service-removed",
  verdicts: { any: always("always", judgement("additive", "additive")) },
  find: ({ before, after }) =>
    before.service !== undefined || after.service === undefined
      ? []
      : [
          {
            verdict: "any",
            shape: after.service.id,
            message: `The service ${nameOf(after.service.id)} is new.`,
            place: { kind: "none" },
          },
        ],
});

export const serviceRemoved = defineRule({
  id: "service-removed",
  title: "The model no longer has a service.",
  remedy: "Stay on the old version of the package, or move to the service that took its place.",
  opposite: "service-added",
  verdicts: { any: always("always", judgement("breaking", "none", ["types", "validators", "mock"])) },
  find: ({ before, after }) =>
    before.service === undefined || after.service !== undefined
      ? []
      : [
          {
            verdict: "any",
            shape: before.service.id,
            message: `The service ${nameOf(before.service.id)} is gone.`,
            place: { kind: "none" },
          },
        ],
});

/** Whether calls carry the name of the service shape. */
function isOnWire({ traits }: ServiceShape): boolean {
  return [...traits.keys()].some((id) => /#(?:awsJson1_[01]|rpcv2(?:Cbor|Json))$/.test(id));
}

export const serviceIdChanged = defineRule({
  id: "service-id-changed",
  title: "The service shape has another id.",
  remedy: "Make sure that both models are of one service.",
  verdicts: { any: always("always", judgement("risky", "risky")) },
  find: ({ services }, { acrossForms }) =>
    services
      // The older form has a name for the service shape only where the wire does.
      .filter(({ before, after }) => before.id !== after.id && !(acrossForms && !isOnWire(before) && !isOnWire(after)))
      .map(({ before, after }) => ({
        verdict: "any",
        shape: after.id,
        before: before.id,
        after: after.id,
        message: `The service is now ${after.id}; it was ${before.id}.`,
        place: { kind: "none" },
      })),
});

export const serviceVersionChanged = defineRule({
  id: "service-version-changed",
  title: "The version of the service is another; query protocols send it with every request.",
  remedy: "Ask whether the service still answers to the old version.",
  verdicts: { any: always("always", judgement("risky", "risky")) },
  find: ({ services }, { acrossForms }) =>
    services
      .filter(({ before, after }) => before.version !== after.version && !acrossForms)
      .map(({ before, after }) => ({
        verdict: "any",
        shape: after.id,
        before: before.version,
        after: after.version,
        message: `The version of ${nameOf(after.id)} is now "${after.version}"; it was "${before.version}".`,
        place: { kind: "none" },
      })),
});

export const serviceRenameChanged = defineRule({
  id: "service-rename-changed",
  title: "The service gives shapes of its closure other names.",
  remedy: "Use the new names of the types.",
  verdicts: {
    new: always("only shapes are renamed that were not there", judgement("none", "none")),
    old: always("a shape that was there has another name", judgement("breaking", "none", ["types"])),
  },
  find: ({ services, before: { shapes } }) =>
    services
      .map(({ before, after }) => ({
        after,
        kept: [...new Set([...before.rename.keys(), ...after.rename.keys()])].every(
          (id) => before.rename.get(id) === after.rename.get(id) || !shapes.has(id),
        ),
        old: Object.fromEntries(before.rename),
        now: Object.fromEntries(after.rename),
      }))
      .filter(({ old, now }) => !sameJson(old, now))
      .map(({ after, old, now, kept }) => ({
        verdict: kept ? "new" : "old",
        shape: after.id,
        before: old,
        after: now,
        message: `${nameOf(after.id)} renames other shapes of its closure than before.`,
        place: { kind: "none" },
      })),
});

export const metadataAdded = defineRule({
  id: "metadata-added",
  title: "The model has a new key of metadata.",
  remedy: "Nothing needs to be done.",
  opposite: "metadata-removed",
  verdicts: { any: always("always", judgement("none", "none")) },
  find: ({ before, after }) =>
    [...after.metadata.keys()]
      .filter((key) => !before.metadata.has(key))
      .map((key) => ({
        verdict: "any",
        shape: "",
        member: key,
        after: after.metadata.get(key),
        message: `The metadata "${key}" is new.`,
        place: { kind: "none" },
      })),
});

export const metadataRemoved = defineRule({
  id: "metadata-removed",
  title: "A key of metadata is gone.",
  remedy: "Look whether a tool of yours reads it.",
  opposite: "metadata-added",
  verdicts: { any: always("always", judgement("risky", "risky")) },
  find: ({ before, after }) =>
    [...before.metadata.keys()]
      .filter((key) => !after.metadata.has(key))
      .map((key) => ({
        verdict: "any",
        shape: "",
        member: key,
        before: before.metadata.get(key),
        message: `The metadata "${key}" is gone.`,
        place: { kind: "none" },
      })),
});

export const metadataChanged = defineRule({
  id: "metadata-changed",
  title: "A key of metadata has another value.",
  remedy: "Look whether a tool of yours reads it.",
  verdicts: { any: always("always", judgement("risky", "risky")) },
  find: ({ before, after }) =>
    [...after.metadata.keys()]
      .filter((key) => before.metadata.has(key) && !sameJson(before.metadata.get(key), after.metadata.get(key)))
      .map((key) => ({
        verdict: "any",
        shape: "",
        member: key,
        before: before.metadata.get(key),
        after: after.metadata.get(key),
        message: `The metadata "${key}" has another value.`,
        place: { kind: "none" },
      })),
});
