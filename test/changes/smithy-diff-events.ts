/** Why swage says nothing, or tells words only, where Smithy's own comparison warns. */
interface Waiver {
  /** The cases it holds in, by name; all of them without. */
  readonly cases?: RegExp;
  /** When it holds, in words; always without. */
  readonly when?: string;
  readonly reason: string;
}

interface Row {
  /** An event's id; `*` stands for the part that names a shape, a trait or a place. */
  readonly event: string;
  /** Ids of changes, one of which tells the event. */
  readonly changes: readonly string[];
  readonly unless?: Waiver;
  /** Smithy's definitions say that there is such an event, and none of the cases at hand has it. */
  readonly unseen?: true;
}

const ORDER: Waiver = {
  reason: "order is noise in TypeScript and JSON; a value that came in between is told as added",
};
const SAME_CONTENT: Waiver = {
  cases: /-(?:compatible|equivalent)|other-(?:int)?enum|other-union|output-replaced|nested-map-unchanged/,
  when: "the content is the same under another name",
  reason: "neither the wire nor structural types change",
};
const ERROR_MOVED: Waiver = {
  cases: /^error-moved-from-service-to-operation$/,
  when: "the error moved between the service and its operations",
  reason: "the operations answer with the same errors as before",
};
const CLIENT_OPTIONAL: Waiver = {
  cases: /^client-optional/,
  when: "only `@clientOptional` came or went",
  reason: "types and wire follow `@required` and `@default` alone",
};
const MOVED: Waiver = {
  cases: /moved?-/,
  when: "it moved to the service or to another resource",
  reason: "what moved is still there for callers",
};
const OF_MIXINS: Waiver = { reason: "what a mixin gives is compared in the structures that have it" };
const SIDES: Waiver = { reason: "`@input` and `@output` change nothing on the wire" };
const WORDS: Waiver = { reason: "it changes what people and tools are told, and nothing that runs" };

const ONLY_WORDS: readonly string[] = [
  "aws.cloudformation#*",
  "aws.iam#*",
  "smithy.api#examples",
  "smithy.api#externalDocumentation",
  "smithy.api#recommended",
  "smithy.api#since",
  "smithy.api#suppress",
  "smithy.api#tags",
  "smithy.api#title",
  "smithy.api#unstable",
];

/** Every event of error, danger or warning severity; the first row that matches an id is the one that counts. */
export const ROWS: readonly Row[] = [
  { event: "AddedOperationError.*", changes: ["error-added"], unless: ERROR_MOVED },
  { event: "AddedRequiredMember", changes: ["member-added"] },
  { event: "AddedServiceError", changes: ["error-added"] },
  { event: "AddedShape", changes: ["shape-added"] },
  { event: "ChangedDefault", changes: ["default-added", "default-changed", "default-removed"] },
  { event: "ChangedEnumTrait.NameChanged.*", changes: ["enum-value-renamed"] },
  { event: "ChangedEnumTrait.OrderChanged.*", changes: [], unless: ORDER },
  { event: "ChangedEnumTrait.Removed.*", changes: ["enum-value-removed"] },
  { event: "ChangedLengthTrait", changes: ["constraint-narrowed"] },
  { event: "ChangedMemberOrder", changes: [], unless: ORDER },
  { event: "ChangedMemberTarget", changes: ["member-target-changed"], unless: SAME_CONTENT },
  { event: "ChangedMetadata", changes: ["metadata-changed"] },
  { event: "ChangedNullability", changes: ["default-removed"], unless: CLIENT_OPTIONAL },
  { event: "ChangedNullability.AddedClientOptionalTrait", changes: [], unless: CLIENT_OPTIONAL },
  { event: "ChangedNullability.AddedDefaultTrait", changes: ["default-added"] },
  { event: "ChangedNullability.AddedInputTrait", changes: [], unless: SIDES, unseen: true },
  { event: "ChangedNullability.AddedNullDefault", changes: ["default-removed"] },
  { event: "ChangedNullability.AddedRequiredTrait", changes: ["required-added"] },
  { event: "ChangedNullability.AddedRequiredTrait.StructureOrUnion", changes: ["required-added"] },
  { event: "ChangedNullability.RemovedClientOptionalTrait", changes: [], unless: CLIENT_OPTIONAL },
  { event: "ChangedNullability.RemovedInputTrait", changes: [], unless: SIDES, unseen: true },
  { event: "ChangedNullability.RemovedNullDefault", changes: ["default-added"] },
  { event: "ChangedNullability.RemovedRequiredTrait", changes: ["required-removed"] },
  { event: "ChangedNullability.RemovedRequiredTrait.StructureOrUnion", changes: ["required-removed"] },
  { event: "ChangedOperationInput.From.*.To.*", changes: ["operation-input-changed"], unless: SAME_CONTENT },
  { event: "ChangedOperationOutput.From.*.To.*", changes: ["operation-output-changed"], unless: SAME_CONTENT },
  { event: "ChangedRangeTrait", changes: ["constraint-narrowed"] },
  { event: "ChangedResourceIdentifiers", changes: ["resource-identifiers-changed"] },
  { event: "ChangedShapeType", changes: ["shape-type-changed", "enum-added"] },
  { event: "ModifiedTrait.Add.*", changes: ["trait-added", "trait-changed"] },
  { event: "ModifiedTrait.Remove.smithy.api#clientOptional", changes: ["required-removed"], unless: CLIENT_OPTIONAL },
  { event: "ModifiedTrait.Remove.smithy.api#default", changes: ["default-removed"] },
  { event: "ModifiedTrait.Remove.smithy.api#deprecated", changes: [], unless: WORDS },
  { event: "ModifiedTrait.Remove.smithy.api#documentation", changes: [], unless: WORDS },
  ...ONLY_WORDS.map((trait): Row => ({
    event: `ModifiedTrait.Remove.${trait}`,
    changes: [],
    unless: WORDS,
    unseen: true,
  })),
  { event: "ModifiedTrait.Remove.smithy.api#length", changes: ["constraint-widened"], unseen: true },
  { event: "ModifiedTrait.Remove.smithy.api#mixin", changes: [], unless: OF_MIXINS, unseen: true },
  { event: "ModifiedTrait.Remove.smithy.api#private", changes: [], unless: WORDS },
  { event: "ModifiedTrait.Remove.smithy.api#range", changes: ["constraint-widened"] },
  { event: "ModifiedTrait.Remove.*", changes: ["trait-removed", "trait-changed"] },
  { event: "ModifiedTrait.Update.smithy.api#enumValue", changes: ["enum-value-removed", "enum-value-added"] },
  { event: "ModifiedTrait.Update.*", changes: ["trait-changed"] },
  { event: "RemovedMetadata.*", changes: ["metadata-removed"] },
  { event: "RemovedOperationBinding.FromResource.*", changes: [], unless: MOVED },
  { event: "RemovedOperationBinding.FromService.*", changes: ["operation-removed"] },
  { event: "RemovedOperationError.*", changes: ["error-removed"] },
  { event: "RemovedResourceBinding.FromResource.*", changes: ["resource-binding-removed"], unless: MOVED },
  { event: "RemovedResourceBinding.FromService.*", changes: ["resource-binding-removed"] },
  { event: "RemovedServiceError", changes: ["error-removed"], unless: ERROR_MOVED },
  {
    event: "RemovedShape",
    changes: ["shape-removed", "member-removed", "enum-value-renamed", "shape-type-changed"],
    unless: SAME_CONTENT,
  },
  { event: "RemovedShape.ScalarShape", changes: ["shape-removed"], unless: SAME_CONTENT },
  { event: "RemovedTraitDefinition", changes: ["shape-removed"] },
  { event: "ServiceRename", changes: ["service-rename-changed"] },
  { event: "SigV4Migration", changes: ["trait-changed"] },
  { event: "TraitBreakingChange.*.smithy.api#input", changes: [], unless: SIDES, unseen: true },
  { event: "TraitBreakingChange.*.smithy.api#output", changes: [], unless: SIDES },
  { event: "TraitBreakingChange.Add.smithy.api#enum", changes: ["enum-added"] },
  { event: "TraitBreakingChange.Add.smithy.api#pattern", changes: ["constraint-narrowed"] },
  { event: "TraitBreakingChange.Add.smithy.api#uniqueItems", changes: ["constraint-narrowed"] },
  { event: "TraitBreakingChange.Add.*", changes: ["trait-added", "trait-changed"] },
  { event: "TraitBreakingChange.Remove.smithy.api#addedDefault", changes: ["default-removed"] },
  { event: "TraitBreakingChange.Remove.smithy.api#enum", changes: ["enum-removed"], unseen: true },
  { event: "TraitBreakingChange.Remove.smithy.api#internal", changes: [], unless: WORDS },
  { event: "TraitBreakingChange.Remove.smithy.api#uniqueItems", changes: ["constraint-widened"] },
  { event: "TraitBreakingChange.Remove.*", changes: ["trait-removed", "trait-changed"] },
  { event: "TraitBreakingChange.Update.*", changes: ["trait-changed"] },
];

export function rowOf(event: string): Row | undefined {
  return ROWS.find((row) => {
    const parts = row.event.split("*").map((part) => part.replace(/[.#]/g, "\\$&"));
    return new RegExp(`^${parts.join(".+")}$`).test(event);
  });
}

export function isWaived({ unless }: Row, name: string): boolean {
  return unless !== undefined && (unless.cases?.test(name) ?? true);
}

const HEAD = `# Swage beside smithy-diff

<!-- Written from test/changes/smithy-diff-events.ts: \`npx vitest run test/changes -u\` after a row changed. -->

<!-- prettier-ignore-start -->

Every event of smithy-diff with error, danger or warning severity, and the kind of [change](changes.md) that tells it
in \`swage diff\`; where several are named, one of them tells it, by what happened. Where swage judges otherwise, the
last column says when and why. \`*\` stands for the part of an id that names a shape, a trait or a place; a row with a
trait's name goes before the row with \`*\`. Severities are swage's own: changes.md has them.

| Event of smithy-diff | Change of swage | Where swage judges otherwise |
| --- | --- | --- |`;

const BEYOND = `
smithy-diff says nothing of a required member that is added to an input with \`@clientOptional\`. The service refuses
the old calls all the same: swage says [member-added](changes.md#member-added), and that it breaks.

<!-- prettier-ignore-end -->
`;

/** docs/smithy-diff.md: the rows as a table. */
export function smithyDiffReference(): string {
  const rows = ROWS.map(({ event, changes, unless }) => {
    const links = changes.map((id) => `[${id}](changes.md#${id})`).join(", ");
    return `| \`${event}\` | ${links === "" ? "none" : links} | ${unless === undefined ? "" : waiverText(unless)} |`;
  });
  return [HEAD, ...rows, BEYOND].join("\n");
}

function waiverText({ when, reason }: Waiver): string {
  return when === undefined ? `always: ${reason}` : `where ${when}: ${reason}`;
}
