import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stateDir } from "../paths.ts";

export const HINT_LEVELS = 4;

const fileOf = (lab: string): string => join(stateDir, "hints", `${lab}.json`);

/** How far the learner has asked, per check. */
export function readHintLevels(lab: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(fileOf(lab), "utf8")) as Record<string, number>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}

export function saveHintLevel(lab: string, check: string, level: number): void {
  mkdirSync(join(stateDir, "hints"), { recursive: true });
  writeFileSync(fileOf(lab), JSON.stringify({ ...readHintLevels(lab), [check]: level }));
}

export function forgetHintLevels(lab: string): void {
  rmSync(fileOf(lab), { force: true });
}
