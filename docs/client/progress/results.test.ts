/** The samples were written by `npx slab check rest-api --solution|--starter --results <file>`. */
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseResults, runOf, type KnownLabs, type Results } from "./results.ts";

const read = (path: string): any => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const lab = read("../../../labs/rest-api/lab.json");
const known: KnownLabs = {
  "rest-api": { version: lab.version, checks: lab.checks.map(({ id }: { id: string }) => id) },
};
const solution = read("samples/results-solution.json");
const starter = read("samples/results-starter.json");
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
const edited = (edit: (file: any) => unknown, from = solution): any => {
  const file = structuredClone(from);
  edit(file);
  return file;
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
  const file = edited((value) => {
    value.status = "error";
    value.message = "<b>no app</b>";
    value.points = { reached: 0, possible: 0 };
    value.tests = [];
  });
  expect(bySchema(file)).toBe(true);
  expect(codeOf(file)).toBe("nothing-judged");
});

test("whatever is wrong by the schema is refused here too", () => {
  /** Every place in a value, as a path. */
  const placesOf = (value: unknown, path: (string | number)[] = []): (string | number)[][] => [
    path,
    ...(typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) =>
          placesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : []),
  ];
  const mutations: ((parent: any, key: string | number) => void)[] = [
    (parent, key) => delete parent[key],
    (parent, key) => (parent[key] = null),
    (parent, key) => (parent[key] = -1),
    (parent, key) => (parent[key] = 0.5),
    (parent, key) => (parent[key] = "other"),
    (parent, key) => (parent[key] = []),
    (parent, key) => (parent[key] = { extra: 1 }),
    (parent, key) => (parent[key] = { ...parent[key], extra: 1 }),
    (parent, key) => (parent[`${key}-too`] = parent[key]),
  ];
  let refusedByBoth = 0;
  for (const sample of [solution, starter])
    for (const path of placesOf(sample).slice(1))
      for (const mutate of mutations) {
        const file = structuredClone(sample);
        mutate(
          path.slice(0, -1).reduce((inner, key) => inner[key], file),
          path.at(-1)!,
        );
        // As it arrives: what JSON cannot hold is gone.
        const arrived = JSON.parse(JSON.stringify(file));
        if (bySchema(arrived)) continue;
        refusedByBoth++;
        expect(codeOf(arrived), `${path.join(".")} ${mutate}`).not.toBe("ok");
      }
  expect(refusedByBoth).toBeGreaterThan(500);
});

test("stricter than the schema: times, versions, names, impossible points, a check twice", () => {
  const cases: [any, string][] = [
    [edited((file) => (file.startedAt = "yesterday")), "time startedAt"],
    [edited((file) => (file.slab = "<b>1</b>")), "shape slab"],
    [edited((file) => (file.lab.id = "__proto__")), "name lab.id"],
    [edited((file) => (file.tests[1].name = "constructor")), "name tests[1].name"],
    [edited((file) => (file.tests[0].name = "<img>")), "name tests[0].name"],
    [edited((file) => (file.points.reached = 101)), "shape points.reached"],
    [edited((file) => (file.tests[1].name = file.tests[0].name)), "shape tests[1].name"],
    [edited((file) => (file.tests = Array(101).fill(file.tests[0]))), "too-many tests"],
  ];
  for (const [file, refusal] of cases) expect(codeOf(file)).toBe(refusal);
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
  expect(codeOf(edited((file) => (file.lab.id = "sagas")))).toBe("unknown-lab");
  expect(codeOf(edited((file) => (file.lab.id = "valueof")))).toBe("unknown-lab");
  const results = resultsOf(edited((file) => (file.tests[0].name = "renamed")));
  expect(results.unknownChecks).toEqual(["renamed"]);
  expect(results.missingChecks).toEqual(["missing-note-is-404"]);
  expect(results.verdicts["renamed"]).toBeUndefined();
  expect(results.passed).toBe(false);
});

test("no text makes the parser throw", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => expect(codeOf(text)).not.toBe("ok")));
});

test("a run: errors and skips keep what was known of the same version, a pass is never taken away", () => {
  const first = runOf(resultsOf(solution), undefined);
  expect(first.passed).toMatchObject({ labVersion: lab.version, slab: solution.slab });
  const later = "2027-01-01T00:00:00.000Z";
  const broken = edited((file) => {
    file.startedAt = later;
    file.status = "error";
    file.tests[0] = { ...file.tests[0], status: "error", verdict: "error", points: 0 };
    file.tests[1] = { ...file.tests[1], status: "error", verdict: "skip", points: 0 };
    file.tests[2] = { ...file.tests[2], status: "fail", verdict: "fail", points: 0 };
  });
  const [errored, skipped, failed] = broken.tests.map(({ name }: { name: string }) => name);
  const second = runOf(resultsOf(broken), first);
  expect(second.checks[errored]).toEqual(first.checks[errored]);
  expect(second.checks[skipped]).toEqual(first.checks[skipped]);
  expect(second.checks[failed]).toEqual({ verdict: "fail", at: later });
  expect(second.passed).toEqual(first.passed);
  expect(second.at).toBe(later);

  // Nothing is kept of a run of another version of the lab.
  const other = runOf(resultsOf(edited((file) => (file.lab.version = "2.0.0"), broken)), first);
  expect(other.checks[errored]).toEqual({ verdict: "error", at: later });

  // The same file twice, and an older file after a newer one, change nothing.
  expect(runOf(resultsOf(broken), second)).toEqual(second);
  expect(runOf(resultsOf(starter), second)).toEqual(second);
});
