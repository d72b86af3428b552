import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { ShapeId } from "../model/shape-id.js";
import { nameOf } from "../model/shape-id.js";
import { codeSpan } from "../print/markdown.js";
import type { AlikeGroup } from "./alike.js";
import { gatherAlike, isAlikeGroup } from "./alike.js";
import type { ChangeSeverity } from "./change.js";
import { enumerate, reachTexts } from "./reach-text.js";
import type { Report, ReportedChange, ServiceReport } from "./report.js";
import { inReadingOrder, isOfAll } from "./report.js";
import { remedyOf } from "./rules/table.js";
import { severityFor } from "./severity.js";
import { sourceTexts } from "./source-text.js";

/** The longest comment that GitHub and GitLab take, in UTF-16 code units. */
export const MARKDOWN_LIMIT = 65_536;

const SHAPES = 30;
const OPERATIONS = 6;
const GROUPS = 4;

interface Item {
  readonly service: string;
  readonly change: ReportedChange;
}

/** Text that is shown whole or not at all. */
interface Entry {
  readonly text: string;
  /** How many changes, or notes, it tells. */
  readonly changes: number;
}

interface Section {
  readonly title: string;
  readonly open: boolean;
  readonly entries: readonly Entry[];
}

/** Entries that a reader sees at once. */
const SHORT = 10;

/** With the most entries at which a section is open, where nothing is worse. */
const TITLES: readonly (readonly [ChangeSeverity, string, number])[] = [
  ["breaking", "Breaking", Infinity],
  ["risky", "Risky", SHORT],
  ["additive", "Additive", SHORT],
  ["documentation", "Documentation", 0],
];

export interface MarkdownOptions {
  /** In UTF-16 code units, of which a text never has fewer than characters. */
  readonly limit?: number | undefined;
  /** Where the whole report is. */
  readonly restAt?: string | undefined;
}

/**
 * For a comment on a pull request: what it comes to, then what breaks, or the few things that are new where nothing
 * does; all else folded. Never longer than the limit: then rows, and the last sections after a whole entry, are left
 * out, and the text says how many and where they are.
 */
export function renderMarkdown(report: Report, { limit = MARKDOWN_LIMIT, restAt }: MarkdownOptions = {}): string {
  const cut = cutText(restAt);
  const foot = "\n</details>\n";
  let text = headOf(report, limit / 2);
  let missing = 0;
  for (const { title, open, entries } of sectionsOf(report)) {
    const count = changesIn(entries);
    const start = open ? `\n### ${title} (${count})\n\n` : `\n<details>\n<summary>${title} (${count})</summary>\n\n`;
    const room = limit - text.length - start.length - foot.length - cut.length;
    const shown: Entry[] = [];
    let length = 0;
    for (const entry of missing > 0 ? [] : entries) {
      length += entry.text.length;
      if (length > room) break;
      shown.push(entry);
    }
    missing += count - changesIn(shown);
    if (shown.length > 0) text += start + shown.map((entry) => entry.text).join("") + (open ? "" : foot);
  }
  return missing === 0 ? text : text + cut.replace(COUNT, String(missing));
}

function changesIn(entries: readonly Entry[]): number {
  return entries.reduce((sum, { changes }) => sum + changes, 0);
}

/** Stands for a number that is not yet known, and is as long as the longest. */
const COUNT = "000000";

function cutText(restAt: string | undefined): string {
  const report = restAt === undefined ? "the full report of `swage diff`" : `[the full report](<${safeUrl(restAt)}>)`;
  return `\n_The rest was cut: ${COUNT} more changes stand in ${report}._\n`;
}

/** An address that cannot leave its place in a link. */
function safeUrl(url: string): string {
  return url.replace(/[\s<>\\|]/g, (unit) => encodeURIComponent(unit));
}

function headOf({ services, side }: Report, limit: number): string {
  if (services.length === 0) return "## API changes\n\nNo service changed.\n";
  const total = services.reduce((sum, { summary }) => sum + summary.breaking, 0);
  const accepted = services
    .flatMap(({ changes }) => changes)
    .filter(({ suppressed }) => suppressed !== undefined).length;
  const breaks = total === 0 ? "Nothing breaks." : brokenText(total) + (side === "both" ? sidesText(services) : "");
  const verdict = accepted === 0 ? breaks : `${breaks} ${accepted} accepted.`;
  const table = [
    "| Service | Models | Breaking | Risky | Additive | Documentation | Version |",
    "| --- | --- | --- | --- | --- | --- | --- |",
  ];
  let length = 0;
  const rows = services
    .toSorted(byHarm)
    .map(rowOf)
    .filter((row) => (length += row.length + 1) <= limit);
  const left = services.length - rows.length;
  const more = left === 0 ? "" : `\n${left} more services changed.\n`;
  return `## API changes\n\n${verdict}\n\n${[...table, ...rows].join("\n")}\n${more}`;
}

function brokenText(total: number): string {
  return total === 1 ? "**1 change breaks.**" : `**${total} changes break.**`;
}

/** Whom: most readers are one of the two. */
function sidesText(services: readonly ServiceReport[]): string {
  const open = services.flatMap(({ changes }) => changes).filter(({ suppressed }) => suppressed === undefined);
  const count = (side: "client" | "server"): number =>
    open.filter(({ severity }) => severity[side] === "breaking").length;
  return ` Clients: ${count("client")}; servers: ${count("server")}.`;
}

/** What breaks most comes first. */
function byHarm(a: ServiceReport, b: ServiceReport): number {
  return b.summary.breaking - a.summary.breaking || b.summary.risky - a.summary.risky;
}

function rowOf({ service, old, new: now, summary, semver }: ServiceReport): string {
  const { breaking, risky, additive, documentation } = summary;
  const sources = sourceTexts(old, now).map(escapeMarkdown).join(" → ");
  const cells = [escapeMarkdown(service), sources, breaking, risky, additive, documentation, semver];
  return `| ${cells.join(" | ")} |`;
}

function sectionsOf({ services, side, diagnostics }: Report): Section[] {
  const several = services.length > 1;
  const items = services
    .toSorted(byHarm)
    .flatMap(({ service, changes }) => inReadingOrder(changes, side).map((change): Item => ({ service, change })));
  const open = items.filter(({ change }) => change.suppressed === undefined);
  const bySeverity: Section[] = [];
  for (const [severity, title, most] of TITLES) {
    const found = open.filter(({ change }) => severityFor(change, side) === severity);
    // The members that lead to new shapes are told.
    const told = found.filter(({ change }) => change.id !== "shape-added");
    const entries = severity === "breaking" ? byKind(told, several) : asTheyCome(told, several);
    entries.push(...newShapes(found, several));
    if (entries.length > 0)
      bySeverity.push({ title, open: bySeverity.length === 0 && entries.length <= most, entries });
  }
  const accepted = items.filter(({ change }) => change.suppressed !== undefined);
  const last: Section = { title: "Accepted", open: false, entries: accepted.map((item) => entryOf(item, several)) };
  const idle: Section = { title: "Suppressions that accept nothing", open: false, entries: diagnostics.map(noteOf) };
  return [...bySeverity, last, idle].filter(({ entries }) => entries.length > 0);
}

function asTheyCome(items: readonly Item[], several: boolean): Entry[] {
  const services = [...new Set(items.map(({ service }) => service))];
  return services.flatMap((service) => {
    const changes = items.filter((item) => item.service === service).map(({ change }) => change);
    return gatherAlike(changes).flatMap((one) =>
      isAlikeGroup(one)
        ? alikeEntries(one, serviceMark(service, several), true)
        : [entryOf({ service, change: one }, several)],
    );
  });
}

/** Members or operations in one entry; a comment may be cut between entries. */
const SUBJECTS = 40;

function alikeEntries(
  { message, changes, subjects, inOnePlace }: AlikeGroup<ReportedChange>,
  mark: string,
  tellsId: boolean,
): Entry[] {
  const [first] = changes;
  const facts = `${whomText(first!)}${tellsId ? ` · \`${first!.id}\`` : ""}`;
  const entries: Entry[] = [];
  for (let start = 0; start < changes.length; start += SUBJECTS) {
    const part = changes.slice(start, start + SUBJECTS);
    const list = part.map((change, index) => escapeMarkdown(subjects[start + index]!) + fingerprintMark(change));
    const head = start === 0 ? messageMarkdown(message) : "And:";
    const place = inOnePlace ? reachText(first!) : "";
    const text = `- ${mark}${head}\n  <br>${list.join(", ")}\n${place}  <br><sub>${facts}</sub>\n`;
    entries.push({ text, changes: part.length });
  }
  return entries;
}

/** What to do is said once for all changes of a kind in a service; what concerns all of the service stands apart. */
function byKind(items: readonly Item[], several: boolean): Entry[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = `${item.service} ${item.change.id} ${isOfAll(item.change)}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].flatMap((group, number) => {
    const { service } = group[0]!;
    const { id } = group[0]!.change;
    const name = several ? `${escapeMarkdown(service)}: ${id}` : id;
    const head = `${number === 0 ? "" : "\n"}**${name}** (${group.length}). ${remedyOf(id)}\n\n`;
    const entries = gatherAlike(group.map(({ change }) => change)).flatMap((one) =>
      isAlikeGroup(one) ? alikeEntries(one, "", false) : [brokenEntry(one)],
    );
    return entries.map((entry, index) => (index === 0 ? { ...entry, text: head + entry.text } : entry));
  });
}

function noteOf({ file, line, message, remedy }: Diagnostic): Entry {
  return { text: `- \`${file}:${line}\`: ${escapeMarkdown(`${message}. ${remedy}`)}\n`, changes: 1 };
}

/** One entry a service. */
function newShapes(items: readonly Item[], several: boolean): Entry[] {
  const byService = new Map<string, string[]>();
  for (const { service, change } of items)
    if (change.id === "shape-added")
      byService.set(service, [...(byService.get(service) ?? []), `\`${nameOf(change.shape as ShapeId)}\``]);
  return [...byService].map(([service, names]) => ({
    text: `- ${serviceMark(service, several)}New shapes: ${enumerate(names, SHAPES)}.\n`,
    changes: names.length,
  }));
}

function serviceMark(service: string, several: boolean): string {
  return several ? `**${escapeMarkdown(service)}** ` : "";
}

/** Under the name of its kind: shapes that are gone are told by the members that led to them. */
function brokenEntry(change: ReportedChange): Entry {
  const { id, message, fingerprint } = change;
  const first = `- ${messageMarkdown(message)}`;
  if (id === "shape-removed") return { text: `${first} <sub>\`${fingerprint}\`</sub>\n`, changes: 1 };
  const facts = `${whomText(change)} · \`${fingerprint}\``;
  return { text: `${first}\n${reachText(change)}  <br><sub>${facts}</sub>\n`, changes: 1 };
}

function entryOf({ service, change }: Item, several: boolean): Entry {
  const { message, id, suppressed } = change;
  const accepted =
    suppressed === undefined
      ? ""
      : `  <br>accepted${suppressed.until === undefined ? "" : ` until ${suppressed.until}`}: ${escapeMarkdown(suppressed.reason)}\n`;
  const first = `- ${serviceMark(service, several)}${messageMarkdown(message)}\n`;
  const facts = `${whomText(change)} · \`${id}\`${fingerprintMark(change)}`;
  return { text: `${first}${reachText(change)}  <br><sub>${facts}</sub>\n${accepted}`, changes: 1 };
}

/**
 * What `swage accept` takes. Changes of documentation do without: none is there to be accepted but under `--fail-on any`,
 * and of many members the names alone can be read.
 */
function fingerprintMark({ fingerprint, severity: { client, server } }: ReportedChange): string {
  return client === "documentation" && server === "documentation" ? "" : ` \`${fingerprint}\``;
}

function whomText({ severity: { client, server }, breaks }: ReportedChange): string {
  const broken = breaks.length === 0 ? "" : `; breaks ${breaks.join(", ")}`;
  return `client ${client}, server ${server}${broken}`;
}

function reachText(change: ReportedChange): string {
  const texts = reachTexts(change, { groups: GROUPS, operations: OPERATIONS }, (path) => ` (\`${path}\`)`);
  return texts.length === 0 ? "" : `  <br>${texts.join("; ")}\n`;
}

/** A sentence; what stands in backticks is code. */
function messageMarkdown(message: string): string {
  return message
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part.slice(1, -1)) : escapeMarkdown(part)))
    .join("");
}

/** Text from a model as Markdown that shows it and does nothing: no markup, no mention of people, no reference. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_{}[\]|~$!]/g, (unit) => `\\${unit}`)
    .replace(/([@#])(?=\w)/g, "$1<!-- -->")
    .replace(/\b(https?):\/\//g, "$1:<!-- -->//");
}
