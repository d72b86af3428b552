import { existsSync, statSync } from "node:fs";
import { dirname, relative } from "node:path";
import { fileSystemRefused } from "../diagnostics/codes/workspace.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "the system does not permit it",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the quota of the disk is used up",
  ENOTDIR: "a file stands where a folder is needed",
  EISDIR: "a folder stands where a file is needed",
  EEXIST: "something else stands there",
  ENOENT: "there is no such file or folder",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  EBUSY: "it is in use",
  EFBIG: "it is larger than swage can read",
  EILSEQ: "it is not UTF-8",
  ELOOP: "its links lead in a circle",
};

const IN_THE_WAY = "Move it away, or give another path; then run again.";

/** Where what helps is known better than in general. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOTDIR: IN_THE_WAY,
  EISDIR: IN_THE_WAY,
  EILSEQ: "Save it as UTF-8, then run again.",
};

/** An error of the file system as a diagnostic; undefined for any other error, which is a bug of ours. */
export function fileSystemProblem(error: unknown, action: string, label: string): Diagnostic | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  const code = String(error.code);
  return diagnose(fileSystemRefused, label, {
    action,
    path: pathOf(error) ?? label,
    reason: Object.hasOwn(REASONS, code) ? REASONS[code]! : code,
    remedy: Object.hasOwn(REMEDIES, code) ? REMEDIES[code] : undefined,
  });
}

/** The file or folder that an error names, as it is reached from here. */
export function placeOf(error: unknown, otherwise: string): string {
  const path = pathOf(error);
  return (path !== undefined && relative(process.cwd(), path).replaceAll("\\", "/")) || otherwise;
}

/** Of a renaming, where the file was to go: where it came from is of our own making. */
function pathOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("dest" in error) return String(error.dest);
  if (!("path" in error)) return undefined;
  const path = String(error.path);
  return "code" in error && error.code === "ENOTDIR" ? fileOnTheWay(path) : path;
}

/** The file that stands where a folder should: the system names what was looked for in it. */
function fileOnTheWay(path: string): string {
  for (let way = path, up = dirname(way); way !== up; way = up, up = dirname(way))
    if (existsSync(way) && !statSync(way).isDirectory()) return way;
  return path;
}

/** What the file system refuses becomes a diagnostic. @param label stands for files that an error does not name. */
export async function withFileSystem<T>(work: () => Promise<Result<T>>, label: string): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    const problem = fileSystemProblem(error, "read or write", placeOf(error, label));
    if (problem === undefined) throw error;
    return { diagnostics: [problem] };
  }
}
