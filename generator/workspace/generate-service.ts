import { basename, join } from "node:path";
import { outputBusy } from "../diagnostics/codes/workspace.js";
import type { PatternNote } from "../artifacts/pattern-notes.js";
import type { Result } from "../diagnostics/diagnostic.js";
import { diagnose, hasErrors } from "../diagnostics/diagnostic.js";
import type { CachedFile, CacheEntry } from "./cache.js";
import { cacheFolder, cacheKey, hash, matchOutput, readCache, swageBuild, writeCache } from "./cache.js";
import type { Causes } from "./check-causes.js";
import { causesOf } from "./check-causes.js";
import type { WantedOperation } from "./config.js";
import { packageSettings, withImplied } from "./config.js";
import type { ServiceSource } from "./find-models.js";
import { asOnlyWriter, isLockedOrLeft, OutputBusyError } from "./lock.js";
import type { MadeFile } from "./in-bytes.js";
import type { MakerJob, MakePackage } from "./make-package.js";
import type { Manifest } from "./manifest.js";
import { MANIFEST_FILE, OUTPUT_FORMAT, printManifest } from "./manifest.js";
import { planOutput } from "./output-plan.js";
import type { TemplateFiles } from "./read-templates.js";
import { readBytes } from "./read-text.js";
import type { ServiceBytes } from "./service-files.js";
import { allFiles, modelPaths, readServiceBytes } from "./service-files.js";
import { stampOf } from "./stamp.js";
import type { GenerateRequest, Workspace } from "./workspace.js";
import { manifestIsCurrent, writeOutput } from "./write-output.js";

/** One service of `generate --json` (contract A1). */
export interface ServiceOutcome {
  readonly service: string;
  readonly package: string;
  readonly version: string;
  readonly snapshot: string | null;
  /** Paths in the package; with `--check`, what would be. */
  readonly files: {
    readonly written: readonly string[];
    readonly removed: readonly string[];
    readonly unchanged: number;
  };
  /** What becomes of each pattern of the package's shapes, sorted by shape id. */
  readonly patterns: readonly PatternNote[];
  readonly milliseconds: number;
  /** With `--check`, where something differs. */
  readonly causes?: Causes;
}

/** More than the grain of the times that file systems keep, but for the coarsest. */
const STAMP_AFTER_MILLISECONDS = 100;

export interface ServiceGenerator {
  /** What a service comes to where nothing has to be done; undefined where its package must be made. */
  unchanged(source: ServiceSource): Result<ServiceOutcome> | undefined;
  /** @param make makes the package, here or in another thread; writing is done here. */
  generateService(source: ServiceSource, make: MakePackage): Promise<Result<ServiceOutcome>>;
  /** To be called when all are done: what the cache has not been told yet, it is told now. */
  finish(): void;
}

/** What stays the same for all services of a run. */
export function createServiceGenerator(
  request: GenerateRequest,
  workspace: Workspace,
  templates: TemplateFiles,
): ServiceGenerator {
  const cache = request.cache ? openCache(request, workspace, templates.own) : undefined;
  const folderOf = (source: ServiceSource): string => join(workspace.output.path, source.service);

  const unchanged = (source: ServiceSource): Result<ServiceOutcome> | undefined => {
    const start = performance.now();
    if (request.verify || isLockedOrLeft(workspace.output.path)) return undefined;
    const entry = cache?.read(source);
    if (cache === undefined || entry === undefined) return undefined;
    const models = cache.currentModels(source, entry);
    const current = models && matchOutput(folderOf(source), entry);
    if (models === undefined || current === undefined) return undefined;
    if (!request.check && (haveNewStamps(models, entry.models) || haveNewStamps(current, entry.files)))
      cache.write(source, { ...entry, models, files: current });
    const files = { written: [], removed: [], unchanged: entry.files.length };
    return { value: outcome(source, entry, files, start), diagnostics: entry.diagnostics };
  };

  // A file that has just been written cannot be known again by its times, so its service waits a little.
  const unstamped: { readonly source: ServiceSource; readonly entry: CacheEntry; readonly since: number }[] = [];
  const stamp = (age: number): void => {
    const before = performance.now() - age;
    for (let [next] = unstamped; next !== undefined && next.since <= before; [next] = unstamped) {
      cache?.write(next.source, { ...next.entry, files: stampedFiles(folderOf(next.source), next.entry.files) });
      unstamped.shift();
    }
  };

  const generate = async (
    source: ServiceSource,
    job: MakerJob,
    make: MakePackage,
    start: number,
  ): Promise<Result<ServiceOutcome>> => {
    const cause = request.check ? undefined : cache?.causeOf(source, job.files);
    const left = isLockedOrLeft(workspace.output.path);
    const { value: made, diagnostics } = await make(job);
    if (made === undefined) return { diagnostics };
    const { version, snapshot, patterns } = made;
    const facts = { package: job.settings.name, version, snapshot, patterns };
    const manifest: Manifest = { format: OUTPUT_FORMAT, snapshot, files: made.files.map(({ path }) => path) };
    const folder = folderOf(source);
    const { value: files, diagnostics: ofOutput } = await bringAbout(workspace, folder, made.files, manifest, {
      check: request.check,
      left,
    });
    const all = [...diagnostics, ...ofOutput];
    if (files === undefined) return { diagnostics: all };
    if (cause !== undefined) {
      const entry = { ...cause, ...facts, diagnostics: all, files: hashedFiles(made.files, manifest) };
      unstamped.push({ source, entry, since: performance.now() });
      stamp(STAMP_AFTER_MILLISECONDS);
    }
    const value = outcome(source, facts, files, start);
    const paths = [...files.written, ...files.removed];
    if (!request.check || paths.length === 0) return { value, diagnostics: all };
    const difference = { job, made: made.files, snapshot, paths, folder };
    const causes = await causesOf(difference, make);
    return { value: { ...value, causes }, diagnostics: all };
  };

  const spares: SharedArrayBuffer[] = [];
  const generateService: ServiceGenerator["generateService"] = async (source, make) => {
    const start = performance.now();
    const { path, label } = workspace.models;
    const files = readServiceBytes(path, label, source, spares);
    try {
      return await generate(source, { files, ...packageOptions(request, workspace, source) }, make, start);
    } finally {
      spares.push(...allFiles(files).map(({ bytes }) => bytes.buffer));
    }
  };
  return { unchanged, generateService, finish: () => stamp(0) };
}

function packageOptions(
  request: GenerateRequest,
  { config }: Workspace,
  { service }: ServiceSource,
): Omit<MakerJob, "files"> {
  const own = config.services.get(service);
  return {
    settings: packageSettings(config, service),
    artifacts: withImplied(request.only ?? config.artifacts),
    enums: own?.enums ?? config.enums,
    operations:
      request.operations?.map((text): WantedOperation => ({ text, place: undefined })) ?? own?.operations ?? [],
  };
}

/** Compares, and unless it only checks, writes. */
async function bringAbout(
  { output }: Workspace,
  folder: string,
  made: readonly MadeFile[],
  manifest: Manifest,
  { check, left }: { readonly check: boolean; readonly left: boolean },
): Promise<Result<ServiceOutcome["files"]>> {
  const label = `${output.label}/${basename(folder)}`;
  const first = planOutput(folder, label, made);
  if (first.plan === undefined) return { diagnostics: first.diagnostics };
  const current = manifestIsCurrent(folder, manifest);
  const idle = first.plan.write.length + first.plan.remove.length === 0 && current;
  const files = {
    written: [...first.plan.write.map(({ path }) => path), ...(current ? [] : [MANIFEST_FILE])].toSorted(),
    removed: first.plan.remove,
    unchanged: first.plan.unchanged + (current ? 1 : 0),
  };
  if (check || (idle && !left)) return { value: files, diagnostics: [] };
  try {
    // Another run may have written since: what counts is what stands there now.
    const diagnostics = await asOnlyWriter(output.path, (aside) => {
      const { plan, diagnostics: problems } = planOutput(folder, label, made);
      if (plan !== undefined) writeOutput(plan, manifest, aside);
      return problems;
    });
    return hasErrors(diagnostics) ? { diagnostics } : { value: files, diagnostics };
  } catch (error) {
    if (!(error instanceof OutputBusyError)) throw error;
    return { diagnostics: [diagnose(outputBusy, output.label, { owner: error.owner, seconds: error.seconds })] };
  }
}

interface Cache {
  read(source: ServiceSource): CacheEntry | undefined;
  /** The models of an entry with their stamps of now; undefined where they or the settings are no longer those of the entry. */
  currentModels(source: ServiceSource, entry: CacheEntry): CacheEntry["models"] | undefined;
  /** What an entry says of what it comes from. */
  causeOf(source: ServiceSource, files: ServiceBytes): Pick<CacheEntry, "key" | "models">;
  write(source: ServiceSource, entry: CacheEntry): void;
}

function openCache(
  request: GenerateRequest,
  workspace: Workspace,
  own: ReadonlyMap<string, string>,
): Cache | undefined {
  const folder = cacheFolder(workspace.config.folder);
  if (folder === undefined) return undefined;
  const { output, models } = workspace;
  // The label, since diagnostics name files by it.
  const shared = [swageBuild(), String(OUTPUT_FORMAT), output.label, JSON.stringify([...own].toSorted())];
  // One entry for each output and choice of parts: `--only` in between does not cost the usual run its entry.
  const suffix = hash(JSON.stringify([output.path, request.only ?? []])).slice(0, 12);
  const nameOf = ({ service }: ServiceSource): string => `${service}-${suffix}`;
  const keyOf = (source: ServiceSource, files: CacheEntry["models"]): string => {
    const { settings, artifacts, enums, operations } = packageOptions(request, workspace, source);
    const dates = source.snapshots.map(({ date }) => date ?? "");
    const contents = files.flatMap(([path, digest]) => [path, digest]);
    return cacheKey([...shared, JSON.stringify([settings, [...artifacts], enums, operations]), ...dates, ...contents]);
  };
  return {
    read: (source) => readCache(folder, nameOf(source)),
    currentModels: (source, entry) => {
      const known = new Map(entry.models.map((file) => [file[0], file]));
      const now = Date.now();
      const current = modelPaths(source).map((path): CachedFile => {
        const before = known.get(`${models.label}/${path}`);
        const place = join(models.path, path);
        const stamp = stampOf(place, now);
        if (before !== undefined && stamp !== "" && before[2] === stamp) return before;
        return [`${models.label}/${path}`, hash(readBytes(place)), stamp];
      });
      return keyOf(source, current) === entry.key ? current : undefined;
    },
    causeOf: (source, files) => {
      const from = allFiles(files).map(({ path, bytes, stamp }): CachedFile => [path, hash(bytes), stamp]);
      return { key: keyOf(source, from), models: from };
    },
    write: (source, entry) => writeCache(folder, nameOf(source), entry),
  };
}

function haveNewStamps(now: readonly CachedFile[], before: readonly CachedFile[]): boolean {
  return now.some((file, index) => file !== before[index]);
}

function hashedFiles(files: readonly MadeFile[], manifest: Manifest): CacheEntry["files"] {
  const listed: CachedFile = [MANIFEST_FILE, hash(printManifest(manifest)), ""];
  return [...files.map(({ path, bytes }): CachedFile => [path, hash(bytes), ""]), listed];
}

function stampedFiles(folder: string, files: CacheEntry["files"]): CacheEntry["files"] {
  const now = Date.now();
  return files.map(([path, digest]) => [path, digest, stampOf(join(folder, path), now)]);
}

function outcome(
  { service }: ServiceSource,
  { package: name, version, snapshot, patterns }: Pick<ServiceOutcome, "package" | "version" | "snapshot" | "patterns">,
  files: ServiceOutcome["files"],
  start: number,
): ServiceOutcome {
  return {
    service,
    package: name,
    version,
    snapshot,
    files,
    patterns,
    milliseconds: Math.round(performance.now() - start),
  };
}
