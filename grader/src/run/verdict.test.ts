import { expect, test } from "vitest";
import { EXIT_CODES, pointsOf, statusOf, type CheckResult, type Verdict } from "./verdict.ts";

const result = (verdict: Verdict): CheckResult => ({
  id: verdict,
  task: "task",
  verdict,
  points: verdict === "pass" ? 5 : 0,
  possible: 5,
  durationMs: 1,
  hops: [],
});

test.each<[Verdict[], string, number]>([
  [["pass", "pass"], "pass", 0],
  [["pass", "fail"], "fail", 1],
  [["fail", "skip"], "fail", 1],
  [["pass", "error"], "error", 2],
  [["fail", "error"], "error", 2],
  [[], "error", 2],
  [["skip"], "error", 2],
])("%j is %s, exit code %i", (verdicts, status, code) => {
  const found = statusOf(verdicts.map(result));

  expect(found).toBe(status);
  expect(EXIT_CODES[found]).toBe(code);
});

test("an error costs no points", () => {
  expect(pointsOf(["pass", "fail", "error"].map((verdict) => result(verdict as Verdict)))).toEqual({
    reached: 5,
    possible: 10,
  });
});
