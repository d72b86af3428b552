import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pageCodes } from "../diagnostics/codes/pages.js";
import type { Result } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import { nameOf } from "../model/shape-id.js";
import { trait } from "../model/traits.js";
import type { ChangelogPage } from "../pages/page.js";
import type { PageSection } from "../pages/read-page.js";
import { findSections } from "../pages/read-page.js";
import type { ServiceSource } from "./find-models.js";
import { loadSnapshot } from "./load-service.js";
import { readServiceFiles } from "./service-files.js";
import type { OpenModels } from "./service-at-hand.js";
import { isFile, notThere } from "./workspace.js";

export interface PageOfService {
  readonly page: ChangelogPage;
  /** The name under `models/`, as the person gave it where they did. */
  readonly service: string;
}

/**
 * Reads a page, and finds the service that it is about: by the name of its folder or, where that does not say, by what
 * its model says. Of a page that tells of several, the one that was asked for or, without a word, the only one that
 * `models/` has.
 * @param file as the person gave it, relative to `cwd`.
 * @param given by the person: no question then.
 */
export function readPageFile(
  cwd: string,
  file: string,
  open: OpenModels,
  given: string | undefined,
): Result<PageOfService> {
  const path = resolve(cwd, file);
  if (!isFile(path)) return { diagnostics: [notThere(`there is no page ${file}`)] };
  const { value: sections, diagnostics } = findSections(file, readFileSync(path, "utf8"));
  if (sections === undefined) return { diagnostics };
  const { value: chosen, diagnostics: unclear } = chooseSection(file, sections, open, given);
  if (chosen === undefined) return { diagnostics: unclear };
  const { value: page, diagnostics: found } = chosen.section.read();
  return page === undefined ? { diagnostics: found } : { value: { page, service: chosen.service }, diagnostics: found };
}

interface Chosen {
  readonly section: PageSection;
  readonly service: string;
}

function chooseSection(
  file: string,
  sections: readonly PageSection[],
  open: OpenModels,
  given: string | undefined,
): Result<Chosen> {
  const [only, ...more] = sections;
  if (only !== undefined && more.length === 0) {
    const { value: service, diagnostics } = serviceOf(file, only.title, open, given);
    return service === undefined ? { diagnostics } : { value: { section: only, service }, diagnostics: [] };
  }
  const { services } = open.found;
  const candidates = given === undefined ? services : services.filter(({ service }) => service === given.toLowerCase());
  const chosen = sections.flatMap((section) =>
    servicesCalled(section.title, candidates, open).map(({ service }): Chosen => ({ section, service })),
  );
  const [first, ...others] = chosen;
  if (first !== undefined && others.length === 0) return { value: first, diagnostics: [] };
  const facts = { told: sections.map(({ title }) => title), services: chosen.map(({ service }) => service) };
  return { diagnostics: [diagnose(pageCodes.severalSections, file, facts)] };
}

function serviceOf(file: string, title: string, open: OpenModels, given: string | undefined): Result<string> {
  if (given !== undefined) return { value: given, diagnostics: [] };
  const { services } = open.found;
  const ofFile = basename(file)
    .replace(/\.\w+$/, "")
    .replace(/^\d{4}-\d{2}-\d{2}-?/, "");
  const words = new Set([title, ofFile].map(plain));
  const byFolder = services.filter(({ service }) => words.has(plain(service)));
  const matching = byFolder.length > 0 ? byFolder : services.filter((source) => isCalled(source, title, open));
  const [only, ...others] = matching;
  if (only !== undefined && others.length === 0) return { value: only.service, diagnostics: [] };
  const candidates = matching.map(({ service }) => service);
  return { diagnostics: [diagnose(pageCodes.serviceUnknown, file, { title, candidates })] };
}

function servicesCalled(title: string, services: readonly ServiceSource[], open: OpenModels): readonly ServiceSource[] {
  const byFolder = services.filter(({ service }) => plain(service) === plain(title));
  return byFolder.length > 0 ? byFolder : services.filter((source) => isCalled(source, title, open));
}

/** Names are compared without blanks, marks and the maker's name. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:amazon|aws)\b/, "")
    .replaceAll(/[^a-z0-9]/g, "");
}

function isCalled(source: ServiceSource, title: string, { workspace }: OpenModels): boolean {
  const { snapshots, overlay } = readServiceFiles(workspace.models.path, workspace.models.label, source);
  const { value } = loadSnapshot(snapshots.at(-1)!, overlay);
  if (value === undefined) return false;
  const { service } = value.whole;
  const names = [trait(service, "smithy.api#title"), trait(service, "aws.api#service")?.sdkId, nameOf(service.id)];
  return names.some((name) => name !== undefined && plain(name) === plain(title));
}
