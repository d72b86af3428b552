import { fileSystemProblem } from "../../workspace/file-system.js";
import type { InitStep } from "../../workspace/init.js";
import { init } from "../../workspace/init.js";
import type { ExitCode } from "../exit-codes.js";
import { EXIT, exitCodeOf } from "../exit-codes.js";
import type { Io } from "../io.js";
import type { CommonOptions } from "../options.js";
import { reportDiagnostics } from "../report-diagnostics.js";

const NEXT =
  "Put a model into models/ (SERVICE.json, or SERVICE/YYYY-MM-DD.json to keep a history), then: npx swage generate";

export async function runInit(io: Io, options: CommonOptions): Promise<ExitCode> {
  try {
    const steps = init(io.cwd);
    if (options.json) io.out(`${JSON.stringify({ version: 1, steps, next: NEXT, diagnostics: [] }, null, 2)}\n`);
    else if (!options.quiet) io.out(`${steps.map(inWords).join("\n")}\n\nNext: ${NEXT}\n`);
    return EXIT.done;
  } catch (error) {
    const problem = fileSystemProblem(error, "set up", ".");
    if (problem === undefined) throw error;
    reportDiagnostics(io, [problem], false);
    if (options.json) io.out(`${JSON.stringify({ version: 1, steps: [], diagnostics: [problem] }, null, 2)}\n`);
    return exitCodeOf([problem]);
  }
}

function inWords({ path, done, note }: InitStep): string {
  return `${done.padEnd(7)} ${path} (${note})`;
}
