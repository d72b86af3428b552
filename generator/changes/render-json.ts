import type { Report, ReportedChange } from "./report.js";

/** `diff --format json`, to the letter of contract A6: one document, two blanks of indentation, a newline at the end. */
export function renderJson({ services }: Report): string {
  const document = {
    version: 1,
    services: services.map(({ service, old, new: now, semver, summary, changes }) => ({
      service,
      old,
      new: now,
      semver,
      summary,
      changes: changes.map(printed),
    })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** In the order of the contract. */
function printed(change: ReportedChange): object {
  const { id, fingerprint, severity, shape, member, trait, before, after, message, reaches, breaks } = change;
  const { suppressed } = change;
  return { id, fingerprint, severity, shape, member, trait, before, after, message, reaches, breaks, suppressed };
}
