import { visible } from "../diagnostics/visible.js";
import type { ShapeId } from "../model/shape-id.js";
import { nameOf } from "../model/shape-id.js";
import type { AlikeGroup } from "./alike.js";
import { gatherAlike, isAlikeGroup } from "./alike.js";
import type { ChangeSeverity } from "./change.js";
import { enumerate, reachTexts } from "./reach-text.js";
import type { Report, ReportedChange, ServiceReport } from "./report.js";
import type { Side } from "./severity.js";
import { inReadingOrder } from "./report.js";
import { SEVERITIES, severityFor } from "./severity.js";
import { sourceTexts } from "./source-text.js";

/** Colours a text for a terminal, or leaves it as it is. */
export type Style = (format: "bold" | "dim" | "red" | "yellow" | "green" | "cyan", text: string) => string;

const COLOURS = { breaking: "red", risky: "yellow", additive: "green", documentation: "cyan", none: "dim" } as const;

/** Kinds of changes whose number says enough on a terminal. */
const FOLDED: ReadonlySet<ChangeSeverity> = new Set(["documentation", "none"]);

const OPERATIONS = 4;
const GROUPS = 3;
const SHAPES = 20;

/** For a terminal; without colours where `style` gives its text back. */
export function renderText({ services, side }: Report, style: Style = (_, text) => text): string {
  if (services.length === 0) return "no service changed\n";
  return services.map((service) => renderService(service, side, style)).join("\n");
}

function renderService(report: ServiceReport, side: Side, style: Style): string {
  const { service, old, new: now, semver, changes } = report;
  const open = changes.filter(({ suppressed }) => suppressed === undefined);
  const seen = open.filter((change) => !FOLDED.has(severityFor(change, side)));
  // The members that lead to new shapes are told.
  const told = inReadingOrder(
    seen.filter(({ id }) => id !== "shape-added"),
    side,
  );
  const shapes = seen.filter(({ id }) => id === "shape-added").map(({ shape }) => nameOf(shape as ShapeId));
  const lines = [`${style("bold", service)}  ${sourceTexts(old, now).join(" -> ")}`, ""];
  for (const one of gatherAlike(told))
    lines.push(...(isAlikeGroup(one) ? alikeLines(one, side, style) : changeLines(one, side, style)));
  if (shapes.length > 0) lines.push(`  new shapes: ${enumerate(shapes, SHAPES)}`, "");
  if (changes.length === 0) lines.push("  nothing changed", "");
  else if (open.length > 0 && open.every((change) => severityFor(change, side) === "none"))
    lines.push(`  nothing changed for ${side === "both" ? "client or server" : `the ${side}`}`, "");
  lines.push(`  ${countsText(report)}; version: ${semver === "none" ? "no change" : semver}`);
  const accepted = changes.length - open.length;
  if (accepted > 0) lines.push(`  ${style("dim", `${accepted} accepted and not shown`)}`);
  return `${lines.join("\n")}\n`;
}

function changeLines(change: ReportedChange, side: Side, style: Style): string[] {
  const severity = severityFor(change, side);
  const { client, server } = change.severity;
  const breaks = change.breaks.length === 0 ? "" : `; breaks ${change.breaks.join(", ")}`;
  const label = severity.padEnd(8);
  return [
    `  ${style(COLOURS[severity], label)}  ${visible(change.message)}`,
    ...(change.id === "shape-removed" ? [] : reachLines(change)).map((line) => `            ${style("dim", line)}`),
    `            ${style("dim", `client ${client}, server ${server}${breaks}  ${change.id} ${change.fingerprint}`.trimEnd())}`,
    "",
  ];
}

function alikeLines(group: AlikeGroup<ReportedChange>, side: Side, style: Style): string[] {
  const { message, changes, subjects, inOnePlace } = group;
  const first = changes[0]!;
  const reaches = inOnePlace ? first.reaches : [];
  const [head, ...rest] = changeLines({ ...first, message, reaches, fingerprint: "" }, side, style);
  const list = changes.map(
    ({ fingerprint }, index) => `            ${style("dim", `${subjects[index]}  ${fingerprint}`)}`,
  );
  return [head!, ...list, ...rest];
}

function reachLines(change: ReportedChange): readonly string[] {
  return reachTexts(change, { groups: GROUPS, operations: OPERATIONS }, (path) => `: ${path}`);
}

/** `1 breaking, 2 additive`; what was accepted is not in it. */
export function countsText({ summary }: Pick<ServiceReport, "summary">): string {
  const parts = SEVERITIES.flatMap((severity) => {
    if (severity === "none" || summary[severity] === 0) return [];
    return [`${summary[severity]} ${severity}`];
  });
  return parts.length === 0 ? "0 changes" : parts.join(", ");
}
