import { Command, CommanderError } from "commander";
import { describeError } from "./describe-error.ts";
import { chooseLanguage, initLanguage, languageCodes, t } from "./language.ts";
import { printError } from "./terminal.ts";
import { slabVersion } from "./version.ts";

/** The command table. Commands are imported when they are called, so that `slab --help` stays quick. The only regular process.exit is at the end. */
function createProgram(): Command {
  const program = new Command("slab")
    .description(t("help.slab"))
    .version(slabVersion, "-V, --version", t("help.version"))
    .helpOption("-h, --help", t("help.help"))
    .helpCommand("help [command]", t("help.helpCommand"))
    .option("--lang <code>", t("help.lang", { codes: languageCodes.join(", ") }))
    .configureHelp({ styleTitle: (title) => t(`help.titles.${title.replace(":", "").toLowerCase()}`) })
    // Commander's own words are English; `describeUsageError` says the same in the learner's language.
    .configureOutput({ outputError: () => {} })
    .exitOverride();
  const add = (parent: Command, usage: string, key: string): Command =>
    parent
      .command(usage)
      .description(t(`help.${key}`))
      .helpOption("-h, --help", t("help.help"));

  add(program, "list", "list").action(run(async () => (await import("./commands/list.ts")).listCommand()));
  add(program, "start <lab>", "start").action(
    run(async (lab: string) => (await import("./commands/start.ts")).startCommand(lab)),
  );
  add(program, "check <lab>", "check")
    .option("--solution", t("help.checkSolution"))
    .option("--starter", t("help.checkStarter"))
    .option("--aws", t("help.checkAws"))
    .option("--keep", t("help.checkKeep"))
    .option("--results <file>", t("help.checkResults"))
    .option("--plain", t("help.checkPlain"))
    .action(
      run(async (lab: string, options: object) => (await import("./commands/check.ts")).checkCommand(lab, options)),
    );
  add(program, "solution <lab>", "solution").action(
    run(async (lab: string) => (await import("./commands/solution.ts")).solutionCommand(lab)),
  );
  add(program, "reset <lab>", "reset").action(
    run(async (lab: string) => (await import("./commands/reset.ts")).resetCommand(lab)),
  );
  add(program, "logs <lab>", "logs").action(
    run(async (lab: string) => (await import("./commands/logs.ts")).logsCommand(lab)),
  );
  add(program, "sandbox", "sandbox")
    .option("--port <number>", t("help.sandboxPort"), "4566")
    .action(run(async (options: { port: string }) => (await import("./commands/sandbox.ts")).sandboxCommand(options)));

  const dev = add(program, "dev", "dev");
  add(dev, "new <lab>", "devNew").action(
    run(async (lab: string) => (await import("./commands/dev/new.ts")).devNewCommand(lab)),
  );
  add(dev, "verify <lab>", "devVerify")
    .option("--runs <number>", t("help.devVerifyRuns"), "20")
    .action(
      run(async (lab: string, options: { runs: string }) =>
        (await import("./commands/dev/verify.ts")).devVerifyCommand(lab, options),
      ),
    );
  return program;
}

/** A command answers its exit code; commander passes arguments, then options, then itself. */
function run<Arguments extends unknown[]>(command: (...parameters: Arguments) => Promise<number>) {
  return async (...parameters: unknown[]): Promise<void> => {
    process.exitCode = await command(...(parameters.slice(0, -1) as Arguments));
  };
}

function describeUsageError(error: CommanderError, commands: string[]): string {
  const kind = error.code.replace("commander.", "");
  const what = /'([^']+)'/.exec(error.message)?.[1] ?? "";
  const command = process.argv.slice(2).find((word) => commands.includes(word)) ?? "";
  // Commander prints the help by itself where a command alone was given (`slab dev`).
  if (
    !["unknownCommand", "unknownOption", "missingArgument", "excessArguments", "optionMissingArgument"].includes(kind)
  )
    return "";
  return `${t("errors.prefix")}${t(`errors.usage.${kind}`, { what, command })}`;
}

/** --lang counts wherever it stands, also for the help text, so it is read before the commands exist. */
function languageOption(argv: string[]): string | undefined {
  const index = argv.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  if (index < 0) return undefined;
  return argv[index]!.includes("=") ? argv[index]!.slice("--lang=".length) : argv[index + 1];
}

try {
  initLanguage(chooseLanguage(undefined));
  initLanguage(chooseLanguage(languageOption(process.argv)));
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    if (error.exitCode !== 0)
      printError(
        describeUsageError(
          error,
          createProgram().commands.map((command) => command.name()),
        ),
      );
  } else {
    printError(describeError(error));
    process.exitCode = 2;
  }
}
process.exit();
