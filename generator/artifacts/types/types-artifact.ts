import { typescriptHeader } from "../../print/header.js";
import type { LateText } from "../../print/templates.js";
import type { GeneratedFile, PackageContext } from "../context.js";
import { fileOfPieces } from "../context.js";
import { declarationOf, declarationScope, operationsTable } from "./declarations.js";
import { exportLists } from "./index-file.js";
import { helperDeclarations } from "./helpers.js";

const TYPES = "types/types.ts.hbs";
const INDEX = "types/index.ts.hbs";

/** What `templates/types/types.ts.hbs` arranges. */
export interface TypesView {
  /** Comment lines and a blank line. */
  readonly header: string;
  /** Declarations of swage's own types, "" for none. */
  readonly helpers: string;
  /** `interface Operations`. */
  readonly operations: string;
  /** Each shape's declarations under their comment, sorted by shape id. */
  readonly declarations: readonly LateText[];
}

/** What `templates/types/index.ts.hbs` arranges. */
export interface IndexView {
  readonly header: string;
  readonly exports: string;
}

/** `src/types.ts`: interfaces, enums, errors and the table of operations; and `src/index.ts`, which lists what there is. */
export function typesArtifact(context: PackageContext): GeneratedFile[] {
  const { templates } = context;
  const index: IndexView = { header: typescriptHeader(context.settings.banner), exports: exportLists(context) };
  return [
    fileOfPieces("src/types.ts", templates.renderPieces(TYPES, typesView(context)), TYPES),
    { path: "src/index.ts", text: templates.render(INDEX, index), template: INDEX },
  ];
}

export function typesView(context: PackageContext): TypesView {
  const scope = declarationScope(context);
  return {
    header: typescriptHeader(context.settings.banner),
    helpers: helperDeclarations(scope),
    operations: operationsTable(scope),
    declarations: context.closure.shapes.map((shape) => ({ toString: () => declarationOf(scope, shape) })),
  };
}
