/** Writes the index that the search in the browser reads: one record for each section, so that a result is a place, not a page. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as pagefind from "pagefind";
import { modules } from "../../../course.config.ts";
import { strokeToMark } from "../../client/search/fold.ts";
import { lessonOf } from "../paths.ts";
import { textOf as textsOf } from "../titles.ts";
import type { BuiltPage } from "./page.ts";
import { sectionsOf, type Section } from "./sections.ts";

/** Fragments are the texts of the sections; a file for each would be a request for each line of the results. */
const FRAGMENT_FILES = 12;

/** Returns how many sections there are. */
export async function writeSearchIndex(pages: BuiltPage[], folder: string): Promise<number> {
  try {
    const { index } = check(await pagefind.createIndex({ maxFragments: FRAGMENT_FILES }));
    const sections = pages
      .filter(({ isSearchable }) => isSearchable)
      .flatMap((page) => sectionsOf(page).map((section) => ({ page, section })));
    await Promise.all(
      sections.map(async ({ page, section }) =>
        check(await index!.addHTMLFile({ url: addressOf(page, section), content: recordOf(page, section) })),
      ),
    );
    // Pagefind's own user interfaces stay out.
    const { files } = check(await index!.getFiles());
    for (const { path, content } of files.filter(({ path }) => !/(?:ui|highlight)\.(?:js|css)$/.test(path))) {
      const file = join(folder, "pagefind", path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    return sections.length;
  } finally {
    await pagefind.close();
  }
}

/** Below the base path, which the search in the browser adds. */
function addressOf({ language, page }: BuiltPage, { id }: Section): string {
  return `/${language.code}/${page && `${page}/`}${id && `#${id}`}`;
}

function recordOf(page: BuiltPage, { title, isEntry, lines }: Section): string {
  const { tag } = page.language;
  const meta = { page: page.title, context: contextOf(page) };
  const html = `<!doctype html><html lang="${tag}"><body data-pagefind-body>
${Object.entries(meta)
  .map(([name, text]) => `<meta data-pagefind-meta="${name}[content]" content="${escapeHtml(text)}">`)
  .join("\n")}
<meta data-pagefind-filter="kind[content]" content="${isEntry ? "entry" : "text"}">
<h1>${escapeHtml(title)}</h1>
${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n")}
</body></html>`;
  return strokeToMark(html);
}

/** The module of a lesson, "Labs", or nothing. */
function contextOf({ page, language: { tag } }: BuiltPage): string {
  const module = lessonOf(page)?.module;
  if (module && modules.some(({ slug }) => slug === module)) return textsOf(`module.${module}`)[tag]!;
  return page.startsWith("labs/") ? textsOf("sidebar.labs")[tag]! : textsOf("sidebar.reference")[tag]!;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function check<Response extends { errors: string[] }>(response: Response): Response {
  if (response.errors.length > 0) throw new Error(`Pagefind: ${response.errors.join("; ")}`);
  return response;
}
