import type { Node, ParseError } from "jsonc-parser";
import { parseTree, printParseErrorCode } from "jsonc-parser";
import { CHANGES_CODES } from "../diagnostics/codes/changes.js";
import type { Diagnostic, Place, Result } from "../diagnostics/diagnostic.js";
import { compareText, diagnose, hasErrors } from "../diagnostics/diagnostic.js";
import type { Change } from "./change.js";

/** Why a change is accepted, and to what day, that day included. */
export interface Acceptance {
  readonly reason: string;
  /** `YYYY-MM-DD`. */
  readonly until?: string;
}

/** An entry of the suppressions file: one change by its fingerprint, or all changes of a kind at a place. */
export type Suppression = Acceptance &
  (
    | { readonly fingerprint: string }
    | { readonly id: string; readonly shape: string; readonly member?: string; readonly trait?: string }
  );

export interface SuppressionEntry {
  readonly suppression: Suppression;
  readonly place: Place;
}

export interface Suppressions {
  readonly file: string;
  readonly entries: readonly SuppressionEntry[];
}

const KEYS: readonly string[] = ["fingerprint", "id", "shape", "member", "trait", "reason", "until"];

/** @param file as diagnostics show it. */
export function parseSuppressions(file: string, text: string): Result<Suppressions> {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  const [error] = errors;
  if (error !== undefined || root === undefined) {
    const place = placeAt(file, text, error?.offset ?? 0);
    const problem = error === undefined ? "it is empty" : printParseErrorCode(error.error);
    return { diagnostics: [diagnose(CHANGES_CODES.suppressionsNotJson, place, { problem })] };
  }
  const invalid = (node: Node, problem: string): Diagnostic =>
    diagnose(CHANGES_CODES.suppressionInvalid, placeAt(file, text, node.offset), { problem });
  if (root.type !== "array") return { diagnostics: [invalid(root, "the file must hold a list")] };
  const diagnostics: Diagnostic[] = [];
  const entries: SuppressionEntry[] = [];
  for (const node of root.children ?? []) {
    const { suppression, problem } = readEntry(node);
    if (suppression === undefined) diagnostics.push(invalid(node, problem));
    else entries.push({ suppression, place: placeAt(file, text, node.offset) });
  }
  return hasErrors(diagnostics) ? { diagnostics } : { value: { file, entries }, diagnostics };
}

interface Read {
  readonly suppression?: Suppression;
  /** "" where there is a suppression. */
  readonly problem: string;
}

function fail(problem: string): Read {
  return { problem };
}

function readEntry(node: Node): Read {
  if (node.type !== "object") return fail("it must be an object");
  const found = new Map<string, string>();
  for (const property of node.children ?? []) {
    const [key, value] = [String(property.children?.[0]?.value), property.children?.[1]];
    if (!KEYS.includes(key)) return fail(`there is no key "${key}"`);
    if (found.has(key)) return fail(`"${key}" is given twice`);
    if (value?.type !== "string") return fail(`"${key}" must be a text`);
    found.set(key, String(value.value));
  }
  const get = (key: string): string | undefined => found.get(key);
  const [fingerprint, id, shape, reason, until] = ["fingerprint", "id", "shape", "reason", "until"].map(get);
  if (reason === undefined || reason.trim() === "") return fail('"reason" is missing');
  if (until !== undefined && !isDate(until)) return fail(`"until" must be a day, as in "2022-05-24"`);
  const acceptance = { reason, ...(until === undefined ? {} : { until }) };
  if (fingerprint !== undefined) {
    if (!/^[0-9a-f]{16}$/.test(fingerprint)) return fail(`"${fingerprint}" is no fingerprint`);
    return { suppression: { fingerprint, ...acceptance }, problem: "" };
  }
  if (id === undefined || shape === undefined) return fail('it needs "fingerprint", or "id" and "shape"');
  const [member, trait] = [get("member"), get("trait")];
  const place = { id, shape, ...(member === undefined ? {} : { member }), ...(trait === undefined ? {} : { trait }) };
  return { suppression: { ...place, ...acceptance }, problem: "" };
}

/** Whether a text is a day that the calendar has, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (day === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function placeAt(file: string, text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { file, line: before.split("\n").length, column: offset - lineStart + 1 };
}

export function matches(suppression: Suppression, change: Change): boolean {
  if ("fingerprint" in suppression) return suppression.fingerprint === change.fingerprint;
  const { id, shape, member, trait } = suppression;
  return (
    change.id === id &&
    change.shape === shape &&
    (member === undefined || change.member === member) &&
    (trait === undefined || change.trait === trait)
  );
}

/** A suppression holds up to its day, that day included. */
function isPast({ until }: Acceptance, today: string): boolean {
  return until !== undefined && until < today;
}

interface Applied {
  readonly accepted: ReadonlyMap<Change, Acceptance>;
  readonly diagnostics: readonly Diagnostic[];
}

/** @param today `YYYY-MM-DD`. */
export function applySuppressions(changes: readonly Change[], { entries }: Suppressions, today: string): Applied {
  const accepted = new Map<Change, Acceptance>();
  const diagnostics: Diagnostic[] = [];
  for (const { suppression, place } of entries) {
    const { reason, until } = suppression;
    const name = nameOfSuppression(suppression);
    const matched = changes.filter((change) => matches(suppression, change));
    if (matched.length === 0) {
      diagnostics.push(diagnose(CHANGES_CODES.suppressionUnmatched, place, { suppression: name }));
    } else if (until !== undefined && isPast(suppression, today)) {
      diagnostics.push(diagnose(CHANGES_CODES.suppressionExpired, place, { suppression: name, until }));
    } else {
      for (const change of matched) {
        if (!accepted.has(change)) accepted.set(change, { reason, ...(until === undefined ? {} : { until }) });
      }
    }
  }
  return { accepted, diagnostics };
}

function nameOfSuppression(suppression: Suppression): string {
  if ("fingerprint" in suppression) return suppression.fingerprint;
  const { id, shape, member } = suppression;
  return `${id} at ${shape}${member === undefined ? "" : `$${member}`}`;
}

/** Adds an acceptance, in place of one for the same change. */
export function withAcceptance(
  suppressions: readonly Suppression[],
  accepted: Acceptance & { readonly fingerprint: string },
): readonly Suppression[] {
  const others = suppressions.filter((one) => !("fingerprint" in one) || one.fingerprint !== accepted.fingerprint);
  return [...others, accepted];
}

/** The text of a suppressions file: entries and keys in one order, whoever wrote them. */
export function printSuppressions(suppressions: readonly Suppression[]): string {
  const entries = suppressions
    .map((suppression) => {
      const found: Readonly<Record<string, string>> = { ...suppression };
      return Object.fromEntries(KEYS.filter((key) => Object.hasOwn(found, key)).map((key) => [key, found[key]]));
    })
    .map((entry) => ({ entry, key: JSON.stringify(entry) }))
    .toSorted((a, b) => compareText(a.key, b.key))
    .map(({ entry }) => entry);
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}
