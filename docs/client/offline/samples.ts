/** Lists for the tests of the offline copy. */
import type { Copy, FileList, KeptFile } from "./list.ts";

/** A file with a content that is named by one word. */
export function file(path: string, content: string, bytes = 1000): KeptFile {
  return { path, bytes, hash: content.padEnd(43, "_") };
}

export const LIST: FileList = {
  format: 1,
  version: "v2",
  built: "2026-11-21T10:00:00.000Z",
  shared: [file("", "choose"), file("404.html", "missing"), file("_astro/quiz.js", "quiz", 9000)],
  languages: {
    en: [file("en/", "home-en"), file("en/api/rest-api/", "lesson-en", 50_000), file("search/en.json", "terms-en")],
    zh: [file("zh/", "home-zh"), file("zh/api/rest-api/", "lesson-zh", 40_000)],
    vi: [file("vi/", "home-vi"), file("vi/api/rest-api/", "lesson-vi", 60_000)],
  },
};

/** English as it was built a day before: another lesson, all else the same. */
export const OLDER: Copy = {
  ...LIST,
  version: "v1",
  built: "2026-11-20T10:00:00.000Z",
  keptAt: "2026-11-20T12:00:00.000Z",
  languages: {
    en: LIST.languages["en"]!.map((one) => (one.bytes === 50_000 ? file(one.path, "old-en", 49_000) : one)),
  },
};
