import { compareText } from "../diagnostics/diagnostic.js";
import type { EnumValue } from "../model/enums.js";
import { enumValues, isEnumeration } from "../model/enums.js";
import { traitsInService } from "../model/operations.js";
import type { DataShape, MemberShape, OperationShape, ResourceShape, ServiceShape } from "../model/shapes.js";
import { dataMembersOf } from "../model/shapes.js";
import type { Json, Traits } from "../model/traits.js";
import { comparableTraits } from "./across-forms.js";
import { sameJson } from "./json.js";
import type { Scope } from "./scope.js";

export interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

export interface Delta<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly common: readonly Pair<T>[];
}

/** What a trait stands on. */
export type Subject =
  | { readonly kind: "service"; readonly shapes: Pair<ServiceShape> }
  | { readonly kind: "operation"; readonly shapes: Pair<OperationShape> }
  | { readonly kind: "resource"; readonly shapes: Pair<ResourceShape> }
  | { readonly kind: "shape"; readonly shapes: Pair<DataShape> }
  | { readonly kind: "member"; readonly shapes: Pair<MemberShape> }
  | { readonly kind: "enum value"; readonly shapes: Pair<DataShape>; readonly value: string };

/** A trait that is not what it was; `undefined`: not there. */
export interface TraitDifference {
  readonly subject: Subject;
  readonly trait: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

export interface EnumDifference {
  readonly shapes: Pair<DataShape>;
  readonly added: readonly EnumValue[];
  readonly removed: readonly EnumValue[];
  readonly common: readonly Pair<EnumValue>[];
}

/** All raw differences between two scopes, computed once; the rules select from them and judge. */
export interface Differences {
  readonly before: Scope;
  readonly after: Scope;
  readonly services: readonly Pair<ServiceShape>[];
  readonly operations: Delta<OperationShape>;
  readonly resources: Delta<ResourceShape>;
  readonly shapes: Delta<DataShape>;
  /** Of structures, unions, lists and maps that both have, of one kind; values of enumerations apart. */
  readonly members: Delta<MemberShape>;
  /** Of enumerations that both have, in either form. */
  readonly enums: readonly EnumDifference[];
  readonly traits: readonly TraitDifference[];
}

const NONE: Delta<never> = { added: [], removed: [], common: [] };

/** @param acrossForms see `CompareOptions`. */
export function differencesOf(before: Scope, after: Scope, acrossForms = false): Differences {
  const services =
    before.service === undefined || after.service === undefined
      ? []
      : [{ before: before.service, after: after.service }];
  const operations = delta(before.operations, after.operations);
  const resources = delta(before.resources, after.resources);
  const shapes = delta(before.shapes, after.shapes);
  const data = dataDifferences(shapes.common);
  const traits = [
    ...services.flatMap(serviceTraits),
    ...operations.common.flatMap((pair) => operationTraits(pair, { before: before.service, after: after.service })),
    ...resources.common.flatMap((pair) => traitDifferences({ kind: "resource", shapes: pair })),
    ...data.traits,
  ];
  const comparable = acrossForms ? comparableTraits(traits, { before, after }) : traits;
  return { before, after, services, operations, resources, shapes, ...data, traits: comparable };
}

/** The differences between two data shapes of whatever names, as if one stood in the other's place. */
export function differencesOfPair(
  before: Scope,
  after: Scope,
  pair: Pair<DataShape>,
  acrossForms = false,
): Differences {
  const shapes = { added: [], removed: [], common: [pair] };
  const { members, enums, traits } = dataDifferences([pair]);
  const comparable = acrossForms ? comparableTraits(traits, { before, after }) : traits;
  return { before, after, services: [], operations: NONE, resources: NONE, shapes, members, enums, traits: comparable };
}

function dataDifferences(pairs: readonly Pair<DataShape>[]): Pick<Differences, "members" | "enums" | "traits"> {
  const added: MemberShape[] = [];
  const removed: MemberShape[] = [];
  const common: Pair<MemberShape>[] = [];
  const enums: EnumDifference[] = [];
  const traits: TraitDifference[] = [];
  for (const shapes of pairs) {
    if (!sameTraits(shapes)) traits.push(...traitDifferences({ kind: "shape", shapes }));
    if (isEnumeration(shapes.before) && isEnumeration(shapes.after)) {
      const difference = enumDifference(shapes);
      enums.push(difference);
      traits.push(...difference.common.flatMap((pair) => valueTraits(shapes, pair)));
    }
    if (kindOf(shapes.before) !== kindOf(shapes.after)) continue;
    const [old, now] = [membersByName(shapes.before), membersByName(shapes.after)];
    for (const after of now.values()) {
      const before = old.get(after.name);
      if (before === undefined) {
        added.push(after);
        continue;
      }
      const pair = { before, after };
      common.push(pair);
      if (!sameTraits(pair)) traits.push(...traitDifferences({ kind: "member", shapes: pair }));
    }
    for (const member of old.values()) if (!now.has(member.name)) removed.push(member);
  }
  return { members: { added, removed, common }, enums, traits };
}

/** A structure and a union hold members alike: what came and went is told even where one became the other. */
function kindOf({ type }: DataShape): DataShape["type"] {
  return type === "union" ? "structure" : type;
}

function membersByName(shape: DataShape): ReadonlyMap<string, MemberShape> {
  if (shape.type === "structure" || shape.type === "union") return shape.members;
  return new Map(dataMembersOf(shape).map((member) => [member.name, member]));
}

function delta<K, T>(before: ReadonlyMap<K, T>, after: ReadonlyMap<K, T>): Delta<T> {
  const added: T[] = [];
  const common: Pair<T>[] = [];
  for (const [key, now] of after) {
    const old = before.get(key);
    if (old === undefined) added.push(now);
    else common.push({ before: old, after: now });
  }
  const removed = [...before].filter(([key]) => !after.has(key)).map(([, old]) => old);
  return { added, removed, common };
}

/** Asked of every member of both models, so it makes nothing. */
function sameTraits({ before, after }: Pair<{ readonly traits: Traits }>): boolean {
  if (before.traits.size !== after.traits.size) return false;
  for (const id of before.traits.keys()) {
    const now = after.traits.get(id);
    if (now === undefined || !sameJson(before.traits.get(id), now)) return false;
  }
  return true;
}

/** Compares the traits that the shapes have, or those given in their place. */
function traitDifferences(
  subject: Exclude<Subject, { kind: "enum value" }>,
  before = subject.shapes.before.traits,
  after = subject.shapes.after.traits,
): TraitDifference[] {
  return differingTraits(before, after).map((difference) => ({ subject, ...difference }));
}

/** What a service says of pages is compared at its operations. */
function serviceTraits(shapes: Pair<ServiceShape>): TraitDifference[] {
  const differences = traitDifferences({ kind: "service", shapes });
  return differences.filter(({ trait }) => trait !== "smithy.api#paginated");
}

function operationTraits(shapes: Pair<OperationShape>, services: Pair<ServiceShape | undefined>): TraitDifference[] {
  const before = traitsInService(services.before, shapes.before);
  const after = traitsInService(services.after, shapes.after);
  return traitDifferences({ kind: "operation", shapes }, before, after);
}

/** Enumerations are compared value by value, so that the older form and the newer one meet. */
const OF_ENUMERATIONS: ReadonlySet<string> = new Set(["smithy.api#enum", "smithy.api#enumValue"]);

function differingTraits(before: Traits, after: Traits): Omit<TraitDifference, "subject">[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].toSorted(compareText);
  return ids
    .filter((id) => !OF_ENUMERATIONS.has(id) && !sameJson(before.get(id), after.get(id)))
    .map((id) => ({ trait: id, before: before.get(id), after: after.get(id) }));
}

function enumDifference(shapes: Pair<DataShape>): EnumDifference {
  return { shapes, ...delta(valuesOf(shapes.before), valuesOf(shapes.after)) };
}

function valuesOf(shape: DataShape): ReadonlyMap<string | number, EnumValue> {
  return new Map((enumValues(shape) ?? []).map((entry) => [entry.value, entry]));
}

function valueTraits(shapes: Pair<DataShape>, { before, after }: Pair<EnumValue>): TraitDifference[] {
  const subject: Subject = { kind: "enum value", shapes, value: String(after.value) };
  return differingTraits(traitsOfValue(before), traitsOfValue(after)).map((one) => ({ subject, ...one }));
}

/** Those of the older form have no place but the entry itself. */
function traitsOfValue({ documentation, deprecated, tags, traits: own }: EnumValue): Traits {
  const traits = new Map(own);
  if (documentation !== undefined) traits.set("smithy.api#documentation", documentation);
  if (deprecated !== undefined) traits.set("smithy.api#deprecated", { ...deprecated });
  if (tags.length > 0) traits.set("smithy.api#tags", tags);
  return traits;
}
