import { spawnSync } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { UserError } from "./errors.ts";
import { root } from "./paths.ts";
import { styled } from "./terminal.ts";

interface GitAnswer {
  status: number;
  output: Buffer;
  errors: string;
}

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Runs git in the checkout. What the learner's own configuration would change about diffs and merges is left aside. No git: a UserError. */
export function git(parameters: string[], cwd: string = root): GitAnswer {
  // Inside a hook, these name the repository of the hook.
  const withoutGit = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")));
  const neutral = ["-c", "core.quotepath=off", "-c", "core.autocrlf=false", "-c", "merge.conflictStyle=merge"];
  const { status, stdout, stderr, error } = spawnSync("git", [...neutral, ...parameters], {
    cwd,
    maxBuffer: MAX_OUTPUT_BYTES,
    env: { ...withoutGit, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" },
  });
  if (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new UserError("gitMissing");
    throw error;
  }
  return { status: status ?? 1, output: stdout, errors: stderr.toString() };
}

/**
 * The differences of two files as `git diff` shows them; paths relative to the checkout, or undefined for a file that is not there. Empty when
 * both are equal. `name`: how the second is called. `ignoresMarks`: those of the excerpts that the lessons show are no difference.
 */
export function diffOf(
  from: string | undefined,
  to: string | undefined,
  { name = to, ignoresMarks = false }: { name?: string | undefined; ignoresMarks?: boolean } = {},
): string {
  const { status, output, errors } = git([
    "diff",
    "--no-index",
    "--no-ext-diff",
    "--no-textconv",
    "--no-prefix",
    ...(ignoresMarks ? ["--ignore-matching-lines=^ *// #(end)?region"] : []),
    `--color=${styled("red", " ") === " " ? "never" : "always"}`,
    "--",
    from ?? "/dev/null",
    to ?? "/dev/null",
  ]);
  if (status > 1) throw new Error(`git diff: ${errors}`);
  const lines = output.toString().trimEnd().split("\n");
  // Modes and hashes come first, which say nothing to a learner.
  const start = lines.findIndex((line) => /^(---|Binary) /.test(stripVTControlCharacters(line)));
  return lines
    .slice(Math.max(0, start))
    .map((line, index) =>
      index === 1 && to && name ? line.replace(stripVTControlCharacters(line), `+++ ${name}`) : line,
    )
    .join("\n");
}
