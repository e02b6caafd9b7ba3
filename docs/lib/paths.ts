import { languages, modules } from "../../course.config.ts";
import { site } from "./site.ts";

/** Address of a page in a language: pathTo("zh", "api/rest-api") is /zh/api/rest-api/ under the base path; "" is the home page. */
export function pathTo(language: string, page: string): string {
  return `${site.base}${language}/${page && `${page}/`}`;
}

/** Address of the Markdown of a page: /zh/api/rest-api.md; /zh/index.md is the home page. */
export function markdownPath(language: string, page: string): string {
  return `${site.base}${language}/${page || "index"}.md`;
}

/** The page of an entry of the docs collection: "zh/api/rest-api" -> "api/rest-api", "zh" -> "". */
export function pageOf(entryId: string): string {
  return entryId.split("/").slice(1).join("/");
}

/** The lesson that a page is, if it is one. */
export function lessonOf(page: string): { module: string; slug: string } | undefined {
  const [module, slug] = page.split("/");
  return modules.find((one) => one.slug === module)?.lessons.some((lesson) => lesson.slug === slug)
    ? { module: module!, slug: slug! }
    : undefined;
}

export function tagOf(language: string): string {
  return languages.find(({ code }) => code === language)!.tag;
}
