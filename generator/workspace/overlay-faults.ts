import { overlayFaults } from "../../templates/mock/runtime/behaviour/responder.js";
import { plainDefinition } from "../artifacts/mock/definition.js";
import { mockRefused } from "../diagnostics/codes/mock.js";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import { createJsonSource, placeOf } from "../load/json/json-source.js";
import type { SourceFile } from "../load/load-model.js";
import { findInAst } from "../load/smithy/locate.js";
import type { Closure } from "../model/closure.js";
import type { ShapeId } from "../model/shape-id.js";
import type { ServiceFiles } from "./service-files.js";

/** What the mock cannot do of what the traits of swage say: told here, since the package's `createMock` would throw. */
export function findOverlayFaults(files: ServiceFiles, closure: Closure): readonly Diagnostic[] {
  const { overlay, service } = files;
  const model = files.snapshots.at(-1)!.files[0]!;
  return overlayFaults(plainDefinition(closure, service)).map((problem) =>
    diagnose(mockRefused, placeIn(overlay, problem) ?? placeIn(model, problem) ?? model.path, { problem }),
  );
}

/** `ns#Shape$member swage#trait[0].key:1:2: …`, as far as the file has it. */
function placeIn(file: SourceFile | undefined, problem: string): Place | undefined {
  const [, id, trait, rest] = /^(\S+) (swage#\w+)([^\s:]*)/.exec(problem) ?? [];
  if (file === undefined || id === undefined || trait === undefined) return undefined;
  const document: unknown = JSON.parse(file.text.replace(/^\uFEFF/, ""));
  const steps = [...(rest ?? "").matchAll(/\[(\d+)\]|\.(\w+)/g)].map(([, index, key]) =>
    key === undefined ? Number(index) : key,
  );
  const found = findInAst(document, id as ShapeId, ["traits", trait, ...steps]);
  return found === undefined || found.matched < 2
    ? undefined
    : placeOf(createJsonSource(file.path, file.text, document), found.path);
}
