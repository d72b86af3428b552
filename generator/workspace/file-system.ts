import { relative } from "node:path";
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
};

/** An error of the file system as a diagnostic; undefined for any other error, which is a bug of ours. */
export function fileSystemProblem(error: unknown, action: string, label: string): Diagnostic | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  const code = String(error.code);
  const path = "path" in error ? String(error.path) : label;
  return diagnose(fileSystemRefused, label, {
    action,
    path,
    reason: Object.hasOwn(REASONS, code) ? REASONS[code]! : code,
  });
}

/** The file or folder that an error names, as it is reached from here. */
export function placeOf(error: unknown, otherwise: string): string {
  if (!(error instanceof Error) || !("path" in error)) return otherwise;
  return relative(process.cwd(), String(error.path)).replaceAll("\\", "/") || otherwise;
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
