import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { GeneratedFile, PackageContext } from "../../generator/artifacts/context.js";
import { ARTIFACTS } from "../../generator/artifacts/context.js";
import { buildHistory } from "../../generator/changes/build-history.js";
import type { Snapshot } from "../../generator/changes/history.js";
import { loadModel } from "../../generator/load/load-model.js";
import { closureOf } from "../../generator/model/closure.js";
import { planNames } from "../../generator/print/names.js";
import { createTemplates } from "../../generator/print/templates.js";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "models/cognito-identity-provider");

const sources = new Map(
  readdirSync(join(root, "templates"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(join(root, "templates/").length).replaceAll("\\", "/"), readFileSync(path, "utf8")] as const;
    }),
);

/** Our templates as they stand under templates/, filled as strictly as a person's own: a name that a view lacks fails. */
export const templates = createTemplates(sources, sources);

/** A package context of a model in Smithy JSON AST. */
export function contextOf(snapshots: readonly Snapshot[], service = "sample"): PackageContext {
  const history = buildHistory(snapshots, new Map(), 0).value!;
  const settings = {
    name: `@swage/${service}`,
    license: "UNLICENSED",
    private: true,
    repository: "",
    publishConfig: {},
    banner: "",
    release: 0,
  };
  return {
    service,
    closure: history.newest.closure,
    history,
    settings,
    artifacts: new Set(ARTIFACTS),
    enums: "closed",
    names: planNames(snapshots.map(({ whole }) => whole)),
    templates,
  };
}

export function snapshotOf(date: string | undefined, path: string, text: string, overlay?: string): Snapshot {
  const input = overlay === undefined ? {} : { overlay: { path: "overlay.json", text: overlay } };
  const { value: model, diagnostics } = loadModel({ files: [{ path, text }], ...input });
  if (model === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const whole = closureOf(model, model.services[0]!);
  return { date, source: path, closure: whole, whole };
}

/** The Cognito package as of one of the committed snapshots, with all before it as its history. */
export function cognito(newest = "2022-05-24"): PackageContext {
  const overlay = readFileSync(join(folder, "overlay.json"), "utf8");
  const dates = ["2022-03-15", "2022-05-24"].filter((date) => date <= newest);
  const snapshots = dates.map((date) =>
    snapshotOf(
      date,
      `models/cognito-identity-provider/${date}.json`,
      readFileSync(join(folder, `${date}.json`), "utf8"),
      overlay,
    ),
  );
  return contextOf(snapshots, "cognito-identity-provider");
}

/** Blocks of TypeScript that are programs: they import something. */
export function programsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^```ts\n(import [\s\S]*?)^```$/gm)].map((match) => match[1]!);
}

/** Links that lead nowhere, inside a set of files; to other sites they are not followed. */
export function brokenLinks(files: readonly GeneratedFile[]): readonly string[] {
  const texts = new Map(files.map(({ path, text }) => [path, withoutCode(text)]));
  const anchors = new Map([...texts].map(([path, text]) => [path, headingAnchors(text)]));
  const broken: string[] = [];
  for (const [path, text] of texts) {
    for (const [, href] of text.matchAll(/(?<!\\)\]\(([^)\s]*)\)/g)) {
      if (/^https?:/.test(href!)) continue;
      const url = new URL(href!, `file:///${path}`);
      const target = decodeURIComponent(url.pathname.slice(1));
      const anchor = url.hash.slice(1);
      const found = anchors.get(target);
      if (found === undefined || (anchor !== "" && !found.has(anchor))) broken.push(`${path}: ${href}`);
    }
  }
  return broken;
}

/** Markdown without blocks and spans of code, but with the code of headings and links. */
export function withoutCode(markdown: string): string {
  return markdown
    .replace(/^(`{3,})[\s\S]*?^\1$/gm, "")
    .split("\n")
    .map((line) =>
      line.startsWith("#") ? line.replaceAll("`", "") : line.replace(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, ""),
    )
    .join("\n");
}

/** Written apart from the subject, after what GitHub's own pages show. */
function headingAnchors(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading] of text.matchAll(/^#{1,6} (.*)$/gm)) {
    const plain = heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const slug = plain.replace(/[^\p{L}\p{N}_ -]/gu, "").replaceAll(" ", "-");
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}
