import { constants, isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";

/** What this program cannot read, told as the file system tells what it does not. */
class UnreadableFileError extends Error {
  readonly syscall = "read";
  readonly code: "EFBIG" | "EILSEQ" | "EISDIR";
  readonly path: string;

  constructor(code: UnreadableFileError["code"], path: string) {
    super(`${code}: ${path}`);
    this.name = "UnreadableFileError";
    this.code = code;
    this.path = path;
  }
}

/** Reads a file that came from outside. @throws errors of the file system, and all of them name the file. */
export function readBytes(path: string): Buffer {
  const stats = statSync(path);
  if (stats.isDirectory()) throw new UnreadableFileError("EISDIR", path);
  if (stats.size > constants.MAX_STRING_LENGTH) throw new UnreadableFileError("EFBIG", path);
  return readFileSync(path);
}

/** The same for text, which is UTF-8: any other would be read with signs in it that nobody wrote. */
export function readTextBytes(path: string): Buffer {
  const bytes = readBytes(path);
  if (!isUtf8(bytes)) throw new UnreadableFileError("EILSEQ", path);
  return bytes;
}

/** Such text, decoded. */
export function readText(path: string): string {
  return readTextBytes(path).toString("utf8");
}
