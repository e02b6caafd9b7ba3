import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The repository's folder. Found from the working directory, because a bundled module no longer knows where its source stands. */
export const root = findRoot(process.cwd());

function findRoot(folder: string): string {
  if (existsSync(join(folder, "course.config.ts"))) return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new Error(`Run this inside the repository: no course.config.ts at or above ${process.cwd()}`);
  return findRoot(parent);
}
