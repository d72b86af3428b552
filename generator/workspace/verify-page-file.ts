import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import type { Snapshot } from "../changes/history.js";
import type { ChangelogPage } from "../pages/page.js";
import type { Verification } from "../pages/verify-page.js";
import { verifyPage } from "../pages/verify-page.js";
import { loadSnapshot } from "./load-service.js";
import { readPageFile } from "./read-page-file.js";
import type { ServiceAtHand } from "./service-at-hand.js";
import { openModels, serviceAtHand } from "./service-at-hand.js";
import { notThere } from "./workspace.js";

export interface VerifyRequest {
  /** Absolute. */
  readonly cwd: string;
  /** As the person gave it. */
  readonly page: string;
  /** SERVICE or SERVICE@DATE. */
  readonly service: string | undefined;
}

export interface VerifyOutcome extends Verification {
  readonly service: string;
  readonly page: ChangelogPage;
  /** The snapshots; undefined for a model without a date, and where there is none before. */
  readonly snapshot: string | undefined;
  readonly before: string | undefined;
}

/**
 * Holds a page against a snapshot and what changed from the one before it: the snapshot of the page's date if there is
 * one, else the newest.
 */
export function verifyPageFile({ cwd, page: file, service }: VerifyRequest): Result<VerifyOutcome> {
  const { value: open, diagnostics } = openModels(cwd);
  if (open === undefined) return { diagnostics };
  const [given, chosen] = service?.split("@") ?? [];
  const { value: read, diagnostics: ofPage } = readPageFile(cwd, file, open, given);
  const found: Diagnostic[] = [...diagnostics, ...ofPage];
  if (read === undefined) return { diagnostics: found };
  const { page, service: name } = read;
  const { value: hand, diagnostics: ofService } = serviceAtHand(open, name);
  if (hand === undefined) return { diagnostics: [...found, ...ofService] };
  const { snapshots } = hand.files;
  const dated = snapshots.findIndex(({ date }) => date === (chosen ?? page.date));
  if (chosen !== undefined && dated < 0)
    return { diagnostics: [...found, notThere(`${name} has no snapshot of ${JSON.stringify(chosen)}`)] };
  const index = dated < 0 ? snapshots.length - 1 : dated;
  const after = load(hand, index, found);
  const before = index === 0 ? undefined : load(hand, index - 1, found);
  if (after === undefined || hasErrors(found)) return { diagnostics: found };
  const verification = verifyPage(page, after.closure, before?.closure);
  found.push(...verification.diagnostics);
  const outcome = { ...verification, service: hand.source.service, page, snapshot: after.date, before: before?.date };
  return hasErrors(found) ? { diagnostics: found } : { value: outcome, diagnostics: found };
}

/** The model as it stands: what an overlay adds is no claim of the service. */
function load({ files, operations }: ServiceAtHand, index: number, found: Diagnostic[]): Snapshot | undefined {
  const names = operations.map(({ text }) => text);
  const { value, diagnostics } = loadSnapshot(files.snapshots[index]!, undefined, names);
  found.push(...diagnostics.filter(({ severity }) => severity === "error"));
  return value;
}
