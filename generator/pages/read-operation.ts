import { pageCodes } from "../diagnostics/codes/pages.js";
import type { Diagnostic, Place, Result } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import { describeStructure } from "./describe-syntax.js";
import { MAX_DEPTH } from "./limits.js";
import type { Delta, OperationStatus, PageOperation, PageSide, PageStructure } from "./page.js";
import type { PageText } from "./page-text.js";
import { blockOf, placeIn } from "./page-text.js";
import { readDelta } from "./read-delta.js";
import type { Description } from "./read-descriptions.js";
import { readBullets, readParameters } from "./read-descriptions.js";
import type { SyntaxNode } from "./read-syntax.js";
import { readCall, readValue } from "./read-syntax.js";
import type { Scanner } from "./scanner.js";
import { createScanner, PageSyntaxError } from "./scanner.js";

interface Heading {
  readonly name: string;
  readonly status: OperationStatus;
  readonly place: Place;
}

/** The lines at which the sections of an operation begin; a section that is missing begins where the next does. */
interface Sections {
  readonly changes: number | undefined;
  readonly request: number | undefined;
  readonly responseType: number;
  readonly response: number | undefined;
  readonly structure: number;
}

/** One operation of a page, from the line after its heading to `end`. */
export function readOperation(page: PageText, at: number, end: number, heading: Heading): Result<PageOperation> {
  const { name, status, place } = heading;
  if (status === "deleted") return { value: deletedOperation(heading), diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const sections = findSections(page, at, end);
  const { request, responseType, response, structure } = sections;
  const changes =
    sections.changes === undefined ? undefined : readChanges(page, sections.changes, request ?? end, report);
  if (changes === undefined && status === "updated")
    report(diagnose(pageCodes.missingSection, place, { operation: name, section: "list of changes" }));
  if (request === undefined) {
    report(diagnose(pageCodes.missingSection, place, { operation: name, section: "request syntax" }));
    return { diagnostics };
  }
  const tellsNoAnswer = page.lines.slice(responseType, end).some(({ text }) => text === "None");
  if (response === undefined && !tellsNoAnswer)
    report(diagnose(pageCodes.missingSection, place, { operation: name, section: "response syntax" }));
  const parameters = readParameters(page, request + 1, responseType);
  const described = root(placeIn(page, page.lines[request]));
  described.children.push(...parameters);
  const call = readBlock(page, request + 1, responseType, "request syntax", readCall, report);
  const answer =
    response === undefined ? undefined : readBlock(page, response + 1, structure, "response syntax", readValue, report);
  const returned = root(placeIn(page, page.lines[structure]));
  readBullets(page, structure + 1, end, returned);
  const nothing: SyntaxNode = { kind: "dict", entries: new Map(), keys: [], place };
  const both = {
    request: describeStructure(call ?? nothing, described, `${name}.request`, { tellsRequired: true, report }),
    response: describeStructure(answer ?? nothing, returned.children[0] ?? returned, `${name}.response`, {
      tellsRequired: false,
      report,
    }),
  };
  const documentation = documentationOf(page, changes?.end ?? at + 1, request);
  return {
    value: { name, status, place, documentation, announced: changes?.announced ?? {}, ...both },
    diagnostics,
  };
}

/** A page has nothing more to say of what is no longer there. */
function deletedOperation({ name, status, place }: Heading): PageOperation {
  const nothing: PageStructure = { kind: "structure", isUnion: false, members: new Map(), place };
  return { name, status, place, documentation: "", announced: {}, request: nothing, response: nothing };
}

function root(place: Place): Description {
  return { name: undefined, type: "dict", required: false, place, paragraphs: [], children: [] };
}

function findSections(page: PageText, at: number, end: number): Sections {
  const find = (text: string, from: number): number | undefined => {
    for (let index = from; index < end; index++) if (page.lines[index]!.text === text) return index;
    return undefined;
  };
  const request = find("Request Syntax", at);
  const after = (request ?? at) + 1;
  const response = find("Response Syntax", after);
  const responseType = find("rtype", after) ?? find("returns", after) ?? response ?? end;
  const structure = find("Response Structure", response ?? after) ?? end;
  let changes: number | undefined;
  for (let index = at + 1; index < (request ?? end) && changes === undefined; index++)
    if (page.lines[index]!.text !== "") {
      if (!page.lines[index]!.text.startsWith("Changes (")) break;
      changes = index;
    }
  return { changes, request, responseType, response, structure };
}

type Report = (diagnostic: Diagnostic) => void;

/** `Changes (request, response)`, then for each side its name, where there are two, and what is new on it. */
function readChanges(
  page: PageText,
  at: number,
  end: number,
  report: Report,
): { readonly announced: PageOperation["announced"]; readonly end: number } {
  const announced: Partial<Record<PageSide, Delta>> = {};
  const words = /^Changes \(([^)]*)\)/.exec(page.lines[at]!.text)?.[1]?.split(",") ?? [];
  const sides = words.map((word) => word.trim().toLowerCase());
  const unknown = sides.find((side) => side !== "request" && side !== "response" && side !== "both");
  if (unknown !== undefined) {
    const problem = `${JSON.stringify(unknown)} is neither request nor response`;
    report(diagnose(pageCodes.syntax, placeIn(page, page.lines[at]), { section: "changes", problem }));
  }
  let index = at + 1;
  let side: string | undefined = sides.length === 1 ? sides[0] : undefined;
  for (; index < end; index++) {
    const { text } = page.lines[index]!;
    if (text === "") continue;
    if (/^(?:Request|Response|Both)$/.test(text)) {
      side = text.toLowerCase();
      continue;
    }
    if (!/^[{[]/.test(text)) break;
    const stop = blankAfter(page, index, end);
    const delta = readBlock(page, index, stop, "changes", readDelta, report);
    if (delta !== undefined) {
      if (side === "request" || side === "both") announced.request = delta;
      if (side === "response" || side === "both") announced.response = delta;
    }
    index = stop - 1;
  }
  return { announced, end: index };
}

/** Where a list of changes ends: at a blank line, or where the other side's begins. */
function blankAfter(page: PageText, from: number, end: number): number {
  for (let index = from + 1; index < end; index++)
    if (/^(?:|Request|Response|Both)$/.test(page.lines[index]!.text)) return index;
  return end;
}

function readBlock<T>(
  page: PageText,
  start: number,
  end: number,
  section: string,
  read: (scanner: Scanner) => T,
  report: Report,
): T | undefined {
  try {
    return read(createScanner(blockOf(page, start, end)));
  } catch (error) {
    if (!(error instanceof PageSyntaxError)) throw error;
    const { place, message, tooDeep } = error;
    if (tooDeep) report(diagnose(pageCodes.tooDeep, place, { section, limit: MAX_DEPTH }));
    else report(diagnose(pageCodes.syntax, place, { section, problem: message }));
    return undefined;
  }
}

function documentationOf({ lines }: PageText, start: number, end: number): string {
  const paragraphs = lines.slice(start, end).map(({ text }) => text.trim());
  return paragraphs.filter((text) => text !== "" && !text.startsWith("See also:")).join("\n\n");
}
