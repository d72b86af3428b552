import { expectShape, targetOf } from "../model/model.js";
import type { ShapeId } from "../model/shape-id.js";
import { nameOf } from "../model/shape-id.js";
import type { DataShape, MemberShape, OperationShape } from "../model/shapes.js";
import { dataMembersOf } from "../model/shapes.js";
import type { Json } from "../model/traits.js";
import { trait } from "../model/traits.js";
import type { Delta, Differences, EnumDifference, Pair } from "./differences.js";
import { isRpcOnly } from "./protocols.js";
import type { Scope } from "./scope.js";

/**
 * Ends of sentences by what is gone or new: what it seems to be called now, where it seems to have moved, what it was.
 * Only where the evidence is clear, and no two things could have changed their names with each other. No more than a
 * hint: for code that uses the old name, the one is gone and the other new.
 */
export type Renames = ReadonlyMap<string, string>;

/** The key of a value; that of anything else is its absolute id. */
export function valueKey({ id }: DataShape, value: string | number): string {
  return `${id} ${JSON.stringify(value)}`;
}

/** @returns "" where nothing is known. */
export function hintOn(key: string, renames: Renames): string {
  const hint = renames.get(key);
  return hint === undefined ? "" : `; it seems to ${hint}`;
}

/** The differences in content between two shapes. */
type ContentOf = (pair: Pair<DataShape>) => readonly unknown[];

/** @param told ids of shapes whose new name is no news: both models point at them from the same places. */
export function findRenames(differences: Differences, contentOf: ContentOf, told: ReadonlySet<string>): Renames {
  const renames = new Map<string, string>();
  const note = (before: string, oldName: string, after: string, newName: string): void => {
    renames.set(before, `be called ${newName} now`).set(after, `be the old ${oldName}`);
  };
  for (const { before, after } of renamedMembers(differences, contentOf)) {
    note(before.id, before.name, after.id, after.name);
  }
  for (const { before, after } of renamedOperations(differences, contentOf)) {
    note(before.id, nameOf(before.id), after.id, nameOf(after.id));
  }
  for (const { before, after } of renamedShapes(differences, contentOf, told)) {
    note(before.id, nameOf(before.id), after.id, nameOf(after.id));
  }
  for (const difference of differences.enums) {
    const { shapes } = difference;
    for (const { before, after } of respelledValues(difference, differences)) {
      renames.set(valueKey(shapes.before, before), `be ${JSON.stringify(after)} now`);
      renames.set(valueKey(shapes.after, after), `be the old ${JSON.stringify(before)}`);
    }
  }
  for (const { member, path } of movedMembers(differences)) {
    if (!renames.has(member.id)) renames.set(member.id, `have moved to ${path}`);
  }
  return renames;
}

/** Pairs that are tried, before they are too many for anybody to see a rename in them. */
const MOST_PAIRS = 1_000_000;

const SEVERAL = Symbol("several");

type Evidence<T> = (before: T, after: T) => boolean;

/** One kind of evidence after the other, the surest first; each pairs what fits nothing else that is left. */
function pairUp<T>(removed: readonly T[], added: readonly T[], evidence: readonly Evidence<T>[]): Pair<T>[] {
  if (removed.length * added.length > MOST_PAIRS) return [];
  const [gone, fresh] = [new Set(removed), new Set(added)];
  return evidence.flatMap((fits) => {
    const partners = new Map<T, T | typeof SEVERAL>();
    const meet = (one: T, other: T): unknown => partners.set(one, partners.has(one) ? SEVERAL : other);
    for (const before of gone) {
      for (const after of fresh) {
        if (!fits(before, after)) continue;
        meet(before, after);
        meet(after, before);
      }
    }
    const sole = [...gone].flatMap((before): Pair<T>[] => {
      const after = partners.get(before);
      return after === undefined || after === SEVERAL || partners.get(after) === SEVERAL ? [] : [{ before, after }];
    });
    for (const { before, after } of sole) {
      gone.delete(before);
      fresh.delete(after);
    }
    return sole;
  });
}

/** Removed and added members by the structure that they stand in. */
function byContainer({ removed, added }: Delta<MemberShape>): ReadonlyMap<string, Omit<Delta<MemberShape>, "common">> {
  const groups = new Map<string, { removed: MemberShape[]; added: MemberShape[] }>();
  for (const member of removed) {
    const group = groups.get(member.container) ?? { removed: [], added: [] };
    groups.set(member.container, group);
    group.removed.push(member);
  }
  for (const member of added) groups.get(member.container)?.added.push(member);
  return groups;
}

function renamedMembers({ members, before, after }: Differences, contentOf: ContentOf): Pair<MemberShape>[] {
  const uses = { before: countUses(before), after: countUses(after) };
  const hasSameTarget: Evidence<MemberShape> = (old, now) =>
    old.target === now.target ||
    contentOf({ before: targetOf(before.model, old), after: targetOf(after.model, now) }).length === 0;
  const isOnlyUse: Evidence<MemberShape> = (old, now) =>
    old.target === now.target && uses.before(old.target) === 1 && uses.after(now.target) === 1;
  const evidence: readonly Evidence<MemberShape>[] = [hasSameWireName, hasSameWords, hasAlikeName, isOnlyUse];
  return [...byContainer(members).values()].flatMap(({ removed, added }) =>
    pairUp(
      removed,
      added,
      evidence.map((fits) => (old, now) => fits(old, now) && hasSameTarget(old, now)),
    ),
  );
}

function countUses(scope: Scope): (target: string) => number {
  let uses: Map<string, number> | undefined;
  return (target) => {
    if (uses === undefined) {
      uses = new Map();
      for (const shape of scope.shapes.values()) {
        for (const member of dataMembersOf(shape)) uses.set(member.target, (uses.get(member.target) ?? 0) + 1);
      }
    }
    return uses.get(target) ?? 0;
  };
}

const NAMES_ON_THE_WIRE = ["smithy.api#jsonName", "smithy.api#xmlName"] as const;
const PLACES_ON_THE_WIRE = ["smithy.api#httpQuery", "smithy.api#httpHeader", "smithy.api#httpPayload"] as const;

/** Whether the two are sent in the same place: then nobody notices on the wire. */
function hasSameWireName(old: MemberShape, now: MemberShape): boolean {
  const isBound = (id: string): boolean => old.traits.has(id) || now.traits.has(id);
  return (
    NAMES_ON_THE_WIRE.some((id) => isBound(id) && (trait(old, id) ?? old.name) === (trait(now, id) ?? now.name)) ||
    PLACES_ON_THE_WIRE.some((id) => {
      const place = old.traits.get(id);
      return place !== undefined && JSON.stringify(place) === JSON.stringify(now.traits.get(id));
    })
  );
}

interface Documented {
  readonly traits: ReadonlyMap<string, Json>;
}

/** Shorter texts say of many things what they say of one: "The ID." */
const TELLING = 20;

function hasSameWords(old: Documented, now: Documented): boolean {
  const text = old.traits.get("smithy.api#documentation");
  return typeof text === "string" && text.length >= TELLING && text === now.traits.get("smithy.api#documentation");
}

function hasAlikeName(old: MemberShape, now: MemberShape): boolean {
  return areAlike(old.name, now.name);
}

/** Whether one name is the other with letters put in at one place, whatever its capitals and underscores. */
function areAlike(a: string, b: string): boolean {
  const [short, long] = [lettersOf(a), lettersOf(b)].toSorted((one, other) => one.length - other.length) as [
    string,
    string,
  ];
  if (short.length < 2) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  return long.endsWith(short.slice(start));
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Members that a new structure holds, to which a new member leads from where they were. */
function movedMembers({ members, shapes, after }: Differences): { member: MemberShape; path: string }[] {
  const fresh = new Set(shapes.added.map(({ id }) => id));
  return [...byContainer(members).values()].flatMap(({ removed, added }) =>
    removed.flatMap((member) => {
      const places = added.filter((now) => {
        const target = targetOf(after.model, now);
        if (!fresh.has(target.id) || target.type !== "structure") return false;
        return target.members.get(member.name)?.target === member.target;
      });
      return places.length === 1 ? [{ member, path: `${places[0]!.name}.${member.name}` }] : [];
    }),
  );
}

function renamedOperations({ operations, before, after }: Differences, contentOf: ContentOf): Pair<OperationShape>[] {
  const { removed, added } = operations;
  const structures = (old: ShapeId, now: ShapeId) => ({
    before: expectShape(before.model, old, "structure"),
    after: expectShape(after.model, now, "structure"),
  });
  const hasSameContent: Evidence<OperationShape> = (old, now) =>
    contentOf(structures(old.input, now.input)).length === 0 &&
    contentOf(structures(old.output, now.output)).length === 0;
  const bindsToHttp = ![before, after].some(({ service }) => service && isRpcOnly(service.traits.keys()));
  return pairUp(removed, added, [
    (old, now) => bindsToHttp && hasSameAddress(old, now),
    (old, now) => (hasSameWords(old, now) || areAlike(nameOf(old.id), nameOf(now.id))) && hasSameContent(old, now),
  ]);
}

function hasSameAddress(old: OperationShape, now: OperationShape): boolean {
  const [was, is] = [trait(old, "smithy.api#http"), trait(now, "smithy.api#http")];
  return was !== undefined && was.method === is?.method && was.uri === is.uri;
}

/** Shapes that no two places in both models point at, such as errors, and those of operations with other names. */
function renamedShapes({ shapes }: Differences, contentOf: ContentOf, told: ReadonlySet<string>): Pair<DataShape>[] {
  const news = (all: readonly DataShape[]): readonly DataShape[] => all.filter(({ id }) => !told.has(id));
  return pairUp(news(shapes.removed), news(shapes.added), [
    (old, now) =>
      old.type === now.type &&
      areAlike(nameOf(old.id), nameOf(now.id)) &&
      contentOf({ before: old, after: now }).length === 0,
  ]);
}

/** Values that kept their name, or are spelt otherwise. */
function respelledValues({ removed, added }: EnumDifference, { before, after }: Differences): Pair<string | number>[] {
  // A service-2.json has no names of values: ours follow from the values.
  const named = before.model.form !== "service-2" && after.model.form !== "service-2";
  const pairs = pairUp(removed, added, [
    (old, now) => named && old.name !== undefined && old.name === now.name,
    (old, now) => lettersOf(String(old.value)) === lettersOf(String(now.value)) && lettersOf(String(old.value)) !== "",
  ]);
  return pairs.map((pair) => ({ before: pair.before.value, after: pair.after.value }));
}
