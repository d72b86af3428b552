import { normalize } from "node:path/posix";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { ChangeSeverity } from "./change.js";
import { countsText } from "./render-text.js";
import { reachTexts } from "./reach-text.js";
import type { Report, ReportedChange } from "./report.js";
import { inReadingOrder } from "./report.js";
import { severityFor } from "./severity.js";

const COMMANDS: ReadonlyMap<ChangeSeverity, string> = new Map([
  ["breaking", "error"],
  ["risky", "warning"],
]);

/** GitHub shows ten annotations of each level for a step, and no more. */
const MOST = 10;

/**
 * Workflow commands for GitHub Actions: an annotation for each change that breaks or may surprise, at the new model's
 * file, and one notice a service. Models tell no lines: annotations stand at the file.
 */
export function renderGithub({ services, side, diagnostics }: Report, prefix: string = ""): string {
  const lines = services.flatMap((report) => {
    const file = propertyText(normalize(prefix + report.new.source));
    const open = report.changes.filter(({ suppressed }) => suppressed === undefined);
    const accepted = report.changes.length - open.length;
    const annotations = [...COMMANDS].flatMap(([severity, command]) =>
      inReadingOrder(open, side)
        .filter((change) => severityFor(change, side) === severity)
        .slice(0, MOST)
        .map((change) => {
          const { id, fingerprint } = change;
          const title = propertyText(`${report.service}: ${id} ${fingerprint}`);
          return `::${command} file=${file},title=${title}::${dataText(annotation(change))}`;
        }),
    );
    const counts = `${countsText(report)}; version: ${report.semver}${accepted === 0 ? "" : `; ${accepted} accepted`}`;
    const notice = `::notice file=${file},title=${propertyText(report.service)}::${dataText(counts)}`;
    return [...annotations, notice];
  });
  return [...lines, ...diagnostics.map((one) => warning(one, prefix))].map((line) => `${line}\n`).join("");
}

/** What changed, and where the first few operations meet it. */
function annotation(change: ReportedChange): string {
  const places = reachTexts(change, { groups: 2, operations: 3 }, (path) => ` (${path})`);
  return places.length === 0 ? change.message : `${change.message} In: ${places.join("; ")}.`;
}

/** A suppression that matches nothing, or is past its date. */
function warning({ file, line, column, message, remedy }: Diagnostic, prefix: string): string {
  const place = `file=${propertyText(normalize(prefix + file))},line=${line},col=${column}`;
  return `::warning ${place},title=swage::${dataText(`${message}. ${remedy}`)}`;
}

/** Text after `::`, as the runner reads it back. */
function dataText(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

/** Text of a property before `::`. */
function propertyText(text: string): string {
  return dataText(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
