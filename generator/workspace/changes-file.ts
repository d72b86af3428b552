import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ServiceUpdates, UpdateNote } from "../artifacts/changes-page.js";
import { foreignFile, linkInTheWay } from "../diagnostics/codes/workspace.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import { GENERATED } from "../print/header.js";
import { cacheFolder, cacheKey, hash, swageBuild } from "./cache.js";
import type { CachedText } from "./cached-text.js";
import { cachedText } from "./cached-text.js";
import { includes, packageSettings } from "./config.js";
import type { FoundModels, ServiceSource } from "./find-models.js";
import { asOnlyWriter } from "./lock.js";
import { kindAt, normalise } from "./output-plan.js";
import type { TemplateFiles } from "./read-templates.js";
import { keyParts, readServiceBytes, readServiceFiles } from "./service-files.js";
import type { GenerateRequest, Workspace } from "./workspace.js";
import { isFolder } from "./workspace.js";
import { replaceFile } from "./write-output.js";

const CHANGES_FILE = "CHANGES.md";

/** What happened, or with `--check` would happen, right in the output folder. */
export interface SharedFiles {
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Brings `output/CHANGES.md` up to date: what each dated snapshot of each service brought. It belongs to no package and
 * stands in no manifest; its header says that it is ours. Where no service has a history it is not there. It always
 * tells of all services that the configuration includes, whichever this run makes: it would differ from run to run else.
 */
export async function updateChangesFile(
  request: Pick<GenerateRequest, "cache" | "check">,
  workspace: Workspace,
  templates: TemplateFiles,
  found: FoundModels,
): Promise<Result<SharedFiles>> {
  const { value: page, diagnostics } = await pageOf(request.cache, workspace, templates, found);
  return page === undefined ? { ...NOTHING, diagnostics } : bringAbout(workspace, page, request.check);
}

const NOTHING: Result<SharedFiles> = { value: { written: [], removed: [] }, diagnostics: [] };

/** "" where there is nothing to tell; no value where a model is broken: then what stands there stays. */
async function pageOf(
  useCache: boolean,
  { config, models, output, templates: own }: Workspace,
  templates: TemplateFiles,
  found: FoundModels,
): Promise<Result<string>> {
  const patterns = config.include.map(({ text }) => text);
  const included = (service: string): boolean => includes(patterns, service);
  if ([...found.broken.keys()].some(included)) return { diagnostics: [] };
  const sources = found.services.filter(({ service, snapshots }) => snapshots.length > 1 && included(service));
  if (sources.length === 0) return { value: "", diagnostics: [] };

  const folder = useCache ? cacheFolder(config.folder) : undefined;
  const build = folder === undefined ? "" : swageBuild();
  const place = hash(output.path).slice(0, 12);
  const making = (): Promise<typeof import("./make-changes-page.js")> => import("./make-changes-page.js");
  const notesOf = (source: ServiceSource): Promise<string | undefined> => {
    const operations = config.services.get(source.service)?.operations ?? [];
    const { release } = packageSettings(config, source.service);
    const options = JSON.stringify([release, operations]);
    const entry: CachedText = {
      folder,
      // No service's name holds a `+`: an entry of a package has another name.
      name: `${source.service}+updates-${place}`,
      key: () => cacheKey([build, options, ...keyParts(readServiceBytes(models.path, models.label, source))]),
    };
    return cachedText(entry, async () => {
      const files = readServiceFiles(models.path, models.label, source);
      const notes = (await making()).makeNotes(files, operations, release);
      return notes && JSON.stringify(notes);
    });
  };
  const services: ServiceUpdates[] = [];
  for (const source of sources) {
    const notes = await notesOf(source);
    if (notes === undefined) return { diagnostics: [] };
    services.push({ service: source.service, notes: JSON.parse(notes) as readonly UpdateNote[] });
  }
  if (services.every(({ notes }) => notes.length === 0)) return { value: "", diagnostics: [] };
  const { banner } = config.package;
  const facts = JSON.stringify([services, banner, [...templates.own].toSorted()]);
  const entry: CachedText = { folder, name: `+changes-${place}`, key: () => cacheKey([build, facts]) };
  const diagnostics: Diagnostic[] = [];
  const page = await cachedText(entry, async () => {
    const made = (await making()).makePage(services, banner, templates, own?.label ?? "templates");
    diagnostics.push(...made.diagnostics);
    return made.value;
  });
  return page === undefined ? { diagnostics } : { value: page, diagnostics };
}

async function bringAbout({ output }: Workspace, page: string, check: boolean): Promise<Result<SharedFiles>> {
  const path = join(output.path, CHANGES_FILE);
  const label = `${output.label}/${CHANGES_FILE}`;
  const kind = kindAt(path);
  const text = kind === "file" ? normalise(readFileSync(path, "utf8")) : "";
  if (text === page) return NOTHING;
  const isOurs = text.slice(0, GENERATED.length + 100).includes(GENERATED);
  // Somebody's own file is in nobody's way where there is nothing to tell.
  if (page === "" && !isOurs) return NOTHING;
  if (kind === "link") return { diagnostics: [diagnose(linkInTheWay, label, { path: label })] };
  if (kind === "folder" || (kind === "file" && !isOurs))
    return { diagnostics: [diagnose(foreignFile, label, { path: label })] };
  if (!check && (page !== "" || isFolder(output.path)))
    await asOnlyWriter(output.path, (aside) => {
      if (page === "") rmSync(path, { force: true });
      else replaceFile(path, page, join(aside, "file"));
    });
  const [written, removed] = page === "" ? [[], [CHANGES_FILE]] : [[CHANGES_FILE], []];
  return { value: { written, removed }, diagnostics: [] };
}
