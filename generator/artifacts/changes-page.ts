import type { ReleaseView } from "../changes/changelog.js";
import { changelogView } from "../changes/changelog.js";
import type { History } from "../changes/history.js";
import { compareText } from "../diagnostics/diagnostic.js";
import { markdownHeader } from "../print/header.js";
import { codeSpan, escapeMarkdown, link, tidyMarkdown } from "../print/markdown.js";
import type { Templates } from "../print/templates.js";
import { changeLine, releaseSummary } from "./package/changelog-page.js";

/** One update of one service: plain data, so that it can be kept. All text is finished Markdown. */
export interface UpdateNote {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly version: string;
  readonly title: string;
  readonly summary: string;
  readonly lines: readonly string[];
}

export interface ServiceUpdates {
  readonly service: string;
  readonly notes: readonly UpdateNote[];
}

const TEMPLATE = "package/changes.md.hbs";

/** What the snapshots of a service brought one after the other; the first, and those that brought nothing, are left out. */
export function updateNotes(history: History): readonly UpdateNote[] {
  const { title, releases } = changelogView(history);
  return releases
    .filter(({ kind, isEmpty }) => kind !== "initial" && !isEmpty)
    .map((release) => ({
      date: release.date ?? "",
      version: release.version,
      title: escapeMarkdown(title),
      summary: releaseSummary(release),
      lines: linesOf(release),
    }));
}

function linesOf({ breaking, risky, newOperations, updatedOperations, shared }: ReleaseView): readonly string[] {
  const updated = [
    ...updatedOperations.map(({ name, sides }) => `${codeSpan(name)} (${sides})`),
    ...shared.map(({ shape, operations }) => `${codeSpan(shape)} (in ${operations.length} operations)`),
  ];
  return [
    ...breaking.map((change) => `**Breaking**: ${changeLine(change)}`),
    ...risky.map((change) => `Risky: ${changeLine(change)}`),
    ...(newOperations.length > 0 ? [`New: ${newOperations.map(codeSpan).join(", ")}`] : []),
    ...(updated.length > 0 ? [`Updated: ${updated.join(", ")}`] : []),
  ];
}

/** CHANGES.md: the updates of all services by their day, the newest first. */
export function changesPage(services: readonly ServiceUpdates[], banner: string, templates: Templates): string {
  const byDate = new Map<string, object[]>();
  const updates = services
    .flatMap(({ service, notes }) => notes.map((note) => ({ service, note })))
    .toSorted((a, b) => compareText(b.note.date, a.note.date) || compareText(a.service, b.service));
  for (const { service, note } of updates) {
    const heading = `${link(note.title, `${service}/CHANGELOG.md`)} ${note.version}`;
    const update = { heading, summary: note.summary, lines: note.lines };
    byDate.set(note.date, [...(byDate.get(note.date) ?? []), update]);
  }
  const days = [...byDate].map(([date, ofDay]) => ({ date, updates: ofDay }));
  return tidyMarkdown(templates.render(TEMPLATE, { header: markdownHeader(banner), days }));
}
