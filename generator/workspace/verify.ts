import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic as CompilerDiagnostic, Node, SourceFile } from "ts-morph";
import { DiagnosticMessageChain, ModuleKind, ModuleResolutionKind, Project, ScriptTarget } from "ts-morph";
import { outputDoesNotCompile } from "../diagnostics/codes/templates.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { compareDiagnostics, diagnose } from "../diagnostics/diagnostic.js";
import type { ProducedPackage } from "./produce.js";
import { SWAGE_ROOT } from "./swage-root.js";

/**
 * Type-checks a package in memory before anything is written (`--verify`): its own source and the proof, offline, with
 * zod and the types of Node from swage's own tree. The only file that knows ts-morph, which brings TypeScript along.
 * @param label the package's folder as diagnostics name it.
 */
export function verifyPackage({ context, files }: ProducedPackage, label: string): readonly Diagnostic[] {
  const sources = files.filter(({ path }) => path.endsWith(".ts"));
  // Never written: a place from which imports of zod and of node's types are found where swage is installed.
  const folder = join(SWAGE_ROOT, ".verify");
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    skipLoadingLibFiles: false,
    compilerOptions: {
      target: ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts"],
      module: ModuleKind.NodeNext,
      moduleResolution: ModuleResolutionKind.NodeNext,
      types: ["node"],
      typeRoots: typeRoots(SWAGE_ROOT),
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      isolatedDeclarations: true,
      declaration: true,
      verbatimModuleSyntax: true,
      skipLibCheck: true,
      noEmit: true,
    },
  });
  const inMemory = sources.map(({ path, text }) => project.createSourceFile(join(folder, path), text));
  const templates = new Map(sources.map(({ path, template }) => [join(folder, path), { path, template }] as const));
  const shapes = shapesByName(context);
  const found = inMemory.flatMap((source) => problemsOf(project, source).map((problem) => ({ source, problem })));
  return found
    .map(({ source, problem }) => {
      const { path, template } = templates.get(source.getFilePath()) ?? {
        path: source.getBaseName(),
        template: undefined,
      };
      const start = problem.getStart() ?? 0;
      const { line, column } = source.getLineAndColumnAtPos(start);
      const shape = enclosingNames(source, start)
        .map((name) => shapes.get(name))
        .find((id) => id !== undefined);
      const facts = { file: path, template, shape, problem: messageOf(problem) };
      return diagnose(outputDoesNotCompile, { file: `${label}/${path}`, line, column }, facts);
    })
    .toSorted(compareDiagnostics);
}

function problemsOf(project: Project, source: SourceFile): readonly CompilerDiagnostic[] {
  const program = project.getProgram();
  const syntax = program.getSyntacticDiagnostics(source);
  // What follows from broken syntax says nothing more.
  if (syntax.length > 0) return syntax;
  return [...program.getSemanticDiagnostics(source), ...program.getDeclarationDiagnostics(source)];
}

function messageOf(problem: CompilerDiagnostic): string {
  const text = problem.getMessageText();
  const first = text instanceof DiagnosticMessageChain ? text.getMessageText() : text;
  return `TS${problem.getCode()}: ${first.split("\n")[0] ?? ""}`.replace(/\.$/, "");
}

/** Exported name → shape id. */
function shapesByName({ closure, names }: ProducedPackage["context"]): ReadonlyMap<string, string> {
  const byName = new Map<string, string>();
  for (const { id } of closure.shapes) {
    byName.set(names.type(id), id);
    byName.set(names.schema(id), id);
  }
  for (const { id } of closure.errors) byName.set(names.errorMembers(id), id);
  return byName;
}

/**
 * Names that may tell the shape at a position, best first: what the statement there declares, words in it, then what
 * the statements before it declare (broken syntax often shows further down, or in text without a shape of its own).
 */
function enclosingNames(source: SourceFile, position: number): readonly string[] {
  const before = source.getStatementsWithComments().filter((candidate) => candidate.getStart() <= position);
  const [statement, ...others] = before.toReversed();
  if (statement === undefined) return [];
  const earlier = others.flatMap((other) => declaredName(other) ?? []);
  const declared = declaredName(statement);
  return [
    ...(declared === undefined ? [] : [declared, declared.replace(/Shape$/, "")]),
    ...namesIn(statement),
    ...earlier,
  ];
}

function declaredName(statement: Node): string | undefined {
  const text = statement.getText().replace(/^(?:\/\*[\s\S]*?\*\/|\/\/.*|\s)+/, "");
  const declaration = /^(?:export\s+|declare\s+|abstract\s+)*(?:interface|type|const|class|enum|function)\s+([\w$]+)/;
  return declaration.exec(text)?.[1];
}

/** Words of a statement that declares nothing, such as a line of the proof. */
function namesIn(statement: Node): readonly string[] {
  return (
    statement
      .getText()
      .slice(0, 2000)
      .match(/[A-Za-z_$][\w$]*/g) ?? []
  );
}

function typeRoots(from: string): string[] {
  const parent = join(from, "..");
  const own = join(from, "node_modules", "@types");
  return [...(existsSync(own) ? [own] : []), ...(parent === from ? [] : typeRoots(parent))];
}
