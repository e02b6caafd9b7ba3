import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { solutionDir, workDir, labDir } from "../paths.ts";

/** Folders that no app's source is in, wherever they stand. */
const NEVER = new Set(["node_modules", "cdk.out", ".git", ".slab"]);
/** What stands beside the app in the course's folders: facts, checks and texts; broken and other solutions. */
const BESIDE = {
  starter: new Set(["lab.json", "checks", "strings"]),
  solution: new Set(["mutants", "alternatives"]),
  work: new Set<string>(),
};

/** Paths of the files of an app, relative to its folder and with `/`, sorted. Empty when there is no such folder. */
export function appFiles(lab: string, whose: keyof typeof BESIDE): string[] {
  const folder = { starter: labDir, solution: solutionDir, work: workDir }[whose](lab);
  return filesIn(folder, BESIDE[whose]);
}

export function filesIn(folder: string, except: ReadonlySet<string> = new Set()): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !NEVER.has(name) && !except.has(name))
    .flatMap((entry) => {
      if (!entry.isDirectory()) return entry.isFile() ? [entry.name] : [];
      return filesIn(join(folder, entry.name)).map((file) => `${entry.name}/${file}`);
    })
    .toSorted();
}
