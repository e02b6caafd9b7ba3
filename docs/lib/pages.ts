/** Which pages there are, by language. A page's id is its path below the language, without extension; the home page is `index`. */
import { existsSync, globSync } from "node:fs";
import { join, sep } from "node:path";
import { languages } from "../../course.config.ts";
import { root } from "./root.ts";

const CONTENT = "docs/content/docs";

/** Ids of the pages of each language, sorted. */
export function contentPages(folder = root): Record<string, string[]> {
  return Object.fromEntries(
    languages.map(({ code }) => [
      code,
      globSync("**/*.{md,mdx}", { cwd: join(folder, CONTENT, code) })
        .map((path) =>
          path
            .split(sep)
            .join("/")
            .replace(/\.mdx?$/, ""),
        )
        .toSorted(),
    ]),
  );
}

/** The file of a page from the repository's root, with slashes; undefined where the language does not have it. */
export function pageFile(language: string, id: string, folder = root): string | undefined {
  return [".mdx", ".md"]
    .map((extension) => `${CONTENT}/${language}/${id === "" ? "index" : id}${extension}`)
    .find((file) => existsSync(join(folder, file)));
}
