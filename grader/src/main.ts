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
    .option("--only <ids>", t("help.only"))
    .option("--results <file>", t("help.checkResults"))
    .option("--junit <file>", t("help.checkJunit"))
    .option("--plain", t("help.checkPlain"))
    .option("--inspect", t("help.checkInspect"))
    .option("--inspect-port <number>", t("help.checkInspectPort"))
    .action(
      run(async (lab: string, options: object) => (await import("./commands/check.ts")).checkCommand(lab, options)),
    );
  add(program, "watch <lab>", "watch")
    .option("--only <ids>", t("help.only"))
    .option("--inspect", t("help.checkInspect"))
    .option("--inspect-port <number>", t("help.checkInspectPort"))
    .action(
      run(async (lab: string, options: object) => (await import("./commands/watch.ts")).watchCommand(lab, options)),
    );
  add(program, "hint <lab> [check]", "hint")
    .option("--level <number>", t("help.hintLevel"))
    .action(
      run(async (lab: string, check: string | undefined, options: object) =>
        (await import("./commands/hint.ts")).hintCommand(lab, check, options),
      ),
    );
  add(program, "diff <lab> [file]", "diff").action(
    run(async (lab: string, file: string | undefined) => (await import("./commands/diff.ts")).diffCommand(lab, file)),
  );
  add(program, "solution <lab>", "solution").action(
    run(async (lab: string) => (await import("./commands/solution.ts")).solutionCommand(lab)),
  );
  add(program, "reset <lab>", "reset").action(
    run(async (lab: string) => (await import("./commands/reset.ts")).resetCommand(lab)),
  );
  add(program, "update <lab>", "update")
    .option("--apply", t("help.updateApply"))
    .action(
      run(async (lab: string, options: object) => (await import("./commands/update.ts")).updateCommand(lab, options)),
    );
  add(program, "logs <lab>", "logs").action(
    run(async (lab: string) => (await import("./commands/logs.ts")).logsCommand(lab)),
  );
  add(program, "sandbox", "sandbox")
    .option("--port <number>", t("help.sandboxPort"), "4566")
    .action(run(async (options: { port: string }) => (await import("./commands/sandbox.ts")).sandboxCommand(options)));
  add(program, "doctor", "doctor")
    .option("--aws", t("help.doctorAws"))
    .action(run(async (options: object) => (await import("./commands/doctor.ts")).doctorCommand(options)));
  add(program, "clean", "clean")
    .option("--dry-run", t("help.cleanDryRun"))
    .option("--backups", t("help.cleanBackups"))
    .action(run(async (options: object) => (await import("./commands/clean.ts")).cleanCommand(options)));
  add(program, "completion <shell>", "completion").action(
    run(async (shell: string) => (await import("./commands/completion.ts")).completionCommand(shell)),
  );
  program
    .command("complete [words...]", { hidden: true })
    .helpOption(false)
    .action(run(async (words: string[]) => (await import("./commands/completion.ts")).completeCommand(program, words)));

  const dev = add(program, "dev", "dev");
  add(dev, "new <lab>", "devNew").action(
    run(async (lab: string) => (await import("./commands/dev/new.ts")).devNewCommand(lab)),
  );
  add(dev, "verify [lab]", "devVerify")
    .option("--all", t("help.devVerifyAll"))
    .option("--runs <number>", t("help.devVerifyRuns"), "20")
    .action(
      run(async (lab: string | undefined, options: { runs: string; all?: boolean }) =>
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

/** --lang counts wherever it stands (but after `--`, where words are meant), also for the help text, so it is read before the commands exist. */
function languageOption(argv: string[]): string | undefined {
  const end = argv.indexOf("--");
  const index = argv
    .slice(0, end < 0 ? undefined : end)
    .findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  if (index < 0) return undefined;
  return argv[index]!.includes("=") ? argv[index]!.slice("--lang=".length) : argv[index + 1];
}

// `slab diff | head` closes the pipe early: what nobody reads is not written, and a run still ends as it must.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

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
