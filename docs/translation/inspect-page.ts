/** What is wrong with a page by itself, in whatever language: ids, terms, and the words of a translation. */
import { lintProse } from "./lint.ts";
import type { Page } from "./page.ts";
import type { Problem } from "./problem.ts";
import { hasHeadForm, type Glossary } from "./terms.ts";

export function inspectPage(page: Page, glossary: Glossary, isSource: boolean): Problem[] {
  return [...inspectIds(page), ...inspectTerms(page, glossary, isSource), ...(isSource ? [] : lint(page, glossary))];
}

function inspectIds(page: Page): Problem[] {
  const { file } = page;
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  for (const section of page.sections)
    for (const { id, title, line } of section.headings) {
      const first = id === undefined ? undefined : seen.get(id);
      if (id === undefined)
        problems.push({
          file,
          line,
          what: `heading “${title}” has no id`,
          fix: "end it with {#id}, the same in each language",
        });
      else if (first !== undefined)
        problems.push({
          file,
          line,
          section: section.id,
          what: `{#${id}} is the id of line ${first} already`,
          fix: "give each heading of the page its own id",
        });
      else if (id === "intro")
        problems.push({
          file,
          line,
          section: id,
          what: "{#intro} names what stands before the first heading",
          fix: "choose another id",
        });
      else seen.set(id, line);
    }
  return problems;
}

function inspectTerms(page: Page, glossary: Glossary, isSource: boolean): Problem[] {
  const { file } = page;
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  for (const section of page.sections)
    for (const { id, text, line } of section.terms) {
      const place = { file, line, section: section.id };
      const first = seen.get(id);
      if (!glossary.ids.has(id))
        problems.push({
          ...place,
          what: `<Term id="${id}"> is not in the glossary`,
          fix: "take an id of docs/glossary/glossary.tsv, or add the term there",
        });
      else if (first !== undefined)
        problems.push({
          ...place,
          what: `<Term id="${id}"> stands at line ${first} already`,
          fix: "keep the first only",
        });
      else if (!isSource && !hasHeadForm(text, glossary.headForms(id, page.language)))
        problems.push({
          ...place,
          what: `<Term id="${id}"> shows “${text}”`,
          fix: `it should hold “${glossary.headForms(id, page.language).join("” or “")}”, as the glossary has it`,
        });
      if (first === undefined) seen.set(id, line);
    }
  return problems;
}

function lint(page: Page, glossary: Glossary): Problem[] {
  return page.sections.flatMap((section) =>
    section.prose.flatMap(({ text, lines }) =>
      lintProse(text, page.language, glossary).map(({ index, what, fix }) => ({
        file: page.file,
        line: lines[index]!,
        section: section.id,
        what: `${what}, in “${around(text, index)}”`,
        fix,
      })),
    ),
  );
}

/** A few characters of each side, so that the place is found without counting. */
export function around(text: string, index: number): string {
  const [start, end] = [Math.max(0, index - 12), index + 14];
  const part = text
    .slice(start, end)
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[\uE000\uE001]/g, "…");
  return `${start > 0 ? "…" : ""}${part}${end < text.length ? "…" : ""}`;
}
