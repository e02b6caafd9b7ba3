/** Which files of the built site belong to an offline copy: everything that a reader of a language can open, and what all languages share. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { languages } from "../../../course.config.ts";
import { filesOf, typeOf, type FileList, type KeptFile } from "../../client/offline/list.ts";

/** Of the site, and not of a copy. */
const NOT_KEPT = [
  // Pictures that other sites show, and what search engines and assistants read.
  /^cards\//,
  /^sitemap-[\w-]+\.xml$/,
  /(^|\/)llms(-full)?\.txt$/,
  // The course for paper repeats what stands on its pages.
  /^\w+\/book\//,
  /\.(pdf|epub|zip)$/,
  // The worker itself: the browser keeps it.
  /^sw\.js$/,
];

/** Lists the built site in `folder`. Throws for a file that nobody decided about. */
export function listFiles(folder: string, built: Date): FileList {
  const shared: KeptFile[] = [];
  const byLanguage = Object.fromEntries(languages.map(({ code }) => [code, [] as KeptFile[]]));
  for (const name of namesIn(folder)) {
    if (NOT_KEPT.some((pattern) => pattern.test(name))) continue;
    const path = name.replace(/(^|\/)index\.html$/, "$1");
    if (!typeOf(path))
      throw new Error(
        `${name}: no content type is known for this kind of file. Add it to TYPES in docs/client/offline/list.ts, or to NOT_KEPT in docs/lib/offline/files.ts`,
      );
    const content = readFileSync(join(folder, name));
    const hash = createHash("sha256").update(content).digest("base64url");
    (byLanguage[languageOf(name) ?? ""] ?? shared).push({ path, bytes: content.length, hash });
  }
  const list: FileList = { format: 1, version: "", built: built.toISOString(), shared, languages: byLanguage };
  const state = filesOf(list).map(({ path, hash }) => `${path} ${hash}`);
  const version = createHash("sha256").update(state.join("\n")).digest("base64url").slice(0, 16);
  return { ...list, version };
}

/** The language that alone needs the file: its folder, its search terms, its part of Pagefind's index (pagefind/index/zh-cn_….pf_index, pagefind/pagefind.zh-cn_….pf_meta). */
function languageOf(name: string): string | undefined {
  return languages.find(({ code, tag }) => {
    const inIndex = new RegExp(`^pagefind/(\\w+/|pagefind\\.)${tag.toLowerCase()}_`);
    return name.startsWith(`${code}/`) || new RegExp(`^(search|manifest)/${code}\\.`).test(name) || inIndex.test(name);
  })?.code;
}

/** With slashes, in a fixed order. */
function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join("/"))
    .toSorted();
}
