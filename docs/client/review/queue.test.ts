import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyRecord, type Answer, type ProgressRecord } from "../progress/record.ts";
import { anyRecord } from "../progress/samples.ts";
import type { ReviewCourse } from "./course.ts";
import { keyOf, minutesOf, queueOf, sittingOf, type Queue } from "./queue.ts";
import { DAY, remember } from "./schedule.ts";

const NOW = new Date(2026, 10, 22, 9, 0);
const at = (days: number): string => new Date(NOW.getTime() + days * DAY).toISOString();

const quiz = (title: string, questions: string[]): ReviewCourse["quizzes"][string] => ({ href: "/", title, questions });
const course: ReviewCourse = {
  quizzes: { one: quiz("One", ["a", "b", "c"]), two: quiz("Two", ["a", "d"]), three: quiz("Three", ["e"]) },
  beliefs: { wrong: ["one/a", "two/d", "three/e"] },
  terms: { one: ["event", "queue"], two: ["event", "topic"] },
  glossary: ["event", "queue", "topic", "stream"],
  glossaryHref: "/",
};

interface Given {
  [question: string]: Partial<Answer> & { days: number };
}

function recordOf(answers: Given, edit: (record: ProgressRecord) => void = () => undefined): ProgressRecord {
  const record = emptyRecord();
  for (const [key, { days, ...more }] of Object.entries(answers)) {
    const [name, question] = key.split("/") as [string, string];
    const answer: Answer = { at: at(days), correct: true, confidence: "sure", ...more };
    (record.quizzes[name] ??= { questions: {} }).questions[question] = { first: answer, last: answer, attempts: 1 };
  }
  edit(record);
  return record;
}

const keys = (entries: Queue["due"]): string[] => entries.map(({ item }) => keyOf(item));
const wrong = { correct: false, misconception: "wrong" };

describe("questions", () => {
  test("missed and unsure ones of yesterday are due, those of today are not, known ones never", () => {
    const record = recordOf({
      "one/a": { days: -1, correct: false },
      "one/b": { days: -2, confidence: "guess" },
      "one/c": { days: -1 },
      "two/a": { days: 0, correct: false },
    });
    const { due, later, unknown } = queueOf(record, course, NOW);
    expect(due.map(({ item, why }) => [keyOf(item), why.kind])).toEqual([
      ["one/b", "unsure"],
      ["one/a", "missed"],
    ]);
    expect(keys(later)).toEqual(["two/a"]);
    expect(unknown).toBe(0);
  });

  test("what the course no longer has is left out and counted", () => {
    const record = recordOf(
      { "one/gone": { days: -1, correct: false }, "past/a": { days: -1, correct: false }, "past/b": { days: -1 } },
      (record) => {
        const memory = remember(undefined, { at: at(-5), correct: false, confidence: "sure" });
        record.review.terms = { event: memory, gone: memory };
        record.review.questions = { past: { z: memory }, one: { a: memory } };
      },
    );
    const { due, unknown } = queueOf(record, course, NOW);
    expect(keys(due).toSorted()).toEqual(["one/a", "term/event"]);
    expect(unknown).toBe(4);
  });
});

describe("a wrong belief", () => {
  test("returns first, in another question of a lesson that was opened", () => {
    const record = recordOf({ "one/a": { days: -1, ...wrong }, "two/a": { days: -3 } });
    const { due } = queueOf(record, course, NOW);
    expect(due.map(({ item, why }) => [keyOf(item), why])).toEqual([
      ["two/d", { kind: "belief", misconception: "wrong", from: "one" }],
      ["one/a", { kind: "missed" }],
    ]);
    // Not before the question itself.
    expect(keys(queueOf(record, course, new Date(NOW.getTime() - DAY)).later)).toContain("two/d");
  });

  test("stays with its question when no other lesson that tests it was opened", () => {
    expect(keys(queueOf(recordOf({ "one/a": { days: -1, ...wrong } }), course, NOW).due)).toEqual(["one/a"]);
  });

  test("is asked once: not beside another question that is asked anyway, nor after a right answer", () => {
    const both = recordOf({ "one/a": { days: -1, ...wrong }, "two/d": { days: -1, ...wrong } });
    expect(keys(queueOf(both, course, NOW).due)).toEqual(["one/a", "two/d"]);
    const since = recordOf({ "one/a": { days: -2, ...wrong }, "two/d": { days: -1 } });
    expect(keys(queueOf(since, course, NOW).due)).toEqual(["one/a"]);
    const before = recordOf({ "one/a": { days: -2, ...wrong }, "two/d": { days: -4 } });
    expect(keys(queueOf(before, course, NOW).due)).toEqual(["two/d", "one/a"]);
  });
});

describe("terms", () => {
  const done = (days: number): ProgressRecord["lessons"][string] => ({
    firstAt: at(days),
    lastAt: at(days),
    sections: {},
    done: { at: at(days), by: "quiz" },
  });

  test("come a day after the first lesson that marks them is done", () => {
    const record = recordOf({}, ({ lessons }) => {
      lessons["one"] = done(-1);
      lessons["two"] = done(0);
    });
    const { due, later } = queueOf(record, course, NOW);
    expect(due.map(({ item, why }) => [keyOf(item), why])).toEqual([
      ["term/event", { kind: "met", lesson: "one" }],
      ["term/queue", { kind: "met", lesson: "one" }],
    ]);
    expect(keys(later)).toEqual(["term/topic"]);
  });

  test("once reviewed they follow their memory, also when the lesson is no longer done", () => {
    const memory = remember(undefined, { at: at(-1), correct: true, confidence: "sure" });
    const record = recordOf({}, ({ lessons, review }) => {
      lessons["one"] = done(-1);
      review.terms = { event: memory, stream: { ...memory, due: at(-0.5) } };
    });
    const { due, later } = queueOf(record, course, NOW);
    expect(keys(due)).toEqual(["term/stream", "term/queue"]);
    expect(keys(later)).toEqual(["term/event"]);
  });
});

describe("a sitting", () => {
  test("is about ten minutes of the oldest, whatever is due", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 100 }), (kinds) => {
        const entries = kinds.map((isTerm, n): Queue["due"][number] => ({
          item: isTerm ? { kind: "term", term: `t${n}` } : { kind: "question", quiz: "one", question: `q${n}` },
          due: at(-1),
          why: { kind: "again" },
        }));
        const sitting = sittingOf(entries);
        expect(sitting).toEqual(entries.slice(0, sitting.length));
        if (sitting.length < entries.length) expect(minutesOf(sitting)).toBeGreaterThanOrEqual(9);
        if (sitting.length > 0) expect(minutesOf(sitting)).toBeLessThanOrEqual(10);
        expect(sitting.length > 0).toBe(entries.length > 0);
      }),
    );
  });
});

test("of any record: each item once, due or later, in the order of its day, and never of what is not in the course", () => {
  const known: ReviewCourse = {
    ...course,
    quizzes: { "rest-api": quiz("REST", ["a", "welcome"]), a: quiz("A", ["a", "0-9"]) },
    beliefs: { a: ["rest-api/a", "a/a"], welcome: ["a/0-9", "rest-api/welcome"] },
    terms: { welcome: ["a", "0-9"], a: ["a"] },
    glossary: ["a", "0-9"],
  };
  fc.assert(
    fc.property(
      anyRecord,
      fc.date({ min: new Date(2025, 0, 1), max: new Date(2040, 0, 1), noInvalidDate: true }),
      (record, now) => {
        const { due, later } = queueOf(record, known, now);
        const all = keys([...due, ...later]);
        expect(new Set(all).size).toBe(all.length);
        for (const { item } of [...due, ...later])
          if (item.kind === "term") expect(known.glossary).toContain(item.term);
          else expect(known.quizzes[item.quiz]?.questions).toContain(item.question);
        expect(later.map((entry) => entry.due)).toEqual(later.map((entry) => entry.due).toSorted());
      },
    ),
  );
});
