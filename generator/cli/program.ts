import { Command, Option } from "commander";
import { ARTIFACTS } from "../artifacts/context.js";
import { swageVersion } from "../workspace/swage-root.js";
import type { AcceptOptions } from "./commands/accept.js";
import type { DiffOptions } from "./commands/diff.js";
import type { GenerateOptions } from "./commands/generate.js";
import type { ImportChangesOptions } from "./commands/import-changes.js";
import type { MockCommandOptions } from "./commands/mock.js";
import type { UpdateOptions } from "./commands/update.js";
import type { VerifyChangesOptions } from "./commands/verify-changes.js";
import type { ExitCode } from "./exit-codes.js";
import type { Io } from "./io.js";
import { createIo } from "./io.js";
import type { CommonOptions } from "./options.js";
import { accountId, collect, commaList, commaListOf, wholeNumber, withCommonOptions } from "./options.js";

const FORMATS = ["text", "markdown", "json", "github", "junit"] as const satisfies readonly DiffOptions["format"][];
const SIDES = ["client", "server", "both"] as const satisfies readonly DiffOptions["side"][];
const LEVELS = ["breaking", "risky", "any"] as const satisfies readonly DiffOptions["failOn"][];

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

  withCommonOptions(program.command("diff"))
    .description("what changed from one model to another, and whom it breaks")
    .usage("[options] <old> <new>\n       swage diff [options] --against <rev> [service...]")
    .argument("[models...]", "two of: a model file, a folder (dated snapshots: the newest), SERVICE@DATE")
    .option("--against <rev>", "compare the working tree's models with a git revision, service by service")
    .addOption(new Option("--format <format>", "form of the report (default: text)").choices(FORMATS))
    .option("--out <file>", "write the report there")
    .addOption(new Option("--side <side>", "whom it may break").choices(SIDES).default("both"))
    .addOption(new Option("--fail-on <level>", "exit 1 where a change is that bad").choices(LEVELS))
    .option("--suppressions <file>", "accepted changes (default: swage.suppressions.json, if there is one)")
    .addOption(
      new Option("--limit <n>", "longest Markdown, in characters (default: 65536, the longest comment)").argParser(
        wholeNumber(1000, Number.MAX_SAFE_INTEGER),
      ),
    )
    .option("--rest-at <url>", "where the whole report is: Markdown that had to be cut says so")
    .action((models: string[], options: DiffOptions) =>
      run(options, async (io) => (await import("./commands/diff.js")).runDiff(io, models, options)),
    );

  withCommonOptions(program.command("accept"))
    .description("accept a change: `swage diff` no longer fails on it")
    .argument("<fingerprint>", "as `swage diff` names the change")
    .requiredOption("--reason <text>", "why it is accepted")
    .option("--until <date>", "last day of the acceptance, YYYY-MM-DD")
    .action((fingerprint: string, options: AcceptOptions) =>
      run(options, async (io) => (await import("./commands/accept.js")).runAccept(io, fingerprint, options)),
    );

  withCommonOptions(program.command("update"))
    .description("take a new model in: a snapshot, its version, and what is generated from it")
    .argument("<service>", "a name under models/")
    .argument("<new-model>", "a model file, a folder, or SERVICE@DATE")
    .option("--date <date>", "the day of the update, YYYY-MM-DD (default: today)")
    .action((service: string, model: string, options: UpdateOptions) =>
      run(options, async (io) => (await import("./commands/update.js")).runUpdate(io, service, model, options)),
    );

  withCommonOptions(program.command("import-changes"))
    .description("apply a changelog page to the newest snapshot, as a new one")
    .argument("<page>", "the page, saved as text or HTML")
    .option("--service <service>", "a name under models/ (default: the service that the page names)")
    .addOption(new Option("--name <path=shape>", "settles what no page tells (may be repeated)").argParser(collect))
    .action((page: string, options: ImportChangesOptions) =>
      run(options, async (io) => (await import("./commands/import-changes.js")).runImportChanges(io, page, options)),
    );

  withCommonOptions(program.command("verify-changes"))
    .description("whether a model agrees with a changelog page; exit 1 where it does not")
    .argument("<page>", "the page, saved as text or HTML")
    .option("--service <service>", "a name under models/, or SERVICE@DATE (default: what the page names)")
    .action((page: string, options: VerifyChangesOptions) =>
      run(options, async (io) => (await import("./commands/verify-changes.js")).runVerifyChanges(io, page, options)),
    );

  withCommonOptions(program.command("mock"))
    .description("serve the mocks, straight from models/")
    .argument("[service...]", "names under models/; without any, all that the config includes")
    .option("--host <address>", "address to bind", "127.0.0.1")
    .addOption(new Option("--port <n>", "0: any free one").argParser(wholeNumber(0, 65_535)).default(8080))
    .addOption(
      new Option("--seed <n>", "makes ids and generated answers").argParser(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
    )
    .option("--region <name>", "region of ids and ARNs (default: us-east-1)")
    .addOption(new Option("--account <id>", "account of ARNs (default: 123456789012)").argParser(accountId))
    .addOption(
      new Option("--auth <mode>", "whether requests need credentials").choices(["none", "present"]).default("none"),
    )
    .addOption(
      new Option("--allow-host <name>", "further host name under which /_swage/ answers (may be repeated)").argParser(
        collect,
      ),
    )
    .action((services: string[], options: MockCommandOptions) =>
      run(options, async (io) => (await import("./commands/mock.js")).runMock(io, services, options)),
    );

  return program;
}
