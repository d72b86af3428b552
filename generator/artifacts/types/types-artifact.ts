import { typescriptHeader } from "../../print/header.js";
import type { GeneratedFile, PackageContext } from "../context.js";
import { declarationOf, operationsTable } from "./declarations.js";
import { helperDeclarations } from "./helpers.js";
import { typeScope } from "./member-type.js";

const TEMPLATE = "types/types.ts.hbs";

/** What `templates/types/types.ts.hbs` arranges. */
export interface TypesView {
  /** Comment lines and a blank line. */
  readonly header: string;
  /** Declarations of swage's own types, "" for none. */
  readonly helpers: string;
  /** `interface Operations`. */
  readonly operations: string;
  /** Each shape's declarations under their comment, sorted by shape id. */
  readonly declarations: readonly string[];
}

/** `src/types.ts`: interfaces, enums, errors and the table of operations. */
export function typesArtifact(context: PackageContext): GeneratedFile[] {
  const view = typesView(context);
  return [{ path: "src/types.ts", text: context.templates.render(TEMPLATE, view), template: TEMPLATE }];
}

export function typesView(context: PackageContext): TypesView {
  const scope = typeScope(context);
  return {
    header: typescriptHeader(context.settings.banner),
    helpers: helperDeclarations(scope),
    operations: operationsTable(context),
    declarations: context.closure.shapes.map((shape) => declarationOf(context, scope, shape)),
  };
}
