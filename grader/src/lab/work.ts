import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { labDir, root, stateDir, workDir } from "../paths.ts";

/** Parts of a lab folder that are not the learner's: facts, checks and texts. */
const NOT_COPIED = new Set(["lab.json", "checks", "strings", "cdk.out"]);

/** Copies the starter to work/<lab>. The folder must not exist: the caller decides what happens to a learner's files. */
export function copyStarter(lab: string): void {
  const from = labDir(lab);
  // Copied beside the place and moved there at once, so that an interrupted copy is never taken for somebody's work.
  const half = `${workDir(lab)}.copying`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(join(root, "work"), { recursive: true });
  cpSync(from, half, {
    recursive: true,
    filter: (path) => !(relative(from, path) === basename(path) && NOT_COPIED.has(basename(path))),
  });
  renameSync(half, workDir(lab));
}

/** Moves work/<lab> aside and returns where to, relative to the checkout; `undefined` when there was nothing. */
export function backUpWork(lab: string): string | undefined {
  if (!existsSync(workDir(lab))) return undefined;
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  const backup = join(stateDir, "backups", `${lab}-${stamp}`);
  mkdirSync(join(stateDir, "backups"), { recursive: true });
  renameSync(workDir(lab), backup);
  return relative(root, backup);
}
