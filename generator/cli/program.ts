import { Command, Option } from "commander";
import { ARTIFACTS } from "../artifacts/context.js";
import { swageVersion } from "../workspace/swage-root.js";
import type { GenerateOptions } from "./commands/generate.js";
import type { ExitCode } from "./exit-codes.js";
import type { Io } from "./io.js";
import { createIo } from "./io.js";
import type { CommonOptions } from "./options.js";
import { commaList, commaListOf, wholeNumber, withCommonOptions } from "./options.js";

/** Commands load what they run when they run: `swage --help` needs none of it. */
export function createProgram(finish: (code: ExitCode) => void): Command {
  const program = new Command("swage")
    .description(
      "Smithy models in, typed artefacts out: TypeScript types, Zod validators, a mock server, docs, changelog.",
    )
    .version(swageVersion())
    .showSuggestionAfterError(true);

  const run = async (options: CommonOptions, work: (io: Io) => Promise<ExitCode>): Promise<void> => {
    finish(await work(createIo({ quiet: options.quiet ?? false, color: options.color })));
  };

  withCommonOptions(program.command("init"))
    .description("set up a repo: config, models/, scripts, .gitattributes and a CI file; nothing is overwritten")
    .action((options: CommonOptions) =>
      run(options, async (io) => (await import("./commands/init.js")).runInit(io, options)),
    );

  withCommonOptions(program.command("generate"))
    .description("make output/ from models/")
    .argument("[service...]", "names under models/; without any, all that the config includes")
    .option("--config <file>", "configuration (default: swage.config.json, if there is one)")
    .option("--models <dir>", "in place of the config's `models`")
    .option("--output <dir>", "in place of the config's `output`")
    .addOption(new Option("--only <parts>", `of ${ARTIFACTS.join(",")}`).argParser(commaListOf(ARTIFACTS)))
    .addOption(new Option("--operations <names>", "cut the one service down to these").argParser(commaList))
    .option("--templates <dir>", "own templates, file by file over swage's")
    .addOption(new Option("--check", "write nothing; exit 1 and name the files that would change").conflicts("watch"))
    .option("--verify", "type-check the new output in memory before anything is written")
    .option("--watch", "run again whenever models, config or templates change")
    .option("--no-cache", "make everything anew")
    .addOption(
      new Option("--jobs <n>", "at most so many at a time (default: one a core)").argParser(wholeNumber(1, 1024)),
    )
    .action((services: string[], options: GenerateOptions) =>
      run(options, async (io) => (await import("./commands/generate.js")).runGenerate(io, services, options)),
    );

  return program;
}
