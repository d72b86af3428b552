import { CommanderError } from "commander";
import { wrongCall } from "../diagnostics/codes/workspace.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnose, formatDiagnostic } from "../diagnostics/diagnostic.js";
import { fileSystemProblem, placeOf } from "../workspace/file-system.js";
import type { ExitCode } from "./exit-codes.js";
import { EXIT } from "./exit-codes.js";
import { createProgram } from "./program.js";

/** Runs swage and sets the exit code. The one place that catches: nobody sees a stack trace who did not ask for it. */
export async function main(args: readonly string[]): Promise<void> {
  endQuietlyWhenNobodyReads();
  // Commands that have an orderly end of their own (`mock`) take these handlers away.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(EXIT.interrupted));
  process.exitCode = await run(args);
}

/** The same inside of a process that goes on: signals and the exit code are left alone. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const json = args.includes("--json");
  let code: ExitCode = EXIT.done;
  let complaint = "";
  const program = createProgram((result) => (code = result));
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({
      writeErr: (text) => {
        complaint += text;
      },
    });
  try {
    if (args.length === 0) program.help({ error: true });
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) return reportFailure(error, json);
    process.stderr.write(complaint);
    if (error.exitCode === 0) return EXIT.done;
    const message = error.message.replace(/^error: /, "");
    const remedy = "swage --help tells what there is.";
    if (json) writeJson([diagnose(wrongCall, "swage", { message, remedy })]);
    return EXIT.calledWrongly;
  }
}

/** What the file system refuses is nobody's bug. */
function reportFailure(error: unknown, json: boolean): ExitCode {
  const problem = fileSystemProblem(error, "read or write", placeOf(error, "."));
  if (problem === undefined) return reportBug(error, json);
  process.stderr.write(`${formatDiagnostic(problem)}\n`);
  if (json) writeJson([problem]);
  return EXIT.fault;
}

function writeJson(diagnostics: readonly Diagnostic[]): void {
  process.stdout.write(`${JSON.stringify({ version: 1, services: [], diagnostics }, null, 2)}\n`);
}

function reportBug(error: unknown, json: boolean): ExitCode {
  const message = error instanceof Error ? error.message : String(error);
  const report = `swage: this is a bug of swage's own, please report it: ${message}`;
  process.stderr.write(`${report}\n`);
  if (process.env["SWAGE_DEBUG"]) process.stderr.write(`${error instanceof Error ? error.stack : ""}\n`);
  else process.stderr.write("  With SWAGE_DEBUG=1 it says where.\n");
  if (json)
    process.stdout.write(`${JSON.stringify({ version: 1, services: [], diagnostics: [], bug: message }, null, 2)}\n`);
  return EXIT.fault;
}

/** `swage ... | head`: the reader has seen enough. */
function endQuietlyWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.done);
      throw error;
    });
}
