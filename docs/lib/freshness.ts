/** What a reader of a translation should know: which sections have changed in English since, and who read the translation. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { languages } from "../../course.config.ts";
import { recordOf, type Reviewed } from "../translation/marks.ts";
import { parsePage, type Page } from "../translation/page.ts";
import { pageFile } from "./pages.ts";
import { root } from "./root.ts";

interface StaleSection {
  /** `intro`: what stands before the first heading. */
  id: string;
  /** The English one. */
  title: string;
}

/** Sections of the English page that are not what this translation renders. Empty for English, and for a page that nobody has marked yet. */
export function staleSections(locale: string, pageId: string, folder = root): StaleSection[] {
  const [source, target] = [languages[0]!.code, locale].map((language) => readPage(language, pageId, folder));
  if (!source || !target || target === source) return [];
  const { sections } = recordOf(target);
  if (Object.keys(sections).length === 0) return [];
  return source.sections
    .filter(({ id, hash }) => id !== "" && sections[id] !== hash)
    .map(({ id, title }) => ({ id, title }));
}

/** Who read the translation against the English; undefined for English, and for a page that nobody has marked yet. */
export function reviewedBy(locale: string, pageId: string, folder = root): Reviewed | undefined {
  const page = locale === languages[0]!.code ? undefined : readPage(locale, pageId, folder);
  return page && recordOf(page).reviewed;
}

/** A build asks for each English page once per language, the dev server again after every change. */
const cache = new Map<string, { changed: number; page: Page }>();

function readPage(language: string, pageId: string, folder: string): Page | undefined {
  const file = pageFile(language, pageId, folder);
  if (!file) return undefined;
  const path = join(folder, file);
  const changed = statSync(path).mtimeMs;
  const known = cache.get(path);
  if (known?.changed === changed) return known.page;
  const page = parsePage(readFileSync(path, "utf8"), { language, file });
  cache.set(path, { changed, page });
  return page;
}
