import { cpSync, mkdirSync, rmSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { solutionDir, stateDir } from "../paths.ts";
import { applySolutionPatch, type SolutionPatch } from "./patches.ts";

const NOT_APP = new Set(["mutants", "alternatives", "cdk.out"]);

/** A copy of the solution with the patch applied, inside the checkout so that imports resolve. Remove the folder with `removeComposed`. */
export function composeApp(lab: string, patch: SolutionPatch): string {
  const from = solutionDir(lab);
  const folder = join(stateDir, "composed", `${lab}-${patch.kind}-${patch.name}-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  cpSync(from, folder, {
    recursive: true,
    filter: (path) => !(relative(from, path) === basename(path) && NOT_APP.has(basename(path))),
  });
  applySolutionPatch(patch, folder);
  return folder;
}

export function removeComposed(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
