import type { ChangeSeverity } from "../../changes/change.js";
import type { Release } from "../../changes/history.js";
import type { Removal } from "../../changes/removals.js";
import { isMajor } from "../../changes/version.js";
import { enumValues } from "../../model/enums.js";
import { serviceResources } from "../../model/operations.js";
import type { ShapeId } from "../../model/shape-id.js";
import { nameOf } from "../../model/shape-id.js";
import type { ResourceShape } from "../../model/shapes.js";
import { dataMembersOf } from "../../model/shapes.js";
import { documentationToMarkdown } from "../../print/documentation-markdown.js";
import { documentationOf } from "../../print/documentation-of.js";
import { markdownHeader } from "../../print/header.js";
import { codeBlock, codeSpan, escapeMarkdown, link, tableCode } from "../../print/markdown.js";
import type { PackageContext } from "../context.js";
import { portion, protocolNames, serviceTitle } from "../service-facts.js";
import { exampleOperation, workedExample } from "./examples.js";
import { deprecationOf, noticesOf, sinceMark } from "./marks.js";
import { operationSummary } from "./operation-view.js";
import type { Pages } from "./pages.js";
import { ERRORS_PATH, INDEX_PATH, PATTERNS_PATH, relativeHref, SHAPES_INDEX_PATH } from "./pages.js";

export interface IndexView {
  readonly header: string;
  readonly title: string;
  readonly deprecation: string;
  readonly notices: string;
  readonly documentation: string;
  readonly package: string;
  readonly version: string;
  /** Date of the newest snapshot, "" for a model without one. */
  readonly snapshot: string;
  readonly apiVersion: string;
  /** Inline code, by commas. */
  readonly protocols: string;
  readonly operations: readonly { readonly name: string; readonly summary: string }[];
  /** What part of the service the package holds; "" for all of it. */
  readonly portion: string;
  readonly readme: string;
  readonly changelog: string;
  readonly errors: string;
  readonly shapes: string;
  /** "" where there is nothing to tell. */
  readonly patterns: string;
  /** Block of TypeScript that calls an operation; "" where none takes an input. */
  readonly program: string;
  readonly hasNews: boolean;
  readonly newsDate: string;
  readonly news: readonly string[];
  readonly lives: readonly { readonly name: string; readonly diagram: string }[];
  /** One row for each snapshot; none for a single one, of which there is nothing to tell. */
  readonly timeline: readonly ReleaseRow[];
  /** What the newest snapshot lacks, the latest first. */
  readonly removals: readonly { readonly date: string; readonly what: string }[];
}

export interface ReleaseRow {
  readonly date: string;
  readonly version: string;
  readonly breaking: string;
  readonly risky: string;
  readonly additive: string;
}

export function indexView(context: PackageContext, pages: Pages, hasPatterns: boolean): IndexView {
  const { closure, history, settings } = context;
  const references = pages.references(INDEX_PATH);
  const news = newsOf(context, pages);
  const example = exampleOperation(context);
  const documentation = documentationToMarkdown(documentationOf(closure.service), references);
  return {
    header: markdownHeader(settings.banner),
    title: escapeMarkdown(serviceTitle(closure.service)),
    deprecation: deprecationOf(closure.service, documentation),
    notices: noticesOf(closure.service),
    documentation,
    package: codeSpan(settings.name),
    version: history.version,
    snapshot: history.newest.date ?? "",
    apiVersion: closure.service.version === "" ? "" : codeSpan(closure.service.version),
    protocols: protocolNames(closure.service).map(codeSpan).join(", "),
    operations: closure.operations.map((operation) => ({
      name:
        link(codeSpan(nameOf(operation.id)), relativeHref(INDEX_PATH, pages.operation(operation.id))) +
        sinceMark(history.since(operation.id), "<br>"),
      summary: operationSummary(operation, references),
    })),
    portion: portion(closure),
    readme: relativeHref(INDEX_PATH, "README.md"),
    changelog: relativeHref(INDEX_PATH, "CHANGELOG.md"),
    errors: relativeHref(INDEX_PATH, ERRORS_PATH),
    shapes: relativeHref(INDEX_PATH, SHAPES_INDEX_PATH),
    patterns: hasPatterns ? relativeHref(INDEX_PATH, PATTERNS_PATH) : "",
    program: example === undefined ? "" : codeBlock("ts", workedExample(context, example)),
    hasNews: news.length > 0,
    newsDate: history.newest.date ?? "",
    news,
    lives: serviceResources(closure.model, closure.service).flatMap((resource) => lifeOf(context, resource)),
    timeline: history.releases.length < 2 ? [] : history.releases.map(releaseRow),
    removals: history.removals.map((removal) => ({ date: removal.date, what: removalCell(context, pages, removal) })),
  };
}

/** Changes by what makes the version rise, as the changelog has them. */
function releaseRow({ snapshot, version, changes }: Release): ReleaseRow {
  const lesser = changes.filter((change) => !isMajor(change));
  const cell = (count: number): string => (count === 0 ? "" : String(count));
  const count = (severity: ChangeSeverity): string =>
    cell(lesser.filter((change) => change.severity.client === severity).length);
  return {
    date: snapshot.date ?? "undated",
    version,
    breaking: cell(changes.length - lesser.length),
    risky: count("risky"),
    additive: count("additive"),
  };
}

function removalCell({ names }: PackageContext, pages: Pages, { kind, shape, member, value }: Removal): string {
  if (kind === "operation" || kind === "shape")
    return `${kind === "shape" ? "Shape" : "Operation"} ${tableCode(nameOf(shape))}`;
  const place = pages.shape(shape);
  const label = tableCode(names.type(shape));
  const owner = place === undefined ? label : link(label, relativeHref(INDEX_PATH, place));
  return member === undefined
    ? `Value ${tableCode(JSON.stringify(value))} of ${owner}`
    : `Member ${tableCode(member)} of ${owner}`;
}

/** What the newest snapshot brought, one line each: operations, shapes, members of older shapes, values of older ones. */
function newsOf({ closure, history, names }: PackageContext, pages: Pages): readonly string[] {
  const date = history.newest.date;
  if (date === undefined || history.releases.length < 2) return [];
  const isNew = (id: ShapeId): boolean => history.since(id) === date;
  const linkTo = (id: ShapeId, text: string): string => {
    const place = pages.shape(id);
    return place === undefined ? codeSpan(text) : link(codeSpan(text), relativeHref(INDEX_PATH, place));
  };
  const news: string[] = [];
  // With a new operation come its request and response: they stand on its page.
  const newPages = new Set<string>();
  for (const { id } of closure.operations) {
    if (!isNew(id)) continue;
    newPages.add(pages.operation(id));
    news.push(`Operation ${link(codeSpan(nameOf(id)), relativeHref(INDEX_PATH, pages.operation(id)))}`);
  }
  for (const shape of closure.shapes) {
    const name = names.type(shape.id);
    if (isNew(shape.id)) {
      const page = pages.shape(shape.id)?.split("#", 1)[0];
      if (page !== undefined && !newPages.has(page)) news.push(`Shape ${linkTo(shape.id, name)}`);
      continue;
    }
    for (const member of dataMembersOf(shape))
      if (isNew(member.id)) news.push(`Member ${codeSpan(member.name)} of ${linkTo(shape.id, name)}`);
    for (const { value } of enumValues(shape) ?? [])
      if (history.valueSince(shape.id, value) === date)
        news.push(`Value ${codeSpan(JSON.stringify(value))} of ${linkTo(shape.id, name)}`);
  }
  return news;
}

/** The life of a resource as the configured operations make it; nothing where none begins, changes or ends it. */
function lifeOf({ closure }: PackageContext, resource: ResourceShape): IndexView["lives"] {
  const configured = new Set(closure.operations.map(({ id }) => id));
  const has = (id: ShapeId | undefined): id is ShapeId => id !== undefined && configured.has(id);
  if (![resource.create, resource.put, resource.update, resource.delete].some(has)) return [];
  const name = nameOf(resource.id);
  const lines = (start: string, ids: readonly (ShapeId | undefined)[]): readonly string[] =>
    ids.filter(has).map((id) => `  ${start}: ${nameOf(id)}`);
  // States get a name of ours: a resource called `end` or `state` would be a word of the diagram's language. What
  // leaves the resource where it is stands in its box: arrows to itself are drawn one over the other.
  const diagram = [
    "stateDiagram-v2",
    "  direction LR",
    `  state "${name}" as resource`,
    ...lines("resource", [resource.read, resource.update, ...resource.operations]),
    ...lines("[*] --> resource", [resource.create, resource.put]),
    ...lines("resource --> [*]", [resource.delete]),
  ];
  return [{ name: tableCode(name), diagram: codeBlock("mermaid", diagram.join("\n")) }];
}
