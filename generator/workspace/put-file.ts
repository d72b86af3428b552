import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { replaceFile } from "./write-output.js";

/** Writes one file a person asked for by name: aside, then renamed. @throws errors of the file system. */
export function putFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const aside = `${path}.${process.pid}.tmp`;
  rmSync(aside, { force: true });
  replaceFile(path, text, aside);
}
