import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { appFiles } from "../lab/app-files.ts";
import { stateDir, workDir } from "../paths.ts";
import type { CheckResult } from "./verdict.ts";

/** What the last checks of the learner's own work said: of each check the newest result. */
export interface LastCheck {
  checkedAt: string;
  results: CheckResult[];
}

const fileOf = (lab: string): string => join(stateDir, "checks", `${lab}.json`);

/** A run of some checks only (`--only`) replaces only their results. */
export function saveLastCheck(lab: string, startedAt: Date, results: CheckResult[]): void {
  const judged = new Map(results.filter(({ verdict }) => verdict !== "skip").map((result) => [result.id, result]));
  const before = new Map(readLastCheck(lab)?.results.map((result) => [result.id, result]));
  const merged = results.flatMap(({ id }) => judged.get(id) ?? before.get(id) ?? []);
  mkdirSync(join(stateDir, "checks"), { recursive: true });
  const value: LastCheck = { checkedAt: startedAt.toISOString(), results: merged };
  writeFileSync(fileOf(lab), JSON.stringify(value), { mode: 0o600 });
}

export function readLastCheck(lab: string): LastCheck | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(lab), "utf8")) as LastCheck;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Another copy begins: what was said of the last one does not hold for it. */
export function forgetLastCheck(lab: string): void {
  rmSync(fileOf(lab), { force: true });
}

/** The learner has saved something since the run began. */
export function isEditedSince(lab: string, { checkedAt }: LastCheck): boolean {
  const time = Date.parse(checkedAt);
  return appFiles(lab, "work").some((file) => statSync(join(workDir(lab), file)).mtimeMs > time);
}

/** Checks that pass now and did not at the last check. */
export function newlyPassed(lab: string, results: CheckResult[]): Set<string> {
  const before = new Set(readLastCheck(lab)?.results.flatMap(({ id, verdict }) => (verdict === "pass" ? [id] : [])));
  return new Set(results.flatMap(({ id, verdict }) => (verdict === "pass" && !before.has(id) ? [id] : [])));
}
