import { labs } from "../../course.config.ts";
import type { Command, Option } from "commander";
import { languageCodes } from "./language.ts";
import { appFiles } from "./lab/app-files.ts";
import { HINT_LEVELS } from "./lab/hint-levels.ts";
import { readManifest, readStrings } from "./lab/manifest.ts";

export const SHELLS = ["bash", "zsh", "fish"] as const;

export interface Completion {
  word: string;
  about: string;
}

/** What can stand for the last of `words`, the one that is being typed; the words before it are done. Read from the command table, so nothing is listed twice. Nothing where a file or a free value is meant. */
export function completeWords(program: Command, words: string[]): Completion[] {
  const typed = words.at(-1) ?? "";
  const done = words.slice(0, -1);
  let command = program;
  const given: string[] = [];
  let pending: Option | undefined;
  for (const word of done) {
    if (pending) pending = undefined;
    else if (word.startsWith("-")) pending = takesValue(findOption(command, word), word);
    else {
      const inner: Command | undefined = given.length ? undefined : command.commands.find((one) => one.name() === word);
      if (inner) command = inner;
      else given.push(word);
    }
  }
  return candidates(command, given, pending, typed).filter(({ word }) => word.startsWith(typed));
}

function candidates(command: Command, given: string[], pending: Option | undefined, typed: string): Completion[] {
  if (pending) return optionValues(pending, given[0], typed);
  if (typed.startsWith("-"))
    return chain(command)
      .flatMap((one) => one.createHelp().visibleOptions(one))
      .flatMap(({ long, description }) => (long ? [{ word: long, about: description }] : []));
  const inner = command.createHelp().visibleCommands(command);
  if (inner.length && !given.length) return inner.map((one) => ({ word: one.name(), about: one.description() }));
  return argumentValues(command.registeredArguments[given.length]?.name(), given[0]);
}

function argumentValues(name: string | undefined, lab: string | undefined): Completion[] {
  if (name === "lab") return labs.map((word) => ({ word, about: readStrings(word).title }));
  if (name === "check") return checksOf(lab);
  if (name === "shell") return plain(SHELLS);
  if (name === "file" && lab !== undefined && labs.includes(lab)) return plain(appFiles(lab, "solution"));
  return [];
}

function optionValues({ long }: Option, lab: string | undefined, typed: string): Completion[] {
  if (long === "--lang") return plain(languageCodes);
  if (long === "--level") return plain(Array.from({ length: HINT_LEVELS }, (_, index) => String(index + 1)));
  if (long !== "--only" || lab === undefined || !labs.includes(lab)) return [];
  // A list: what stands before the last comma stays.
  const kept = typed.slice(0, typed.lastIndexOf(",") + 1);
  const { tasks } = readStrings(lab);
  const tasksOfLab = readManifest(lab).tasks.map(({ id }) => ({ word: id, about: tasks[id]?.title ?? "" }));
  return [...tasksOfLab, ...checksOf(lab)].map(({ word, about }) => ({ word: kept + word, about }));
}

function checksOf(lab: string | undefined): Completion[] {
  if (lab === undefined || !labs.includes(lab)) return [];
  const { checks } = readStrings(lab);
  return readManifest(lab).checks.map(({ id }) => ({ word: id, about: checks[id]?.title ?? "" }));
}

const plain = (words: readonly string[]): Completion[] => words.map((word) => ({ word, about: "" }));

function chain(command: Command): Command[] {
  return command.parent ? [command, ...chain(command.parent)] : [command];
}

function findOption(command: Command, word: string): Option | undefined {
  const flag = word.split("=")[0]!;
  return chain(command)
    .flatMap(({ options }) => options)
    .find(({ long, short }) => long === flag || short === flag);
}

/** An option whose value is the next word. */
function takesValue(option: Option | undefined, word: string): Option | undefined {
  return option?.required && !word.includes("=") ? option : undefined;
}
