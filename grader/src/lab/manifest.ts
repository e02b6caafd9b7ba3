import { readFileSync } from "node:fs";
import { join } from "node:path";
import { labs } from "../../../course.config.ts";
import { UserError } from "../errors.ts";
import { currentLanguage } from "../language.ts";
import { labDir } from "../paths.ts";
import { problemsOf } from "../schema.ts";

export interface Manifest {
  id: string;
  version: string;
  minutes: number;
  /** Name of the stack that the app must have. */
  stack: string;
  services: string[];
  tasks: { id: string; checks: string[] }[];
  /** `solution`: where the solution does it; `at` is a text that stands once in `file`. */
  checks: { id: string; points: number; solution: { file: string; at: string }[] }[];
  /** Exactly what the untouched starter fails. */
  starterFails: string[];
}

export interface LabStrings {
  title: string;
  goal: string;
  tasks: Record<string, { title: string; text: string }>;
  /** `hint` is the concept, `api` the operation or property, `why` what a pass is good for. */
  checks: Record<string, { title: string; hint: string; api: string; why: string }>;
  texts: Record<string, string>;
}

/** Reads lab.json of a lab of the course. An unknown lab, or a file that is not what lab.schema.json asks for, is a UserError that says what and where. */
export function readManifest(lab: string): Manifest {
  if (!labs.includes(lab)) throw new UserError("unknownLab", { lab, known: labs.join(", ") });
  const manifest = readJson<Manifest>(join(labDir(lab), "lab.json"), "lab");
  const file = `labs/${lab}/lab.json`;
  const ids = new Set(manifest.checks.map((check) => check.id));
  const inTasks = manifest.tasks.flatMap((task) => task.checks);
  const unknown = [...inTasks, ...manifest.starterFails].find((id) => !ids.has(id));
  if (manifest.id !== lab)
    throw new UserError("brokenFile", { file, problem: `id: "${manifest.id}" is not the folder's name` });
  if (unknown) throw new UserError("brokenFile", { file, problem: `"${unknown}" is not in checks` });
  const untold = manifest.checks.find((check) => !inTasks.includes(check.id));
  if (untold) throw new UserError("brokenFile", { file, problem: `no task names the check "${untold.id}"` });
  return manifest;
}

export function readStrings(lab: string, language: string = currentLanguage()): LabStrings {
  return readJson<LabStrings>(join(labDir(lab), "strings", `${language}.json`), "strings");
}

function readJson<T>(path: string, schema: "lab" | "strings"): T {
  const file = path.slice(path.lastIndexOf("labs/"));
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UserError("brokenFile", { file, problem: (error as Error).message });
  }
  const problems = problemsOf(schema, value);
  if (problems.length) throw new UserError("brokenFile", { file, problem: problems.join("; ") });
  return value as T;
}
