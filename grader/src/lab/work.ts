import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { root, stateDir, workDir, workRoot } from "../paths.ts";
import { copyStarterFiles, rememberStarter } from "./starter-base.ts";

/** Copies the starter to work/<lab>. The folder must not exist: the caller decides what happens to a learner's files. */
export function copyStarter(lab: string): void {
  // Copied beside the place and moved there at once, so that an interrupted copy is never taken for somebody's work.
  const half = `${workDir(lab)}.copying`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(workRoot, { recursive: true });
  copyStarterFiles(lab, half);
  rememberStarter(lab, half);
  renameSync(half, workDir(lab));
}

/** Moves work/<lab> aside and returns where to, relative to the checkout; `undefined` when there was nothing. */
export function backUpWork(lab: string): string | undefined {
  if (!existsSync(workDir(lab))) return undefined;
  const backup = newBackup(lab);
  renameSync(workDir(lab), backup);
  return relative(root, backup);
}

/** Copies work/<lab> aside, for changes in place, and returns where to, relative to the checkout. */
export function copyToBackup(lab: string): string {
  const backup = newBackup(lab);
  cpSync(workDir(lab), backup, { recursive: true });
  return relative(root, backup);
}

function newBackup(lab: string): string {
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  mkdirSync(join(stateDir, "backups"), { recursive: true });
  return join(stateDir, "backups", `${lab}-${stamp}`);
}
