import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { labDir, workDir } from "../paths.ts";
import { appFiles, filesIn } from "./app-files.ts";

/** The starter that a learner's copy was made of. It lies in the copy, so that it goes where the copy goes. */
export const baseDir = (work: string): string => join(work, ".slab", "starter");

/** Copies the files of today's starter to `folder`. */
export function copyStarterFiles(lab: string, folder: string): void {
  for (const file of appFiles(lab, "starter")) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(labDir(lab), file), join(folder, file));
  }
}

/** From now on the learner's copy counts as made of today's starter. */
export function rememberStarter(lab: string, work: string = workDir(lab)): void {
  rmSync(baseDir(work), { recursive: true, force: true });
  copyStarterFiles(lab, baseDir(work));
}

/** Whether the course has changed the starter since the copy was made; `unknown` for a copy without its starter. */
export function starterState(lab: string): "current" | "newer" | "unknown" {
  const base = baseDir(workDir(lab));
  if (!existsSync(base)) return "unknown";
  const now = appFiles(lab, "starter");
  const then = filesIn(base);
  const isSame =
    now.join("\n") === then.join("\n") &&
    now.every((file) => readFileSync(join(labDir(lab), file)).equals(readFileSync(join(base, file))));
  return isSame ? "current" : "newer";
}
