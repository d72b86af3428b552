import { compareText } from "../diagnostics/diagnostic.js";
import { portablePathProblem } from "./portable-path.js";

/** `swage.manifest.json`: what swage wrote into a package (contract A7). Holds no hashes and no version of swage. */
export interface Manifest {
  readonly format: number;
  /** The date of the newest snapshot; null for a model without one. */
  readonly snapshot: string | null;
  /** Sorted; the manifest itself is not among them. */
  readonly files: readonly string[];
}

export const MANIFEST_FILE = "swage.manifest.json";

/** Rises only when, after a release, the same model gives other bytes. */
export const OUTPUT_FORMAT = 1;

/** One path a line: two branches that add different files merge. */
export function printManifest({ format, snapshot, files }: Manifest): string {
  const lines = [...new Set(files)].toSorted(compareText).map((path) => `    ${JSON.stringify(path)}`);
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n  "format": ${format},\n  "snapshot": ${JSON.stringify(snapshot)},\n  "files": ${list}\n}\n`;
}

/** What a manifest says of the making of its package. */
export type ManifestFacts = Pick<Manifest, "format" | "snapshot">;

/** @returns undefined for a text that is no manifest, or one that a merge left with two answers. */
export function manifestFacts(text: string): ManifestFacts | undefined {
  const formats = [...text.matchAll(/^ {2}"format": (\d{1,9}),\r?$/gm)].map((match) => Number(match[1]));
  const snapshots = [...text.matchAll(/^ {2}"snapshot": (?:null|"(\d{4}-\d{2}-\d{2})"),\r?$/gm)];
  const [format, ...moreFormats] = formats;
  const [snapshot, ...moreSnapshots] = snapshots;
  if (format === undefined || snapshot === undefined || moreFormats.length + moreSnapshots.length > 0) return undefined;
  return { format, snapshot: snapshot[1] ?? null };
}

/**
 * The paths that a manifest lists; unsafe ones (absolute, `..`) are left out, whoever put them there.
 * A manifest that a merge left with conflict markers, or with lines of both sides, lists what either side lists.
 * @returns undefined for a text that is no manifest: then the files' headers tell.
 */
export function listedFiles(text: string): ReadonlySet<string> | undefined {
  const listed = wholeManifest(text) ?? mergedManifest(text);
  return listed && new Set(listed.filter((path) => portablePathProblem(path) === undefined));
}

function wholeManifest(text: string): readonly string[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || !("files" in value) || !Array.isArray(value.files))
    return undefined;
  return value.files.filter((path) => typeof path === "string");
}

/** Both sides of a merge, line by line: either with conflict markers, or joined by git's `merge=union`. */
function mergedManifest(text: string): readonly string[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => !/^(?:<{7}|\|{7}|={7}|>{7})/.test(line));
  if (lines.findIndex((line) => /^\s*"files": \[/.test(line)) < 0) return undefined;
  return lines.flatMap((line) => {
    const quoted = /^ {4}("(?:[^"\\]|\\.)*"),?$/.exec(line)?.[1];
    const path = quoted === undefined ? undefined : parseString(quoted);
    return path === undefined ? [] : [path];
  });
}

function parseString(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return undefined;
  }
}
