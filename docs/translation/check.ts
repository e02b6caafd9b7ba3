/** The check of the whole course: problems, which fail it, and stale parts, which fail a release. */
import type { Course, CoursePage } from "./course.ts";
import { comparePages } from "./compare-pages.ts";
import { inspectPage } from "./inspect-page.ts";
import { hashProblems, recordProblems, staleEntries, staleSectionIds } from "./marks.ts";
import type { Problem } from "./problem.ts";
import { inspectGroup } from "./texts.ts";

/** One row of the table of `status`. */
export interface State {
  name: string;
  kind: "page" | "texts";
  /** Per language code. */
  cells: Map<string, Cell>;
}

export interface Cell {
  file: string;
  /** Undefined: the whole file is missing. */
  parts: { stale: string[]; missing: string[]; total: number } | undefined;
}

export function findProblems(course: Course): Problem[] {
  return [
    ...course.pages.flatMap((page) => pageProblems(course, page)),
    ...course.groups.flatMap((group) => inspectGroup(group, course.glossary, course.fact)),
    ...hashProblems(course.hashes, course.groups),
  ];
}

function pageProblems({ source, targets, glossary }: Course, { id, versions, problems }: CoursePage): Problem[] {
  const original = versions.get(source.code);
  const found = [...problems];
  if (original) {
    found.push(...inspectPage(original, glossary, true));
    if ("translation" in original.frontMatter) {
      const what = `front matter has a record of a translation, but ${source.name} is the source`;
      found.push({ file: original.file, line: 1, section: "intro", what, fix: "remove `translation`" });
    }
  }
  for (const { code, name } of targets) {
    const target = versions.get(code);
    const isUnreadable = problems.some(({ file }) => file.startsWith(`docs/content/docs/${code}/`));
    if (target) found.push(...inspectPage(target, glossary, false));
    if (original && target) found.push(...comparePages(original, target), ...recordProblems(original, target));
    else if (original && !isUnreadable) {
      const file = original.file.replace(`/docs/${source.code}/`, `/docs/${code}/`);
      found.push({ file, what: "the page is missing", fix: `translate ${original.file} (${name})` });
    } else if (target && problems.length === 0) {
      const what = `there is no page ${id} in ${source.name}`;
      found.push({ file: target.file, what, fix: "write it first, or remove this one" });
    }
  }
  return found;
}

export function findStates({ source, targets, pages, groups, hashes }: Course): State[] {
  const states: State[] = [];
  for (const { id, versions } of pages) {
    const original = versions.get(source.code);
    if (!original) continue;
    const cells = targets.map(({ code }): [string, Cell] => {
      const target = versions.get(code);
      const file = original.file.replace(`/docs/${source.code}/`, `/docs/${code}/`);
      if (!target) return [code, { file, parts: undefined }];
      const missing = original.sections
        .map((section) => section.id)
        .filter((section) => !target.sections.some((each) => each.id === section));
      return [
        code,
        {
          file: target.file,
          parts: { stale: staleSectionIds(original, target), missing, total: original.sections.length },
        },
      ];
    });
    states.push({ name: id, kind: "page", cells: new Map(cells) });
  }
  for (const group of groups) {
    const original = group.source;
    if (!original) continue;
    const cells = group.targets.map(({ language, file, entries }): [string, Cell] => {
      if (!entries) return [language.code, { file, parts: undefined }];
      const missing = [...original.entries.keys()].filter((entry) => !entries.entries.has(entry));
      const stale = staleEntries(original, entries, hashes[entries.key]);
      return [language.code, { file, parts: { stale, missing, total: original.entries.size } }];
    });
    states.push({ name: group.name, kind: "texts", cells: new Map(cells) });
  }
  return states;
}
