import { loadCodes } from "../../diagnostics/codes/load.js";
import { createMember } from "../../model/model.js";
import type { ShapeId } from "../../model/shape-id.js";
import { memberId } from "../../model/shape-id.js";
import type { Json } from "../../model/traits.js";
import { isObject } from "../json/json-value.js";
import type { Report } from "../report.js";
import { suggest } from "../suggest.js";
import type { Draft, DraftMember } from "./ast.js";
import type { Locate } from "./locate.js";
import type { Merged } from "./merge.js";
import { reportMissingTarget } from "./merge.js";

const MIXIN = "smithy.api#mixin";

/**
 * Copies into each shape what its mixins bring (Smithy 2.0 spec, "Mixins"): their members first, in their order, then
 * its own; traits of later mixins over those of earlier ones, the shape's own over all.
 */
export function flattenMixins(
  merged: Merged,
  limit: number,
  locate: Locate,
  report: Report,
): ReadonlyMap<ShapeId, Draft> {
  const { drafts, pending } = merged;
  if ([...drafts.values()].every((draft) => draft.mixins.length === 0)) return drafts;
  const flat = new Map<ShapeId, Draft>();
  let copied = 0;
  for (const draft of inMixinOrder(drafts, locate, report)) {
    const mixins = draft.mixins.map((id) => flat.get(id)).filter((mixin) => mixin !== undefined);
    copied += mixins.reduce((sum, mixin) => sum + mixin.members.size, 0);
    if (copied > limit) {
      report(loadCodes.tooManyMembers, locate(draft.id, ["mixins"], "key"), { shape: draft.id, limit });
      return drafts;
    }
    flat.set(draft.id, mixins.length === 0 ? draft : mixInto(draft, mixins, merged, locate, report));
  }
  for (const [target, { at, overlay }] of pending) {
    const [container, name] = target.split("$") as [ShapeId, string];
    if (!overlay && !flat.get(container)?.members.has(name)) reportMissingTarget(flat, target, at, report);
  }
  return flat;
}

/** Mixins before the shapes that use them. Cycles and unknown mixins are reported, and passed over. */
function inMixinOrder(drafts: ReadonlyMap<ShapeId, Draft>, locate: Locate, report: Report): readonly Draft[] {
  const order: Draft[] = [];
  const state = new Map<ShapeId, "open" | "done">();
  for (const root of drafts.values()) {
    const stack = [{ draft: root, next: 0 }];
    if (state.has(root.id)) continue;
    state.set(root.id, "open");
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const { draft } = frame;
      const index = frame.next++;
      const id = draft.mixins[index];
      if (id === undefined) {
        state.set(draft.id, "done");
        order.push(draft);
        stack.pop();
        continue;
      }
      const mixin = drafts.get(id);
      const at = () => locate(draft.id, ["mixins", index, "target"]);
      if (mixin === undefined) {
        report(loadCodes.unknownTarget, at(), (mayTakeTime) => ({
          from: draft.id,
          target: id,
          suggestions: mayTakeTime ? suggest(id, drafts.keys()) : [],
        }));
      } else if (!mixin.traits.has(MIXIN)) {
        report(loadCodes.notAMixin, at(), { shape: draft.id, mixin: id });
      } else if (mixin.type !== draft.type) {
        report(loadCodes.mixinType, at(), { shape: draft.id, type: draft.type, mixin: id, mixinType: mixin.type });
      } else if (state.get(id) === "open") {
        report(loadCodes.mixinCycle, at(), { shape: draft.id, mixin: id });
      } else if (!state.has(id)) {
        state.set(id, "open");
        stack.push({ draft: mixin, next: 0 });
      }
    }
  }
  return order;
}

function mixInto(draft: Draft, mixins: readonly Draft[], merged: Merged, locate: Locate, report: Report): Draft {
  const traits = new Map<string, Json>();
  const members = new Map<string, DraftMember>();
  const references = new Map<string, readonly ShapeId[]>();
  const maps = new Map<string, ReadonlyMap<string, string>>();
  const texts = new Map<string, string>();
  for (const layer of [...mixins.filter((mixin) => mixin.type === draft.type), draft]) {
    for (const [id, value] of layer === draft ? draft.traits : inheritedTraits(layer)) traits.set(id, value);
    for (const [name, member] of layer.members) addMember(draft, members, name, member, locate, report);
    for (const [key, ids] of layer.references) references.set(key, joinReferences(key, references.get(key), ids));
    for (const [key, map] of layer.maps) maps.set(key, new Map([...(maps.get(key) ?? []), ...map]));
    for (const [key, text] of layer.texts) texts.set(key, text);
  }
  for (const [name, member] of members) {
    const added = merged.pending.get(memberId(draft.id, name));
    if (added !== undefined) members.set(name, { ...member, traits: new Map([...member.traits, ...added.traits]) });
  }
  return { ...draft, traits, members, references, maps, texts };
}

const LISTS: ReadonlySet<string> = new Set(["operations", "resources", "errors", "collectionOperations"]);

function joinReferences(
  key: string,
  before: readonly ShapeId[] | undefined,
  ids: readonly ShapeId[],
): readonly ShapeId[] {
  return before === undefined || !LISTS.has(key) ? ids : [...new Set([...before, ...ids])];
}

function addMember(
  draft: Draft,
  members: Map<string, DraftMember>,
  name: string,
  member: DraftMember,
  locate: Locate,
  report: Report,
): void {
  const before = members.get(name);
  if (before !== undefined && before.target !== member.target) {
    const facts = { member: memberId(draft.id, name), target: member.target, mixinTarget: before.target };
    report(loadCodes.mixinMemberTarget, locate(memberId(draft.id, name)), facts);
  }
  const traits = new Map([...(before?.traits ?? []), ...member.traits]);
  members.set(name, createMember(draft.id, name, member.target, traits));
}

/** All traits of a mixin but `mixin` itself and those that it keeps for itself. */
function inheritedTraits(mixin: Draft): readonly (readonly [string, Json])[] {
  const value = mixin.traits.get(MIXIN);
  const local = isObject(value) && Array.isArray(value.localTraits) ? (value.localTraits as readonly Json[]) : [];
  return [...mixin.traits].filter(([id]) => id !== MIXIN && !local.includes(id));
}
