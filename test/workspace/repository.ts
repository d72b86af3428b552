import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Runs git with no configuration but its own. @returns what it prints. */
export function git(folder: string, ...args: readonly string[]): string {
  const who = { GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@example.com", GIT_COMMITTER_NAME: "A" };
  const env = { ...process.env, ...who, GIT_COMMITTER_EMAIL: "a@example.com", GIT_CONFIG_GLOBAL: "/dev/null" };
  for (const name of ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"]) Reflect.deleteProperty(env, name);
  return execFileSync("git", args, { cwd: folder, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Makes a folder a repository, on a branch called main. */
export function startRepository(folder: string): void {
  git(folder, "init", "--quiet", "--initial-branch=main");
}

/** @returns the name of the commit that holds all that lies in the folder. */
export function commitAll(folder: string, message: string): string {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", message);
  return git(folder, "rev-parse", "HEAD").trim();
}

/** A clone that has the last commit alone. */
export function shallowClone(from: string, to: string): string {
  git(from, "clone", "--quiet", "--depth=1", `file://${from}`, join(from, "..", to));
  return join(from, "..", to);
}
