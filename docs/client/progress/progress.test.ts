import { describe, expect, test } from "vitest";
import { parseRecord } from "./record.ts";
import { BROKEN_KEY, KEY, Progress, type AnswerGiven } from "./progress.ts";
import type { Results } from "./results.ts";
import { fullRecord } from "./samples.ts";

/** A browser's storage with room for so many characters. */
class FakeStorage implements Storage {
  readonly map = new Map<string, string>();
  room = 5_000_000;
  writes = 0;

  get length(): number {
    return this.map.size;
  }
  key(index: number): string | null {
    return [...this.map.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.map.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.writes++;
    const used = [...this.map].reduce((sum, [name, text]) => sum + (name === key ? 0 : name.length + text.length), 0);
    if (used + key.length + value.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.map.set(key, value);
  }
  removeItem(key: string): void {
    this.map.delete(key);
  }
  clear(): void {
    this.map.clear();
  }
}

function browser(storage: FakeStorage | (() => never) = new FakeStorage()) {
  let seconds = 0;
  let asked = 0;
  let outside = (): void => undefined;
  const progress = new Progress({
    storage: () => (storage instanceof FakeStorage ? storage : storage()),
    now: () => new Date(Date.UTC(2026, 10, 21, 12, 0, seconds++)),
    persist: () => void asked++,
    onOutsideChange: (callback) => (outside = callback),
  });
  const stored = (): unknown => JSON.parse((storage as FakeStorage).getItem(KEY) ?? "null");
  return { progress, storage: storage as FakeStorage, stored, outside: () => outside(), asked: () => asked };
}

const answer = (question: string, more: Partial<AnswerGiven> = {}): AnswerGiven => ({
  quiz: "rest-api",
  question,
  correct: true,
  confidence: "sure",
  of: ["one", "two"],
  ...more,
});

const results: Results = {
  lab: "rest-api",
  labVersion: "1.0.0",
  slab: "0.1.0",
  target: "sandbox",
  at: "2026-11-20T10:00:00.000Z",
  points: { reached: 5, possible: 10 },
  verdicts: { a: "pass", b: "fail" },
  passed: false,
  unknownChecks: [],
  missingChecks: [],
};

describe("what is recorded", () => {
  test("reading", () => {
    const { progress, stored } = browser();
    expect(progress.lesson("welcome")).toBeUndefined();
    expect(progress.resume()).toBeUndefined();
    progress.visit("welcome");
    progress.visit("welcome", "goal");
    expect(progress.lesson("welcome")).toEqual({
      firstAt: "2026-11-21T12:00:00.000Z",
      lastAt: "2026-11-21T12:00:01.000Z",
      section: "goal",
      sections: { goal: "2026-11-21T12:00:01.000Z" },
    });
    expect(progress.resume()).toEqual({ lesson: "welcome", section: "goal", at: "2026-11-21T12:00:01.000Z" });
    expect(stored()).toEqual(progress.record());
  });

  test("answers: the first stays, the last follows, and the last question ends the lesson", () => {
    const { progress } = browser();
    progress.recordAnswer(answer("one", { correct: false, confidence: "unsure", misconception: "read-before-write" }));
    progress.recordAnswer(answer("one"));
    expect(progress.quiz("rest-api")?.questions["one"]).toEqual({
      first: {
        at: "2026-11-21T12:00:00.000Z",
        correct: false,
        confidence: "unsure",
        misconception: "read-before-write",
      },
      last: { at: "2026-11-21T12:00:01.000Z", correct: true, confidence: "sure" },
      attempts: 2,
    });
    expect(progress.lesson("rest-api")).toBeUndefined();
    progress.recordAnswer(answer("two", { correct: false }));
    expect(progress.lesson("rest-api")?.done).toEqual({
      at: "2026-11-21T12:00:02.000Z",
      by: "quiz",
    });
  });

  test("an answer in a review is one like any other, and says when the question comes back; a term has no answers", () => {
    const { progress, stored } = browser();
    const memory = {
      at: "2026-11-21T12:00:00.000Z",
      due: "2026-11-22T12:00:00.000Z",
      stability: 0.2,
      difficulty: 6.4,
    };
    progress.recordAnswer(answer("one", { correct: false, memory }));
    progress.recordAnswer(answer("one"));
    progress.recordTerm("event-bus", memory);
    expect(progress.quiz("rest-api")?.questions["one"]?.attempts).toBe(2);
    const review = { questions: { "rest-api": { one: memory } }, terms: { "event-bus": memory } };
    expect(stored()).toHaveProperty("review", review);
    expect(() => progress.recordTerm("__proto__", memory)).toThrow("is no id");
    // What the scheduler could not go on from is not kept.
    expect(() => progress.recordTerm("event", { ...memory, stability: Number.NaN })).toThrow("refused to keep");
    expect(progress.record().review).toEqual(review);
  });

  test("a review of a module marks no lesson", () => {
    const { progress } = browser();
    progress.recordAnswer(answer("one", { quiz: "review-api", of: ["one"] }));
    expect(progress.record().lessons).toEqual({});
  });

  test("done and undone by the reader; who was first stays", () => {
    const { progress } = browser();
    progress.markDone("welcome", "reader");
    progress.markDone("welcome", "quiz");
    expect(progress.lesson("welcome")?.done?.by).toBe("reader");
    progress.unmark("welcome");
    expect(progress.lesson("welcome")?.done).toBeUndefined();
    progress.unmark("never-seen");
    expect(progress.lesson("never-seen")).toBeUndefined();
  });

  test("runs of a lab", () => {
    const { progress } = browser();
    expect(progress.labRun(results)).toBe("kept");
    expect(progress.labRun({ ...results, at: "2026-11-19T10:00:00.000Z", verdicts: { a: "fail" } })).toBe("older");
    expect(progress.lab("rest-api")?.sandbox?.checks["a"]?.verdict).toBe("pass");
    expect(progress.lab("rest-api")?.aws).toBeUndefined();
  });

  test("names that every object has are no names of ours", () => {
    const { progress, storage } = browser();
    for (const name of ["constructor", "prototype", "__proto__", "Rest API", "<b>"]) {
      expect(() => progress.visit(name)).toThrow("is no id");
      expect(() => progress.recordAnswer(answer(name))).toThrow("is no id");
      expect(() => progress.recordAnswer(answer("one", { quiz: name }))).toThrow("is no id");
      expect(progress.lesson(name)).toBeUndefined();
    }
    expect(storage.writes).toBe(0);
  });

  test("export, clear, replace", () => {
    const { progress, storage } = browser();
    progress.replace(fullRecord);
    const file = parseRecord(progress.export());
    expect(file).toEqual({
      ok: true,
      record: { ...fullRecord, kept: { ...fullRecord.kept, exported: "2026-11-21T12:00:01.000Z" } },
    });
    const before = progress.record();
    progress.clear();
    expect(storage.length).toBe(0);
    expect(progress.record().lessons).toEqual({});
    if (file.ok) progress.replace(file.record);
    expect(progress.record()).toEqual(before);
  });

  test("the browser is asked once to keep the storage, after the first thing worth it", () => {
    const { progress, asked } = browser();
    progress.visit("welcome", "goal");
    expect(asked()).toBe(0);
    progress.markDone("welcome", "reader");
    progress.recordAnswer(answer("one"));
    expect(asked()).toBe(1);
  });
});

describe("storage in trouble", () => {
  test("forbidden: everything works until the page is left, and says why", () => {
    const { progress } = browser(() => {
      throw new DOMException("denied", "SecurityError");
    });
    expect(progress.trouble()).toBe("forbidden");
    progress.markDone("welcome", "reader");
    progress.visit("welcome", "goal");
    expect(progress.lesson("welcome")?.done?.by).toBe("reader");
    expect(progress.trouble()).toBe("forbidden");
    expect(progress.broken()).toEqual([]);
    progress.clear();
    expect(progress.lesson("welcome")).toBeUndefined();
  });

  test("full: kept in memory, written as soon as there is room", () => {
    const { progress, storage, stored } = browser();
    progress.markDone("welcome", "reader");
    storage.room = 0;
    progress.markDone("rest-api", "reader");
    expect(progress.trouble()).toBe("full");
    expect(progress.lesson("rest-api")?.done).toBeDefined();
    expect(stored()).not.toHaveProperty("lessons.rest-api");
    storage.room = 5_000_000;
    progress.visit("welcome");
    expect(progress.trouble()).toBeUndefined();
    expect(stored()).toHaveProperty("lessons.rest-api.done");
  });

  test("full while another tab writes: nothing of both is lost", () => {
    const { progress, storage } = browser();
    storage.room = 0;
    progress.markDone("rest-api", "reader");
    storage.room = 5_000_000;
    storage.setItem(KEY, JSON.stringify({ ...fullRecord, lessons: { welcome: fullRecord.lessons["welcome"] } }));
    progress.visit("http-or-rest");
    expect(Object.keys(progress.record().lessons).sort()).toEqual(["http-or-rest", "rest-api", "welcome"]);
  });

  test("a corrupt record is set aside and told, never overwritten", () => {
    const { progress, storage, stored } = browser();
    storage.setItem(KEY, '{"version":1,"lessons"');
    expect(progress.trouble()).toBe("broken");
    expect(storage.getItem(BROKEN_KEY)).toBe('{"version":1,"lessons"');
    progress.markDone("welcome", "reader");
    expect(stored()).toHaveProperty("lessons.welcome");
    expect(progress.trouble()).toBe("broken");
    // A second one does not take the place of the first.
    storage.setItem(KEY, "second");
    progress.record();
    expect(progress.broken().map(({ text }) => text)).toEqual(['{"version":1,"lessons"', "second"]);
    progress.dropBroken();
    expect(progress.broken()).toEqual([]);
    expect(progress.trouble()).toBeUndefined();
  });

  test("a corrupt record that cannot be moved stays where it is, and nothing is written over it", () => {
    const { progress, storage } = browser();
    const text = "x".repeat(100);
    storage.setItem(KEY, text);
    storage.room = KEY.length + 100;
    expect(progress.trouble()).toBe("broken-in-place");
    storage.room = 5_000_000;
    progress.markDone("welcome", "reader");
    expect(storage.getItem(KEY)).toBe(text);
    expect(progress.lesson("welcome")?.done).toBeDefined();
  });

  test("a record of a newer version stays untouched", () => {
    const { progress, storage } = browser();
    const newer = JSON.stringify({ version: 9, lessons: {} });
    storage.setItem(KEY, newer);
    expect(progress.trouble()).toBe("newer");
    progress.markDone("welcome", "reader");
    expect(storage.getItem(KEY)).toBe(newer);
    expect(storage.getItem(BROKEN_KEY)).toBeNull();
  });
});

describe("two tabs", () => {
  test("each change starts from what the other has written", () => {
    const storage = new FakeStorage();
    const [one, two] = [browser(storage), browser(storage)];
    let told = 0;
    two.progress.subscribe(() => told++);
    two.progress.record();
    one.progress.markDone("welcome", "reader");
    two.outside();
    expect(told).toBe(1);
    two.outside();
    expect(told).toBe(1);
    two.progress.markDone("rest-api", "reader");
    expect(Object.keys(one.progress.record().lessons).sort()).toEqual(["rest-api", "welcome"]);
  });

  test("what is deleted in one is gone in the other; who unsubscribed hears nothing", () => {
    const storage = new FakeStorage();
    const [one, two] = [browser(storage), browser(storage)];
    one.progress.markDone("welcome", "reader");
    expect(two.progress.lesson("welcome")).toBeDefined();
    let told = 0;
    two.progress.subscribe(() => told++)();
    one.progress.clear();
    two.outside();
    expect(two.progress.lesson("welcome")).toBeUndefined();
    expect(told).toBe(0);
  });
});
