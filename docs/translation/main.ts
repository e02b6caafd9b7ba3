/**
 * `npm run translations`: keeps the languages of the course equal, and says where a translation is behind.
 *
 *   status                                            what is fresh, stale or missing, per page and language
 *   check [--release]                                 for CI: exit 1 on any problem; with --release on stale parts too
 *   mark <page|texts|all> [--language zh] [--section id] [--reviewed human|machine]
 *                                                     write down that somebody has read these parts against the English again
 *
 * Pages are named as in the table of `status` (api/rest-api), texts in JSON by their folder (quizzes/rest-api).
 * A section is stale when its English text is not the one that was marked; formatting does not count (normal.ts).
 */
import { parseArgs } from "node:util";
import { root } from "../lib/root.ts";
import { findProblems, findStates, type Cell, type State } from "./check.ts";
import { readCourse, type Course } from "./course.ts";
import { markParts } from "./mark.ts";
import { formatProblem } from "./problem.ts";

const USAGE = `Usage:
  npm run translations                        the same as status
  npm run translations status
  npm run translations check [-- --release]
  npm run translations mark <page|texts|all> [-- --language <code>] [--section <id>] [--reviewed human|machine]`;

/** Wrong use: the message, and exit code 2. */
class UsageError extends Error {}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function run(args: string[]): number {
  const [command = "status", ...rest] = args;
  switch (command) {
    case "status":
      readOptions(rest, {}, 0);
      return status(readCourse(root));
    case "check":
      return check(readCourse(root), readOptions(rest, { release: { type: "boolean" } }, 0).values.release === true);
    case "mark": {
      const options = {
        language: { type: "string" },
        section: { type: "string" },
        reviewed: { type: "string" },
      } as const;
      const { values, positionals } = readOptions(rest, options, 1);
      return mark(readCourse(root), positionals[0]!, values);
    }
    case "help":
    case "--help":
      console.log(USAGE);
      return 0;
    default:
      throw new UsageError(`Unknown command: ${command}\n${USAGE}`);
  }
}

function readOptions<Options extends NonNullable<Parameters<typeof parseArgs>[0]>["options"]>(
  args: string[],
  options: Options,
  names: number,
) {
  try {
    const read = parseArgs({ args, options, allowPositionals: true, strict: true });
    if (read.positionals.length !== names)
      throw new Error(
        names === 0 ? `Unexpected: ${read.positionals[0]}` : "mark wants one page, one folder of texts, or all",
      );
    return read;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`, { cause: error });
  }
}

function status(course: Course): number {
  const states = findStates(course);
  const rows = (kind: State["kind"]): string[][] =>
    states
      .filter((state) => state.kind === kind)
      .map(({ name, cells }) => [name, ...course.targets.map(({ code }) => describe(cells.get(code)!))]);
  const languages = course.targets.map(({ code }) => code);
  const table = [["page", ...languages], ...rows("page"), ["texts", ...languages], ...rows("texts")];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  for (const row of table) {
    if (row[0] === "texts") console.log("");
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    );
  }
  const cells = states.flatMap((state) => [...state.cells.values()]);
  const stale = sum(cells.map(({ parts }) => parts?.stale.length ?? 0));
  const missing = cells.filter(({ parts }) => !parts).length;
  console.log(`\n${count(stale, "stale part")}, ${count(missing, "missing file")}`);
  return 0;
}

function describe({ parts }: Cell): string {
  if (!parts) return "missing";
  const { stale, missing, total } = parts;
  const some = [
    stale.length === 0 ? "" : stale.length === total ? "stale: all" : `stale: ${list(stale, 4)}`,
    missing.length === 0 ? "" : `missing: ${list(missing, 4)}`,
  ].filter((text) => text !== "");
  return some.join("; ") || "fresh";
}

function check(course: Course, isRelease: boolean): number {
  const problems = findProblems(course);
  for (const problem of problems) console.log(formatProblem(problem));
  const stale = findStates(course).flatMap(({ name, cells }) =>
    [...cells].flatMap(([code, { file, parts }]) =>
      parts && parts.stale.length > 0 ? [{ name, code, file, ids: parts.stale }] : [],
    ),
  );
  for (const { name, code, file, ids } of stale)
    console.log(
      `${file}: ${isRelease ? "stale" : "warning: stale"}: ${list(ids, 12)}\n    read it against the English, correct it, then npm run translations mark ${name} -- --language ${code}`,
    );
  const parts = sum(stale.map(({ ids }) => ids.length));
  console.log(
    `${problems.length + stale.length > 0 ? "\n" : ""}${count(problems.length, "problem")}, ${count(parts, "stale part")}`,
  );
  return problems.length > 0 || (isRelease && parts > 0) ? 1 : 0;
}

interface MarkOptions {
  language?: string | undefined;
  section?: string | undefined;
  reviewed?: string | undefined;
}

function mark(course: Course, name: string, { language, section, reviewed }: MarkOptions): number {
  const targets = course.targets.filter(({ code }) => language === undefined || code === language);
  if (targets.length === 0)
    throw new UsageError(
      `No translation is in ${language}. Languages: ${course.targets.map(({ code }) => code).join(", ")}`,
    );
  if (reviewed !== undefined && reviewed !== "human" && reviewed !== "machine")
    throw new UsageError(`--reviewed is human or machine, not ${reviewed}`);
  const names = [...course.pages.map(({ id }) => id), ...course.groups.map((group) => group.name)];
  if (name !== "all" && !names.includes(name))
    throw new UsageError(`There is no page and no folder of texts ${name}. There are:\n  ${names.join("\n  ")}`);
  if (name === "all" && section !== undefined)
    throw new UsageError("--section goes with one page or one folder of texts");

  if (reviewed !== undefined && course.groups.some((group) => group.name === name))
    throw new UsageError("--reviewed goes with pages: texts in JSON keep no record of the reader");

  const broken = course.pages.find(({ id, problems }) => id === name && problems.length > 0);
  if (broken) throw new UsageError(broken.problems.map((problem) => formatProblem(problem)).join("\n"));

  const codes = targets.map(({ code }) => code);
  const marked = markParts(course, name, { codes, section, reviewed });
  if (marked.length === 0)
    throw new UsageError(
      section === undefined
        ? `Nothing to mark: there is no translation of ${name} in ${codes.join(", ")}`
        : `Nothing to mark: ${name} has no part ${section} in English and in ${codes.join(", ")}`,
    );
  for (const { file, ids } of marked)
    if (ids.length > 0 || name !== "all") console.log(`${file}: ${ids.length > 0 ? ids.join(", ") : "was fresh"}`);
  console.log(
    `\n${count(sum(marked.map(({ ids }) => ids.length)), "part")} marked. This says that somebody has read each of them against the English text of today.\nIf nobody has: undo it (git checkout), read, and mark then.`,
  );
  return 0;
}

function list(names: string[], most: number): string {
  return names.length > most
    ? `${names.slice(0, most - 1).join(", ")} and ${names.length - most + 1} more`
    : names.join(", ");
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
