import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pageCodes } from "../diagnostics/codes/pages.js";
import type { Result } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import { nameOf } from "../model/shape-id.js";
import { trait } from "../model/traits.js";
import type { ChangelogPage } from "../pages/page.js";
import { readPage } from "../pages/read-page.js";
import type { ServiceSource } from "./find-models.js";
import { loadSnapshot } from "./load-service.js";
import { readServiceFiles } from "./service-files.js";
import type { OpenModels } from "./service-at-hand.js";
import { isFile, notThere } from "./workspace.js";

/** @param page as the person gave it, relative to `cwd`. */
export function readPageFile(cwd: string, page: string): Result<ChangelogPage> {
  const path = resolve(cwd, page);
  if (!isFile(path)) return { diagnostics: [notThere(`there is no page ${page}`)] };
  return readPage(page, readFileSync(path, "utf8"));
}

/**
 * The service that a page is about: by the name of its folder or, where that does not say, by what its model says.
 * @param given by the person: no question then.
 */
export function serviceOfPage(page: ChangelogPage, open: OpenModels, given: string | undefined): Result<string> {
  if (given !== undefined) return { value: given, diagnostics: [] };
  const { services } = open.found;
  const ofFile = basename(page.file)
    .replace(/\.\w+$/, "")
    .replace(/^\d{4}-\d{2}-\d{2}-?/, "");
  const words = new Set([page.title, ofFile].map(plain));
  const byFolder = services.filter(({ service }) => words.has(plain(service)));
  const matching = byFolder.length > 0 ? byFolder : services.filter((source) => isCalled(source, page.title, open));
  const [only, ...others] = matching;
  if (only !== undefined && others.length === 0) return { value: only.service, diagnostics: [] };
  const facts = { title: page.title, candidates: matching.map(({ service }) => service) };
  return { diagnostics: [diagnose(pageCodes.serviceUnknown, page.file, facts)] };
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
