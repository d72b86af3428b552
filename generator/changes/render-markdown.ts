import type { ChangeSeverity } from "./change.js";
import { enumerate, groupReaches } from "./reach-text.js";
import type { ModelSource, Report, ReportedChange } from "./report.js";
import { severityFor } from "./severity.js";

/** The longest comment that GitHub and GitLab take, in UTF-16 code units. */
export const MARKDOWN_LIMIT = 65_536;

const OPERATIONS = 6;
const GROUPS = 4;

interface Item {
  readonly service: string;
  readonly change: ReportedChange;
}

interface Section {
  readonly title: string;
  readonly open: boolean;
  readonly items: readonly Item[];
}

const TITLES: readonly (readonly [ChangeSeverity, string, boolean])[] = [
  ["breaking", "Breaking", true],
  ["risky", "Risky", false],
  ["additive", "Additive", false],
  ["documentation", "Documentation", false],
];

/**
 * For a comment on a pull request: what it comes to, then what breaks; all else folded. Never longer than `limit`:
 * then the last sections are cut after a whole entry, and the text says how many entries are missing.
 */
export function renderMarkdown(report: Report, limit: number = MARKDOWN_LIMIT): string {
  const several = report.services.length > 1;
  const head = headOf(report);
  const cut = "\n_The rest was cut: 000000 more changes stand in the full report of `swage diff`._\n";
  const foot = "\n</details>\n";
  let text = head.length + cut.length <= limit ? head : `${head.slice(0, limit - cut.length)}\n`;
  let missing = 0;
  for (const { title, open, items } of sectionsOf(report)) {
    const start = open
      ? `\n### ${title} (${items.length})\n\n`
      : `\n<details>\n<summary>${title} (${items.length})</summary>\n\n`;
    const end = open ? "" : foot;
    let body = "";
    let shown = 0;
    for (const item of items) {
      const entry = entryOf(item, several);
      if (missing > 0 || text.length + start.length + body.length + entry.length + foot.length + cut.length > limit)
        break;
      body += entry;
      shown++;
    }
    missing += items.length - shown;
    if (shown > 0) text += start + body + end;
  }
  return missing === 0 ? text : text + cut.replace("000000", String(missing));
}

function headOf({ services }: Report): string {
  const rows = services.map(({ service, old, new: now, summary, semver }) => {
    const { breaking, risky, additive, documentation } = summary;
    const cells = [
      escapeMarkdown(service),
      `${source(old)} → ${source(now)}`,
      breaking,
      risky,
      additive,
      documentation,
    ];
    return `| ${[...cells, semver].join(" | ")} |`;
  });
  const total = services.reduce((sum, { summary }) => sum + summary.breaking, 0);
  const verdict =
    total === 0 ? "Nothing breaks." : total === 1 ? "**1 change breaks.**" : `**${total} changes break.**`;
  const table = [
    "| Service | Models | Breaking | Risky | Additive | Documentation | Version |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
  ];
  return `## API changes\n\n${verdict}\n\n${table.join("\n")}\n`;
}

function source({ source: path, snapshot }: ModelSource): string {
  return escapeMarkdown(snapshot ?? path);
}

function sectionsOf({ services, side }: Report): Section[] {
  const items = services.flatMap(({ service, changes }) => changes.map((change): Item => ({ service, change })));
  const open = items.filter(({ change }) => change.suppressed === undefined);
  const bySeverity = TITLES.map(([severity, title, isOpen]): Section => ({
    title,
    open: isOpen,
    items: open.filter(({ change }) => severityFor(change, side) === severity),
  }));
  const accepted = items.filter(({ change }) => change.suppressed !== undefined);
  return [...bySeverity, { title: "Accepted", open: false, items: accepted }].filter((one) => one.items.length > 0);
}

function entryOf({ service, change }: Item, several: boolean): string {
  const { message, severity, id, fingerprint, breaks, suppressed } = change;
  const name = several ? `**${escapeMarkdown(service)}** ` : "";
  const broken = breaks.length === 0 ? "" : `; breaks ${breaks.join(", ")}`;
  const facts = `client ${severity.client}, server ${severity.server}${broken} · \`${id}\` \`${fingerprint}\``;
  const accepted =
    suppressed === undefined
      ? ""
      : `  <br>accepted${suppressed.until === undefined ? "" : ` until ${suppressed.until}`}: ${escapeMarkdown(suppressed.reason)}\n`;
  return `- ${name}${escapeMarkdown(message)}\n${reachText(change)}  <br><sub>${facts}</sub>\n${accepted}`;
}

function reachText({ reaches, shape }: ReportedChange): string {
  if (reaches.length === 0 || reaches.some(({ operation }) => operation === shape)) return "";
  const groups = groupReaches(reaches);
  const texts = groups.slice(0, GROUPS).map(({ side, path, operations }) => {
    return `${side} of ${enumerate(operations, OPERATIONS)}${path === "" ? "" : ` (\`${path}\`)`}`;
  });
  const more = groups.length <= GROUPS ? "" : `; and ${groups.length - GROUPS} more paths`;
  return `  <br>${texts.join("; ")}${more}\n`;
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
