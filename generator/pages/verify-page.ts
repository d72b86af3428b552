import type { Change } from "../changes/change.js";
import { compareClosures } from "../changes/compare.js";
import { pageCodes } from "../diagnostics/codes/pages.js";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import type { Closure } from "../model/closure.js";
import { enumValues } from "../model/enums.js";
import { nameOf } from "../model/shape-id.js";
import type { ShapeId } from "../model/shape-id.js";
import type { Claim } from "./claims.js";
import { claimsOf, plainPath } from "./claims.js";
import type { Disagreement, Tally } from "./disagreements.js";
import { dataShape, disagreements } from "./disagreements.js";
import type { ChangelogPage, PageOperation } from "./page.js";
import { SIDES } from "./page.js";
import { operationsByName, resolvePath } from "./paths.js";

/** Whether a model is what a page shows, and whether an update is what it announces. */
export interface Verification {
  readonly agreed: boolean;
  /** Statements of the page that were held against the model. */
  readonly checked: Readonly<Tally>;
  readonly disagreements: readonly Disagreement[];
  /** Undefined where there is no snapshot before. */
  readonly update: UpdateLists | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export interface UpdateLists {
  readonly announcedAndFound: readonly Announced[];
  readonly foundNotAnnounced: readonly Found[];
  readonly announcedNotThere: readonly Announced[];
}

export interface Announced {
  /** An operation, or a place in its request or response. */
  readonly at: string;
  readonly value?: string;
  readonly place: Place;
  /** Why it is not there, where it is not. */
  readonly why?: string;
}

export interface Found {
  readonly at: string;
  readonly change: Change;
  /** Whether pages tell such changes; of removals, errors, constraints and the like they say nothing. */
  readonly tellable: boolean;
}

/**
 * @param after the operations that count, in the model that the page is held against.
 * @param before the same in the snapshot before it.
 */
export function verifyPage(page: ChangelogPage, after: Closure, before: Closure | undefined): Verification {
  const diagnostics: Diagnostic[] = [];
  const checked: Tally = { members: 0, types: 0, values: 0, required: 0 };
  const byName = withinClosure(after);
  const found: Disagreement[] = [];
  for (const operation of page.operations) {
    const known = byName.get(operation.name);
    if (operation.status === "deleted") {
      if (known !== undefined) found.push(notDeleted(operation, known.id));
      continue;
    }
    if (known === undefined) {
      const { place, name } = operation;
      diagnostics.push(diagnose(pageCodes.operationAbsent, place, { operation: name }));
      continue;
    }
    for (const side of SIDES) {
      const root = known[side === "request" ? "input" : "output"];
      for (const one of disagreements(after.model, operation[side], root, `${operation.name}.${side}`, checked))
        found.push(one);
    }
  }
  const update = before === undefined ? undefined : compareUpdate(page, before, after, diagnostics);
  const agreed =
    found.length === 0 &&
    (update === undefined ||
      (update.announcedNotThere.length === 0 && update.foundNotAnnounced.every(({ tellable }) => !tellable)));
  return { agreed, checked, disagreements: found, update, diagnostics };
}

function notDeleted({ name, place }: PageOperation, shape: ShapeId): Disagreement {
  return { kind: "operation", at: name, place, page: "deleted", model: "there", shape };
}

function withinClosure({ model, service, operations }: Closure): ReturnType<typeof operationsByName> {
  const wanted = new Set(operations.map(({ id }) => nameOf(id)));
  return new Map([...operationsByName(model, service)].filter(([name]) => wanted.has(name)));
}

function compareUpdate(page: ChangelogPage, before: Closure, after: Closure, diagnostics: Diagnostic[]): UpdateLists {
  const [old, now] = [withinClosure(before), withinClosure(after)];
  const announcedAndFound: Announced[] = [];
  const announcedNotThere: Announced[] = [];
  /** What was announced, by the operation, the side and the shape that has it: one member may have many paths. */
  const announced = new Set<string>();
  const paths: string[] = [];
  const judge = (one: Announced, was: boolean, is: boolean): void => {
    if (is && !was) announcedAndFound.push(one);
    else announcedNotThere.push({ ...one, why: was ? "it was there before" : "the model does not have it" });
  };
  for (const operation of page.operations) {
    const { name, place, status } = operation;
    if (status === "deleted") {
      announced.add(name);
      const why = now.has(name) ? "the model still has it" : "it was not there before";
      if (old.has(name) && !now.has(name)) announcedAndFound.push({ at: name, place });
      else if (now.has(name) || before.whole) announcedNotThere.push({ at: name, place, why });
      continue;
    }
    if (status === "new") {
      announced.add(name);
      if (now.has(name) || after.whole) judge({ at: name, place }, old.has(name), now.has(name));
      continue;
    }
    if (!now.has(name)) continue;
    for (const claim of claimsBefore(operation, before, old, diagnostics)) {
      const { at, value } = claim;
      const has = ({ model }: Closure, operations: typeof now): boolean => holds(model, operations, claim);
      judge({ at, ...(value === undefined ? {} : { value }), place: claim.place }, has(before, old), has(after, now));
      announced.add(keyOfClaim(after, now, claim));
      if (claim.kind === "member") paths.push(plainPath(at));
    }
  }
  // What lies below a member that is new itself came with it.
  const isTold = (change: Change, operation: string, at: string): boolean => {
    const [root, plain] = [at.split(".").slice(0, 2).join("."), plainPath(at)];
    return (
      announced.has(operation) ||
      announced.has(`${root} ${change.shape} ${lastOf(change)}`) ||
      paths.some((path) => plain === path || plain.startsWith(`${path}.`))
    );
  };
  const foundNotAnnounced = compareClosures(before, after)
    .filter(isSubstantial)
    .flatMap((change) => notAnnounced(change, isTold));
  return { announcedAndFound, foundNotAnnounced, announcedNotThere };
}

function claimsBefore(
  operation: PageOperation,
  before: Closure,
  old: ReturnType<typeof operationsByName>,
  diagnostics: Diagnostic[],
): readonly Claim[] {
  const known = old.get(operation.name);
  if (known === undefined) return [];
  return SIDES.flatMap((side) => {
    const root = known[side === "request" ? "input" : "output"];
    const { claims, diagnostics: found } = claimsOf(operation, side, before.model, root);
    diagnostics.push(...found);
    return claims;
  });
}

function holds(
  model: Closure["model"],
  operations: ReturnType<typeof operationsByName>,
  { at, value }: Claim,
): boolean {
  const resolved = resolvePath(model, operations, at);
  if (resolved === undefined || value === undefined) return resolved !== undefined;
  return (enumValues(dataShape(model, resolved.target)) ?? []).some((one) => String(one.value) === value);
}

function keyOfClaim({ model }: Closure, operations: ReturnType<typeof operationsByName>, claim: Claim): string {
  const { at, value } = claim;
  const resolved = resolvePath(model, operations, at);
  const root = at.split(".").slice(0, 2).join(".");
  if (resolved === undefined) return root;
  return value === undefined
    ? `${root} ${resolved.container} ${resolved.member}`
    : `${root} ${resolved.target} ${JSON.stringify(value)}`;
}

/** What a change is about, as a claim would have it. */
function lastOf({ id, member, after }: Change): string {
  return id === "enum-value-added" ? JSON.stringify(String(after)) : (member ?? "");
}

function isSubstantial({ id, severity }: Change): boolean {
  // Members tell of new shapes.
  if (id === "shape-added") return false;
  return [severity.client, severity.server].some((one) => one !== "documentation" && one !== "none");
}

const TELLABLE: ReadonlySet<string> = new Set(["member-added", "enum-value-added", "operation-added"]);

/** One entry for each place that the page does not tell, or one for a change of which pages say nothing. */
function notAnnounced(
  change: Change,
  isTold: (change: Change, operation: string, at: string) => boolean,
): readonly Found[] {
  if (change.id === "operation-added" || change.id === "operation-removed") {
    const at = nameOf(change.shape as ShapeId);
    return isTold(change, at, at) ? [] : [{ at, change, tellable: TELLABLE.has(change.id) }];
  }
  if (!TELLABLE.has(change.id)) return [{ at: placeOf(change), change, tellable: false }];
  return change.reaches.flatMap(({ operation, side, path }): readonly Found[] => {
    const name = nameOf(operation as ShapeId);
    const at = `${name}.${side}${path === "" ? "" : `.${path}`}`;
    return isTold(change, name, at) ? [] : [{ at, change, tellable: side !== "error" }];
  });
}

function placeOf({ shape, member }: Change): string {
  return nameOf(shape as ShapeId) + (member === undefined ? "" : `.${member}`);
}
