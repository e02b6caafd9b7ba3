/** Writes down that translations have been read against the English of today. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Course, CoursePage } from "./course.ts";
import { staleEntries, staleSectionIds, withMarks, writeHashes, type Reviewed } from "./marks.ts";

interface Marked {
  file: string;
  /** What had been stale. */
  ids: string[];
}

interface Selection {
  /** Languages. */
  codes: string[];
  /** One section or entry; absent: all. */
  section: string | undefined;
  reviewed: Reviewed | undefined;
}

/** Pages and folders of texts of this name, or `all`. One result per translated file that was found, be it fresh already. */
export function markParts(course: Course, name: string, selection: Selection): Marked[] {
  const pages = course.pages.filter(({ id }) => name === "all" || name === id);
  const groups = course.groups.filter((group) => name === "all" || name === group.name);
  return [...pages.flatMap((page) => markPage(course, page, selection)), ...markTexts(course, groups, selection)];
}

function markPage(course: Course, { versions }: CoursePage, { codes, section, reviewed }: Selection): Marked[] {
  const source = versions.get(course.source.code);
  if (!source) return [];
  return codes.flatMap((code) => {
    const target = versions.get(code);
    if (!target) return [];
    const isShared = [source, target].every(({ sections }) => sections.some(({ id }) => id === section));
    if (section !== undefined && !isShared) return [];
    const ids = staleSectionIds(source, target).filter((id) => section === undefined || id === section);
    const path = join(course.root, target.file);
    writeFileSync(path, withMarks(readFileSync(path, "utf8"), source, target, ids, reviewed));
    return [{ file: target.file, ids }];
  });
}

function markTexts(course: Course, groups: Course["groups"], { codes, section }: Selection): Marked[] {
  const marked: Marked[] = [];
  for (const { source, targets } of groups)
    for (const { language, entries } of targets) {
      if (!source || !entries || !codes.includes(language.code)) continue;
      if (section !== undefined && !(source.entries.has(section) && entries.entries.has(section))) continue;
      const old = course.hashes[entries.key] ?? {};
      const ids = staleEntries(source, entries, old).filter((id) => section === undefined || id === section);
      const kept = Object.entries(old).filter(([id]) => source.entries.has(id));
      course.hashes[entries.key] = Object.fromEntries([...kept, ...ids.map((id) => [id, source.hashOf(id)])]);
      marked.push({ file: entries.key, ids });
    }
  if (marked.length > 0) writeHashes(course.root, course.hashes);
  return marked;
}
