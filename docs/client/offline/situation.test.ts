import { expect, test } from "vitest";
import { filesOf, pick, type KeptFile } from "./list.ts";
import { file, LIST, OLDER } from "./samples.ts";
import { situationOf, type Known } from "./situation.ts";

const CODES = ["en", "zh", "vi"];
const NOTHING: Known = { list: LIST, copy: undefined, pending: undefined, stored: new Set() };
const hashes = (files: KeptFile[]): Set<string> => new Set(files.map(({ hash }) => hash));
const begunAt = "2026-11-21T11:00:00.000Z";

test("nothing kept: sizes of each language, with what all share", () => {
  const { languages, ...rest } = situationOf(NOTHING, CODES);
  expect(languages).toEqual([
    { code: "en", isKept: false, bytes: 63_000, toFetch: 63_000 },
    { code: "zh", isKept: false, bytes: 52_000, toFetch: 52_000 },
    { code: "vi", isKept: false, bytes: 72_000, toFetch: 72_000 },
  ]);
  expect(rest).toEqual({});
});

test("a complete copy of the newest build: nothing to do, and a second language costs its own files only", () => {
  const copy = { ...pick(LIST, ["en"]), keptAt: begunAt };
  const { languages, ...rest } = situationOf({ ...NOTHING, copy, stored: hashes(filesOf(copy)) }, CODES);
  expect(languages.map(({ isKept, toFetch }) => [isKept, toFetch])).toEqual([
    [true, 0],
    [false, 41_000],
    [false, 61_000],
  ]);
  expect(rest).toEqual({ copy: { built: LIST.built, keptAt: begunAt, languages: ["en"], bytes: 63_000 } });
});

test("a newer build: the update is the changed files, and comes along with a second language", () => {
  const situation = situationOf({ ...NOTHING, copy: OLDER, stored: hashes(filesOf(OLDER)) }, CODES);
  expect(situation.update).toEqual({ bytes: 50_000, built: LIST.built });
  expect(situation.languages[1]).toMatchObject({ code: "zh", toFetch: 91_000 });
  expect(situation.incomplete).toBeUndefined();
});

test("a newer build that only takes files away is an update without a download", () => {
  const more = { ...pick(LIST, ["en"]), keptAt: begunAt };
  const copy = { ...more, shared: [...more.shared, file("_astro/gone.js", "gone")] };
  const { update } = situationOf({ ...NOTHING, copy, stored: hashes(filesOf(copy)) }, CODES);
  expect(update).toEqual({ bytes: 0, built: LIST.built });
});

test("a download that was broken off: how much of it is there", () => {
  const stored = hashes(LIST.languages["en"]!);
  const pending = { format: 1 as const, languages: ["en"], begunAt };
  expect(situationOf({ ...NOTHING, pending, stored }, CODES).incomplete).toEqual({
    why: "interrupted",
    languages: ["en"],
    done: 52_000,
    total: 63_000,
  });
});

test("an update that was broken off leaves the copy as it is", () => {
  const pending = { format: 1 as const, languages: ["en"], begunAt };
  const { copy, incomplete } = situationOf({ ...NOTHING, copy: OLDER, pending, stored: hashes(filesOf(OLDER)) }, CODES);
  expect(copy?.built).toBe(OLDER.built);
  expect(incomplete).toMatchObject({ why: "interrupted", done: 13_000, total: 63_000 });
});

test("contents that are gone from the storage are told, also without the site", () => {
  const stored = hashes(filesOf(OLDER).filter(({ path }) => path !== "en/"));
  for (const list of [LIST, undefined])
    expect(situationOf({ ...NOTHING, list, copy: OLDER, stored }, CODES).incomplete).toEqual({
      why: "damaged",
      languages: ["en"],
      done: 61_000,
      total: 62_000,
    });
});

test("without the site, only what is kept has a size", () => {
  const { languages, update } = situationOf(
    { ...NOTHING, list: undefined, copy: OLDER, stored: hashes(filesOf(OLDER)) },
    CODES,
  );
  expect(languages.map(({ code }) => code)).toEqual(["en"]);
  expect(update).toBeUndefined();
});
