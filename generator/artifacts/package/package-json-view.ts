import { compareText } from "../../diagnostics/diagnostic.js";
import type { PackageContext } from "../context.js";
import { portion, serviceTitle } from "../service-facts.js";
import { NODE, NODE_TYPES, TYPESCRIPT, ZOD, ZOD_PEER } from "./dependencies.js";

/** A line of an object in JSON; `comma` is "" on the last. */
export interface JsonEntry {
  readonly key: string;
  readonly value: string;
  readonly comma: "," | "";
}

/** Fields of package.json, each as finished JSON; "" leaves the field out. */
export interface PackageJsonView {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly keywords: string;
  readonly license: string;
  readonly private: boolean;
  readonly repository: string;
  readonly publishConfig: string;
  readonly node: string;
  /** Whether there is code to build. */
  readonly hasCode: boolean;
  readonly exports: readonly { readonly path: string; readonly file: string }[];
  readonly files: string;
  readonly peerDependencies: readonly JsonEntry[];
  readonly devDependencies: readonly JsonEntry[];
}

export function packageJsonView({ service, closure, history, settings, artifacts }: PackageContext): PackageJsonView {
  const hasCode = artifacts.has("types");
  const parts = [
    ...(artifacts.has("types") ? ["types"] : []),
    ...(artifacts.has("validators") ? ["validators"] : []),
    ...(artifacts.has("mock") ? ["a mock server"] : []),
    ...(artifacts.has("docs") ? ["docs"] : []),
  ];
  const held = portion(closure);
  const description = `${serviceTitle(closure.service)}${held === "" ? "" : ` (${held})`}: ${parts.join(", ")}, generated from its model.`;
  const keywords = new Set([service, "smithy", "typescript", "types"]);
  if (artifacts.has("validators")) keywords.add("validation").add("zod");
  if (artifacts.has("mock")) keywords.add("mock").add("testing");
  const exports = [
    { path: ".", file: "index", present: hasCode },
    { path: "./types", file: "types", present: hasCode },
    { path: "./schemas", file: "schemas", present: artifacts.has("validators") },
    { path: "./mock", file: "mock/index", present: artifacts.has("mock") },
  ];
  const files = [...(hasCode ? ["dist"] : []), ...(artifacts.has("docs") ? ["docs"] : []), "CHANGELOG.md"];
  const zod = artifacts.has("validators");
  return {
    name: JSON.stringify(settings.name),
    version: JSON.stringify(history.version),
    description: JSON.stringify(description),
    keywords: nested([...keywords].sort(compareText)),
    license: JSON.stringify(settings.license),
    private: settings.private,
    repository: settings.repository === "" ? "" : JSON.stringify(settings.repository),
    publishConfig: Object.keys(settings.publishConfig).length === 0 ? "" : nested(settings.publishConfig),
    node: JSON.stringify(NODE),
    hasCode,
    exports: exports.filter(({ present }) => present).map(({ path, file }) => ({ path, file })),
    files: nested(files),
    peerDependencies: entries(zod ? [["zod", ZOD_PEER]] : []),
    devDependencies: entries(
      hasCode
        ? [["@types/node", NODE_TYPES], ["typescript", TYPESCRIPT], ...(zod ? ([["zod", ZOD]] as const) : [])]
        : [],
    ),
  };
}

function entries(pairs: readonly (readonly [string, string])[]): readonly JsonEntry[] {
  return pairs.map(([key, value], index) => ({
    key: JSON.stringify(key),
    value: JSON.stringify(value),
    comma: index < pairs.length - 1 ? "," : "",
  }));
}

/** JSON as it stands one level deep. */
function nested(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll("\n", "\n  ");
}
