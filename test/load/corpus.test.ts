import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatDiagnostic } from "../../generator/diagnostics/diagnostic.js";
import { loadModel } from "../../generator/load/load-model.js";
import { slice } from "../whole.js";

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

/** The errors of the files under a folder, of every `nth` in `npm test`. */
function errorsIn(folder: string, nth: number, wanted: (name: string) => boolean = () => true): readonly string[] {
  return slice(jsonFiles(folder).filter(wanted), nth)
    .flatMap((path) => loadModel({ files: [{ path, text: readFileSync(join(folder, path), "utf8") }] }).diagnostics)
    .filter(({ severity }) => severity === "error")
    .map(formatDiagnostic);
}

test.skipIf(!existsSync(protocols))("Smithy's protocol test models load (skipped without SWAGE_SHARED)", () => {
  expect(errorsIn(protocols, 1)).toEqual([]);
});

test.skipIf(!existsSync(diffs))("both sides of Smithy's diff cases load (skipped without SWAGE_SHARED)", () => {
  expect(errorsIn(diffs, 1, (name) => !name.endsWith("events.json"))).toEqual([]);
});

test.skipIf(!existsSync(models))(
  "AWS's published models load (skipped without SWAGE_MODELS)",
  { timeout: 60_000 },
  () => {
    expect(errorsIn(models, 4)).toEqual([]);
  },
);
