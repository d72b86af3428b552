import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { gitRefused } from "../diagnostics/codes/git.js";
import { wrongCall } from "../diagnostics/codes/workspace.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { compareText, diagnose } from "../diagnostics/diagnostic.js";
import { suggest } from "../load/suggest.js";
import type { Entry } from "./find-models.js";

/** A folder as a revision of the repository holds it. Nothing of it is on disk. */
export interface RevisionFolder {
  /** The folder below the top of the repository: "", or with a `/` at its end. */
  readonly prefix: string;
  /** By paths below the folder; "" lists the folder itself. A folder that the revision lacks is empty. */
  list(path: string): readonly Entry[];
  /** Whether the revision holds just these bytes there; false where a filter of git's may have changed them. */
  holds(path: string, bytes: Buffer): boolean;
  /** Texts in the order of the paths, which `list` has shown. */
  read(paths: readonly string[]): Result<readonly string[]>;
}

interface TreeFile {
  /** What `git cat-file` is asked for. */
  readonly object: string;
  readonly id: string;
}

/**
 * Opens a folder of the working tree as it was at a revision.
 * @param folder absolute; exists.
 * @param revision as the person gave it: a branch, a tag, a commit, `HEAD^1`.
 * @returns wrong calls (exit code 2) where there is no git, no repository or no such revision.
 */
export function openRevision(folder: string, revision: string): Result<RevisionFolder> {
  const run = git(folder);
  const place = run(["rev-parse", "--is-inside-work-tree", "--show-prefix"]);
  if (place.status !== 0 || !place.text.startsWith("true\n"))
    return refuse(`--against needs a git repository: ${place.problem}`, place.remedy);
  const prefix = place.text.slice("true\n".length).replace(/\n$/, "");
  // No revision begins with `-`: git would take it for an option.
  const found = revision.startsWith("-")
    ? undefined
    : run(["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]);
  if (found === undefined || found.status !== 0) return { diagnostics: [unknownRevision(run, revision)] };
  const commit = found.text.trim();
  const tree = run(["ls-tree", "-r", "-z", "--full-tree", commit, ...(prefix === "" ? [] : [prefix])]);
  if (tree.status !== 0)
    return { diagnostics: [diagnose(gitRefused, "swage", { what: revision, problem: tree.problem })] };
  const files = readTree(tree.text, prefix, commit);
  const folders = foldersOf(files.keys());
  return {
    value: {
      prefix,
      list: (path) => folders.get(path) ?? [],
      holds: (path, bytes) => files.get(path)?.id === blobId(bytes, commit.length),
      read: (paths) => readObjects(folder, revision, paths, files),
    },
    diagnostics: [],
  };
}

interface Ran {
  readonly status: number;
  readonly text: string;
  /** One line of what git says is wrong. */
  readonly problem: string;
  readonly remedy: string;
}

type Git = (args: readonly string[]) => Ran;

function git(folder: string): Git {
  return (args) => {
    const { status, stdout, stderr, error } = spawnSync("git", args, { ...optionsIn(folder), encoding: "utf8" });
    if (error !== undefined && "code" in error && error.code === "ENOENT")
      return { status: 127, text: "", problem: "there is no git here", remedy: "Install git, or compare two folders." };
    const problem =
      (stderr ?? "")
        .split("\n")[0]!
        .replace(/^fatal: /, "")
        .trim() || String(error?.message ?? "");
    const remedy = "Run it where the models are under version control, or compare two models: swage diff OLD NEW.";
    return { status: status ?? 1, text: stdout ?? "", problem, remedy };
  };
}

/** Of a hook's surroundings git would take the repository from there, and not from where the models lie. */
const OF_HOOKS = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"];

function optionsIn(folder: string): { cwd: string; env: NodeJS.ProcessEnv; maxBuffer: number } {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" };
  for (const name of OF_HOOKS) delete env[name];
  return { cwd: folder, env, maxBuffer: Infinity };
}

function refuse(message: string, remedy: string): { diagnostics: readonly Diagnostic[] } {
  return { diagnostics: [diagnose(wrongCall, "swage", { message, remedy })] };
}

function unknownRevision(run: Git, revision: string): Diagnostic {
  const message = `there is no revision ${JSON.stringify(revision)} in this repository`;
  const isShallow = run(["rev-parse", "--is-shallow-repository"]).text.trim() === "true";
  const names = run(["for-each-ref", "--format=%(refname:short)"]).text.split("\n");
  const near = names.find((name) => name.endsWith(`/${revision}`)) ?? suggest(revision, names)[0];
  const fetch =
    "This clone is shallow and may lack it: git fetch --unshallow, or, in CI, check out with more depth (fetch-depth: 0).";
  const remedy = near === undefined ? "Give a branch, a tag or a commit that is here." : `Did you mean "${near}"?`;
  return diagnose(wrongCall, "swage", { message, remedy: isShallow ? `${fetch} ${remedy}` : remedy });
}

const SYMBOLIC_LINK = "120000";

/**
 * Files of a tree by their path below the folder. Links to files count as what they point at, as on disk; links to
 * folders, and repositories inside this one, are left out.
 */
function readTree(text: string, prefix: string, commit: string): ReadonlyMap<string, TreeFile> {
  const files = new Map<string, TreeFile>();
  for (const line of text.split("\0")) {
    const [, mode, type, id, path] = /^(\d+) (\w+) ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    if (type !== "blob" || id === undefined || path === undefined) continue;
    const isLink = mode === SYMBOLIC_LINK;
    if (isLink && !path.toLowerCase().endsWith(".json")) continue;
    files.set(path.slice(prefix.length), isLink ? { object: `${commit}:${path}`, id: "" } : { object: id, id });
  }
  return files;
}

/** Folder → its visible entries, sorted. */
function foldersOf(paths: Iterable<string>): ReadonlyMap<string, readonly Entry[]> {
  const folders = new Map<string, Map<string, Entry>>();
  for (const path of paths) {
    const names = path.split("/");
    if (names.some((name) => name.startsWith("."))) continue;
    names.forEach((name, depth) => {
      const parent = names.slice(0, depth).join("/");
      const entries = folders.get(parent) ?? new Map<string, Entry>();
      folders.set(parent, entries.set(name, { name, isFolder: depth < names.length - 1 }));
    });
  }
  const sorted = [...folders].map(
    ([path, entries]) => [path, [...entries.values()].toSorted((a, b) => compareText(a.name, b.name))] as const,
  );
  return new Map(sorted);
}

/** The name that git gives a file's content. @param length 40 digits for SHA-1, 64 for SHA-256. */
function blobId(bytes: Buffer, length: number): string {
  return createHash(length === 40 ? "sha1" : "sha256")
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest("hex");
}

/** One `git cat-file` for all: a process each would take longer than reading. */
function readObjects(
  folder: string,
  revision: string,
  paths: readonly string[],
  files: ReadonlyMap<string, TreeFile>,
): Result<readonly string[]> {
  if (paths.length === 0) return { value: [], diagnostics: [] };
  const input = paths.map((path) => `${files.get(path)?.object ?? path}\n`).join("");
  const { stdout, stderr } = spawnSync("git", ["cat-file", "--batch", "--follow-symlinks"], {
    ...optionsIn(folder),
    input,
  });
  const texts: string[] = [];
  const diagnostics: Diagnostic[] = [];
  let at = 0;
  for (const path of paths) {
    const end = stdout.indexOf("\n", at);
    const head = end < 0 ? "" : stdout.toString("utf8", at, end);
    const [, kind, size] = / (blob) (\d+)$/.exec(head) ?? /^(symlink|dangling|loop|notdir) (\d+)$/.exec(head) ?? [];
    at = end < 0 ? stdout.length : end + 1;
    if (size !== undefined) {
      texts.push(stdout.toString("utf8", at, at + Number(size)));
      at += Number(size) + 1;
    }
    if (kind === "blob") continue;
    const problem = kind === undefined ? stderr.toString().split("\n")[0] || "the object is missing" : `a ${kind} link`;
    diagnostics.push(diagnose(gitRefused, `${revision}:${path}`, { what: `${revision}:${path}`, problem }));
  }
  return diagnostics.length > 0 ? { diagnostics } : { value: texts, diagnostics };
}
