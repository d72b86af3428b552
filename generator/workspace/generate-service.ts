import { basename, join } from "node:path";
import type { GeneratedFile } from "../artifacts/context.js";
import { outputBusy } from "../diagnostics/codes/workspace.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { diagnose, hasErrors } from "../diagnostics/diagnostic.js";
import type { CacheEntry } from "./cache.js";
import { cacheFolder, cacheKey, hash, outputMatches, readCache, swageBuild, writeCache } from "./cache.js";
import type { PlacedText } from "./config.js";
import { packageSettings, withImplied } from "./config.js";
import type { ServiceSource } from "./find-models.js";
import type { GenerateRequest, Workspace } from "./workspace.js";
import { asOnlyWriter, isLockedOrLeft, OutputBusyError } from "./lock.js";
import type { Manifest } from "./manifest.js";
import { MANIFEST_FILE, OUTPUT_FORMAT, printManifest } from "./manifest.js";
import { planOutput } from "./output-plan.js";
import type { PackageJob, ProducedPackage } from "./produce.js";
import { readTemplates } from "./read-templates.js";
import { allFiles, readServiceFiles } from "./service-files.js";
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
  readonly milliseconds: number;
}

export interface ServiceGenerator {
  generateService(source: ServiceSource): Promise<Result<ServiceOutcome>>;
  readonly diagnostics: readonly Diagnostic[];
}

type Produce = (job: PackageJob) => Result<ProducedPackage>;

/** What stays the same for all services of a run: templates, cache, and, only once one must be made, the artefacts. */
export function createServiceGenerator(request: GenerateRequest, workspace: Workspace): ServiceGenerator {
  const templates = readTemplates(workspace.templates?.path, workspace.templates?.label);
  const cache = request.cache ? openCache(request, workspace, templates.own) : undefined;
  let producing: Promise<Produce> | undefined;
  // Loading the artefacts, with all they print by, takes longer than a whole run with nothing to do.
  const producer = (): Promise<Produce> =>
    (producing ??= import("./produce.js").then(({ createProducer }) =>
      createProducer(templates, workspace.templates?.label ?? "templates"),
    ));

  const generateService = async (source: ServiceSource): Promise<Result<ServiceOutcome>> => {
    const start = performance.now();
    const job = packageJob(request, workspace, source);
    const folder = join(workspace.output.path, source.service);
    const left = isLockedOrLeft(workspace.output.path);
    const cached = left || request.verify ? undefined : cache?.read(job);
    if (cached !== undefined && outputMatches(folder, cached)) {
      const files = { written: [], removed: [], unchanged: cached.files.length };
      return { value: outcome(source, cached, files, start), diagnostics: cached.diagnostics };
    }
    const { value: produced, diagnostics } = (await producer())(job);
    if (produced === undefined) return { diagnostics };
    const problems = request.verify ? await verify(produced, workspace) : [];
    if (hasErrors(problems)) return { diagnostics: [...diagnostics, ...problems] };
    const { version, newest } = produced.context.history;
    const facts = { package: job.settings.name, version, snapshot: newest.date ?? null };
    const manifest: Manifest = {
      format: OUTPUT_FORMAT,
      snapshot: facts.snapshot,
      files: produced.files.map(({ path }) => path),
    };
    const { value: files, diagnostics: ofOutput } = await bringAbout(workspace, folder, produced.files, manifest, {
      check: request.check,
      left,
    });
    const all = [...diagnostics, ...ofOutput];
    if (files === undefined) return { diagnostics: all };
    if (!request.check) cache?.write(job, { ...facts, diagnostics: all, files: hashes(produced.files, manifest) });
    return { value: outcome(source, facts, files, start), diagnostics: all };
  };
  return { generateService, diagnostics: templates.diagnostics };
}

function packageJob(request: GenerateRequest, { config, models }: Workspace, source: ServiceSource): PackageJob {
  const own = config.services.get(source.service);
  const place = { file: "swage", line: 1, column: 1 };
  return {
    files: readServiceFiles(models.path, models.label, source),
    settings: packageSettings(config, source.service),
    artifacts: withImplied(request.only ?? config.artifacts),
    enums: own?.enums ?? config.enums,
    operations: request.operations?.map((text): PlacedText => ({ text, place })) ?? own?.operations ?? [],
  };
}

async function verify(produced: ProducedPackage, { output }: Workspace): Promise<readonly Diagnostic[]> {
  const { verifyPackage } = await import("./verify.js");
  return verifyPackage(produced, `${output.label}/${produced.context.service}`);
}

/** Compares, and unless it only checks, writes. */
async function bringAbout(
  { output }: Workspace,
  folder: string,
  made: readonly GeneratedFile[],
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
  read(job: PackageJob): CacheEntry | undefined;
  write(job: PackageJob, entry: Omit<CacheEntry, "key">): void;
}

function openCache(
  { only }: GenerateRequest,
  { config, output }: Workspace,
  own: ReadonlyMap<string, string>,
): Cache | undefined {
  const folder = cacheFolder(config.folder);
  if (folder === undefined) return undefined;
  const shared = [swageBuild(), String(OUTPUT_FORMAT), JSON.stringify([...own].toSorted())];
  // One entry for each output and choice of parts: `--only` in between does not cost the usual run its entry.
  const name = ({ files }: PackageJob): string =>
    `${files.service}-${hash(JSON.stringify([output.path, only ?? []])).slice(0, 12)}`;
  const key = (job: PackageJob): string => {
    const { files, settings, artifacts, enums, operations } = job;
    const options = JSON.stringify([settings, [...artifacts], enums, operations]);
    const models = [...files.snapshots.map(({ date }) => date ?? ""), ...allFiles(files).flatMap(Object.values)];
    return cacheKey([...shared, options, ...(models as string[])]);
  };
  return {
    read: (job) => readCache(folder, name(job), key(job)),
    write: (job, entry) => writeCache(folder, name(job), { ...entry, key: key(job) }),
  };
}

function hashes(files: readonly GeneratedFile[], manifest: Manifest): CacheEntry["files"] {
  const all = [...files, { path: MANIFEST_FILE, text: printManifest(manifest) }];
  return all.map(({ path, text }) => [path, hash(text)] as const);
}

function outcome(
  { service }: ServiceSource,
  { package: name, version, snapshot }: Pick<ServiceOutcome, "package" | "version" | "snapshot">,
  files: ServiceOutcome["files"],
  start: number,
): ServiceOutcome {
  return { service, package: name, version, snapshot, files, milliseconds: Math.round(performance.now() - start) };
}
