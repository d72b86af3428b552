import { pageCodes } from "../diagnostics/codes/pages.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { compareDiagnostics, diagnose, hasErrors } from "../diagnostics/diagnostic.js";
import { isIdentifier } from "../model/shape-id.js";
import { readHtmlPage } from "./html-page.js";
import { MAX_ENTRIES, MAX_FINDINGS, MAX_PAGE_MEGABYTES } from "./limits.js";
import type { ChangelogPage, OperationStatus, PageOperation } from "./page.js";
import type { PageText } from "./page-text.js";
import { placeIn, readTextPage } from "./page-text.js";
import { readOperation } from "./read-operation.js";

const HEADING = /^(\d{4})\/(\d{2})\/(\d{2}) - (.+?) - .*\bapi methods?$/;
const OPERATION = /^(\S+) \((\w+)\)(?: Link)?(?: ¶)?$/;

/** What a page tells of one service on one day. */
export interface PageSection {
  /** As the page calls the service. */
  readonly title: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Everything wrong with the section comes back at once, in order; never throws, whatever the text. */
  readonly read: () => Result<ChangelogPage>;
}

const STATUSES: ReadonlyMap<string, OperationStatus> = new Map([
  ["new", "new"],
  ["updated", "updated"],
  ["deleted", "deleted"],
  ["removed", "deleted"],
]);

/**
 * Finds what a changelog page, saved as text or as HTML, tells: of one service, or of several one after the other.
 * @param file as diagnostics show it.
 */
export function findSections(file: string, text: string): Result<readonly PageSection[]> {
  if (text.length > MAX_PAGE_MEGABYTES * 1_000_000)
    return { diagnostics: [diagnose(pageCodes.tooLarge, file, { megabytes: MAX_PAGE_MEGABYTES })] };
  const page = /^\s*<(?:!doctype|html|\w+[\s>])/i.test(text) ? readHtmlPage(file, text) : readTextPage(file, text);
  const headings = page.lines.flatMap((line, index) => {
    const match = HEADING.exec(line.text.trim());
    return match === null ? [] : [{ index, match }];
  });
  if (headings.length === 0) return notAPage(page, 0, "it has no line with a date, a service and a number of methods");
  const sections = headings.map(({ index, match }, number): PageSection => {
    const [, year, month, day, title] = match;
    const date = `${year}-${month}-${day}`;
    const end = headings[number + 1]?.index ?? page.lines.length;
    return { title: title!, date, read: () => readSection(page, index, end, title!, date) };
  });
  return { value: sections, diagnostics: [] };
}

function readSection(page: PageText, start: number, end: number, title: string, date: string): Result<ChangelogPage> {
  if (!isDay(date)) return notAPage(page, start, `${date} is no day`);
  const { operations, diagnostics } = readOperations(page, start + 1, end);
  if (operations.length === 0 && !hasErrors(diagnostics)) return notAPage(page, start, "it names no operation");
  const found = cut(diagnostics);
  return hasErrors(found)
    ? { diagnostics: found }
    : { value: { file: page.file, title, date, operations }, diagnostics: found };
}

function readOperations(
  page: PageText,
  start: number,
  end: number,
): { readonly operations: readonly PageOperation[]; readonly diagnostics: readonly Diagnostic[] } {
  const starts = page.lines.flatMap(({ text }, index) =>
    index >= start && index < end && OPERATION.test(text) && isBeginning(page, index) ? [index] : [],
  );
  const diagnostics: Diagnostic[] = [];
  const operations = new Map<string, PageOperation>();
  if (starts.length > MAX_ENTRIES) {
    const problem = `it names more than ${MAX_ENTRIES} operations`;
    return {
      operations: [],
      diagnostics: [diagnose(pageCodes.notAPage, placeIn(page, page.lines[starts[0]!]), { problem })],
    };
  }
  for (const [number, at] of starts.entries()) {
    const line = page.lines[at]!;
    const [, name, status] = OPERATION.exec(line.text)!;
    const place = placeIn(page, line);
    if (!isIdentifier(name!))
      diagnostics.push(diagnose(pageCodes.badName, place, { what: "an operation", name: name! }));
    else if (STATUSES.get(status!) === undefined)
      diagnostics.push(diagnose(pageCodes.unknownStatus, place, { operation: name!, status: status! }));
    else if (operations.has(name!))
      diagnostics.push(diagnose(pageCodes.contradiction, place, { at: name!, problem: "it stands here twice" }));
    else {
      const { value, diagnostics: found } = readOperation(page, at, starts[number + 1] ?? end, {
        name: name!,
        status: STATUSES.get(status!)!,
        place,
      });
      for (const one of found) diagnostics.push(one);
      if (value !== undefined) operations.set(name!, value);
    }
  }
  return { operations: [...operations.values()], diagnostics };
}

/** A description may end a line in brackets too: what swage does not know is a status only where a link stands. */
function isBeginning({ lines }: PageText, at: number): boolean {
  return / (?:\((?:new|updated|deleted|removed)\)|Link|¶)$/.test(lines[at]!.text);
}

function notAPage(page: PageText, index: number, problem: string): Result<never> {
  return { diagnostics: [diagnose(pageCodes.notAPage, placeIn(page, page.lines[index]), { problem })] };
}

function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

/** Errors go before what is less, so that none of them is cut. */
function cut(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = diagnostics.toSorted(compareDiagnostics);
  if (sorted.length <= MAX_FINDINGS) return sorted;
  const errors = sorted.filter(({ severity }) => severity === "error");
  const kept = [...errors, ...sorted.filter(({ severity }) => severity !== "error")].slice(0, MAX_FINDINGS);
  if (errors.length <= MAX_FINDINGS) return kept.toSorted(compareDiagnostics);
  return [...kept, diagnose(pageCodes.tooMany, kept.at(-1)!, { count: errors.length - MAX_FINDINGS })];
}
