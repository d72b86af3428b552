import { constants, isUtf8 } from "node:buffer";
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";

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
  checkReadable(path);
  return readFileSync(path);
}

/** The same for text, which is UTF-8: any other would be read with signs in it that nobody wrote. */
export function readText(path: string): string {
  return asText(readBytes(path), path).toString("utf8");
}

/**
 * Such text, not decoded, in memory that threads share: handing it over copies nothing and takes nothing away.
 * @param spares memory that nobody reads any more; what serves is taken out.
 */
export function readSharedText(path: string, spares: SharedArrayBuffer[] = []): Uint8Array<SharedArrayBuffer> {
  const size = checkReadable(path);
  const fitting = spares.findIndex(({ byteLength }) => byteLength >= size);
  const memory = fitting < 0 ? new SharedArrayBuffer(size) : spares.splice(fitting, 1)[0]!;
  const bytes = Buffer.from(memory, 0, size);
  const file = openSync(path, "r");
  let end = 0;
  try {
    for (let read = -1; read !== 0 && end < bytes.length; end += read)
      read = readSync(file, bytes, end, bytes.length - end, null);
  } finally {
    closeSync(file);
  }
  return asText(bytes.subarray(0, end), path);
}

/** @returns its size, in bytes. */
function checkReadable(path: string): number {
  const stats = statSync(path);
  if (stats.isDirectory()) throw new UnreadableFileError("EISDIR", path);
  if (stats.size > constants.MAX_STRING_LENGTH) throw new UnreadableFileError("EFBIG", path);
  return stats.size;
}

function asText<Bytes extends Buffer>(bytes: Bytes, path: string): Bytes {
  if (!isUtf8(bytes)) throw new UnreadableFileError("EILSEQ", path);
  return bytes;
}
