/**
 * Paths that mean the same file on every system: relative, `/` between folders, nothing that a file system refuses or
 * reads in its own way.
 */

/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file: reserved with any extension too. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[<>:"|?*\\\u0000-\u001F\u007F]/;
const SEGMENT_BYTES = 255;

/** Why a path may not be written; undefined where it may. */
export function portablePathProblem(path: string): string | undefined {
  if (path === "") return "the path is empty";
  if (path.startsWith("/")) return "the path is absolute";
  for (const segment of path.split("/")) {
    const problem = segmentProblem(segment);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** The same for one name of a file or folder. */
export function segmentProblem(segment: string): string | undefined {
  if (segment === "" || segment === "." || segment === "..") return `"${segment}" is not a name`;
  if (FORBIDDEN.test(segment)) return "it holds a character that Windows does not allow in names";
  if (/[. ]$/.test(segment)) return "Windows drops a dot or blank at the end of a name";
  if (RESERVED.test(segment)) return "Windows reserves this name";
  if (Buffer.byteLength(segment) > SEGMENT_BYTES) return `it is longer than ${SEGMENT_BYTES} bytes`;
  return undefined;
}

/** Equal for two paths that are one file where case, or the form of accents, does not count. */
export function foldPath(path: string): string {
  return path.normalize("NFC").toLowerCase();
}
