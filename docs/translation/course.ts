/** Everything that is compared: the pages and texts of the repository, read once. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { languages, type Language } from "../../course.config.ts";
import { formatFact, readFact } from "../lib/facts.ts";
import { contentPages, pageFile } from "../lib/pages.ts";
import { readHashes, type Hashes } from "./marks.ts";
import { parsePage, type Page } from "./page.ts";
import type { Problem } from "./problem.ts";
import { readGlossary, type Glossary } from "./terms.ts";
import { readTextGroups, type TextGroup } from "./texts.ts";

export interface Course {
  root: string;
  source: Language;
  targets: Language[];
  pages: CoursePage[];
  groups: TextGroup[];
  glossary: Glossary;
  hashes: Hashes;
  /** What a `<Fact>` shows; undefined where the fact itself is broken, which another check reports. */
  fact(id: string, language: string): string | undefined;
}

export interface CoursePage {
  id: string;
  /** By language code; absent: no such file, or one that cannot be read. */
  versions: Map<string, Page>;
  /** Files that cannot be read. */
  problems: Problem[];
}

export function readCourse(root: string): Course {
  const [source, ...targets] = languages;
  const ids = contentPages(root);
  const fact = (id: string, language: string): string | undefined => {
    try {
      return formatFact(readFact(id, language), language);
    } catch {
      return undefined;
    }
  };
  return {
    root,
    source: source!,
    targets,
    pages: [...new Set(Object.values(ids).flat())].toSorted().map((id) => readPage(root, id, fact)),
    groups: readTextGroups(root, languages),
    glossary: readGlossary(root),
    hashes: readHashes(root),
    fact,
  };
}

function readPage(root: string, id: string, fact: Course["fact"]): CoursePage {
  const page: CoursePage = { id, versions: new Map(), problems: [] };
  for (const { code } of languages) {
    const file = pageFile(code, id, root);
    if (!file) continue;
    const text = readFileSync(join(root, file), "utf8");
    try {
      const options = { language: code, file, fact: (name: string) => fact(name, code) };
      page.versions.set(code, parsePage(text, options));
    } catch (error) {
      const what = `cannot be read: ${(error as Error).message.split("\n")[0]!.replace(/:$/, "")}`;
      page.problems.push({ file, what, fix: "correct the Markdown or the front matter" });
    }
  }
  return page;
}
