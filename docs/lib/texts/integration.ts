import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { builtPages } from "./page.ts";
import { writeSearchIndex } from "./search-index.ts";
import { writeTextFiles } from "./text-files.ts";

/** Reads the built pages once and makes from them what is not a page: the search index, and the texts as Markdown. */
export function pageTexts(): AstroIntegration {
  return {
    name: "course:texts",
    hooks: {
      "astro:build:done": async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const pages = builtPages(folder);
        const sections = await writeSearchIndex(pages, folder);
        const files = writeTextFiles(pages, folder);
        logger.info(`${sections} sections can be searched, ${files} files of text are written`);
      },
    },
  };
}
