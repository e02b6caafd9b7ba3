import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { applyPatch, parsePatch, type StructuredPatch } from "diff";
import { UserError } from "../errors.ts";
import { solutionDir } from "../paths.ts";

/** Another app that is made of a lab's solution: a file `solutions/<lab>/<kind>/<name>.patch`. */
export interface SolutionPatch {
  kind: "mutants" | "alternatives";
  name: string;
  /** Path of the patch from the root of the repository. */
  file: string;
  changes: StructuredPatch[];
}

/** A mistake that learners make. */
export interface Mutant extends SolutionPatch {
  /** Exactly the checks it must fail. */
  fails: string[];
}

/** Another correct design, which must pass every check. */
export interface Alternative extends SolutionPatch {
  /** How it differs from the solution. */
  differs: string;
}

/** What the line before the diff says: its form as a regular expression, and in words. */
const HEADS = {
  mutants: { form: /^Fails: (\S+(?:, \S+)*)$/m, words: "Fails: <check>, <check>" },
  alternatives: { form: /^Differs: (\S.*)$/m, words: "Differs: <how>" },
};

/** The mutants of a lab, sorted by name. */
export function readMutants(lab: string): Mutant[] {
  return readPatches(lab, "mutants").map(({ head, ...patch }) => ({ ...patch, fails: head.split(", ") }));
}

/** The alternatives of a lab, sorted by name. */
export function readAlternatives(lab: string): Alternative[] {
  return readPatches(lab, "alternatives").map(({ head, ...patch }) => ({ ...patch, differs: head }));
}

function readPatches(lab: string, kind: SolutionPatch["kind"]): ReturnType<typeof parseSolutionPatch>[] {
  const folder = join(solutionDir(lab), kind);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .toSorted()
    .map((entry) => {
      const file = `solutions/${lab}/${kind}/${entry}`;
      if (!entry.endsWith(".patch")) throw new UserError("brokenFile", { file, problem: "not a .patch" });
      const name = entry.slice(0, -".patch".length);
      return parseSolutionPatch({ kind, name, file }, readFileSync(join(folder, entry), "utf8"));
    });
}

/**
 * A line that says what the patch is (`Fails: <check>, <check>` or `Differs: <how>`), then a unified diff with paths from the solution's folder, as
 * `git diff --relative --no-prefix` writes it. A file that says or changes nothing is a UserError naming it.
 */
export function parseSolutionPatch(
  about: Omit<SolutionPatch, "changes">,
  text: string,
): SolutionPatch & { head: string } {
  const { file, kind } = about;
  const head = HEADS[kind].form.exec(text)?.[1];
  if (!head) throw new UserError("brokenFile", { file, problem: `no line "${HEADS[kind].words}"` });
  const start = text.search(/^--- /m);
  const changes = start < 0 ? [] : parsePatch(text.slice(start)).filter(({ hunks }) => hunks.length);
  if (!changes.length) throw new UserError("brokenFile", { file, problem: "no diff" });
  return { ...about, head, changes };
}

/** Makes the change in a copy of the solution. A patch that no longer fits is a UserError naming the patch and the file. */
export function applySolutionPatch({ file, changes }: Pick<SolutionPatch, "file" | "changes">, folder: string): void {
  for (const change of changes) {
    const [before, after] = [place(folder, change.oldFileName), place(folder, change.newFileName)];
    const text = before && existsSync(before) ? readFileSync(before, "utf8") : "";
    const changed = applyPatch(text, change);
    if (changed === false)
      throw new UserError("brokenFile", { file, problem: `does not fit ${change.oldFileName}: make it anew` });
    if (!after) {
      rmSync(before!);
      continue;
    }
    mkdirSync(dirname(after), { recursive: true });
    writeFileSync(after, changed);
  }
}

function place(folder: string, name: string | undefined): string | undefined {
  return name === undefined || name === "/dev/null" ? undefined : join(folder, name);
}
