/** The samples were written by `npx slab check rest-api --solution|--starter --results <file>`. */
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseResults, runOf, type KnownLabs, type Results } from "./results.ts";
import { withChange } from "./samples.ts";

interface ResultsFile {
  slab: string;
  lab: { id: string; version: string };
  tests: { name: string; task_id: string; points: number; durationMs: number; status: string; verdict: string }[];
}

const read = <T extends object>(path: string): T =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as T;
const lab = read<{ version: string; checks: { id: string }[]; starterFails: string[] }>(
  "../../../labs/rest-api/lab.json",
);
const known: KnownLabs = {
  "rest-api": { version: lab.version, checks: lab.checks.map(({ id }) => id) },
};
const solution = read<ResultsFile>("samples/results-solution.json");
const starter = read<ResultsFile>("samples/results-starter.json");
const bySchema = new Ajv().compile(read("../../../grader/schemas/results.schema.json"));

const resultsOf = (value: unknown): Results => {
  const parsed = parseResults(JSON.stringify(value), known);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.results;
};
const codeOf = (value: unknown): string => {
  const parsed = parseResults(typeof value === "string" ? value : JSON.stringify(value), known);
  return parsed.ok
    ? "ok"
    : "at" in parsed.refusal
      ? `${parsed.refusal.code} ${parsed.refusal.at}`
      : parsed.refusal.code;
};
test("real files are read, and the schema accepts them too", () => {
  for (const file of [solution, starter]) expect(bySchema(file)).toBe(true);
  expect(resultsOf(solution)).toMatchObject({
    lab: "rest-api",
    labVersion: lab.version,
    target: "sandbox",
    passed: true,
    points: { reached: 100, possible: 100 },
    unknownChecks: [],
    missingChecks: [],
  });
  const failed = resultsOf(starter);
  expect(failed.passed).toBe(false);
  const failing = Object.keys(failed.verdicts).filter((check) => failed.verdicts[check] === "fail");
  expect(failing.sort()).toEqual([...lab.starterFails].sort());
});

test("slab's file when it could not judge is refused in words, not marked", () => {
  const file = {
    ...solution,
    status: "error",
    message: "<b>no app</b>",
    points: { reached: 0, possible: 0 },
    tests: [],
  };
  expect(bySchema(file)).toBe(true);
  expect(codeOf(file)).toBe("nothing-judged");
});

test("whatever is wrong by the schema is refused here too", () => {
  /** Every place in a value, as a path. */
  const placesOf = (value: unknown, path: string[] = []): string[] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [[...path, key].join("."), ...placesOf(inner, [...path, key])])
      : [];
  const others: unknown[] = [undefined, null, -1, 0.5, "other", [], { extra: 1 }];
  let refusedByBoth = 0;
  for (const sample of [solution, starter])
    for (const place of placesOf(sample))
      for (const [path, to] of [...others.map((other) => [place, other] as const), [`${place}-too`, 1] as const]) {
        // As it arrives: what JSON cannot hold is gone.
        const file: unknown = JSON.parse(JSON.stringify(withChange(sample, path, to)));
        if (bySchema(file)) continue;
        refusedByBoth++;
        expect(codeOf(file), `${path} = ${JSON.stringify(to)}`).not.toBe("ok");
      }
  expect(refusedByBoth).toBeGreaterThan(500);
});

test("stricter than the schema: times, versions, names, impossible points, a check twice", () => {
  const first = solution.tests[0]!;
  const cases: [string, unknown, string][] = [
    ["startedAt", "yesterday", "time startedAt"],
    ["slab", "<b>1</b>", "shape slab"],
    ["lab.id", "__proto__", "name lab.id"],
    ["tests.1.name", "constructor", "name tests[1].name"],
    ["tests.0.name", "<img>", "name tests[0].name"],
    ["points.reached", 101, "shape points.reached"],
    ["tests.1.name", first.name, "shape tests[1].name"],
    ["tests", Array(101).fill(first), "too-many tests"],
  ];
  for (const [path, to, refusal] of cases) expect(codeOf(withChange(solution, path, to))).toBe(refusal);
});

test("other files, cut off, huge or newer", () => {
  expect(codeOf(JSON.stringify(solution).slice(0, 900))).toBe("not-json");
  expect(codeOf("x".repeat(50_000_000))).toBe("too-large");
  expect(codeOf({ ...solution, version: 4 })).toBe("newer");
  expect(codeOf({ ...solution, version: 2 })).toBe("shape version");
  expect(codeOf({ version: 1, lessons: {}, quizzes: {}, labs: {}, kept: {} })).toBe("is-record");
  for (const value of [null, [], 1, "text", {}]) expect(codeOf(value)).toMatch(/^not-(results|json)$/);
});

test("an unknown lab is refused, unknown and missing checks are told", () => {
  expect(codeOf(withChange(solution, "lab.id", "sagas"))).toBe("unknown-lab");
  expect(codeOf(withChange(solution, "lab.id", "valueof"))).toBe("unknown-lab");
  const results = resultsOf(withChange(solution, "tests.0.name", "renamed"));
  expect(results.unknownChecks).toEqual(["renamed"]);
  expect(results.missingChecks).toEqual(["missing-note-is-404"]);
  expect(results.verdicts["renamed"]).toBeUndefined();
  expect(results.passed).toBe(false);
});

test("no text makes the parser throw", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => codeOf(text) !== "ok"));
});

test("a run: errors and skips keep what was known of the same version, a pass is never taken away", () => {
  const first = runOf(resultsOf(solution), undefined);
  expect(first.passed).toMatchObject({ labVersion: lab.version, slab: solution.slab });
  const later = "2027-01-01T00:00:00.000Z";
  const verdicts = ["error", "skip", "fail"];
  const broken = {
    ...solution,
    startedAt: later,
    status: "error",
    tests: solution.tests.map((one, index) => {
      const verdict = verdicts[index];
      return verdict ? { ...one, status: verdict === "fail" ? "fail" : "error", verdict, points: 0 } : one;
    }),
  };
  const [errored = "", skipped = "", failed = ""] = broken.tests.map(({ name }) => name);
  const second = runOf(resultsOf(broken), first);
  expect(second.checks[errored]).toEqual(first.checks[errored]);
  expect(second.checks[skipped]).toEqual(first.checks[skipped]);
  expect(second.checks[failed]).toEqual({ verdict: "fail", at: later });
  expect(second.passed).toEqual(first.passed);
  expect(second.at).toBe(later);

  // Nothing is kept of a run of another version of the lab.
  const other = runOf(resultsOf(withChange(broken, "lab.version", "2.0.0")), first);
  expect(other.checks[errored]).toEqual({ verdict: "error", at: later });

  // The same file twice, and an older file after a newer one, change nothing.
  expect(runOf(resultsOf(broken), second)).toEqual(second);
  expect(runOf(resultsOf(starter), second)).toEqual(second);
});
