import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { emptySnapshot } from "../diagnostics/codes/workspace.js";
import type { Result } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import type { LoadInput, SourceFile } from "../load/load-model.js";
import { suggest } from "../load/suggest.js";
import type { Config } from "./config.js";
import { entriesOf, findModels, isDate, jsonFiles, newestPublished } from "./find-models.js";
import { readText } from "./read-text.js";
import { isFile, isFolder, notThere } from "./workspace.js";

/** What `OLD` or `NEW` of `swage diff` stands for (contract A2). */
export interface ResolvedModel {
  /** As the person gave it. */
  readonly source: string;
  readonly snapshot: string | undefined;
  /** SERVICE, where the path lies in the configured models folder. */
  readonly service: string | undefined;
  readonly input: LoadInput;
}

/** A model file; a folder (dated snapshots: the newest; else one model); or `SERVICE@DATE`. */
export function resolveModel(spec: string, cwd: string, config: Config): Result<ResolvedModel> {
  const path = resolve(cwd, spec);
  if (isFile(path)) return read({ spec, files: [path] }, cwd, config);
  if (isFolder(path)) return resolveFolder(spec, path, cwd, config);
  const at = spec.lastIndexOf("@");
  if (at > 0 && !/[/\\]/.test(spec)) return resolveSnapshot(spec, spec.slice(0, at), spec.slice(at + 1), cwd, config);
  return { diagnostics: [notThere(`there is no model ${spec}`)] };
}

interface Found {
  readonly spec: string;
  /** Absolute. */
  readonly files: readonly string[];
}

function resolveFolder(spec: string, path: string, cwd: string, config: Config): Result<ResolvedModel> {
  const dated = jsonFiles(path, "").filter((name) => isDate(name.slice(0, -".json".length)));
  const folders = datedFolders(path);
  const newest = [...dated, ...folders].toSorted().at(-1);
  if (newest !== undefined) {
    const files = dated.includes(newest) ? [newest] : jsonFiles(path, newest);
    return read({ spec, files: files.map((file) => join(path, file)) }, cwd, config);
  }
  const published = newestPublished(path, "service")[0]?.files ?? [];
  const files = published.length > 0 ? published : jsonFiles(path, "").filter((name) => !BESIDE.has(name));
  if (files.length === 0) return { diagnostics: [diagnose(emptySnapshot, spec, {})] };
  return read({ spec, files: files.map((file) => join(path, file)) }, cwd, config);
}

const BESIDE: ReadonlySet<string> = new Set(["overlay.json", "versions.json"]);

function datedFolders(path: string): readonly string[] {
  return entriesOf(path)
    .filter(({ name, isFolder: folder }) => folder && isDate(name) && jsonFiles(path, name).length > 0)
    .map(({ name }) => name);
}

function resolveSnapshot(
  spec: string,
  service: string,
  date: string,
  cwd: string,
  config: Config,
): Result<ResolvedModel> {
  const folder = resolve(config.folder, config.models);
  if (!isFolder(folder)) return { diagnostics: [notThere(`there is no models folder ${config.models}`)] };
  const { services, broken } = findModels(folder, config.models);
  const source = services.find((candidate) => candidate.service === service.toLowerCase());
  if (source === undefined) {
    const near = suggest(
      service,
      services.map((candidate) => candidate.service),
    )[0];
    const own = broken.get(service.toLowerCase()) ?? [];
    return { diagnostics: [...own, notThere(`${config.models} holds no service ${JSON.stringify(service)}`, near)] };
  }
  const snapshot = source.snapshots.find((candidate) => candidate.date === date);
  if (snapshot !== undefined)
    return read({ spec, files: snapshot.files.map((file) => join(folder, file)) }, cwd, config);
  const dates = source.snapshots.flatMap((candidate) => candidate.date ?? []).join(", ");
  const problem = isDate(date)
    ? `has no snapshot of ${date}`
    : `has no snapshot ${JSON.stringify(date)}, which is no date`;
  return { diagnostics: [notThere(`${source.service} ${problem}${dates === "" ? "" : `; there are ${dates}`}`)] };
}

function read({ spec, files }: Found, cwd: string, config: Config): Result<ResolvedModel> {
  const [first] = files;
  if (first === undefined) throw new Error(`no files for ${spec}`);
  const { snapshot, serviceFolder } = placeOf(first);
  const overlay = join(serviceFolder, "overlay.json");
  const models = resolve(config.folder, config.models);
  const label = (path: string): string =>
    isUnder(cwd, path) ? path.slice(cwd.length + 1).replaceAll("\\", "/") : path;
  const readFile = (path: string): SourceFile => ({ path: label(path), text: readText(path) });
  return {
    value: {
      source: spec,
      snapshot,
      service: dirname(serviceFolder) === models ? basename(serviceFolder).toLowerCase() : undefined,
      input: {
        files: files.map(readFile),
        ...(existsSync(overlay) && !files.includes(overlay) ? { overlay: readFile(overlay) } : {}),
      },
    },
    diagnostics: [],
  };
}

/** Where a model file stands in the layouts of a models folder; `serviceFolder` is where its overlay would lie. */
function placeOf(file: string): { snapshot: string | undefined; serviceFolder: string } {
  const folder = dirname(file);
  const name = basename(file).replace(/\.json$/i, "");
  if (isDate(name)) return { snapshot: name, serviceFolder: folder };
  if (isDate(basename(folder)) && basename(dirname(folder)) !== "service")
    return { snapshot: basename(folder), serviceFolder: dirname(folder) };
  if (basename(dirname(folder)) === "service") return { snapshot: undefined, serviceFolder: dirname(dirname(folder)) };
  return { snapshot: undefined, serviceFolder: join(folder, name) };
}

function isUnder(folder: string, path: string): boolean {
  return path.startsWith(folder) && /^[/\\]/.test(path.slice(folder.length));
}
