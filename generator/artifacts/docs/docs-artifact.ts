import { tidyMarkdown } from "../../print/markdown.js";
import type { GeneratedFile, PackageContext } from "../context.js";
import { errorsPageView } from "./errors-view.js";
import { indexView } from "./index-view.js";
import { operationView } from "./operation-view.js";
import { ERRORS_PATH, INDEX_PATH, PATTERNS_PATH, pagesOf, SHAPES_INDEX_PATH } from "./pages.js";
import { patternsView } from "./patterns-view.js";
import { shapePageView, shapesIndexView } from "./shape-view.js";

/** The pages under `docs/`: an index, a page for each operation, pages of shapes, the patterns and the errors. */
export function docsArtifact(context: PackageContext): GeneratedFile[] {
  const pages = pagesOf(context);
  const patterns = patternsView(context, pages);
  const page = (path: string, template: string, view: () => object): GeneratedFile => ({
    path,
    get text() {
      return tidyMarkdown(context.templates.render(template, view()));
    },
    template,
  });
  return [
    page(INDEX_PATH, "docs/index.md.hbs", () => indexView(context, pages, patterns !== undefined)),
    ...context.closure.operations.map((operation) =>
      page(pages.operation(operation.id), "docs/operation.md.hbs", () => operationView(context, pages, operation)),
    ),
    page(SHAPES_INDEX_PATH, "docs/shapes-index.md.hbs", () => shapesIndexView(context, pages)),
    ...pages.shapePages.map((shapes) =>
      page(shapes.path, "docs/shapes.md.hbs", () => shapePageView(context, pages, shapes)),
    ),
    ...(patterns === undefined ? [] : [page(PATTERNS_PATH, "docs/patterns.md.hbs", () => patterns)]),
    page(ERRORS_PATH, "docs/errors.md.hbs", () => errorsPageView(context, pages)),
  ];
}
