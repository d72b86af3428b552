import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Node } from "jsonc-parser";
import type { Artifact, PackageSettings } from "../artifacts/context.js";
import { ARTIFACTS } from "../artifacts/context.js";
import type { Diagnostic, Place, Result } from "../diagnostics/diagnostic.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import type { JsonDocument, JsonReader } from "./json-reader.js";
import { readJson } from "./json-reader.js";
import { packageNameProblem, scopeProblem } from "./package-name.js";
import { readText } from "./read-text.js";

/** `swage.config.json`, all defaults filled in (contract A3). */
export interface Config {
  /** The folder that `models` and `output` are relative to; absolute. */
  readonly folder: string;
  /** As the person gave it, for messages. */
  readonly file: string;
  readonly models: string;
  readonly output: string;
  /** Names of services; `*` stands for any letters. */
  readonly include: readonly PlacedText[];
  readonly package: Omit<PackageSettings, "name" | "release"> & { readonly scope: string };
  /** As configured, without what they stand on. */
  readonly artifacts: readonly Artifact[];
  readonly enums: "closed" | "open";
  readonly services: ReadonlyMap<string, ServiceConfig>;
}

export interface PlacedText {
  readonly text: string;
  readonly place: Place;
}

/** The name of an operation that a package is cut down to. */
export interface WantedOperation {
  readonly text: string;
  /** Undefined for one that the call itself names. */
  readonly place: Place | undefined;
}

export interface ServiceConfig {
  /** Where the entry stands. */
  readonly place: Place;
  /** None: all. */
  readonly operations: readonly PlacedText[];
  /** Undefined: as for all services. */
  readonly enums: "closed" | "open" | undefined;
  /** "": the scope and the service's name. */
  readonly packageName: string;
  readonly release: number;
}

export const CONFIG_FILE = "swage.config.json";

const ENUMS = ["closed", "open"] as const;
const TOP_KEYS = ["$schema", "models", "output", "include", "package", "artifacts", "enums", "services"];
const PACKAGE_KEYS = ["scope", "license", "private", "repository", "publishConfig", "banner"];
const SERVICE_KEYS = ["operations", "enums", "package"];
const SERVICE_PACKAGE_KEYS = ["name", "release"];

/**
 * Reads a configuration; a missing default file stands for the defaults.
 * @param file as the person gave it, relative to `cwd`. Whether a file that was named exists is the caller's to check.
 */
export function readConfig(cwd: string, file: string = CONFIG_FILE): Result<Config> {
  const path = resolve(cwd, file);
  return parseConfig(file, existsSync(path) ? readText(path) : "{}", dirname(path));
}

export function parseConfig(file: string, text: string, folder: string): Result<Config> {
  const document = readJson(file, text);
  const { root, reader, diagnostics } = document;
  const top = reader.object(root, "the configuration", TOP_KEYS) ?? new Map<string, Node>();
  const config: Config = {
    folder,
    file,
    models: readFolder(reader, top.get("models"), "models"),
    output: readFolder(reader, top.get("output"), "output"),
    include: placed(document, top.get("include"), "include") ?? [{ text: "*", place: { file, line: 1, column: 1 } }],
    package: readPackage(reader, top.get("package")),
    artifacts: readArtifacts(reader, top.get("artifacts")),
    enums: reader.oneOf(top.get("enums"), "enums", ENUMS) ?? "closed",
    services: readServices(document, top.get("services")),
  };
  return withoutErrors(config, diagnostics);
}

function withoutErrors(config: Config, diagnostics: readonly Diagnostic[]): Result<Config> {
  return hasErrors(diagnostics) ? { diagnostics } : { value: config, diagnostics };
}

function readFolder(reader: JsonReader, node: Node | undefined, key: "models" | "output"): string {
  const folder = reader.string(node, key) ?? key;
  if (node !== undefined && (folder.trim() === "" || folder.includes("\0")))
    reader.refuse(node, key, folder, "is not the path of a folder", `Give a path, or leave it out for "${key}".`);
  return folder;
}

function readPackage(reader: JsonReader, node: Node | undefined): Config["package"] {
  const keys = reader.object(node, "package", PACKAGE_KEYS) ?? new Map<string, Node>();
  const text = (key: string, fallback: string): string => reader.string(keys.get(key), `package.${key}`) ?? fallback;
  const scope = text("scope", "@swage");
  const problem = scopeProblem(scope);
  if (problem !== undefined)
    reader.refuse(keys.get("scope")!, "package.scope", scope, problem, 'Give a scope such as "@acme", or "" for none.');
  const publishConfig = keys.get("publishConfig");
  return {
    scope,
    license: text("license", "UNLICENSED"),
    private: reader.boolean(keys.get("private"), "package.private") ?? true,
    repository: text("repository", ""),
    publishConfig:
      reader.object(publishConfig, "package.publishConfig") === undefined ? {} : plainValue(publishConfig!),
    banner: text("banner", ""),
  };
}

function readArtifacts(reader: JsonReader, node: Node | undefined): readonly Artifact[] {
  const items = reader.strings(node, "artifacts");
  if (items === undefined) return ARTIFACTS;
  if (node?.children?.length === 0) {
    const remedy = `Give some of ${ARTIFACTS.join(", ")}, or leave the key out for all.`;
    reader.refuse(node, "artifacts", "[]", "names nothing to make", remedy);
  }
  return items.flatMap(({ node: item }) => reader.oneOf(item, "artifacts", ARTIFACTS) ?? []);
}

function readServices(document: JsonDocument, node: Node | undefined): ReadonlyMap<string, ServiceConfig> {
  const { reader, place } = document;
  const services = new Map<string, ServiceConfig>();
  for (const [service, value] of reader.object(node, "services") ?? []) {
    const key = `services.${service}`;
    const keys = reader.object(value, key, SERVICE_KEYS) ?? new Map<string, Node>();
    const own = reader.object(keys.get("package"), `${key}.package`, SERVICE_PACKAGE_KEYS) ?? new Map<string, Node>();
    const packageName = reader.string(own.get("name"), `${key}.package.name`) ?? "";
    const problem = packageName === "" ? undefined : packageNameProblem(packageName);
    if (problem !== undefined)
      reader.refuse(own.get("name")!, `${key}.package.name`, packageName, problem, 'Give a name such as "@acme/kms".');
    services.set(service, {
      place: place(value),
      operations: placed(document, keys.get("operations"), `${key}.operations`) ?? [],
      enums: reader.oneOf(keys.get("enums"), `${key}.enums`, ENUMS),
      packageName,
      release: reader.count(own.get("release"), `${key}.package.release`) ?? 0,
    });
  }
  return services;
}

function placed({ reader, place }: JsonDocument, node: Node | undefined, key: string): PlacedText[] | undefined {
  return reader.strings(node, key)?.map((item) => ({ text: item.value, place: place(item.node) }));
}

/** The value of an object, made without a prototype: `publishConfig` may hold any key. */
function plainValue(node: Node): Readonly<Record<string, unknown>> {
  const value = (of: Node): unknown => {
    if (of.type === "array") return (of.children ?? []).map(value);
    if (of.type !== "object") return of.value as unknown;
    const members = (of.children ?? []).flatMap(({ children: [name, member] = [] }) =>
      name === undefined || member === undefined ? [] : [[String(name.value), value(member)] as const],
    );
    return Object.fromEntries(members);
  };
  return value(node) as Readonly<Record<string, unknown>>;
}

/** What the configuration says of one service's package. */
export function packageSettings(config: Config, service: string): PackageSettings {
  const own = config.services.get(service);
  const { scope, ...shared } = config.package;
  const name = own?.packageName || (scope === "" ? service : `${scope}/${service}`);
  return { ...shared, name, release: own?.release ?? 0 };
}

/** Parts with what they stand on, in the order of `ARTIFACTS`: mock → validators → types (contract A1). */
export function withImplied(artifacts: readonly Artifact[]): ReadonlySet<Artifact> {
  const wanted = new Set<Artifact>(artifacts);
  if (wanted.has("mock")) wanted.add("validators");
  if (wanted.has("validators")) wanted.add("types");
  return new Set(ARTIFACTS.filter((artifact) => wanted.has(artifact)));
}

/** Whether the configuration's `include` names the service. */
export function includes(patterns: readonly string[], service: string): boolean {
  return patterns.some((pattern) => globMatches(pattern, service));
}

/** `*` is any run of characters; all else is itself. Linear: pieces are looked for from left to right. */
export function globMatches(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
