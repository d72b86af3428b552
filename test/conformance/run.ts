/**
 * `npm run conformance -- DIR`: runs the server's side of Smithy's protocol tests against the mock. A line a file, then
 * the cases that failed and what differs. Exits 1 where one failed, 2 where it was called wrongly.
 */

import { existsSync } from "node:fs";
import type { FileNotRun, FileResult } from "./run-files.js";
import { runFolder } from "./run-files.js";

const [folder, ...rest] = process.argv.slice(2);
if (folder === undefined || rest.length > 0 || !existsSync(folder)) {
  process.stderr.write("Usage: npm run conformance -- DIR (a folder of Smithy models with protocol tests)\n");
  process.exitCode = 2;
} else {
  try {
    for (const result of await runFolder(folder)) report(result);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

function report(result: FileResult | FileNotRun): void {
  if ("protocols" in result) {
    process.stderr.write(`${result.name}: not run, the mock does not speak ${result.protocols.join(", ")}\n`);
    return;
  }
  const { name, passed, failed, skipped } = result;
  process.stdout.write(`${name}: ${passed} passed, ${failed.length} failed, ${skipped} skipped\n`);
  for (const { id, differences } of failed) {
    process.stdout.write(`  ${id}\n${differences.map((line) => `    ${line}\n`).join("")}`);
  }
  if (failed.length > 0) process.exitCode = 1;
}
