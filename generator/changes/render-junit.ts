import { reachTexts } from "./reach-text.js";
import type { Report, ReportedChange } from "./report.js";
import { remedyOf } from "./rules/table.js";
import type { Side } from "./severity.js";
import { severityFor } from "./severity.js";

/**
 * JUnit's XML: a suite a service, a case a change. What breaks on the report's side fails, what was accepted is
 * skipped, all else passes.
 */
export function renderJunit({ services, side }: Report): string {
  const suites = services.map(({ service, changes }) => {
    const failures = changes.filter((change) => fails(change, side)).length;
    const skipped = changes.filter(({ suppressed }) => suppressed !== undefined).length;
    const head = `  <testsuite name="${xml(service)}" tests="${changes.length}" failures="${failures}" skipped="${skipped}">`;
    return [head, ...changes.map((change) => testcase(change, side)), "  </testsuite>"].join("\n");
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", ...suites, "</testsuites>", ""].join("\n");
}

function fails(change: ReportedChange, side: Side): boolean {
  return change.suppressed === undefined && severityFor(change, side) === "breaking";
}

function testcase(change: ReportedChange, side: Side): string {
  const { id, shape, member, fingerprint, message, suppressed } = change;
  const name = `${shape}${member === undefined ? "" : `$${member}`} ${fingerprint}`;
  const head = `    <testcase classname="${xml(id)}" name="${xml(name)}"`;
  if (suppressed !== undefined) return `${head}><skipped message="${xml(suppressed.reason)}"/></testcase>`;
  if (fails(change, side)) {
    const places = reachTexts(change, { groups: 5, operations: 10 }, (path) => ` (${path})`);
    const body = xml([...places, remedyOf(id)].join("\n")).replaceAll("&#10;", "\n");
    return `${head}><failure type="breaking" message="${xml(message)}">${body}</failure></testcase>`;
  }
  return `${head}/>`;
}

/** Text in an attribute; characters that XML 1.0 cannot hold become U+FFFD. */
function xml(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- these are what is looked for
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .replace(/\p{Surrogate}/gu, "\ufffd")
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&quot;")
      .replace(/[\t\n\r]/g, (unit) => `&#${unit.charCodeAt(0)};`)
  );
}
