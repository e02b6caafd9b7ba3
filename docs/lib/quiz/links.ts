/** Links from a quiz to the sections that explain. */
import { languages } from "../../../course.config.ts";
import { pathTo } from "../paths.ts";
import { root } from "../root.ts";
import type { Place } from "./facts.ts";
import { readPage } from "./sections.ts";

export interface SectionLink {
  href: string;
  text: string;
}

/** A section of the page that the reader is on is named by its title, another one with its page. */
export function sectionLink({ page, section }: Place, language: string, here: string): SectionLink {
  const there = readPage(root, language, page) ?? readPage(root, languages[0]!.code, page);
  const title = there?.sections.get(section);
  if (!there || !title)
    throw new Error(`docs/content/docs/${language}/${page}.mdx has no section {#${section}}, which a quiz names`);
  return page === here
    ? { href: `#${section}`, text: title }
    : { href: `${pathTo(language, page)}#${section}`, text: `${there.title} – ${title}` };
}
