import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { visible } from "../../diagnostics/visible.js";
import type { Announced, Found } from "../../pages/verify-page.js";
import type { VerifyOutcome } from "../../workspace/verify-page-file.js";
import { verifyPageFile } from "../../workspace/verify-page-file.js";
import type { ExitCode } from "../exit-codes.js";
import { EXIT, exitCodeOf } from "../exit-codes.js";
import type { Io } from "../io.js";
import type { CommonOptions } from "../options.js";
import { reportDiagnostics } from "../report-diagnostics.js";

export interface VerifyChangesOptions extends CommonOptions {
  readonly service?: string;
}

/** Tells whether a model agrees with a changelog page. */
export async function runVerifyChanges(io: Io, page: string, options: VerifyChangesOptions): Promise<ExitCode> {
  const { value, diagnostics } = verifyPageFile({ cwd: io.cwd, page, service: options.service });
  reportDiagnostics(io, diagnostics, options.quiet ?? false);
  if (options.json) io.out(`${JSON.stringify(inJson(value, diagnostics), null, 2)}\n`);
  else if (value !== undefined && (!options.quiet || !value.agreed)) io.out(inWords(io, value));
  const code = exitCodeOf(diagnostics);
  return code === EXIT.done && value?.agreed === false ? EXIT.fault : code;
}

function inJson(outcome: VerifyOutcome | undefined, diagnostics: readonly Diagnostic[]): object {
  if (outcome === undefined) return { version: 1, service: null, agreed: false, diagnostics };
  const { service, page, snapshot, before, agreed, checked, update } = outcome;
  const disagreements = outcome.disagreements.map(({ kind, at, place, page: says, model }) => ({
    kind,
    at,
    page: says,
    model,
    ...place,
  }));
  const lists = update && {
    announcedAndFound: update.announcedAndFound.map(announcedJson),
    foundNotAnnounced: update.foundNotAnnounced.map(foundJson),
    announcedNotThere: update.announcedNotThere.map(announcedJson),
  };
  const { title, date } = page;
  const operations = page.operations.map(({ name }) => name);
  return {
    version: 1,
    service,
    page: { title, date, operations },
    snapshot: snapshot ?? null,
    before: before ?? null,
    agreed,
    checked,
    disagreements,
    announcedAndFound: null,
    foundNotAnnounced: null,
    announcedNotThere: null,
    ...lists,
    diagnostics,
  };
}

function announcedJson({ at, value, place, why }: Announced): object {
  return { at, ...(value === undefined ? {} : { value }), ...(why === undefined ? {} : { why }), ...place };
}

function foundJson({ at, change, tellable }: Found): object {
  const { id, shape, member, message, severity } = change;
  return { at, id, shape, ...(member === undefined ? {} : { member }), message, severity, tellable };
}

function inWords(io: Io, outcome: VerifyOutcome): string {
  const { service, page, snapshot, before, agreed, checked, disagreements, update } = outcome;
  const { members, types, values, required } = checked;
  const model = snapshot === undefined ? service : `${service}@${snapshot}`;
  const verdict = agreed ? io.styleOut("green", "agree") : io.styleOut("red", "do not agree");
  const lines = [
    `${io.styleOut("bold", model)} and the page of ${page.date} ${verdict}: ${members} members, ${types} types, ` +
      `${values} values, ${required} required flags compared`,
  ];
  for (const { at, place, page: says, model: has } of disagreements)
    lines.push(`  ${place.file}:${place.line}:${place.column}: ${at}: ${says} on the page, ${has} in the model`);
  if (update !== undefined) {
    const list = (title: string, items: readonly string[]): void => {
      lines.push("", `${title} (${before} to ${snapshot}): ${items.length === 0 ? "none" : ""}`.trimEnd());
      for (const item of items) lines.push(`  ${visible(item)}`);
    };
    list("Announced and found", update.announcedAndFound.map(announcedText));
    list("Found, not announced", update.foundNotAnnounced.map(foundText));
    list("Announced, not there", update.announcedNotThere.map(announcedText));
  }
  return `${lines.join("\n")}\n`;
}

function announcedText({ at, value, why }: Announced): string {
  return `${at}${value === undefined ? "" : ` ${JSON.stringify(value)}`}${why === undefined ? "" : `: ${why}`}`;
}

function foundText({ at, change, tellable }: Found): string {
  return `${at}: ${change.message}${tellable ? "" : " (pages do not tell such changes)"}`;
}
