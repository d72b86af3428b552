import { enumValues } from "../../model/enums.js";
import type { DataShape } from "../../model/shapes.js";
import { hasTrait } from "../../model/traits.js";
import { inOnePiece } from "../../print/in-one-piece.js";
import { typescriptHeader } from "../../print/header.js";
import { PRINT_WIDTH } from "../../print/print-doc.js";
import { escapeText, tsDoc } from "../../print/tsdoc.js";
import { sinceNotes, untilNotes } from "../age-notes.js";
import type { GeneratedFile, PackageContext } from "../context.js";
import { fileOfPieces } from "../context.js";
import { localNames, plainDeclaration, typedDeclaration } from "./declarations.js";
import { declarationOrder } from "../../model/declaration-order.js";
import { schemaScope } from "./schema.js";
import type { SecretNames } from "./secrets.js";
import { secretNames, secretsConstant } from "./secrets.js";

const SCHEMAS = "validators/schemas.ts.hbs";
const PROOF = "validators/proof.ts.hbs";
const DESCRIBE = "validators/describe-failures.ts.hbs";

/** Files that every package with validators holds as they are, and where they lie in it. */
const COPIED = [
  ["validators/checks.ts", "src/checks.ts"],
  ["validators/linear-pattern.ts", "src/linear-pattern.ts"],
  ["validators/read-answer.ts", "src/read-answer.ts"],
  ["mock/runtime/validation-message.ts", "src/validation-message.ts"],
] as const;

/** Imports would be unused, which strict compilers refuse. */
const NO_PROOF = "// The service has no shapes, so there is nothing to prove.\nexport type Proven = [];\n";

/** What `templates/validators/schemas.ts.hbs` arranges. */
export interface SchemasView {
  /** Comment lines and a blank line. */
  readonly header: string;
  readonly imports: string;
  /** Each shape's validator, behind those that it refers to. */
  readonly declarations: readonly string[];
}

/** `src/schemas.ts`, what it stands on, and `src/proof.ts`. */
export function validatorsArtifact(context: PackageContext): GeneratedFile[] {
  const { templates } = context;
  const header = typescriptHeader(context.settings.banner);
  const secrets = secretNames(context.closure);
  const isEmpty = context.closure.shapes.length === 0;
  const proven = isEmpty ? `${header}${NO_PROOF}` : templates.render(PROOF, { header, proofs: proofs(context) });
  return [
    fileOfPieces("src/schemas.ts", templates.renderPieces(SCHEMAS, schemasView(context)), SCHEMAS),
    { path: "src/proof.ts", text: proven, template: PROOF },
    ...COPIED.map(([name, path]) => ({ path, text: templates.copy(name, header), template: name })),
    ...(secrets === undefined ? [] : [describeFile(context, header, secrets)]),
  ];
}

/** The helper that tells what is wrong, where it must keep some of it to itself. */
function describeFile({ templates }: PackageContext, header: string, secrets: SecretNames): GeneratedFile {
  const text = templates.render(DESCRIBE, { header, secrets: secretsConstant(secrets) });
  return { path: "src/describe-failures.ts", text, template: DESCRIBE };
}

export function schemasView(context: PackageContext): SchemasView {
  const scope = schemaScope(context, true);
  const localName = localNames(scope);
  const declarations = declarationOrder(context.closure).map((shape) => {
    const subject = hasTrait(shape, "smithy.api#error")
      ? context.names.errorMembers(shape.id)
      : context.names.type(shape.id);
    return inOnePiece(typedDeclaration(scope, shape, localName, validatorComment(context, shape, subject)));
  });
  if (declarations.length === 0)
    return { header: typescriptHeader(context.settings.banner), imports: "export {};", declarations };
  const imports = [
    'import { z } from "zod";',
    ...(declarations.some((text) => /\bchecks\./.test(text)) ? ['import * as checks from "./checks.js";'] : []),
    `import ${context.closure.shapes.some(isEnum) ? "" : "type "}* as types from "./types.js";`,
  ];
  return { header: typescriptHeader(context.settings.banner), imports: imports.join("\n"), declarations };
}

/** What it validates; the type has the documentation. */
function validatorComment({ history }: PackageContext, shape: DataShape, subject: string): string {
  const description = `Validates {@link types.${subject}}.`;
  const since = history.since(shape.id);
  const notes = [...sinceNotes(history, shape), ...untilNotes(history, shape.id)];
  if (since === undefined && notes.length === 0) return `/** ${description} */\n`;
  return tsDoc({ description, constraints: notes.map(escapeText), since }, 0);
}

/**
 * The validators as JavaScript statements, without imports: the body of a function of `z`, `checks`
 * (templates/validators/checks.ts) and `types` (`enumObjects`) that returns them by name.
 */
export function validatorsModule(context: PackageContext): string {
  const scope = schemaScope(context, false);
  const shapes = declarationOrder(context.closure);
  const declarations = shapes.map((shape) => plainDeclaration(scope, shape));
  const names = shapes.map(({ id }) => `  ${scope.names.schema(id)},`);
  return [...declarations, "return {", ...names, "};", ""].join("\n");
}

/** The const objects of the enumerations by their exported name, as `src/types.ts` has them. */
export function enumObjects({ closure, names }: PackageContext): Readonly<Record<string, object>> {
  const objects: Record<string, object> = Object.create(null) as Record<string, object>;
  for (const shape of closure.shapes) {
    const values = enumValues(shape);
    if (values === undefined) continue;
    const entries = values.map(({ name, value }) => [name ?? String(value), value] as const);
    objects[names.type(shape.id)] = Object.fromEntries(entries);
  }
  return objects;
}

function isEnum(shape: DataShape): boolean {
  return enumValues(shape) !== undefined;
}

/** From the inside out: the compiler keeps what it has found, and gives up on types that are too deep to find at once. */
function proofs({ closure, names }: PackageContext): string {
  let text = "export type Proven = [\n";
  for (const shape of declarationOrder(closure)) {
    const type = hasTrait(shape, "smithy.api#error") ? names.errorMembers(shape.id) : names.type(shape.id);
    text += `  ${proof(`typeof schemas.${names.schema(shape.id)}`, `types.${type}`)},\n`;
  }
  return `${text}];`;
}

/** `Holds<Same<z.infer<schema>, type>>`, indented by two; each line breaks where it is too long, from the outside in. */
function proof(schema: string, type: string): string {
  const inferred = `z.infer<${schema}>`;
  const same = `Same<${inferred}, ${type}>`;
  if (same.length <= PRINT_WIDTH - "  Holds<>,".length) return `Holds<${same}>`;
  if (same.length <= PRINT_WIDTH - 4) return `Holds<\n    ${same}\n  >`;
  const isShort = inferred.length <= PRINT_WIDTH - "      ,".length;
  const first = isShort ? inferred : `z.infer<\n        ${schema}\n      >`;
  return `Holds<\n    Same<\n      ${first},\n      ${type}\n    >\n  >`;
}
