import { lstatSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { replaceFile } from "./write-output.js";

/**
 * Writes one file a person asked for by name: aside, then renamed. What is there and is no plain file, such as
 * `/dev/stdout`, a pipe or a link, stays what it is and is written to. @throws errors of the file system.
 */
export function putFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there !== undefined && !there.isFile()) {
    writeFileSync(path, text);
    return;
  }
  const aside = `${path}.${process.pid}.tmp`;
  rmSync(aside, { force: true });
  replaceFile(path, text, aside);
}
