import type { Hop } from "@course/sandbox";
import type { Failure } from "../checks/failure.ts";

/** fail: the learner's; error: ours or the cloud's, never costs points; skip: not run. */
export type Verdict = "pass" | "fail" | "error" | "skip";

export interface CheckResult {
  id: string;
  task: string;
  verdict: Verdict;
  /** Reached. */
  points: number;
  possible: number;
  durationMs: number;
  failure?: Failure;
  /** With verdict error: what went wrong. */
  error?: string;
  hops: Hop[];
}

export type Status = "pass" | "fail" | "error";

/** Any error, or no check run: error; else any fail: fail; else pass. */
export function statusOf(results: CheckResult[]): Status {
  if (!results.some(({ verdict }) => verdict !== "skip")) return "error";
  if (results.some(({ verdict }) => verdict === "error")) return "error";
  return results.some(({ verdict }) => verdict === "fail") ? "fail" : "pass";
}

/** An error never costs points: what could not be judged counts neither as reached nor as possible. */
export function pointsOf(results: CheckResult[]): { reached: number; possible: number } {
  const judged = results.filter(({ verdict }) => verdict !== "error");
  const sum = (points: number[]): number => points.reduce((total, value) => total + value, 0);
  return { reached: sum(judged.map(({ points }) => points)), possible: sum(judged.map(({ possible }) => possible)) };
}

export const EXIT_CODES: Record<Status, number> = { pass: 0, fail: 1, error: 2 };
