import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRecord, type ProgressRecord } from "./record.ts";
import { anyRecord, fullRecord } from "./samples.ts";

const codeOf = (text: string): string => {
  const parsed = parseRecord(text);
  return parsed.ok
    ? "ok"
    : "at" in parsed.refusal
      ? `${parsed.refusal.code} ${parsed.refusal.at}`
      : parsed.refusal.code;
};

/** The full record as JSON, with one edit. */
const edited = (edit: (record: Record<string, any>) => void): string => {
  const record = structuredClone(fullRecord) as unknown as Record<string, any>;
  edit(record);
  return JSON.stringify(record);
};

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
  expect(parseRecord(edited((record) => (record["version"] = 2)))).toEqual({
    ok: false,
    refusal: { code: "newer", version: 2 },
  });
  // Whatever else a newer version holds.
  expect(codeOf(JSON.stringify({ version: 7, anything: [] }))).toBe("newer");
});

test("a record of version 0 is brought to the version of today", () => {
  const { kept: _kept, ...older } = fullRecord;
  expect(parseRecord(JSON.stringify({ ...older, version: 0 }))).toEqual({
    ok: true,
    record: { ...fullRecord, kept: {} },
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
      for (const part of ["lessons", "quizzes", "questions", "labs", "checks", "sections"])
        expect(codeOf(inject(part))).toMatch(new RegExp(`^name .*${key}$`));
      expect(codeOf(JSON.stringify(fullRecord).replace('"version":1', `"version":1,"${key}":{}`))).toBe(`shape ${key}`);
      expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    });
});

test("HTML has no place to stand", () => {
  const html = "<img src=x onerror=alert(1)>";
  const places: [(record: Record<string, any>) => void, string][] = [
    [(record) => (record["lessons"]["rest-api"].section = html), "name lessons.rest-api.section"],
    [(record) => (record["lessons"]["rest-api"].firstAt = html), "time lessons.rest-api.firstAt"],
    [(record) => (record["lessons"]["rest-api"].done.by = html), "shape lessons.rest-api.done.by"],
    [(record) => (record["lessons"][html] = record["lessons"].welcome), `name lessons.${html}`],
    [
      (record) => (record["quizzes"]["rest-api"].questions.overwrite.first.misconception = html),
      "name quizzes.rest-api.questions.overwrite.first.misconception",
    ],
    [
      (record) => (record["quizzes"]["rest-api"].questions.overwrite.last.confidence = html),
      "shape quizzes.rest-api.questions.overwrite.last.confidence",
    ],
    [(record) => (record["labs"]["rest-api"].sandbox.slab = html), "shape labs.rest-api.sandbox.slab"],
    [(record) => (record["labs"]["rest-api"].sandbox.labVersion = html), "shape labs.rest-api.sandbox.labVersion"],
    [(record) => (record["last"].lesson = html), "name last.lesson"],
    [(record) => (record["note"] = html), "shape note"],
  ];
  for (const [edit, refusal] of places) expect(codeOf(edited(edit))).toBe(refusal);
});

test("wrong shapes, times and amounts are refused with their place", () => {
  const cases: [(record: Record<string, any>) => unknown, string][] = [
    [(record) => delete record["kept"], "shape kept"],
    [(record) => (record["lessons"] = null), "shape lessons"],
    [(record) => (record["lessons"]["rest-api"] = []), "shape lessons.rest-api"],
    [(record) => delete record["lessons"]["rest-api"].sections, "shape lessons.rest-api.sections"],
    [(record) => (record["lessons"]["rest-api"].firstAt = 1), "time lessons.rest-api.firstAt"],
    [(record) => (record["lessons"]["rest-api"].firstAt = "2026-11-01"), "time lessons.rest-api.firstAt"],
    [(record) => (record["lessons"]["rest-api"].firstAt = "2026-02-30T10:00:00.000Z"), "time lessons.rest-api.firstAt"],
    [(record) => (record["lessons"]["Rest"] = {}), "name lessons.Rest"],
    [(record) => (record["lessons"]["a".repeat(81)] = {}), `name lessons.${"a".repeat(81)}`],
    [(record) => (record["labs"]["rest-api"].azure = {}), "shape labs.rest-api.azure"],
    [
      (record) => (record["labs"]["rest-api"].sandbox.points.reached = 101),
      "shape labs.rest-api.sandbox.points.reached",
    ],
    [
      (record) => (record["labs"]["rest-api"].sandbox.points.possible = -1),
      "shape labs.rest-api.sandbox.points.possible",
    ],
    [
      (record) => (record["quizzes"]["rest-api"].questions.overwrite.attempts = 1),
      "shape quizzes.rest-api.questions.overwrite.attempts",
    ],
    [
      (record) => (record["quizzes"]["rest-api"].questions.overwrite.attempts = 2.5),
      "shape quizzes.rest-api.questions.overwrite.attempts",
    ],
    [
      (record) => (record["quizzes"]["rest-api"].questions.overwrite.first.correct = "yes"),
      "shape quizzes.rest-api.questions.overwrite.first.correct",
    ],
    [
      (record) => {
        for (let index = 0; index < 500; index++) record["lessons"][`l${index}`] = record["lessons"].welcome;
      },
      "too-many lessons",
    ],
    [
      (record) => {
        const { questions } = record["quizzes"]["rest-api"];
        for (let index = 1; index < 80; index++) questions[`q${index}`] = questions.overwrite;
        for (let quiz = 0; quiz < 80; quiz++) record["quizzes"][`z${quiz}`] = record["quizzes"]["rest-api"];
      },
      "too-many quizzes",
    ],
  ];
  for (const [edit, refusal] of cases) {
    const result = codeOf(edited((record) => void edit(record)));
    expect(result).toBe(refusal);
  }
});

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
