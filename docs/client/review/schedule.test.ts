import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRecord, type Answer, type Memory } from "../progress/record.ts";
import { fullRecord } from "../progress/samples.ts";
import { DAY, isDue, memoryOf, remember } from "./schedule.ts";

const START = Date.UTC(2026, 10, 21, 10);
const at = (days: number): string => new Date(START + days * DAY).toISOString();
const answer = (days: number, more: Partial<Answer> = {}): Answer => ({
  at: at(days),
  correct: true,
  confidence: "sure",
  ...more,
});
const missed = (days: number): Answer => answer(days, { correct: false, misconception: "read-before-write" });
const pause = (memory: Memory): number => (Date.parse(memory.due) - Date.parse(memory.at)) / DAY;

describe("one answer", () => {
  test("what was missed comes back the next day, with its belief; what was unsure not later than what was certain", () => {
    const wrong = remember(undefined, missed(0));
    expect(pause(wrong)).toBe(1);
    expect(wrong.misconception).toBe("read-before-write");
    const unsure = remember(undefined, answer(0, { confidence: "unsure" }));
    const certain = remember(undefined, answer(0));
    expect(pause(unsure)).toBe(1);
    expect(pause(certain)).toBeGreaterThan(pause(unsure));
    expect(certain.misconception).toBeUndefined();
  });

  test("right on its day, again and again: the pauses grow up to a year; one miss brings it back soon", () => {
    let memory = remember(undefined, missed(0));
    const pauses = [pause(memory)];
    for (let time = 1; time < 12; time++) {
      memory = remember(memory, { ...answer(0), at: memory.due });
      pauses.push(pause(memory));
    }
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauses.at(-1)).toBe(365);
    expect(memory.misconception).toBeUndefined();
    expect(pause(remember(memory, { ...missed(0), at: memory.due }))).toBeLessThan(10);
  });

  test("whatever is kept and answered, also with a clock that was set back, what comes out can be kept again", () => {
    const days = fc.integer({ min: -4000, max: 4000 });
    const kept = fc.option(
      fc.record({
        at: days.map(at),
        due: fc.constant(at(5000)),
        stability: fc.double({ min: 0.001, max: 36_500, noNaN: true }),
        difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
      }),
      { nil: undefined },
    );
    const given = fc.record({
      at: days.map(at),
      correct: fc.boolean(),
      confidence: fc.constantFrom("guess" as const, "unsure" as const, "sure" as const),
    });
    fc.assert(
      fc.property(kept, given, (before, answer) => {
        const memory = remember(before, answer);
        expect(pause(memory)).toBeGreaterThanOrEqual(1);
        expect(pause(memory)).toBeLessThanOrEqual(365);
        const record = { ...fullRecord, review: { questions: {}, terms: { event: memory } } };
        expect(parseRecord(JSON.stringify(record))).toEqual({ ok: true, record });
      }),
      { numRuns: 2000 },
    );
  });
});

describe("from the answers in a quiz", () => {
  const of = (first: Answer, last = first): { first: Answer; last: Answer; attempts: number } => ({
    first,
    last,
    attempts: 1,
  });

  test("right and certain is not reviewed; right and unsure is", () => {
    expect(memoryOf(of(answer(0)))).toBeUndefined();
    expect(memoryOf(of(answer(0, { confidence: "unsure" })))).toEqual(
      remember(undefined, answer(0, { confidence: "unsure" })),
    );
  });

  test("right a minute after it was missed is missed; and the other way round", () => {
    const soon = 1 / 1440;
    for (const [first, last] of [
      [missed(0), answer(soon)],
      [answer(0), missed(soon)],
    ] as const) {
      const memory = memoryOf(of(first, last))!;
      expect(pause(memory)).toBe(1);
      expect(memory.misconception).toBe("read-before-write");
    }
  });

  test("right days after it was missed counts as a review", () => {
    const memory = memoryOf(of(missed(0), answer(3)))!;
    expect(memory).toEqual(remember(remember(undefined, missed(0)), answer(3)));
    expect(pause(memory)).toBeGreaterThan(1);
  });

  test("the second look in a sitting of the review changes nothing; an answer in the lesson days later does", () => {
    const kept = remember(undefined, missed(1));
    expect(memoryOf(of(missed(0), answer(1 + 1 / 1440)), kept)).toEqual(kept);
    expect(memoryOf(of(missed(0), missed(4)), kept)).toEqual(remember(kept, missed(4)));
  });
});

describe("due", () => {
  const due = new Date(2026, 10, 22, 22, 0).toISOString();
  test("from the first minute of its day, where the reader is", () => {
    expect(isDue({ due }, new Date(2026, 10, 21, 23, 59))).toBe(false);
    expect(isDue({ due }, new Date(2026, 10, 22, 0, 1))).toBe(true);
    expect(isDue({ due }, new Date(2027, 0, 1))).toBe(true);
  });

  test("what was reviewed by a clock that went years ahead does not wait for that year", () => {
    const ahead = { at: "2036-01-01T00:00:00.000Z", due: "2036-02-01T00:00:00.000Z" };
    expect(isDue(ahead, new Date(2026, 10, 22))).toBe(true);
    // Another device may be some minutes ahead.
    const minutes = { at: new Date(2026, 10, 22, 10, 5).toISOString(), due: new Date(2026, 10, 24).toISOString() };
    expect(isDue(minutes, new Date(2026, 10, 22, 10, 0))).toBe(false);
  });
});
