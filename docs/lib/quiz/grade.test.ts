import * as fc from "fast-check";
import { expect, test } from "vitest";
import { grade, isClose, type Key } from "./grade.ts";

const options = [
  { id: "a", correct: false, misconception: "belief-a" },
  { id: "b", correct: true },
  { id: "c", correct: false, misconception: "belief-c" },
  { id: "d", correct: true },
];

test.each(["single", "predict", "bug"] as const)("%s: the right option, or a belief", (kind) => {
  const key: Key = { kind, options: options.slice(0, 3) };
  expect(grade(key, ["b"])).toEqual({ correct: true, parts: { a: true, b: true, c: true } });
  expect(grade(key, ["c"])).toEqual({
    correct: false,
    parts: { a: true, b: false, c: false },
    misconception: "belief-c",
  });
});

test("multiple: all right ones and no other", () => {
  const key: Key = { kind: "multiple", options };
  expect(grade(key, ["d", "b"]).correct).toBe(true);
  expect(grade(key, ["b"])).toEqual({ correct: false, parts: { a: true, b: true, c: true, d: false } });
  expect(grade(key, ["b", "d", "c"])).toMatchObject({ correct: false, misconception: "belief-c" });
  expect(grade(key, ["a", "b", "c", "d"])).toMatchObject({ correct: false, misconception: "belief-a" });
  expect(grade(key, []).correct).toBe(false);
});

test("multiple: exactly one of all subsets is right", () => {
  const key: Key = { kind: "multiple", options };
  fc.assert(
    fc.property(fc.subarray(options.map(({ id }) => id)), (chosen) => {
      expect(grade(key, chosen).correct).toBe(chosen.join("") === "bd");
    }),
  );
});

test("order: each item in its place", () => {
  const key: Key = { kind: "order", items: ["x", "y", "z"] };
  expect(grade(key, ["x", "y", "z"])).toEqual({ correct: true, parts: { x: true, y: true, z: true } });
  expect(grade(key, ["x", "z", "y"])).toEqual({ correct: false, parts: { x: true, y: false, z: false } });
});

test("match: each left side with its right side", () => {
  const key: Key = { kind: "match", pairs: ["x", "y", "z"] };
  expect(grade(key, { x: "x", y: "y", z: "z" }).correct).toBe(true);
  expect(grade(key, { x: "x", y: "x", z: "z" })).toEqual({ correct: false, parts: { x: true, y: false, z: true } });
  expect(grade(key, { x: "x" }).correct).toBe(false);
});

test("numeric: the number, a number that people believe, any other", () => {
  const wrong = [{ id: "29", value: 29, misconception: "old-limit" }];
  const key: Key = { kind: "numeric", answer: 30, tolerance: 0, wrong };
  expect(grade(key, 30)).toEqual({ correct: true, parts: {} });
  expect(grade(key, 29)).toEqual({ correct: false, parts: {}, misconception: "old-limit", known: "29" });
  expect(grade(key, 31)).toEqual({ correct: false, parts: {} });
  expect(grade({ ...key, tolerance: 0.5 }, 30.5).correct).toBe(true);
  expect(grade({ ...key, tolerance: 0.4 }, 30.5).correct).toBe(false);
  expect(grade({ ...key, tolerance: 0.4 }, 28.7).known).toBe("29");
});

test("binary fractions do not decide, and small prices stay apart", () => {
  expect(isClose(0.1 + 0.2, 0.3, 0)).toBe(true);
  expect(isClose(0.0000166667, 0.0000166667, 0)).toBe(true);
  expect(isClose(0.0000166667, 0.0000133334, 0)).toBe(false);
  expect(isClose(0, 0, 0)).toBe(true);
  expect(isClose(0, 1e-7, 0)).toBe(false);
});
