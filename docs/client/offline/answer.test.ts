import { expect, test } from "vitest";
import { answerFor, markPage } from "./answer.ts";
import { OLDER } from "./samples.ts";

const CODES = ["en", "zh", "vi"];

test.each([
  ["", ""],
  ["index.html", ""],
  ["en/", "en/"],
  ["en/api/rest-api/", "en/api/rest-api/"],
  ["en/api/rest-api/index.html", "en/api/rest-api/"],
  ["_astro/quiz.js", "_astro/quiz.js"],
])("%j is answered with %j", (path, kept) => {
  expect(answerFor(path, OLDER, CODES)).toMatchObject({ kind: "file", file: { path: kept } });
});

test("an address without its slash leads to the one with it", () => {
  expect(answerFor("en/api/rest-api", OLDER, CODES)).toEqual({ kind: "redirect", path: "en/api/rest-api/" });
  expect(answerFor("en", OLDER, CODES)).toEqual({ kind: "redirect", path: "en/" });
});

test.each([
  ["vi/api/rest-api/", "language"],
  ["vi", "language"],
  ["vi/no-such-page/", "language"],
  ["en/no-such-page/", "page"],
  ["en/course.pdf", "page"],
  ["fr/", "page"],
  ["constructor", "page"],
  ["../en/", "page"],
])("%j is missing: %s", (path, reason) => {
  expect(answerFor(path, OLDER, CODES)).toEqual({ kind: "missing", reason });
});

test("the page is told where it comes from, once", () => {
  const html = '<!DOCTYPE html><html lang="en" dir="ltr"><head></head><body><html></body>';
  expect(markPage(html, { kept: OLDER.built })).toBe(
    '<!DOCTYPE html><html data-kept="2026-11-20T10:00:00.000Z" lang="en" dir="ltr"><head></head><body><html></body>',
  );
});
