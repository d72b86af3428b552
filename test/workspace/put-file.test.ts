import { lstatSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { putFile } from "../../generator/workspace/put-file.js";
import { put, temporaryFolder, treeOf } from "./project.js";

test("a file is written whole, folders and all, and nothing is left beside it", () => {
  const folder = temporaryFolder();
  putFile(join(folder, "a/b.txt"), "one");
  putFile(join(folder, "a/b.txt"), "two");
  expect(treeOf(folder)).toEqual({ "a/b.txt": "two" });
});

test("what is no plain file is written to and not replaced", () => {
  const folder = temporaryFolder();
  put(folder, { "real.txt": "old" });
  const link = join(folder, "link.txt");
  symlinkSync("real.txt", link);
  putFile(link, "new");
  expect([lstatSync(link).isSymbolicLink(), readFileSync(join(folder, "real.txt"), "utf8")]).toEqual([true, "new"]);
});
