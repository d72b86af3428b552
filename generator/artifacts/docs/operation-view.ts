import { expectShape } from "../../model/model.js";
import { UNIT } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import { nameOf } from "../../model/shape-id.js";
import type { OperationShape, StructureShape } from "../../model/shapes.js";
import { hasTrait, trait } from "../../model/traits.js";
import type { ReferenceResolver } from "../../print/documentation-blocks.js";
import { documentationSummary, documentationToMarkdown } from "../../print/documentation-markdown.js";
import { documentationOf } from "../../print/documentation-of.js";
import { markdownHeader } from "../../print/header.js";
import { codeBlock, codeSpan, escapeMarkdown } from "../../print/markdown.js";
import type { PackageContext } from "../context.js";
import { refusedOperations } from "../mock/definition.js";
import type { ErrorRow } from "./errors-view.js";
import { errorRows } from "./errors-view.js";
import type { ExampleView } from "./examples.js";
import { shownExamples } from "./examples.js";
import type { MessageKind } from "./http-binding.js";
import { wireOf } from "./http-binding.js";
import type { MemberDetails, MemberRow } from "./member-rows.js";
import { deprecationOf, inARow, noticesOf, sinceMark, stageTitle } from "./marks.js";
import { memberTable } from "./member-rows.js";
import type { Pages } from "./pages.js";
import { ERRORS_PATH, INDEX_PATH, relativeHref } from "./pages.js";
import { recursionDiagram } from "./recursion-diagram.js";
import { structureSyntax } from "./syntax.js";

/** A request or response. */
export interface MessageView {
  /** Inline code; "" for an operation that has none. */
  readonly name: string;
  readonly documentation: string;
  /** Block of TypeScript; "" where there is nothing to show. */
  readonly syntax: string;
  /** Block of Mermaid; "" where it would tell nothing more. */
  readonly diagram: string;
  readonly hasMembers: boolean;
  readonly members: readonly MemberRow[];
  readonly details: readonly MemberDetails[];
}

export interface OperationView {
  readonly header: string;
  readonly name: string;
  readonly index: string;
  readonly errorsPage: string;
  /** Inline Markdown: since, readonly, idempotent, the HTTP binding, the host; "" for none. */
  readonly facts: string;
  readonly deprecation: string;
  readonly notices: string;
  readonly documentation: string;
  readonly request: MessageView;
  readonly response: MessageView;
  readonly hasErrors: boolean;
  readonly errors: readonly ErrorRow[];
  readonly hasExamples: boolean;
  /** Block of TypeScript; "" where there is none, or it stands among the examples. */
  readonly program: string;
  /** Why the mock does not answer, a sentence; "" where it does, or there is none. */
  readonly refusal: string;
  readonly examples: readonly ExampleView[];
}

export function operationView(context: PackageContext, pages: Pages, operation: OperationShape): OperationView {
  const path = pages.operation(operation.id);
  const errors = errorRows(context, pages, operation, path);
  const { program, examples } = shownExamples(context, pages, operation);
  const documentation = documentationToMarkdown(documentationOf(operation), pages.references(path));
  return {
    header: markdownHeader(context.settings.banner),
    name: escapeMarkdown(nameOf(operation.id)),
    index: relativeHref(path, INDEX_PATH),
    errorsPage: relativeHref(path, ERRORS_PATH),
    facts: factsOf(context, operation),
    deprecation: deprecationOf(operation, documentation),
    notices: noticesOf(operation),
    documentation,
    request: messageView(context, pages, operation.input, path, "request"),
    response: messageView(context, pages, operation.output, path, "response"),
    hasErrors: errors.length > 0,
    errors,
    hasExamples: program !== "" || examples.length > 0,
    program,
    refusal: refusalSentence(context, operation.id),
    examples,
  };
}

function refusalSentence({ artifacts, closure }: PackageContext, id: ShapeId): string {
  const message = artifacts.has("mock") ? refusedOperations(closure).get(id) : undefined;
  return message === undefined ? "" : `The mock does not answer this operation: its ${message} is an event stream.`;
}

/** What an operation does, for an index; inline Markdown for a cell. */
export function operationSummary(operation: OperationShape, references: ReferenceResolver): string {
  const summary = documentationSummary(trait(operation, "smithy.api#documentation"), references);
  const deprecation = hasTrait(operation, "smithy.api#deprecated") ? "**Deprecated.**" : "";
  return inARow([deprecation, stageTitle(operation), summary]);
}

function messageView(context: PackageContext, pages: Pages, id: ShapeId, from: string, kind: MessageKind): MessageView {
  if (id === UNIT)
    return { name: "", documentation: "", syntax: "", diagram: "", hasMembers: false, members: [], details: [] };
  const structure: StructureShape = expectShape(context.closure.model, id, "structure");
  const { rows, details, hasRows } = memberTable(context, pages, structure, from, kind);
  return {
    name: codeSpan(context.names.type(id)),
    documentation: documentationToMarkdown(documentationOf(structure), pages.references(from)),
    syntax: codeBlock("ts", structureSyntax(context, structure)),
    diagram: recursionDiagram(context, id),
    hasMembers: hasRows,
    members: rows,
    details,
  };
}

function factsOf(context: PackageContext, operation: OperationShape): string {
  const facts = [sinceMark(context.history.since(operation.id), "")];
  if (hasTrait(operation, "smithy.api#readonly")) facts.push("read-only");
  if (hasTrait(operation, "smithy.api#idempotent")) facts.push("idempotent");
  if (hasTrait(operation, "smithy.api#paginated")) facts.push("answers in pages");
  const http = trait(operation, "smithy.api#http");
  if (http !== undefined && wireOf(context).bindsToHttp) {
    facts.push(codeSpan(`${http.method} ${http.uri}`));
    if (http.code !== undefined && http.code !== 200) facts.push(`answers with status ${http.code}`);
  }
  const endpoint = trait(operation, "smithy.api#endpoint");
  if (endpoint !== undefined) facts.push(`host begins with ${codeSpan(endpoint.hostPrefix)}`);
  const told = facts.filter((fact) => fact !== "");
  return told.length === 0 ? "" : `_${told.join(" · ")}_`;
}
