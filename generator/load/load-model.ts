import { loadCodes } from "../diagnostics/codes/load.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import type { Model, ModelForm } from "../model/model.js";
import { createModel } from "../model/model.js";
import type { ShapeId } from "../model/shape-id.js";
import type { Shape } from "../model/shapes.js";
import type { JsonSource } from "./json/json-source.js";
import { parseJson } from "./json/parse-json.js";
import { checkModel } from "./check/check-model.js";
import { checkSize } from "./check/size.js";
import type { LoadLimits } from "./limits.js";
import { DEFAULT_LIMITS, LIMITS_VARIABLE, parseLimits } from "./limits.js";
import type { Report, Reporter } from "./report.js";
import { createReporter } from "./report.js";
import { isServiceTwo, readServiceTwo } from "./service-2/read-file.js";
import type { AstFile } from "./smithy/ast.js";
import { buildShape } from "./smithy/build.js";
import { createLocate } from "./smithy/locate.js";
import { mergeFiles } from "./smithy/merge.js";
import { flattenMixins } from "./smithy/mixins.js";
import { readSmithyFile } from "./smithy/read-file.js";
import { upgradeDefaults } from "./smithy/upgrade.js";

export interface SourceFile {
  /** As diagnostics show it. */
  readonly path: string;
  readonly text: string;
}

export interface LoadInput {
  /** One model in one or more files. */
  readonly files: readonly SourceFile[];
  /** Smithy AST merged over the model: its trait values replace, an `apply` without a target is skipped. */
  readonly overlay?: SourceFile;
}

/**
 * Text → Model. Everything wrong with the text comes back as diagnostics, all at once and in file order; there is a
 * value where none of them is an error. Never throws, whatever the text.
 */
export function loadModel(input: LoadInput, options: Partial<LoadLimits> = {}): Result<Model> {
  const limits = { ...DEFAULT_LIMITS, ...parseLimits(process.env[LIMITS_VARIABLE]), ...options };
  try {
    return load(input, limits);
  } catch (error) {
    // Only a limit raised beyond the call stack leads here; all other input is bounded before anything recurses.
    if (!(error instanceof RangeError)) throw error;
    const path = input.files[0]?.path ?? input.overlay?.path ?? "";
    return { diagnostics: [diagnose(loadCodes.nestedTooDeeply, path, { limit: limits.maxDepth })] };
  }
}

function load({ files, overlay }: LoadInput, limits: LoadLimits): Result<Model> {
  const found: Diagnostic[] = [];
  const sources: { readonly source: JsonSource; readonly overlay: boolean }[] = [];
  for (const file of overlay === undefined ? files : [...files, overlay]) {
    const { source, diagnostics } = parseJson(file.path, file.text, limits);
    found.push(...diagnostics);
    if (source !== undefined) sources.push({ source, overlay: file === overlay });
  }
  const reporter = createReporter(found);
  const asts: AstFile[] = [];
  const old = sources.filter(({ source, overlay: isOverlay }) => !isOverlay && isServiceTwo(source.value));
  for (const { source } of old.slice(1))
    reporter.report(loadCodes.serviceTwoTwice, { source, path: [] }, { other: old[0]!.source.path });
  for (const { source, overlay: isOverlay } of sources) {
    const file = isServiceTwo(source.value)
      ? readOldFile(source, isOverlay, reporter.report)
      : readSmithyFile(source, isOverlay, reporter.report);
    if (file !== undefined) asts.push(file);
  }
  // Without one of the model's files every check that follows would find gaps that are none.
  if (asts.filter((ast) => !ast.overlay).length < files.length) return { diagnostics: reporter.diagnostics() };
  return assemble(asts, old.length > 0 ? "service-2" : "smithy", limits, reporter);
}

function readOldFile(source: JsonSource, isOverlay: boolean, report: Report): AstFile | undefined {
  if (!isOverlay) return readServiceTwo(source, report);
  report(loadCodes.serviceTwoOverlay, { source, path: [] }, {});
  return undefined;
}

function assemble(asts: readonly AstFile[], form: ModelForm, limits: LoadLimits, reporter: Reporter): Result<Model> {
  const { report } = reporter;
  const locate = createLocate(asts);
  const merged = mergeFiles(asts, report);
  const count = merged.drafts.size;
  if (count > limits.maxShapes) {
    report(loadCodes.tooManyShapes, { source: asts[0]!.source, path: [] }, { count, limit: limits.maxShapes });
    return { diagnostics: reporter.diagnostics() };
  }
  const drafts = flattenMixins(merged, limits.maxMixedMembers, locate, report);
  upgradeDefaults(drafts);
  const shapes: Shape[] = [];
  const unreadable = new Set<string>();
  for (const { named } of asts)
    for (const id of named) if (!drafts.has(id as ShapeId) && !id.includes("$")) unreadable.add(id);
  for (const draft of drafts.values()) {
    const shape = buildShape(draft);
    if (shape === undefined) unreadable.add(draft.id);
    else shapes.push(shape);
  }
  const model = createModel(shapes, merged.metadata, form);
  const context = { model, locate, report, unreadable };
  checkModel(context);
  checkSize(context, limits);
  const diagnostics = reporter.diagnostics();
  return reporter.failed() ? { diagnostics } : { value: model, diagnostics };
}
