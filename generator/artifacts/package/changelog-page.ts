import type { AdditionView, ChangelogView, ChangeView } from "../../changes/changelog.js";
import { changelogView } from "../../changes/changelog.js";
import { markdownHeader } from "../../print/header.js";
import { codeSpan, escapeMarkdown } from "../../print/markdown.js";
import type { PackageContext } from "../context.js";

/** CHANGELOG.md: each line finished Markdown. */
export interface ChangelogPage {
  readonly header: string;
  readonly title: string;
  readonly releases: readonly ReleaseSection[];
}

export interface ReleaseSection {
  readonly version: string;
  /** "" for an undated model. */
  readonly date: string;
  readonly summary: string;
  readonly breaking: readonly string[];
  readonly risky: readonly string[];
  readonly newOperations: readonly string[];
  readonly updates: readonly { readonly name: string; readonly sides: string; readonly lines: readonly string[] }[];
  readonly shared: readonly { readonly name: string; readonly operations: string; readonly lines: readonly string[] }[];
  readonly other: readonly string[];
  /** Sentences on what is only counted. */
  readonly notes: readonly string[];
}

export function changelogPage({ history, settings }: PackageContext): ChangelogPage {
  const view = changelogView(history);
  return {
    header: markdownHeader(settings.banner),
    title: escapeMarkdown(view.title),
    releases: view.releases.map(releaseSection),
  };
}

function releaseSection(release: ChangelogView["releases"][number]): ReleaseSection {
  return {
    version: release.version,
    date: release.date ?? "",
    summary: releaseSummary(release),
    breaking: release.breaking.map(changeLine),
    risky: release.risky.map(changeLine),
    newOperations: release.newOperations.map(codeSpan),
    updates: release.updatedOperations.map(({ name, sides, request, response, error }) => ({
      name,
      sides,
      lines: [...additions("Request", request), ...additions("Response", response), ...additions("Errors", error)],
    })),
    shared: release.shared.map(({ shape, additions: added, operations }) => ({
      name: codeSpan(shape),
      operations: operations.map(codeSpan).join(", "),
      lines: added.map(additionText),
    })),
    other: release.other.map(changeLine),
    notes: [
      ...(release.serverOnly > 0 ? [`${plural(release.serverOnly, "change")} that only a server notices.`] : []),
      ...(release.documentation > 0 ? [`The documentation of ${plural(release.documentation, "thing")} changed.`] : []),
    ],
  };
}

/** A sentence on what a release brought. */
export function releaseSummary({
  kind,
  isEmpty,
  operationCount,
  breakingCount,
  newOperations,
  updatedOperations,
}: ChangelogView["releases"][number]) {
  if (kind === "initial") return `The first model: ${plural(operationCount, "operation")}.`;
  if (isEmpty) return "Nothing that these operations reach changed.";
  const parts = [
    ...(breakingCount > 0 ? [`${plural(breakingCount, "breaking change")}`] : []),
    ...(newOperations.length > 0 ? [`${plural(newOperations.length, "new operation")}`] : []),
    ...(updatedOperations.length > 0 ? [`${plural(updatedOperations.length, "updated operation")}`] : []),
  ];
  const words = { major: "Major", minor: "Minor", patch: "Patch", none: "Patch" };
  return parts.length === 0 ? `${words[kind]} update.` : `${words[kind]} update: ${parts.join(", ")}.`;
}

function additions(side: string, added: readonly AdditionView[]): readonly string[] {
  return added.map((addition) => `${side}: ${additionText(addition)}`);
}

function additionText({ path, type, values, required }: AdditionView): string {
  const what =
    values.length > 0
      ? `${listWord(type)}${values.map((value) => codeSpan(String(value))).join(" | ")}`
      : escapeMarkdown(type);
  return `${path === "" ? "" : `${codeSpan(path)}: `}${what}${required ? ", required" : ""}`;
}

/** `list of ` or `map of ` before values; the type tells the values again, which are told as code here. */
function listWord(type: string): string {
  return /^(?:(?:list|map) of )+/.exec(type)?.[0] ?? (type === "new value" ? "new value " : "");
}

/** A change in one line of Markdown. */
export function changeLine({ message, operations }: ChangeView): string {
  const reached = operations.length === 0 ? "" : ` Reaches ${operations.map(codeSpan).join(", ")}.`;
  const text = message
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part.slice(1, -1)) : escapeMarkdown(part)))
    .join("");
  return `${text}${reached}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
