/** For the tests: records of any shape that the course can make. */
import * as fc from "fast-check";
import type { Answer, LabRun, LessonRecord, Memory, ProgressRecord, QuestionRecord } from "./record.ts";
import { CONFIDENCES, same, TARGETS, VERDICTS, VERSION } from "./record.ts";

// Few ids and few times, so that two records meet in many items and many ties.
const id = fc.constantFrom("rest-api", "welcome", "http-or-rest", "a", "0-9");
const time = fc
  .oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 300_000_000 }))
  .map((seconds) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString());

const answer: fc.Arbitrary<Answer> = fc.record(
  { at: time, correct: fc.boolean(), confidence: fc.constantFrom(...CONFIDENCES), misconception: id },
  { requiredKeys: ["at", "correct", "confidence"] },
);

const question: fc.Arbitrary<QuestionRecord> = fc
  .record({ first: answer, last: answer, attempts: fc.integer({ min: 1, max: 9 }) })
  .map((one) => ({ ...one, attempts: same(one.first, one.last) ? one.attempts : one.attempts + 1 }));

const lesson: fc.Arbitrary<LessonRecord> = fc.record(
  {
    firstAt: time,
    lastAt: time,
    section: id,
    sections: fc.dictionary(id, time),
    done: fc.record({ at: time, by: fc.constantFrom("quiz", "reader") }),
  },
  { requiredKeys: ["firstAt", "lastAt", "sections"] },
);

const passed = fc.record({
  at: time,
  labVersion: fc.constantFrom("1.0.0", "1.1.0"),
  slab: fc.constantFrom("0.1.0", "0.2.0-beta.1"),
  points: fc.constantFrom({ reached: 0, possible: 0 }, { reached: 60, possible: 100 }),
});

const run: fc.Arbitrary<LabRun> = fc
  .tuple(
    passed,
    fc.dictionary(id, fc.record({ verdict: fc.constantFrom(...VERDICTS), at: time })),
    fc.option(passed, { nil: undefined }),
  )
  .map(([facts, checks, pass]) => ({ ...facts, checks, ...(pass ? { passed: pass } : {}) }));

const memory: fc.Arbitrary<Memory> = fc
  .record(
    {
      at: time,
      due: fc.integer({ min: 0, max: 365 }),
      stability: fc.double({ min: 0.001, max: 36_500, noNaN: true }),
      difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
      misconception: id,
    },
    { requiredKeys: ["at", "due", "stability", "difficulty"] },
  )
  .map((one) => ({ ...one, due: new Date(Date.parse(one.at) + one.due * 86_400_000).toISOString() }));

export const anyRecord: fc.Arbitrary<ProgressRecord> = fc.record(
  {
    version: fc.constant(VERSION),
    lessons: fc.dictionary(id, lesson),
    quizzes: fc.dictionary(id, fc.record({ questions: fc.dictionary(id, question) })),
    labs: fc.dictionary(
      id,
      fc.record(Object.fromEntries(TARGETS.map((target) => [target, run])) as Record<"sandbox" | "aws", typeof run>, {
        requiredKeys: [],
      }),
    ),
    review: fc.record({
      questions: fc.dictionary(id, fc.dictionary(id, memory)),
      terms: fc.dictionary(id, memory),
    }),
    last: fc.record({ lesson: id, section: id, at: time }, { requiredKeys: ["lesson", "at"] }),
    kept: fc.record({ since: time, exported: time }, { requiredKeys: [] }),
  },
  { requiredKeys: ["version", "lessons", "quizzes", "labs", "review", "kept"] },
);

/** A record with something in each part. */
export const fullRecord: ProgressRecord = {
  version: VERSION,
  lessons: {
    "rest-api": {
      firstAt: "2026-11-01T10:00:00.000Z",
      lastAt: "2026-11-02T10:00:00.000Z",
      section: "fails",
      sections: { goal: "2026-11-01T10:00:00.000Z", fails: "2026-11-02T10:00:00.000Z" },
      done: { at: "2026-11-02T11:00:00.000Z", by: "quiz" },
    },
    welcome: { firstAt: "2026-11-01T09:00:00.000Z", lastAt: "2026-11-01T09:00:00.000Z", sections: {} },
  },
  quizzes: {
    "rest-api": {
      questions: {
        overwrite: {
          first: {
            at: "2026-11-02T10:10:00.000Z",
            correct: false,
            confidence: "sure",
            misconception: "read-before-write",
          },
          last: { at: "2026-11-02T10:12:00.000Z", correct: true, confidence: "unsure" },
          attempts: 2,
        },
      },
    },
  },
  labs: {
    "rest-api": {
      sandbox: {
        at: "2026-11-03T10:00:00.000Z",
        labVersion: "1.0.0",
        slab: "0.1.0",
        points: { reached: 95, possible: 100 },
        checks: {
          "creates-a-note": { verdict: "pass", at: "2026-11-03T10:00:00.000Z" },
          "deletes-a-note": { verdict: "fail", at: "2026-11-03T10:00:00.000Z" },
        },
      },
    },
  },
  review: {
    questions: {
      "rest-api": {
        overwrite: {
          at: "2026-11-03T10:10:00.000Z",
          due: "2026-11-05T10:10:00.000Z",
          stability: 1.8,
          difficulty: 6.2,
          misconception: "read-before-write",
        },
      },
    },
    terms: {
      "cold-start": {
        at: "2026-11-03T10:11:00.000Z",
        due: "2026-11-05T10:11:00.000Z",
        stability: 2.3,
        difficulty: 2.1,
      },
    },
  },
  last: { lesson: "rest-api", section: "fails", at: "2026-11-02T10:00:00.000Z" },
  kept: { since: "2026-11-01T09:00:00.000Z" },
};

/** A copy with another value at a path ("lessons.rest-api.done"); undefined removes it. */
export function withChange<T extends object>(value: T, path: string, to: unknown): T {
  const copy = structuredClone(value);
  const keys = path.split(".");
  let inner = copy as Record<string, unknown>;
  for (const key of keys.slice(0, -1)) inner = inner[key] as Record<string, unknown>;
  if (to === undefined) delete inner[keys.at(-1)!];
  else inner[keys.at(-1)!] = to;
  return copy;
}
