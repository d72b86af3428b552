import type { Dirent, Stats } from "node:fs";
import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  badServiceName,
  emptySnapshot,
  fileBesideSnapshots,
  mixedLayouts,
  notASnapshotDate,
  sameService,
  sameSnapshot,
} from "../diagnostics/codes/workspace.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { compareText, diagnose } from "../diagnostics/diagnostic.js";
import { fileSystemProblem } from "./file-system.js";
import { packageNameProblem } from "./package-name.js";
import { segmentProblem } from "./portable-path.js";

/** One state of a service's model on disk, not yet read. */
export interface SnapshotSource {
  /** `YYYY-MM-DD`; undefined for the one model of a service that keeps no history. */
  readonly date: string | undefined;
  /** The file or folder, relative to the models folder, `/` between folders. */
  readonly source: string;
  /** The files that are one model, relative to the models folder, sorted; at least one. */
  readonly files: readonly string[];
}

/** What lies under `models/` for one service (contract A2). */
export interface ServiceSource {
  /** The folder or file name in lower case. */
  readonly service: string;
  /** Oldest first, at least one. */
  readonly snapshots: readonly SnapshotSource[];
  /** Relative to the models folder. */
  readonly overlay: string | undefined;
  readonly versions: string | undefined;
}

export interface FoundModels {
  /** Sorted by name; those without a diagnostic of their own. */
  readonly services: readonly ServiceSource[];
  /** What is wrong with services that were kept out, by their names. */
  readonly broken: ReadonlyMap<string, readonly Diagnostic[]>;
}

/** What is wrong with those of the services that somebody asks for: nobody else is kept from work by it. */
export function faultsOf({ broken }: FoundModels, isChosen: (service: string) => boolean): readonly Diagnostic[] {
  return [...broken].flatMap(([service, diagnostics]) => (isChosen(service) ? diagnostics : []));
}

const OVERLAY = "overlay.json";
const VERSIONS = "versions.json";

/** Lists a folder by its path below the models folder, "" for that itself, wherever the files lie: on disk, or in git. */
export type ListFolder = (path: string) => readonly Entry[];

/**
 * Looks through a models folder without reading a model.
 * @param folder absolute; exists.
 * @param label the folder as diagnostics name it.
 */
export function findModels(folder: string, label: string): FoundModels {
  return findListedModels(listFolder(folder), label);
}

/** The same for a folder that need not be on disk. */
export function findListedModels(list: ListFolder, label: string): FoundModels {
  const broken = new Map<string, readonly Diagnostic[]>();
  const refuse: Report = (service, diagnostic) => {
    broken.set(service, [...(broken.get(service) ?? []), diagnostic]);
  };
  const candidates = new Map<string, Candidate[]>();
  for (const entry of list("")) {
    const candidate = orRefused(() => readCandidate(list, label, entry, refuse), label, entry, refuse);
    if (candidate === undefined) continue;
    candidates.set(candidate.service, [...(candidates.get(candidate.service) ?? []), candidate]);
  }
  const services: ServiceSource[] = [];
  for (const [service, found] of [...candidates].toSorted(([a], [b]) => compareText(a, b))) {
    for (const problem of clashes(service, found, label)) refuse(service, problem);
    const problem = nameProblem(service);
    if (problem !== undefined)
      refuse(service, diagnose(badServiceName, `${label}/${found[0]!.entry}`, { service, problem }));
    const snapshots = found.flatMap((candidate) => candidate.snapshots);
    if (broken.has(service) || snapshots.length === 0) continue;
    const own = <K extends "overlay" | "versions">(key: K) => found.find((candidate) => candidate[key])?.[key];
    services.push({ service, snapshots, overlay: own("overlay"), versions: own("versions") });
  }
  return { services, broken };
}

/** What one entry of the models folder says of a service. */
interface Candidate {
  readonly service: string;
  readonly entry: string;
  readonly kind: "file" | "folder";
  readonly snapshots: readonly SnapshotSource[];
  readonly overlay?: string | undefined;
  readonly versions?: string | undefined;
}

/** A folder that cannot be listed keeps its own service from work, and no other. */
function orRefused(
  read: () => Candidate | undefined,
  label: string,
  { name }: Entry,
  report: Report,
): Candidate | undefined {
  try {
    return read();
  } catch (error) {
    const problem = fileSystemProblem(error, "read", `${label}/${name}`);
    if (problem === undefined) throw error;
    report(name.toLowerCase(), problem);
    return undefined;
  }
}

type Report = (service: string, diagnostic: Diagnostic) => void;

function readCandidate(list: ListFolder, label: string, entry: Entry, report: Report): Candidate | undefined {
  const { name } = entry;
  if (entry.isFolder) return readServiceFolder(list, label, name, report);
  if (!/\.json$/i.test(name)) return undefined;
  const service = name.slice(0, -".json".length).toLowerCase();
  return { service, entry: name, kind: "file", snapshots: [{ date: undefined, source: name, files: [name] }] };
}

function readServiceFolder(list: ListFolder, label: string, name: string, report: Report): Candidate | undefined {
  const service = name.toLowerCase();
  const entries = list(name);
  const refuse = (diagnostic: Diagnostic): void => report(service, diagnostic);
  const dated = new Map<string, SnapshotSource>();
  const published: SnapshotSource[] = [];
  for (const entry of entries) {
    const source = `${name}/${entry.name}`;
    if (entry.name === OVERLAY || entry.name === VERSIONS) continue;
    if (entry.isFolder && entry.name === "service") {
      published.push(...newestOf(list, source));
      continue;
    }
    const date = entry.isFolder ? entry.name : entry.name.replace(/\.json$/i, "");
    if (entry.isFolder ? !/^\d/.test(date) : date === entry.name) continue;
    const files = entry.isFolder ? jsonOf(list, source) : [source];
    const other = dated.get(date);
    if (!isDate(date)) refuse(diagnose(notASnapshotDate, `${label}/${source}`, { name: entry.name }));
    else if (other !== undefined)
      refuse(diagnose(sameSnapshot, `${label}/${source}`, { date, other: `${label}/${other.source}` }));
    else if (files.length === 0) refuse(diagnose(emptySnapshot, `${label}/${source}`, {}));
    else dated.set(date, { date, source, files });
  }
  const snapshots = [...dated.values()].toSorted((a, b) => compareText(a.date!, b.date!));
  if (snapshots.length > 0 && published.length > 0) refuse(diagnose(mixedLayouts, `${label}/${name}`, { service }));
  const present = (file: string) => (entries.some((entry) => entry.name === file) ? `${name}/${file}` : undefined);
  const [overlay, versions] = [present(OVERLAY), present(VERSIONS)];
  if (snapshots.length + published.length === 0 && overlay === undefined && versions === undefined) return undefined;
  return { service, entry: name, kind: "folder", snapshots: [...snapshots, ...published], overlay, versions };
}

/** `SERVICE/service/VERSION/*.json`, the layout in which AWS publishes its models: the newest VERSION alone. */
export function newestPublished(folder: string, path: string): SnapshotSource[] {
  if (!entriesOf(dirname(join(folder, path))).some(({ name, isFolder }) => isFolder && name === basename(path)))
    return [];
  return newestOf(listFolder(folder), path);
}

function newestOf(list: ListFolder, path: string): SnapshotSource[] {
  const versions = list(path)
    .filter((entry) => entry.isFolder)
    .map((entry) => `${path}/${entry.name}`)
    .toSorted(compareText);
  for (const source of versions.toReversed()) {
    const files = jsonOf(list, source);
    if (files.length > 0) return [{ date: undefined, source, files }];
  }
  return [];
}

/** Two entries that would be one service. A file with a folder that only holds its overlay or versions is no clash. */
function clashes(service: string, found: readonly Candidate[], label: string): Diagnostic[] {
  const withModels = found.filter((candidate) => candidate.snapshots.length > 0);
  const folders = found.filter((candidate) => candidate.kind === "folder");
  const [first, second] = withModels;
  if (first !== undefined && second !== undefined) {
    const file = withModels.find((candidate) => candidate.kind === "file");
    const folder = withModels.find((candidate) => candidate.kind === "folder");
    if (file !== undefined && folder !== undefined)
      return [diagnose(fileBesideSnapshots, `${label}/${file.entry}`, { service, folder: `${label}/${folder.entry}` })];
    return [diagnose(sameService, `${label}/${second.entry}`, { service, other: `${label}/${first.entry}` })];
  }
  const [one, another] = folders;
  if (one !== undefined && another !== undefined)
    return [diagnose(sameService, `${label}/${another.entry}`, { service, other: `${label}/${one.entry}` })];
  return [];
}

function nameProblem(service: string): string | undefined {
  if (!/^[a-z0-9]/.test(service)) return "it must begin with a letter or digit";
  const problem = packageNameProblem(service);
  return problem === undefined ? segmentProblem(service) : `it ${problem}`;
}

/** Whether the text is a day of the calendar, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A file or folder by its name alone. */
export interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Visible files and folders, sorted; links count as what they point at, those that lead nowhere not at all. */
export function entriesOf(folder: string): readonly Entry[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .flatMap((entry) => {
      const isFolder = kindOf(folder, entry);
      return isFolder === undefined ? [] : [{ name: entry.name, isFolder }];
    })
    .toSorted((a, b) => compareText(a.name, b.name));
}

/** Undefined for what is neither file nor folder: whoever read a pipe would wait for ever. */
function kindOf(folder: string, entry: Dirent): boolean | undefined {
  const there = entry.isSymbolicLink() ? pointedAt(join(folder, entry.name)) : entry;
  if (there?.isDirectory()) return true;
  return there?.isFile() ? false : undefined;
}

function pointedAt(link: string): Stats | undefined {
  try {
    return statSync(link);
  } catch {
    return undefined;
  }
}

function listFolder(folder: string): ListFolder {
  return (path) => entriesOf(join(folder, path));
}

/** The `.json` files right in a folder, as paths relative to `base`, sorted. */
export function jsonFiles(base: string, path: string): string[] {
  return jsonOf(listFolder(base), path);
}

function jsonOf(list: ListFolder, path: string): string[] {
  return list(path)
    .filter(({ name, isFolder }) => !isFolder && /\.json$/i.test(name))
    .map(({ name }) => (path === "" ? name : `${path}/${name}`));
}
