import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../../../generator/diagnostics/diagnostic.js";
import { loadModel } from "../../../generator/load/load-model.js";
import { slice } from "../../whole.js";

const corpus = new URL("../../../.corpus/", import.meta.url).pathname;
const published = process.env.SWAGE_SERVICE_TWO ?? join(corpus, "aws-service-2");
const history = process.env.SWAGE_HISTORY ?? join(corpus, "aws-history");

/** Without notes: they tell what this form cannot say. */
function findings(path: string): readonly string[] {
  const { diagnostics } = loadModel({ files: [{ path, text: readFileSync(path, "utf8") }] });
  return diagnostics.filter(({ severity }) => severity !== "note").map(formatDiagnostic);
}

describe("published files load without a finding (skipped where there are none)", () => {
  test.skipIf(!existsSync(published))("SWAGE_SERVICE_TWO", () => {
    const files = readdirSync(published).filter((name) => name.endsWith(".json"));
    expect(files.length).toBeGreaterThan(0);
    expect(slice(files, 4).flatMap((name) => findings(join(published, name)))).toEqual([]);
  });

  test.skipIf(!existsSync(history))("SWAGE_HISTORY, before and after", { timeout: 120_000 }, () => {
    const cases = readdirSync(history).filter((name) => existsSync(join(history, name, "after.json")));
    expect(cases.length).toBeGreaterThan(0);
    const files = slice(cases, 8).flatMap((name) => [
      join(history, name, "before.json"),
      join(history, name, "after.json"),
    ]);
    expect(files.flatMap(findings)).toEqual([]);
  });
});
