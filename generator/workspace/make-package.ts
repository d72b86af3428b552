import type { PatternNote } from "../artifacts/pattern-notes.js";
import { brokenService } from "../diagnostics/codes/workspace.js";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.js";
import { diagnose, hasErrors } from "../diagnostics/diagnostic.js";
import { clearWorkingMemory } from "../model/working-memory.js";
import type { MadeFile } from "./in-bytes.js";
import { inBytes } from "./in-bytes.js";
import type { PackageJob, ProducedPackage } from "./produce.js";
import type { TemplateFiles } from "./read-templates.js";
import type { ServiceBytes } from "./service-files.js";
import { decodeService } from "./service-files.js";

/** A package that is made and not yet written: plain data, so that it can come from another thread. */
export interface MadePackage {
  readonly version: string;
  readonly snapshot: string | null;
  readonly patterns: readonly PatternNote[];
  /** Without the manifest. */
  readonly files: readonly MadeFile[];
}

export interface MakerOptions {
  readonly templates: TemplateFiles;
  readonly templatesLabel: string;
  readonly outputLabel: string;
  /** Whether to type-check what is made. */
  readonly verify: boolean;
}

/** All that a package is made from, its files not decoded. */
export interface MakerJob extends Omit<PackageJob, "files"> {
  readonly files: ServiceBytes;
}

/** @param spare memory that what is made may be written to; see `inBytes`. */
export type MakePackage = (job: MakerJob, spare?: ArrayBuffer) => Promise<Result<MadePackage>>;

type Produce = (job: PackageJob) => Result<ProducedPackage>;

/** What makes packages, here or in a worker. What swage itself gets wrong on one service is that service's error. */
export function createMaker({ templates, templatesLabel, outputLabel, verify }: MakerOptions): MakePackage {
  let producing: Promise<Produce> | undefined;
  // Loading the artefacts, with all they print by, takes longer than a whole run with nothing to do.
  const producer = (): Promise<Produce> =>
    (producing ??= import("./produce.js").then(({ createProducer }) => createProducer(templates, templatesLabel)));

  const make: MakePackage = async (job, spare) => {
    const { value: produced, diagnostics } = (await producer())({ ...job, files: decodeService(job.files) });
    if (produced === undefined) return { diagnostics };
    const problems = verify ? await check(produced, outputLabel) : [];
    const all = [...diagnostics, ...problems];
    if (hasErrors(problems)) return { diagnostics: all };
    const { version, newest } = produced.context.history;
    return {
      value: {
        version,
        snapshot: newest.date ?? null,
        patterns: produced.patterns,
        files: inBytes(produced.files, spare),
      },
      diagnostics: all,
    };
  };
  return async (job, spare) => {
    try {
      return await make(job, spare);
    } catch (error) {
      return { diagnostics: [ownFault(job, error)] };
    } finally {
      clearWorkingMemory();
    }
  };
}

async function check(produced: ProducedPackage, outputLabel: string): Promise<readonly Diagnostic[]> {
  const { verifyPackage } = await import("./verify.js");
  return verifyPackage(produced, `${outputLabel}/${produced.context.service}`);
}

/** A bug of swage's own, or memory that did not suffice. */
export function ownFault({ files }: MakerJob, error: unknown): Diagnostic {
  const place = files.snapshots.at(-1)!.files[0]!.path;
  const problem = error instanceof Error ? error.message : String(error);
  const trace = process.env["SWAGE_DEBUG"] && error instanceof Error ? error.stack : undefined;
  return diagnose(brokenService, place, { service: files.service, problem, trace });
}
