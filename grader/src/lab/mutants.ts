import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { applyPatch, parsePatch, type StructuredPatch } from "diff";
import { UserError } from "../errors.ts";
import { mutantsDir } from "../paths.ts";

/** A mistake that learners make, as a patch of the solution. */
export interface Mutant {
  name: string;
  /** Path of the patch from the root of the repository. */
  file: string;
  /** Exactly the checks it must fail. */
  fails: string[];
  changes: StructuredPatch[];
}

const FAILS = /^Fails: (\S+(?:, \S+)*)$/m;

/** The mutants of a lab, sorted by name. */
export function readMutants(lab: string): Mutant[] {
  const folder = mutantsDir(lab);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .toSorted()
    .map((entry) => {
      const file = `solutions/${lab}/mutants/${entry}`;
      if (!entry.endsWith(".patch")) throw new UserError("brokenFile", { file, problem: "not a .patch" });
      return parseMutant(entry.slice(0, -".patch".length), file, readFileSync(join(folder, entry), "utf8"));
    });
}

/**
 * A patch `solutions/<lab>/mutants/<name>.patch`: a line `Fails: <check>, <check>`, then a unified diff with paths from the solution's folder, as
 * `git diff --relative --no-prefix` writes it. One that says or changes nothing is a UserError naming the file.
 */
export function parseMutant(name: string, file: string, text: string): Mutant {
  const fails = FAILS.exec(text)?.[1]?.split(", ");
  if (!fails) throw new UserError("brokenFile", { file, problem: 'no line "Fails: <check>, <check>"' });
  const start = text.search(/^--- /m);
  const changes = start < 0 ? [] : parsePatch(text.slice(start)).filter(({ hunks }) => hunks.length);
  if (!changes.length) throw new UserError("brokenFile", { file, problem: "no diff" });
  return { name, file, fails, changes };
}

/** Makes the mistake in a copy of the solution. A patch that no longer fits is a UserError naming the patch and the file. */
export function applyMutant({ file, changes }: Mutant, folder: string): void {
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
