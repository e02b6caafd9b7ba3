import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The course's checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

export const labDir = (lab: string): string => join(root, "labs", lab);
export const solutionDir = (lab: string): string => join(root, "solutions", lab);
export const workRoot: string = join(root, "work");
/** The learner's own copy; ignored by git, lint and tests. */
export const workDir = (lab: string): string => join(workRoot, lab);
/** What slab keeps between runs: evidence of the last check, backups, synthesised assemblies. */
export const stateDir = join(root, ".slab");
