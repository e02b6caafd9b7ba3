import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { readFileList } from "../../client/offline/list.ts";
import { listFiles } from "./files.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function site(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "course-offline-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const FILES = {
  "index.html": "choose",
  "404.html": "missing",
  "_astro/quiz.A1.js": "quiz",
  "en/index.html": "home",
  "en/api/rest-api/index.html": "lesson",
  "en/api/rest-api.md": "text",
  "zh/index.html": "主页",
  "pagefind/pagefind.js": "search",
  "pagefind/pagefind.zh-cn_ab.pf_meta": "meta",
  "pagefind/fragment/zh-cn_group_1.pf_fragment": "fragment",
  "pagefind/index/en_ab.pf_index": "index",
  "search/zh.json": "[]",
  "manifest/zh.webmanifest": "{}",
  // Not kept:
  "cards/en/home.png": "picture",
  "en/llms-full.txt": "everything",
  "zh/course.pdf": "paper",
  "zh/book/index.html": "all pages",
  "sitemap-0.xml": "<xml/>",
  "sw.js": "worker",
};

test("every language has its own files, and what all need stands once", () => {
  const list = listFiles(site(FILES), new Date("2026-11-21T10:00:00Z"));
  const paths = (files: { path: string }[]): string[] => files.map(({ path }) => path);
  expect(paths(list.shared)).toEqual(["404.html", "_astro/quiz.A1.js", "", "pagefind/pagefind.js"]);
  expect(paths(list.languages["en"]!)).toEqual([
    "en/api/rest-api.md",
    "en/api/rest-api/",
    "en/",
    "pagefind/index/en_ab.pf_index",
  ]);
  expect(paths(list.languages["zh"]!)).toEqual([
    "manifest/zh.webmanifest",
    "pagefind/fragment/zh-cn_group_1.pf_fragment",
    "pagefind/pagefind.zh-cn_ab.pf_meta",
    "search/zh.json",
    "zh/",
  ]);
  const hash = createHash("sha256").update("主页").digest("base64url");
  expect(list.languages["zh"]!.at(-1)).toEqual({ path: "zh/", bytes: 6, hash });
  // The browser takes what the build writes.
  expect(readFileList(JSON.parse(JSON.stringify(list)))).toEqual(list);
});

test("the version follows the content, not the time", () => {
  const version = (files: Record<string, string>, time: string): string =>
    listFiles(site(files), new Date(time)).version;
  const first = version(FILES, "2026-11-21T10:00:00Z");
  expect(version(FILES, "2026-11-22T10:00:00Z")).toBe(first);
  expect(version({ ...FILES, "en/index.html": "home, newer" }, "2026-11-21T10:00:00Z")).not.toBe(first);
  expect(version({ ...FILES, "zh/course.pdf": "other paper" }, "2026-11-21T10:00:00Z")).toBe(first);
});

test("a kind of file that nobody decided about stops the build", () => {
  expect(() => listFiles(site({ "en/film.mp4": "film" }), new Date())).toThrow(/en\/film\.mp4.*list\.ts.*files\.ts/);
});
