import { loadCodes } from "../../diagnostics/codes/load.js";
import { createMember } from "../../model/model.js";
import type { ShapeId } from "../../model/shape-id.js";
import { containerOf, memberNameOf } from "../../model/shape-id.js";
import type { Json } from "../../model/traits.js";
import { placeOf } from "../json/json-source.js";
import { equalJson } from "../json/json-value.js";
import type { At, Report } from "../report.js";
import { suggest } from "../suggest.js";
import type { Application, AstFile, Definition, Draft } from "./ast.js";

/** Files put together: shapes as they stand before mixins, and what waits for members that mixins bring. */
export interface Merged {
  readonly drafts: Map<ShapeId, Draft>;
  readonly metadata: ReadonlyMap<string, Json>;
  readonly pending: ReadonlyMap<ShapeId, PendingTraits>;
}

/** Traits that `apply` statements put on a member which the shape does not have itself. */
export interface PendingTraits {
  readonly traits: Map<string, Json>;
  readonly at: At;
  readonly overlay: boolean;
}

interface Origin {
  readonly file: AstFile;
  readonly definition: Definition;
}

/** @param files models first, the overlay last. */
export function mergeFiles(files: readonly AstFile[], report: Report): Merged {
  const drafts = new Map<ShapeId, Draft>();
  const origins = new Map<ShapeId, Origin>();
  for (const file of files) {
    for (const definition of file.definitions) {
      const { id } = definition.draft;
      const before = drafts.get(id);
      const origin = origins.get(id);
      if (before !== undefined && file.overlay) drafts.set(id, overlayShape(before, definition.draft));
      else if (origin !== undefined) reportUnequal(origin, { file, definition }, report);
      else {
        drafts.set(id, definition.draft);
        if (files.length > 1) origins.set(id, { file, definition });
      }
    }
  }
  const pending = new Map<ShapeId, PendingTraits>();
  for (const file of files) {
    for (const application of file.applications) applyTo(drafts, pending, application, file.overlay, report);
  }
  return { drafts, metadata: mergeMetadata(files, report), pending };
}

function reportUnequal(first: Origin, second: Origin, report: Report): void {
  if (equalJson(first.definition.node, second.definition.node)) return;
  const { id } = second.definition.draft;
  const other = placeOf(first.file.source, first.definition.path, "key");
  report(
    loadCodes.conflictingShape,
    { source: second.file.source, path: second.definition.path, on: "key" },
    { id, other },
  );
}

/** The overlay's shape over the model's: what it gives goes before, member by member and trait by trait. */
function overlayShape(base: Draft, over: Draft): Draft {
  if (base.type !== over.type) return over;
  const members = new Map(base.members);
  for (const [name, member] of over.members) {
    const traits = new Map([...(base.members.get(name)?.traits ?? []), ...member.traits]);
    members.set(name, createMember(base.id, name, member.target, traits));
  }
  const maps = new Map(base.maps);
  for (const [key, map] of over.maps) maps.set(key, new Map([...(base.maps.get(key) ?? []), ...map]));
  return {
    id: base.id,
    type: base.type,
    version: base.version,
    traits: new Map([...base.traits, ...over.traits]),
    mixins: over.mixins.length > 0 ? over.mixins : base.mixins,
    members,
    references: new Map([...base.references, ...over.references]),
    maps,
    texts: new Map([...base.texts, ...over.texts]),
  };
}

function applyTo(
  drafts: ReadonlyMap<ShapeId, Draft>,
  pending: Map<ShapeId, PendingTraits>,
  { target, traits, at }: Application,
  overlay: boolean,
  report: Report,
): void {
  const draft = drafts.get(containerOf(target));
  if (draft === undefined) {
    if (!overlay) reportMissingTarget(drafts, target, at, report);
    return;
  }
  const member = memberNameOf(target);
  const own = member === undefined ? draft.traits : draft.members.get(member)?.traits;
  if (own !== undefined) return mergeTraits(own, target, traits, at, overlay, report);
  if (draft.mixins.length > 0) {
    const waiting = pending.get(target) ?? { traits: new Map(), at, overlay };
    pending.set(target, waiting);
    return mergeTraits(waiting.traits, target, traits, at, overlay, report);
  }
  if (!overlay) reportMissingTarget(drafts, target, at, report);
}

export function reportMissingTarget(
  drafts: ReadonlyMap<ShapeId, Draft>,
  target: ShapeId,
  at: At,
  report: Report,
): void {
  const draft = drafts.get(containerOf(target));
  const member = memberNameOf(target);
  report(loadCodes.unknownApplyTarget, at, (mayTakeTime) => {
    if (!mayTakeTime) return { target, suggestions: [] };
    const suggestions =
      draft === undefined || member === undefined
        ? suggest(target, drafts.keys())
        : suggest(member, draft.members.keys()).map((name) => `${draft.id}$${name}`);
    return { target, suggestions };
  });
}

/** Lists of several files are joined, as Smithy does; other values must agree. The overlay's replace. */
function mergeTraits(
  own: Map<string, Json>,
  target: ShapeId,
  traits: ReadonlyMap<string, Json>,
  at: At,
  overlay: boolean,
  report: Report,
): void {
  for (const [trait, value] of traits) {
    const before = own.get(trait);
    if (overlay || before === undefined || equalJson(before, value)) own.set(trait, value);
    else if (Array.isArray(before) && Array.isArray(value))
      own.set(trait, [...(before as Json[]), ...(value as Json[])]);
    else report(loadCodes.conflictingTrait, { ...at, path: [...at.path, "traits", trait] }, { trait, target });
  }
}

function mergeMetadata(files: readonly AstFile[], report: Report): ReadonlyMap<string, Json> {
  const metadata = new Map<string, Json>();
  for (const file of files) {
    for (const [key, value] of file.metadata) {
      const before = metadata.get(key);
      if (before === undefined || file.overlay || equalJson(before, value)) metadata.set(key, value);
      else if (Array.isArray(before) && Array.isArray(value))
        metadata.set(key, [...(before as Json[]), ...(value as Json[])]);
      else report(loadCodes.conflictingMetadata, { source: file.source, path: ["metadata", key], on: "key" }, { key });
    }
  }
  return metadata;
}
