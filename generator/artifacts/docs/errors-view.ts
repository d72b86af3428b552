import { compareText } from "../../diagnostics/diagnostic.js";
import { defineIndex } from "../../model/define-index.js";
import { operationErrors } from "../../model/operations.js";
import { nameOf } from "../../model/shape-id.js";
import type { OperationShape, StructureShape } from "../../model/shapes.js";
import { trait } from "../../model/traits.js";
import { dependsOnPage, documentationSummary } from "../../print/documentation-markdown.js";
import { markdownHeader } from "../../print/header.js";
import { codeSpan, link } from "../../print/markdown.js";
import type { PackageContext } from "../context.js";
import type { ShapeView } from "./shape-view.js";
import { shapeView } from "./shape-view.js";
import { sinceMark } from "./marks.js";
import type { Pages } from "./pages.js";
import { ERRORS_PATH, INDEX_PATH, relativeHref } from "./pages.js";

/** A row of an operation's table of errors; finished Markdown for cells. */
export interface ErrorRow {
  readonly name: string;
  readonly status: string;
  readonly when: string;
}

export interface ErrorView extends ShapeView {
  readonly status: string;
  readonly fault: string;
  readonly retry: string;
  readonly summary: string;
  readonly link: string;
}

export interface ErrorsPageView {
  readonly header: string;
  readonly index: string;
  readonly isEmpty: boolean;
  readonly errors: readonly ErrorView[];
}

export function errorsPageView(context: PackageContext, pages: Pages): ErrorsPageView {
  const errors = [...context.closure.errors];
  return {
    header: markdownHeader(context.settings.banner),
    index: relativeHref(ERRORS_PATH, INDEX_PATH),
    isEmpty: errors.length === 0,
    errors: errors.map((error) => ({
      ...shapeView(context, pages, error, ERRORS_PATH),
      kind: kindOf(context, error),
      status: String(statusOf(error)),
      fault: faultOf(error),
      retry: retryOf(error),
      summary: documentationSummary(trait(error, "smithy.api#documentation"), pages.references(ERRORS_PATH)),
      link: link(codeSpan(context.names.type(error.id)), relativeHref(ERRORS_PATH, pages.shape(error.id)!)),
    })),
  };
}

/** What its row in the table says: whoever follows a link lands below that. */
function kindOf({ history }: PackageContext, error: StructureShape): string {
  const retry = retryOf(error) === "" ? [] : ["may be tried again"];
  const words = ["Error", `status ${statusOf(error)}`, `fault of the ${faultOf(error)}`, ...codeOf(error), ...retry];
  return `_${words.join(" · ")}_${sinceMark(history.since(error.id))}`;
}

/** What query protocols call an error, where that is not its name. */
function codeOf(error: StructureShape): readonly string[] {
  const code = trait(error, "aws.protocols#awsQueryError")?.code;
  return code === undefined || code === nameOf(error.id) ? [] : [`${codeSpan(code)} in the query protocol`];
}

function faultOf(error: StructureShape): "client" | "server" {
  return trait(error, "smithy.api#error") ?? "client";
}

/** The errors of an operation by name. @param from path of the operation's page. */
export function errorRows(context: PackageContext, pages: Pages, operation: OperationShape, from: string): ErrorRow[] {
  const { model, service } = context.closure;
  const errors = operationErrors(model, service, operation);
  if (errors.length === 0) return [];
  const references = pages.references(from);
  const known = errorCells(context);
  const cells = errors.map((error) => {
    let made = known.get(error);
    if (made === undefined) known.set(error, (made = cellsOf(context, pages, error, from)));
    return made;
  });
  cells.sort((a, b) => compareText(a.type, b.type));
  return cells.map(({ row, documentation }) =>
    documentation === undefined ? row : { ...row, when: documentationSummary(documentation, references) },
  );
}

/** What the pages of all operations say alike of an error: they lie in one folder. */
interface ErrorCells {
  readonly type: string;
  readonly row: ErrorRow;
  /** Where it names shapes or operations, so that each page has its own links. */
  readonly documentation: string | undefined;
}

const errorCells = defineIndex((_context: PackageContext) => new Map<StructureShape, ErrorCells>());

function cellsOf(context: PackageContext, pages: Pages, error: StructureShape, from: string): ErrorCells {
  const type = context.names.type(error.id);
  const href = pages.hrefs(from)(error.id);
  const documentation = trait(error, "smithy.api#documentation");
  return {
    type,
    row: {
      name: href === undefined ? codeSpan(type) : link(codeSpan(type), href),
      status: String(statusOf(error)),
      when: documentationSummary(documentation, pages.references(from)),
    },
    documentation: dependsOnPage(documentation) ? documentation : undefined,
  };
}

/** What the model says, else 400 for the client's faults and 500 for the server's (Smithy 2.0 spec, "error trait"). */
function statusOf(error: StructureShape): number {
  return trait(error, "smithy.api#httpError") ?? (trait(error, "smithy.api#error") === "server" ? 500 : 400);
}

function retryOf(error: StructureShape): string {
  const retryable = trait(error, "smithy.api#retryable");
  if (retryable === undefined) return "";
  return retryable.throttling === true ? "yes, throttling" : "yes";
}
