import type { Result } from "../../generator/diagnostics/diagnostic.js";
import { formatDiagnostic } from "../../generator/diagnostics/diagnostic.js";
import { loadModel } from "../../generator/load/load-model.js";
import type { Model } from "../../generator/model/model.js";

/** A Smithy 2.0 document of these shapes. */
export function shapes(all: object): object {
  return { smithy: "2.0", shapes: all };
}

/** Loads documents as `1.json`, `2.json` and so on, indented by two, so that the first shape stands on line 4. */
export function load(...documents: readonly object[]): Result<Model> {
  const files = documents.map((document, index) => ({
    path: `${index + 1}.json`,
    text: JSON.stringify(document, null, 2),
  }));
  return loadModel({ files });
}

/** The model of a document that must be without a fault. */
export function loaded(document: object): Model {
  const { value, diagnostics } = load(document);
  if (value === undefined) throw new Error(diagnostics.map(formatDiagnostic).join("\n"));
  return value;
}
