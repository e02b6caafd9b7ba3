import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diff, merge, type Choice } from "./merge.ts";
import { emptyRecord, parseRecord, type ProgressRecord } from "./record.ts";
import { anyRecord, fullRecord } from "./samples.ts";

const changed = (edit: (record: ProgressRecord) => void): ProgressRecord => {
  const record = structuredClone(fullRecord);
  edit(record);
  return record;
};

describe("properties of the proposal", () => {
  test("export, wipe, import = the same", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const file = parseRecord(JSON.stringify(record, null, 2));
        expect(file.ok && merge(emptyRecord(), file.record)).toEqual(record);
      }),
    );
  });

  test("merging a record with itself, or twice, changes nothing", () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (a, b) => {
        expect(diff(a, a)).toEqual([]);
        expect(merge(a, a)).toEqual(a);
        const once = merge(a, b);
        expect(merge(once, b)).toEqual(once);
      }),
    );
  });

  test("it does not matter which of the two is the file", () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (a, b) => {
        expect(merge(a, b)).toEqual(merge(b, a));
      }),
    );
  });

  test("nor in which order three devices meet", () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, anyRecord, (a, b, c) => {
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      }),
    );
  });

  test("nothing that was done, answered or passed is lost, and the result can be read back", () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (a, b) => {
        const merged = merge(a, b);
        for (const side of [a, b]) {
          for (const [slug, lesson] of Object.entries(side.lessons)) {
            if (lesson.done) expect(merged.lessons[slug]?.done).toBeDefined();
            for (const section of Object.keys(lesson.sections))
              expect(merged.lessons[slug]?.sections[section]).toBeDefined();
          }
          for (const [quiz, { questions }] of Object.entries(side.quizzes))
            for (const [id, question] of Object.entries(questions)) {
              const result = merged.quizzes[quiz]?.questions[id];
              expect(result!.first.at <= question.first.at).toBe(true);
              expect(result!.last.at >= question.last.at).toBe(true);
            }
          for (const [lab, runs] of Object.entries(side.labs))
            for (const target of ["sandbox", "aws"] as const)
              if (runs[target]?.passed) expect(merged.labs[lab]?.[target]?.passed).toBeDefined();
        }
        expect(parseRecord(JSON.stringify(merged))).toEqual({ ok: true, record: merged });
      }),
    );
  });

  test("neither record is changed", () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (a, b) => {
        const [before, file] = [structuredClone(a), structuredClone(b)];
        merge(a, b);
        expect([a, b]).toEqual([before, file]);
      }),
    );
  });

  test("choosing `here` for each item keeps it, choosing `there` takes it", () => {
    const choose = (a: ProgressRecord, b: ProgressRecord, choice: Choice): Record<string, Choice> =>
      Object.fromEntries(diff(a, b).map(({ key }) => [key, choice]));
    fc.assert(
      fc.property(anyRecord, anyRecord, (a, b) => {
        expect(merge(a, b, choose(a, b, "here")).lessons).toEqual(a.lessons);
        expect(merge(a, b, choose(a, b, "there")).lessons).toEqual({ ...a.lessons, ...b.lessons });
        expect(diff(merge(a, b, choose(a, b, "there")), b)).toEqual([]);
      }),
    );
  });
});

test("a lesson: earliest begin, latest reading, each section, done kept", () => {
  const file = changed((record) => {
    record.lessons["rest-api"] = {
      firstAt: "2026-10-01T10:00:00.000Z",
      lastAt: "2026-11-04T10:00:00.000Z",
      section: "cost",
      sections: { goal: "2026-10-01T10:00:00.000Z", cost: "2026-11-04T10:00:00.000Z" },
    };
  });
  const [difference, ...others] = diff(fullRecord, file);
  expect(others).toEqual([]);
  expect(difference).toMatchObject({
    kind: "lesson",
    lesson: "rest-api",
    key: "lesson/rest-api",
    proposal: {
      firstAt: "2026-10-01T10:00:00.000Z",
      lastAt: "2026-11-04T10:00:00.000Z",
      section: "cost",
      sections: {
        goal: "2026-11-01T10:00:00.000Z",
        fails: "2026-11-02T10:00:00.000Z",
        cost: "2026-11-04T10:00:00.000Z",
      },
      done: { by: "quiz" },
    },
  });
});

test("a question: the first answer is the earlier one, the last the later one", () => {
  const earlier = { at: "2026-11-01T00:00:00.000Z", correct: true, confidence: "guess" } as const;
  const file = changed((record) => {
    record.quizzes["rest-api"]!.questions["overwrite"] = { first: earlier, last: earlier, attempts: 1 };
  });
  const [difference] = diff(fullRecord, file);
  const here = fullRecord.quizzes["rest-api"]!.questions["overwrite"]!;
  expect(difference?.proposal).toEqual({ first: earlier, last: here.last, attempts: 2 });
});

test("a review: of each question and term the newer", () => {
  const older = { at: "2026-11-01T10:00:00.000Z", due: "2026-11-02T10:00:00.000Z", stability: 1, difficulty: 5 };
  const newer = { at: "2026-11-09T10:00:00.000Z", due: "2026-11-30T10:00:00.000Z", stability: 9, difficulty: 5 };
  const file = changed(({ review }) => {
    review.questions = { "rest-api": { overwrite: older, way: older } };
    review.terms = { "cold-start": newer };
  });
  expect(diff(fullRecord, file).map(({ key }) => key)).toEqual([
    "recall/rest-api/overwrite",
    "recall/rest-api/way",
    "term/cold-start",
  ]);
  expect(merge(fullRecord, file).review).toEqual({
    questions: {
      "rest-api": { overwrite: fullRecord.review.questions["rest-api"]!["overwrite"], way: older },
    },
    terms: { "cold-start": newer },
  });
});

test("a lab: the newer run, and the pass that the older one had", () => {
  const file = changed((record) => {
    const run = record.labs["rest-api"]!.sandbox!;
    run.at = "2026-10-01T00:00:00.000Z";
    run.passed = { at: run.at, labVersion: "1.0.0", slab: "0.1.0", points: { reached: 100, possible: 100 } };
  });
  const here = fullRecord.labs["rest-api"]!.sandbox!;
  expect(diff(fullRecord, file)[0]?.proposal).toEqual({
    ...here,
    passed: file.labs["rest-api"]!.sandbox!.passed,
  });
});
