import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf, differ, filesOf, missingFrom, pick, readCopy, readFileList, readPending, typeOf } from "./list.ts";
import { file, LIST, OLDER } from "./samples.ts";

test("what was written is read again", () => {
  expect(readFileList(JSON.parse(JSON.stringify(LIST)))).toEqual(LIST);
  expect(readCopy(JSON.parse(JSON.stringify(OLDER)))).toEqual(OLDER);
});

describe("a list that cannot be trusted is refused as a whole", () => {
  const withFile = (change: object): unknown => ({
    ...LIST,
    shared: [...LIST.shared, { ...file("a.js", "a"), ...change }],
  });
  const cases: [string, unknown][] = [
    ["nothing", null],
    ["an array", []],
    ["another format", { ...LIST, format: 2 }],
    ["no version", { ...LIST, version: "" }],
    ["no time", { ...LIST, built: "yesterday" }],
    ["no files", { ...LIST, shared: {} }],
    ["a language that is none", { ...LIST, languages: { "../x": [] } }],
    ["an address outside", withFile({ path: "../secret.json" })],
    ["an address in the middle", withFile({ path: "en/../../secret.json" })],
    ["another host", withFile({ path: "//example.org/a.js" })],
    ["another scheme", withFile({ path: "https://example.org/a.js" })],
    ["a query", withFile({ path: "a.js?x" })],
    ["a kind that no copy holds", withFile({ path: "a.exe" })],
    ["a negative size", withFile({ bytes: -1 })],
    ["no size", withFile({ bytes: "12" })],
    ["no hash", withFile({ hash: "abc" })],
    ["a file twice", withFile({ path: "404.html" })],
  ];
  test.each(cases)("%s", (_, value) => {
    expect(() => readFileList(value)).toThrow();
  });

  test("a copy without a date, a download without languages", () => {
    expect(() => readCopy({ ...LIST, keptAt: 5 })).toThrow();
    expect(() => readPending({ format: 1, begunAt: LIST.built })).toThrow();
  });

  test("anything at all", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(() => readFileList(value)).toThrow();
      }),
    );
  });
});

test("what is missing is fetched once, whatever number of files has it", () => {
  const files = [file("a.js", "same", 10), file("b.js", "same", 10), file("c.js", "other", 5)];
  expect(bytesOf(files)).toBe(15);
  expect(missingFrom(new Set(), files).map(({ hash }) => hash)).toHaveLength(2);
  expect(missingFrom(new Set([files[0]!.hash]), files)).toEqual([files[2]]);
  expect(missingFrom(new Set(files.map(({ hash }) => hash)), files)).toEqual([]);
});

test("an update needs exactly the contents that the copy does not have", () => {
  const content = fc.constantFrom("a", "b", "c", "d", "e");
  const files = fc.dictionary(fc.constantFrom("1.js", "2.js", "3.js", "4.js"), content);
  fc.assert(
    fc.property(files, files, (before, after) => {
      const [old, now] = [before, after].map((one) => Object.entries(one).map(([path, text]) => file(path, text)));
      const stored = new Set(old!.map(({ hash }) => hash));
      const fetched = missingFrom(stored, now!).map(({ hash }) => hash);
      expect(new Set([...fetched, ...stored])).toEqual(new Set([...now!, ...old!].map(({ hash }) => hash)));
      expect(fetched.filter((hash) => stored.has(hash))).toEqual([]);
    }),
  );
});

test("the time of a build is no difference, a file is", () => {
  expect(differ(LIST, { ...LIST, built: OLDER.built, version: "v9" })).toBe(false);
  expect(differ(pick(LIST, ["en"]), OLDER)).toBe(true);
  expect(filesOf(pick(LIST, ["en", "xx"]))).toHaveLength(6);
});

test("every kind of file has its content type, and other kinds have none", () => {
  expect(typeOf("zh/")).toContain("text/html");
  expect(typeOf("_astro/x.CC_1.js")).toContain("javascript");
  expect(typeOf("pagefind/wasm.unknown.pagefind")).toBe("application/octet-stream");
  expect(typeOf("zh/course.pdf")).toBeUndefined();
  expect(typeOf("constructor")).toBeUndefined();
});
