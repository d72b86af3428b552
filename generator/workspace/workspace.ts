import { statSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { Artifact } from "../artifacts/context.js";
import { wrongCall } from "../diagnostics/codes/workspace.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { diagnose, hasErrors } from "../diagnostics/diagnostic.js";
import type { Config } from "./config.js";
import { CONFIG_FILE, readConfig } from "./config.js";

export interface GenerateRequest {
  /** Absolute. */
  readonly cwd: string;
  /** As the person gave it; undefined: `swage.config.json`, if there is one. */
  readonly config?: string | undefined;
  /** In place of the configuration's; relative to `cwd`. */
  readonly models?: string | undefined;
  readonly output?: string | undefined;
  /** None: all that the configuration includes. */
  readonly services: readonly string[];
  readonly only?: readonly Artifact[] | undefined;
  readonly operations?: readonly string[] | undefined;
  readonly templates?: string | undefined;
  /** Write nothing; tell what would be written. */
  readonly check: boolean;
  readonly verify: boolean;
  readonly cache: boolean;
  /** At most so many services at a time; undefined: one a core. */
  readonly jobs?: number | undefined;
  readonly onProgress: (progress: Progress) => void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** How many of those done had errors. */
  readonly failed: number;
  /** The service whose turn it is. */
  readonly service: string;
  /** How much of what has to be made is made, from 0 to 1; left out while looking for what has to be. */
  readonly share?: number;
}

/** The folders and settings of a run. */
export interface Workspace {
  readonly config: Config;
  /** Absolute, and as diagnostics name it. */
  readonly models: Folder;
  readonly output: Folder;
  readonly templates: Folder | undefined;
}

export interface Folder {
  readonly path: string;
  readonly label: string;
}

/** Reads the configuration and settles the folders; errors are those of the call and of the configuration. */
export function openWorkspace(
  request: Pick<GenerateRequest, "cwd" | "config" | "models" | "output" | "templates">,
): Result<Workspace> {
  const { cwd } = request;
  if (request.config !== undefined && !isFile(resolve(cwd, request.config)))
    return { diagnostics: [notThere(`there is no configuration ${request.config}`)] };
  const { value: config, diagnostics } = readConfig(cwd, request.config);
  if (config === undefined) return { diagnostics };
  const folder = (given: string | undefined, configured: string): Folder => {
    if (given !== undefined) return { path: resolve(cwd, given), label: trimSlash(given) };
    const path = resolve(config.folder, configured);
    // Whoever runs swage from elsewhere gets paths that lead to the files from there.
    const label = config.folder === cwd ? configured : relative(cwd, path).replaceAll("\\", "/") || ".";
    return { path, label: trimSlash(label) };
  };
  const models = folder(request.models, config.models);
  const output = folder(request.output, config.output);
  const templates = request.templates === undefined ? undefined : folder(request.templates, "");
  const problems: Diagnostic[] = [...diagnostics];
  if (!isFolder(models.path)) problems.push(notThere(`there is no models folder ${models.label}`));
  if (templates !== undefined && !isFolder(templates.path))
    problems.push(notThere(`there is no folder of templates ${templates.label}`));
  if (output.path === models.path)
    problems.push(
      diagnose(wrongCall, "swage", {
        message: `models and output are the same folder, ${models.label}`,
        remedy: "Give two folders.",
      }),
    );
  return hasErrors(problems)
    ? { diagnostics: problems }
    : { value: { config, models, output, templates }, diagnostics: problems };
}

/** A wrong call: exit code 2. */
export function notThere(message: string, near?: string): Diagnostic {
  const remedy =
    near === undefined ? `Check the name; paths in ${CONFIG_FILE} are relative to it.` : `Did you mean "${near}"?`;
  return diagnose(wrongCall, "swage", { message, remedy });
}

function trimSlash(label: string): string {
  return label.length > 1 ? label.replace(/[/\\]+$/, "") : label;
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
