import { refusedOperations } from "../artifacts/mock/definition.js";
import { operationsNotMocked } from "../diagnostics/codes/mock.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import type { Closure } from "../model/closure.js";
import { nameOf } from "../model/shape-id.js";
import { findOverlayFaults } from "./overlay-faults.js";
import type { ServiceFiles } from "./service-files.js";

/** What there is to tell of a service's mock: faults of the overlay, and what it does not answer. */
export function mockFindings(files: ServiceFiles, closure: Closure): readonly Diagnostic[] {
  return [...findOverlayFaults(files, closure), ...findRefusedOperations(files, closure)];
}

function findRefusedOperations({ service, snapshots }: ServiceFiles, closure: Closure): readonly Diagnostic[] {
  const refused = refusedOperations(closure);
  if (refused.size === 0) return [];
  const operations = closure.operations.filter(({ id }) => refused.has(id)).map(({ id }) => nameOf(id));
  return [diagnose(operationsNotMocked, snapshots.at(-1)!.files[0]!.path, { service, operations })];
}
