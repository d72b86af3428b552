import { wrongCall } from "../../diagnostics/codes/workspace.js";
import type { Diagnostic, Result } from "../../diagnostics/diagnostic.js";
import { diagnose } from "../../diagnostics/diagnostic.js";
import type { Assumption } from "../../pages/choices.js";
import type { ImportOutcome } from "../../workspace/import-page.js";
import { importPage } from "../../workspace/import-page.js";
import type { ExitCode } from "../exit-codes.js";
import { exitCodeOf } from "../exit-codes.js";
import type { Io } from "../io.js";
import type { CommonOptions } from "../options.js";
import { reportDiagnostics } from "../report-diagnostics.js";

export interface ImportChangesOptions extends CommonOptions {
  readonly service?: string;
  /** `PATH=SHAPE`, each. */
  readonly name?: readonly string[];
}

/** Applies a changelog page to the newest snapshot, and lists what it had to assume. */
export async function runImportChanges(io: Io, page: string, options: ImportChangesOptions): Promise<ExitCode> {
  const { value: names, diagnostics: wrong } = readNames(options.name ?? []);
  const { value, diagnostics }: Result<ImportOutcome> =
    names === undefined ? { diagnostics: wrong } : importPage({ cwd: io.cwd, page, service: options.service, names });
  reportDiagnostics(io, diagnostics, options.quiet ?? false);
  if (options.json) io.out(`${JSON.stringify(inJson(value, diagnostics), null, 2)}\n`);
  else if (value !== undefined && !options.quiet) io.out(inWords(io, value));
  return exitCodeOf(diagnostics);
}

function readNames(given: readonly string[]): Result<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const text of given) {
    const at = text.indexOf("=");
    const path = text.slice(0, at).trim();
    if (at > 0 && !names.has(path)) names.set(path, text.slice(at + 1).trim());
    else {
      const message = at > 0 ? `--name settles ${path} twice` : `--name ${JSON.stringify(text)} is no PATH=SHAPE`;
      const remedy = "Give a path as the assumptions name it, and a shape: --name Operation.request.Member=Shape";
      diagnostics.push(diagnose(wrongCall, "swage", { message, remedy }));
    }
  }
  return diagnostics.length > 0 ? { diagnostics } : { value: names, diagnostics };
}

function inJson(outcome: ImportOutcome | undefined, diagnostics: readonly Diagnostic[]): object {
  if (outcome === undefined)
    return {
      version: 1,
      service: null,
      snapshot: null,
      from: null,
      file: null,
      added: [],
      assumptions: [],
      diagnostics,
    };
  const { service, date, from, file, assumptions } = outcome;
  const added = outcome.added.map(({ kind, at, value, what, shape }) => ({
    kind,
    at,
    ...(value === undefined ? {} : { value }),
    what,
    shape,
  }));
  return { version: 1, service, snapshot: date, from, file, added, assumptions, diagnostics };
}

function inWords(io: Io, { service, from, file, added, assumptions }: ImportOutcome): string {
  const lines = [`${io.styleOut("bold", file)}: ${service} ${from} with`];
  for (const { at, what } of added) lines.push(`  ${io.styleOut("green", at)}: ${what}`);
  if (assumptions.length > 0) lines.push("", "No page tells these; settle them by --name PATH=SHAPE:");
  for (const assumption of assumptions) lines.push(...assumptionLines(io, assumption));
  lines.push("", `Check the new snapshot, then: swage generate ${service}`);
  return `${lines.join("\n")}\n`;
}

const OTHERS = 6;

function assumptionLines(io: Io, { at, chosen, others, why }: Assumption): readonly string[] {
  const short = (id: string): string => id.slice(id.indexOf("#") + 1);
  const rest = others.length > OTHERS ? ` and ${others.length - OTHERS} more` : "";
  const line = `  ${at} = ${io.styleOut("cyan", short(chosen))}: ${why}`;
  if (others.length === 0) return [line];
  return [line, io.styleOut("dim", `    or ${others.slice(0, OTHERS).map(short).join(", ")}${rest}`)];
}
