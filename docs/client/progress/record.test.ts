import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRecord, VERSION, type ProgressRecord } from "./record.ts";
import { anyRecord, fullRecord, withChange } from "./samples.ts";

const codeOf = (text: string): string => {
  const parsed = parseRecord(text);
  return parsed.ok
    ? "ok"
    : "at" in parsed.refusal
      ? `${parsed.refusal.code} ${parsed.refusal.at}`
      : parsed.refusal.code;
};

/** The full record as JSON, with another value at a path. */
const changed = (path: string, to: unknown): string => JSON.stringify(withChange(fullRecord, path, to));

test("what the course writes is read back equal", () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      expect(parseRecord(JSON.stringify(record))).toEqual({ ok: true, record });
    }),
  );
  expect(parseRecord(JSON.stringify(fullRecord))).toEqual({ ok: true, record: fullRecord });
});

test("a file that was cut off anywhere is refused", () => {
  const text = JSON.stringify(fullRecord);
  for (let length = 0; length < text.length; length += 7) expect(codeOf(text.slice(0, length))).toBe("not-json");
});

test("a record from a newer version is refused with its number", () => {
  expect(parseRecord(changed("version", VERSION + 1))).toEqual({
    ok: false,
    refusal: { code: "newer", version: VERSION + 1 },
  });
  // Whatever else a newer version holds.
  expect(codeOf(JSON.stringify({ version: 7, anything: [] }))).toBe("newer");
});

test("records of older versions are brought to the version of today", () => {
  const { review: _review, ...first } = fullRecord;
  const review = { questions: {}, terms: {} };
  expect(parseRecord(JSON.stringify({ ...first, version: 1 }))).toEqual({
    ok: true,
    record: { ...fullRecord, review },
  });
  const { kept: _kept, ...older } = first;
  expect(parseRecord(JSON.stringify({ ...older, version: 0 }))).toEqual({
    ok: true,
    record: { ...fullRecord, review, kept: {} },
  });
  // Checked after the migration like any other.
  expect(codeOf(JSON.stringify({ ...older, version: 0, lessons: [] }))).toBe("shape lessons");
});

test("what is no record at all is refused", () => {
  for (const text of ["null", "[]", '"x"', "12", "{}", '{"version":"1"}', '{"version":-1}', '{"version":0.5}'])
    expect(codeOf(text)).toBe("not-a-record");
  expect(codeOf('{"version":3,"slab":"0.1.0","tests":[]}')).toBe("is-results");
  expect(codeOf("")).toBe("not-json");
  expect(codeOf("<html></html>")).toBe("not-json");
});

test("more than 2 MB is refused before it is parsed", () => {
  const started = performance.now();
  expect(codeOf("[".repeat(50_000_000))).toBe("too-large");
  expect(codeOf(`${JSON.stringify(fullRecord)}${" ".repeat(2_000_000)}`)).toBe("too-large");
  expect(performance.now() - started).toBeLessThan(1000);
});

describe("prototype keys", () => {
  for (const key of ["__proto__", "constructor", "prototype"])
    test(key, () => {
      const inject = (part: string): string =>
        JSON.stringify(fullRecord).replace(
          `"${part}":{`,
          `"${part}":{"${key}":{"polluted":"2026-11-01T10:00:00.000Z"},`,
        );
      for (const part of ["lessons", "quizzes", "questions", "labs", "checks", "sections", "terms"])
        expect(codeOf(inject(part))).toMatch(new RegExp(`^name .*${key}$`));
      expect(codeOf(JSON.stringify(fullRecord).replace('"version":', `"${key}":{},"version":`))).toBe(`shape ${key}`);
      expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    });
});

test("HTML has no place to stand", () => {
  const html = "<img src=x onerror=alert(1)>";
  const places: [string, string][] = [
    ["lessons.rest-api.section", "name lessons.rest-api.section"],
    ["lessons.rest-api.firstAt", "time lessons.rest-api.firstAt"],
    ["lessons.rest-api.done.by", "shape lessons.rest-api.done.by"],
    [
      "quizzes.rest-api.questions.overwrite.first.misconception",
      "name quizzes.rest-api.questions.overwrite.first.misconception",
    ],
    [
      "quizzes.rest-api.questions.overwrite.last.confidence",
      "shape quizzes.rest-api.questions.overwrite.last.confidence",
    ],
    ["labs.rest-api.sandbox.slab", "shape labs.rest-api.sandbox.slab"],
    ["labs.rest-api.sandbox.labVersion", "shape labs.rest-api.sandbox.labVersion"],
    ["review.questions.rest-api.overwrite.misconception", "name review.questions.rest-api.overwrite.misconception"],
    ["review.terms.cold-start.due", "time review.terms.cold-start.due"],
    ["last.lesson", "name last.lesson"],
    ["note", "shape note"],
  ];
  for (const [path, refusal] of places) expect(codeOf(changed(path, html))).toBe(refusal);
  expect(codeOf(changed(`lessons.${html}`, fullRecord.lessons["welcome"]))).toBe(`name lessons.${html}`);
});

test("wrong shapes, times and amounts are refused with their place", () => {
  const welcome = fullRecord.lessons["welcome"]!;
  const overwrite = fullRecord.quizzes["rest-api"]!.questions["overwrite"]!;
  const cases: [string, unknown, string][] = [
    ["kept", undefined, "shape"],
    ["lessons", null, "shape"],
    ["lessons.rest-api", [], "shape"],
    ["lessons.rest-api.sections", undefined, "shape"],
    ["lessons.rest-api.firstAt", 1, "time"],
    ["lessons.rest-api.firstAt", "2026-11-01", "time"],
    ["lessons.rest-api.firstAt", "2026-02-30T10:00:00.000Z", "time"],
    ["lessons.Rest", welcome, "name"],
    [`lessons.${"a".repeat(81)}`, welcome, "name"],
    ["labs.rest-api.azure", {}, "shape"],
    ["labs.rest-api.sandbox.points.reached", 101, "shape"],
    ["labs.rest-api.sandbox.points.possible", -1, "shape"],
    ["quizzes.rest-api.questions.overwrite.attempts", 1, "shape"],
    ["quizzes.rest-api.questions.overwrite.attempts", 2.5, "shape"],
    ["quizzes.rest-api.questions.overwrite.first.correct", "yes", "shape"],
    ["review", undefined, "shape"],
    ["review.labs", {}, "shape"],
    ["review.questions.rest-api.overwrite.due", "2026-11-01T10:10:00.000Z", "time"],
    ["review.questions.rest-api.overwrite.stability", 0, "shape"],
    ["review.questions.rest-api.overwrite.stability", 1e300, "shape"],
    ["review.terms.cold-start.difficulty", 11, "shape"],
    ["review.terms.cold-start.difficulty", "5", "shape"],
    ["review.terms", many(2500, fullRecord.review.terms["cold-start"]), "too-many"],
    ["review.questions", many(80, many(80, fullRecord.review.terms["cold-start"])), "too-many"],
    ["lessons", many(500, welcome), "too-many"],
    ["quizzes", many(80, { questions: many(80, overwrite) }), "too-many"],
  ];
  for (const [path, to, code] of cases) expect(codeOf(changed(path, to))).toBe(`${code} ${path}`);
});

/** An object with so many members. */
function many<T>(count: number, value: T): Record<string, T> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`x${index}`, value]));
}

test("no text makes the parser throw, and no mutated record passes as something else", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(codeOf(text)).not.toBe("ok");
    }),
  );
  const text = JSON.stringify(fullRecord);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 3 }), (at, insert) => {
      const parsed = parseRecord(text.slice(0, at) + insert + text.slice(at + 1));
      if (parsed.ok)
        expect(parseRecord(JSON.stringify(parsed.record))).toEqual(parsed satisfies { record: ProgressRecord });
    }),
    { numRuns: 2000 },
  );
});
