import { isEnumeration } from "../../model/enums.js";
import type { DataShape, StructureShape } from "../../model/shapes.js";
import { hasTrait } from "../../model/traits.js";
import { documentationToMarkdown } from "../../print/documentation-markdown.js";
import { documentationOf } from "../../print/documentation-of.js";
import { markdownHeader } from "../../print/header.js";
import { escapeMarkdown } from "../../print/markdown.js";
import type { PackageContext } from "../context.js";
import type { ExportedHelper } from "../types/helpers.js";
import { exportedHelpers } from "../types/helpers.js";
import { typeScope } from "../types/member-type.js";
import type { MessageKind } from "./http-binding.js";
import type { MemberDetails, MemberRow, ValueRow } from "./member-rows.js";
import { deprecationOf, noticesOf, sinceMark } from "./marks.js";
import { memberTable, valueTable } from "./member-rows.js";
import type { Pages, ShapePage } from "./pages.js";
import { ERRORS_PATH, INDEX_PATH, relativeHref, SHAPES_INDEX_PATH, shapePageTitle } from "./pages.js";

/** A shape as its page tells it; the flags say which table it has. */
export interface ShapeView {
  readonly name: string;
  /** `structure`, `union`, `enumeration`, with marks: inline Markdown. */
  readonly kind: string;
  /** Blocks of Markdown, "" for none. */
  readonly deprecation: string;
  readonly notices: string;
  readonly documentation: string;
  readonly isStructure: boolean;
  readonly isUnion: boolean;
  readonly isEnumeration: boolean;
  /** Of an enumeration that takes other values too, a sentence; "" for every other shape. */
  readonly others: string;
  readonly isEmpty: boolean;
  readonly members: readonly MemberRow[];
  readonly details: readonly MemberDetails[];
  readonly values: readonly ValueRow[];
}

export interface ShapePageView {
  readonly header: string;
  readonly title: string;
  readonly index: string;
  readonly service: string;
  readonly shapes: readonly ShapeView[];
}

export function shapePageView(
  context: PackageContext,
  pages: Pages,
  { initial, path, shapes }: ShapePage,
): ShapePageView {
  return {
    header: markdownHeader(context.settings.banner),
    title: shapePageTitle(initial),
    index: relativeHref(path, SHAPES_INDEX_PATH),
    service: relativeHref(path, INDEX_PATH),
    shapes: shapes.map((shape) => shapeView(context, pages, shape, path)),
  };
}

export function shapeView(context: PackageContext, pages: Pages, shape: DataShape, from: string): ShapeView {
  const isUnion = shape.type === "union";
  const isStructure = shape.type === "structure";
  const table =
    isStructure || isUnion
      ? memberTable(context, pages, shape as StructureShape, from, messageOf(shape))
      : { rows: [], details: [], hasRows: true };
  const values = valueTable(context, pages, shape, from);
  const documentation = documentationToMarkdown(documentationOf(shape), pages.references(from));
  return {
    name: escapeMarkdown(context.names.type(shape.id)),
    kind: kindOf(context, shape),
    deprecation: deprecationOf(shape, documentation),
    notices: noticesOf(shape),
    documentation,
    isStructure: isStructure && table.hasRows,
    isUnion: isUnion && table.hasRows,
    isEnumeration: isEnumeration(shape),
    others: othersOf(context, shape),
    isEmpty: !table.hasRows,
    members: table.rows,
    details: [...table.details, ...values.details],
    values: values.rows,
  };
}

/** An error is a response of its own. */
function messageOf(shape: DataShape): MessageKind | undefined {
  return hasTrait(shape, "smithy.api#error") ? "response" : undefined;
}

function othersOf(context: PackageContext, shape: DataShape): string {
  if (!isEnumeration(shape) || !typeScope(context).isOpen(shape.id)) return "";
  const other = shape.type === "intEnum" ? "number" : "text";
  return `Any other ${other} fits too: the service may be newer than its model.`;
}

function kindOf(context: PackageContext, shape: DataShape): string {
  const kind = isEnumeration(shape)
    ? shape.type === "intEnum"
      ? "Enumeration of numbers"
      : "Enumeration"
    : word(shape);
  const sensitive = hasTrait(shape, "smithy.api#sensitive") ? " · sensitive" : "";
  return `_${kind}${sensitive}_${sinceMark(context.history.since(shape.id))}`;
}

function word(shape: DataShape): string {
  return shape.type === "union" ? "Union" : "Structure";
}

export interface ShapesIndexView {
  readonly header: string;
  readonly service: string;
  readonly errors: string;
  readonly hasErrors: boolean;
  readonly isEmpty: boolean;
  readonly pages: readonly {
    readonly initial: string;
    readonly href: string;
    readonly shapes: readonly { readonly name: string; readonly href: string; readonly since: string }[];
  }[];
  /** Types of swage's own that members have. */
  readonly helpers: readonly { readonly name: string; readonly documentation: string }[];
}

/** What each is, in Markdown. */
const HELPERS: Readonly<Record<ExportedHelper, string>> = {
  BigDecimal: 'A decimal number of any size, by its digits: `{ string: "0.10", type: "bigDecimal" }`.',
  DocumentValue: "A document: any JSON value. The model says nothing of what it holds.",
  StreamingInput:
    "The payload of a request, sent as a stream: a string, a `Uint8Array`, a `ReadableStream`, a `Blob`, or a " +
    "`Readable` of Node.",
  StreamingOutput:
    "The payload of an answer, which comes as a stream and can be read once: `await payload.transformToString()` " +
    "gives it as text, `await payload.transformToByteArray()` as a `Uint8Array`.",
};

export function shapesIndexView(context: PackageContext, pages: Pages): ShapesIndexView {
  return {
    header: markdownHeader(context.settings.banner),
    service: relativeHref(SHAPES_INDEX_PATH, INDEX_PATH),
    errors: relativeHref(SHAPES_INDEX_PATH, ERRORS_PATH),
    hasErrors: context.closure.errors.length > 0,
    isEmpty: pages.shapePages.length === 0,
    pages: pages.shapePages.map(({ initial, path, shapes }) => ({
      initial,
      href: relativeHref(SHAPES_INDEX_PATH, path),
      shapes: shapes.map(({ id }) => ({
        name: escapeMarkdown(context.names.type(id)),
        href: relativeHref(SHAPES_INDEX_PATH, pages.shape(id)!),
        since: sinceMark(context.history.since(id)),
      })),
    })),
    helpers: exportedHelpers(context.closure).map((name) => ({ name, documentation: HELPERS[name] })),
  };
}
