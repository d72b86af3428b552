import { overlayFaults } from "../../templates/mock/runtime/behaviour/responder.js";
import type { PlainDefinition } from "../artifacts/mock/definition.js";
import { plainDefinition } from "../artifacts/mock/definition.js";
import { idleTrait, mockRefused, overlaidNothing, unknownOverlayError, unseenName } from "../diagnostics/codes/mock.js";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import { createJsonSource, placeOf } from "../load/json/json-source.js";
import type { SourceFile } from "../load/load-model.js";
import { findInAst } from "../load/smithy/locate.js";
import { suggest } from "../load/suggest.js";
import type { Closure } from "../model/closure.js";
import type { Model } from "../model/model.js";
import type { ShapeId } from "../model/shape-id.js";
import { nameOf } from "../model/shape-id.js";
import { membersOf } from "../model/shapes.js";
import { SEEN, unseenNames } from "./overlay-expressions.js";
import type { ServiceFiles } from "./service-files.js";

/**
 * What the mock cannot do of what the traits of swage say, which the package's `createMock` would throw; and, as
 * warnings, what it would pass over: a mistake there shows in nothing but answers.
 */
export function findOverlayFaults(files: ServiceFiles, closure: Closure): readonly Diagnostic[] {
  const { overlay, service } = files;
  const misplaced = overlay === undefined ? [] : missingTargets(overlay, files, closure.model);
  const definition = plainDefinition(closure, service);
  return isPlain(definition) ? misplaced : [...behaviourFaults(files, closure, definition), ...misplaced];
}

/** Whether no trait of swage says anything: most services have no overlay, and there is nothing to plan for. */
function isPlain({ behaviour }: PlainDefinition): boolean {
  return Object.keys(behaviour).length === 0;
}

function behaviourFaults(
  { overlay, snapshots }: ServiceFiles,
  closure: Closure,
  definition: PlainDefinition,
): readonly Diagnostic[] {
  const { refused, idle } = overlayFaults(definition);
  const model = snapshots.at(-1)!.files[0]!;
  const placed = (problem: string): Place | string =>
    placeIn(overlay, problem) ?? placeIn(model, problem) ?? model.path;
  return [
    ...refused.map((problem) => diagnose(mockRefused, placed(problem), { problem })),
    // Operations that the configuration leaves out take the effect with them.
    ...(closure.whole ? idle.map((place) => diagnose(idleTrait, placed(place), { place })) : []),
    ...unseenNames(definition).map(({ place, name }) =>
      diagnose(unseenName, placed(place), { place, name, seen: SEEN }),
    ),
    ...namedErrors(definition).flatMap(({ place, error }) => {
      const suggestions = unknownError(closure.model, error);
      const facts = { place, error, suggestions: suggestions ?? [] };
      return suggestions === undefined ? [] : [diagnose(unknownOverlayError, placed(place), facts)];
    }),
  ];
}

/** `ns#Shape$member swage#trait[0].key:1:2: …`, as far as the file has it. */
function placeIn(file: SourceFile | undefined, problem: string): Place | undefined {
  const [, id, trait, rest] = /^(\S+) (swage#\w+)([^\s:]*)/.exec(problem) ?? [];
  if (file === undefined || id === undefined || trait === undefined) return undefined;
  const document = documentOf(file);
  const steps = [...(rest ?? "").matchAll(/\[(\d+)\]|\.(\w+)/g)].map(([, index, key]) =>
    key === undefined ? Number(index) : key,
  );
  const found = findInAst(document, id as ShapeId, ["traits", trait, ...steps]);
  return found === undefined || found.matched < 2
    ? undefined
    : placeOf(createJsonSource(file.path, file.text, document), found.path);
}

function documentOf({ text }: SourceFile): unknown {
  return JSON.parse(text.replace(/^\uFEFF/, ""));
}

interface NamedError {
  readonly place: string;
  readonly error: string;
}

const FAILURES = ["swage#notFound", "swage#conflict"];

function namedErrors({ behaviour }: PlainDefinition): readonly NamedError[] {
  return Object.entries(behaviour).flatMap(([target, traits]) =>
    Object.entries(traits).flatMap(([trait, value]) => {
      const place = `${target} ${trait}`;
      if (trait === "swage#constraintError") return namedIn(place, { error: value });
      if (FAILURES.includes(trait)) return namedIn(`${place}.error`, value);
      if (trait !== "swage#rules" || !Array.isArray(value)) return [];
      return value.flatMap((rule, index) => namedIn(`${place}[${index}].error`, rule));
    }),
  );
}

function namedIn(place: string, value: unknown): readonly NamedError[] {
  const error = typeof value === "object" && value !== null && "error" in value ? value.error : undefined;
  return typeof error === "string" ? [{ place, error }] : [];
}

/** @returns undefined for an error of the model, and for a name that is not like any: frameworks have errors, too. */
function unknownError(model: Model, error: string): readonly string[] | undefined {
  const known = [...model.shapes.values()].filter(({ traits }) => traits.has("smithy.api#error")).map(({ id }) => id);
  if (error.includes("#")) return known.includes(error as ShapeId) ? undefined : suggest(error, known);
  const names = known.map(nameOf);
  const suggestions = names.includes(error) ? [] : suggest(error, names);
  return suggestions.length === 0 ? undefined : suggestions;
}

/** One overlay serves old snapshots and those to come: only what is nearly the name of something is a mistake. */
function missingTargets(overlay: SourceFile, files: ServiceFiles, model: Model): readonly Diagnostic[] {
  const document = documentOf(overlay) as { readonly shapes?: Readonly<Record<string, { readonly type?: unknown }>> };
  const applied = Object.entries(document.shapes ?? {}).filter(([, shape]) => shape.type === "apply");
  const older = files.snapshots.slice(0, -1).flatMap((snapshot) => snapshot.files.map(({ text }) => text));
  return applied.flatMap(([target]) => {
    const [id = "", member] = target.split("$");
    const shape = model.getShape(id as ShapeId);
    const names = shape === undefined ? [] : membersOf(shape).map(({ name }) => name);
    if (shape !== undefined && (member === undefined || names.includes(member))) return [];
    const words = [id.slice(id.indexOf("#") + 1), ...(member === undefined ? [] : [member])];
    if (older.some((text) => words.every((word) => text.includes(`#${word}"`) || text.includes(`"${word}"`))))
      return [];
    const suggestions =
      shape === undefined ? sameName(model, id) : suggest(member ?? "", names).map((one) => `${id}$${one}`);
    if (suggestions.length === 0) return [];
    const found = findInAst(document, target as ShapeId, []);
    const at = found && placeOf(createJsonSource(overlay.path, overlay.text, document), found.path, "key");
    return [diagnose(overlaidNothing, at ?? overlay.path, { target, suggestions })];
  });
}

/** Shapes of that name in another namespace, or in other letters' case: a new shape may be named much like another. */
function sameName(model: Model, id: string): readonly ShapeId[] {
  const name = id.slice(id.indexOf("#") + 1).toLowerCase();
  return [...model.shapes.keys()].filter((known) => nameOf(known).toLowerCase() === name);
}
