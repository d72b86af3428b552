import type { Artifact, GeneratedFile, PackageContext } from "./context.js";
import { docsArtifact } from "./docs/docs-artifact.js";
import { mockArtifact } from "./mock/mock-artifact.js";
import { packageArtifact } from "./package/package-artifact.js";
import { typesArtifact } from "./types/types-artifact.js";
import { validatorsArtifact } from "./validators/validators-artifact.js";

/** What makes each part of a package that can be left out. */
const PARTS: readonly (readonly [Artifact, (context: PackageContext) => readonly GeneratedFile[]])[] = [
  ["types", typesArtifact],
  ["validators", validatorsArtifact],
  ["mock", mockArtifact],
  ["docs", docsArtifact],
];

/**
 * All files of a package but its manifest.
 * @throws TemplateError for a template that cannot be filled.
 */
export function renderPackage(context: PackageContext): readonly GeneratedFile[] {
  const parts = PARTS.flatMap(([artifact, render]) => (context.artifacts.has(artifact) ? render(context) : []));
  return [...parts, ...packageArtifact(context)];
}
