/** What the book holds, in order, and where a page of the site stands in it. */
import { labs, modules, pagesOf } from "../../../course.config.ts";

interface Part {
  /** Key of its title in docs/content/i18n. */
  title: string;
  /** Ids of the pages that are its chapters. */
  pages: string[];
}

/** Pages to look something up in stand at the back; what only does something in a browser is left out. */
export const parts: Part[] = [
  ...modules.map((module) => ({ title: `module.${module.slug}`, pages: pagesOf(module) })),
  { title: "sidebar.labs", pages: ["labs/how-it-works", ...labs.map((lab) => `labs/${lab}`)] },
];

export const reference: Part = { title: "sidebar.reference", pages: ["glossary", "older-material"] };

export const bookPages: string[] = [...parts, reference].flatMap(({ pages }) => pages);

/** Id of a page's chapter, or of something in it: ("api/rest-api", "race") -> "api-rest-api--race". */
export function bookId(page: string, id = ""): string {
  return page.replaceAll("/", "-") + (id && `--${id}`);
}

/** Id of the answers to the quiz of a page. */
export function answersId(page: string): string {
  return bookId("answers", bookId(page));
}
