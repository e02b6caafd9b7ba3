import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The course's checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

export const labDir = (lab: string): string => join(root, "labs", lab);
export const solutionDir = (lab: string): string => join(root, "solutions", lab);
export const workRoot: string = join(root, "work");
/** The learner's own copy; ignored by git, lint and tests. */
export const workDir = (lab: string): string => join(workRoot, lab);
/** What slab keeps between runs: evidence of the last check, backups. */
export const stateDir = join(root, ".slab");
/** What every checkout on this machine can use, and what can be made again. */
export const cacheDir = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "serverless-course");
