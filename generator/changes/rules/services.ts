import { nameOf } from "../../model/shape-id.js";
import type { ServiceShape } from "../../model/shapes.js";
import type { Json } from "../../model/traits.js";
import type { Differences } from "../differences.js";
import { sameJson } from "../json.js";
import type { RuleContext } from "../rule.js";
import { always, defineRule } from "../rule.js";
import { shown } from "../sentences.js";
import { judgement } from "../severity.js";

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
  verdicts: {
    wire: always(
      "calls carry the name, and it is another: the service does not know the old one",
      judgement("breaking", "breaking", ["mock"]),
    ),
    other: always("no call carries the name, or the namespace alone is another", judgement("risky", "risky")),
  },
  find: ({ services }, { acrossForms }) =>
    services
      // The older form has a name for the service shape only where the wire does.
      .filter(({ before, after }) => before.id !== after.id && !(acrossForms && !isOnWire(before) && !isOnWire(after)))
      .map(({ before, after }) => ({
        verdict: isOnWire(before) && isOnWire(after) && nameOf(before.id) !== nameOf(after.id) ? "wire" : "other",
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

/** What a service-2.json says of the service, and Smithy has no trait for: names for AWS's own tools, and more. */
const OF_SERVICE: ReadonlyMap<string, "name" | "value"> = new Map([
  ["checksumFormat", "name"],
  ["globalEndpoint", "value"],
  ["ripServiceName", "name"],
  ["serviceAbbreviation", "name"],
  ["timestampFormat", "value"],
  ["uid", "name"],
]);

interface MetadataDifference {
  readonly key: string;
  readonly old: Json | undefined;
  readonly now: Json | undefined;
}

/** Between two forms none: each has keys of its own. */
function metadataDifferences({ before, after }: Differences, { acrossForms }: RuleContext): MetadataDifference[] {
  if (acrossForms) return [];
  return [...new Set([...before.metadata.keys(), ...after.metadata.keys()])]
    .map((key) => ({ key, old: before.metadata.get(key), now: after.metadata.get(key) }))
    .filter(({ old, now }) => !sameJson(old, now));
}

function metadataFinding({ key, old, now }: MetadataDifference, what: string) {
  return {
    shape: "",
    member: key,
    ...(old === undefined ? {} : { before: old }),
    ...(now === undefined ? {} : { after: now }),
    message: `The metadata "${key}" ${what}.`,
    place: { kind: "none" } as const,
    // Other metadata is the model's, and nobody's who calls.
    ...(OF_SERVICE.has(key) ? { flow: "input" as const } : {}),
  };
}

const METADATA_VERDICTS = {
  value: always("it is anything else", judgement("risky", "risky")),
  name: always("it is a name by which AWS's own tools call the service", judgement("documentation", "documentation")),
};

export const metadataAdded = defineRule({
  id: "metadata-added",
  title: "The model has a new key of metadata.",
  remedy: "Nothing needs to be done.",
  opposite: "metadata-removed",
  verdicts: { any: always("always", judgement("none", "none")) },
  find: (differences, context) =>
    metadataDifferences(differences, context)
      .filter(({ old }) => old === undefined)
      .map((one) => ({ verdict: "any", ...metadataFinding(one, "is new") })),
});

export const metadataRemoved = defineRule({
  id: "metadata-removed",
  title: "A key of metadata is gone.",
  remedy: "Look whether a tool of yours reads it.",
  opposite: "metadata-added",
  verdicts: METADATA_VERDICTS,
  find: (differences, context) =>
    metadataDifferences(differences, context)
      .filter(({ now }) => now === undefined)
      .map((one) => ({ verdict: OF_SERVICE.get(one.key) ?? "value", ...metadataFinding(one, "is gone") })),
});

export const metadataChanged = defineRule({
  id: "metadata-changed",
  title: "A key of metadata has another value.",
  remedy: "Look whether a tool of yours reads it.",
  verdicts: METADATA_VERDICTS,
  find: (differences, context) =>
    metadataDifferences(differences, context)
      .filter(({ old, now }) => old !== undefined && now !== undefined)
      .map((one) => ({ verdict: OF_SERVICE.get(one.key) ?? "value", ...metadataFinding(one, toldOf(one)) })),
});

function toldOf({ old, now }: MetadataDifference): string {
  return typeof old === "string" && typeof now === "string"
    ? `is now ${shown(now)}; it was ${shown(old)}`
    : "has another value";
}
