import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder for one test, with a blank in its name; gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "swage test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Every file under a folder, empty folders too, as path → text. */
export function treeOf(folder: string): Readonly<Record<string, string>> {
  const tree: Record<string, string> = {};
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name).slice(folder.length + 1);
    if (entry.isDirectory()) {
      if (readdirSync(join(folder, path)).length === 0) tree[`${path}/`] = "";
    } else tree[path] = entry.isSymbolicLink() ? "a link" : readFileSync(join(folder, path), "utf8");
  }
  return Object.fromEntries(Object.entries(tree).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A small service: an operation for each name, `extra` members in every input. */
export function weather(operations: readonly string[], extra: readonly string[] = []): string {
  const ns = "example.weather";
  const string = { target: "smithy.api#String" };
  const shapes: Record<string, unknown> = {
    [`${ns}#Weather`]: {
      type: "service",
      version: "2020-01-01",
      operations: operations.map((name) => ({ target: `${ns}#${name}` })),
      traits: { "aws.protocols#awsJson1_1": {}, "smithy.api#title": "Weather" },
    },
  };
  for (const name of operations) {
    const members = Object.fromEntries(["City", ...extra].map((member) => [member, string]));
    shapes[`${ns}#${name}`] = {
      type: "operation",
      input: { target: `${ns}#${name}Request` },
      output: { target: `${ns}#${name}Response` },
    };
    shapes[`${ns}#${name}Request`] = { type: "structure", members };
    shapes[`${ns}#${name}Response`] = { type: "structure", members };
  }
  return JSON.stringify({ smithy: "2.0", shapes }, null, 2);
}
