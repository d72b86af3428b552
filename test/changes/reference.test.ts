import { resolve } from "node:path";
import { expect, test } from "vitest";
import { rulesReference } from "../../generator/changes/reference.js";

// `npx vitest run test/changes -u` writes the file again.
test("docs/changes.md is what the table of rules says", async () => {
  await expect(rulesReference()).toMatchFileSnapshot(resolve(import.meta.dirname, "../../docs/changes.md"));
});
