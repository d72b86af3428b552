import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatDiagnostic } from "../../generator/diagnostics/diagnostic.js";
import { loadModel } from "../../generator/load/load-model.js";

const repo = new URL("../../", import.meta.url).pathname;
const shared = process.env.SWAGE_SHARED ?? join(repo, "../shared");
const protocols = join(shared, "smithy-conformance/protocol-tests");
const diffs = join(shared, "smithy-conformance/diff");
const models = process.env.SWAGE_MODELS ?? join(repo, ".corpus/aws-models");

function jsonFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .toSorted();
}

/** The errors of every file under a folder. */
function errorsIn(folder: string, wanted: (name: string) => boolean = () => true): readonly string[] {
  return jsonFiles(folder)
    .filter(wanted)
    .flatMap((path) => loadModel({ files: [{ path, text: readFileSync(join(folder, path), "utf8") }] }).diagnostics)
    .filter(({ severity }) => severity === "error")
    .map(formatDiagnostic);
}

test.skipIf(!existsSync(protocols))("Smithy's protocol test models load (skipped without SWAGE_SHARED)", () => {
  expect(errorsIn(protocols)).toEqual([]);
});

test.skipIf(!existsSync(diffs))("both sides of Smithy's diff cases load (skipped without SWAGE_SHARED)", () => {
  expect(errorsIn(diffs, (name) => !name.endsWith("events.json"))).toEqual([]);
});

test.skipIf(!existsSync(models))(
  "AWS's published models load (skipped without SWAGE_MODELS)",
  { timeout: 60_000 },
  () => {
    expect(errorsIn(models)).toEqual([]);
  },
);
