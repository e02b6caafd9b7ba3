/** The sections of a page, as its source declares them: `## Title {#id}`. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Page {
  title: string;
  /** Title of each section, without markup. */
  sections: Map<string, string>;
  /** Ids of the quizzes that it shows. */
  quizzes: string[];
}

/** Undefined: the page does not exist in that language. `page` is its path without language: `api/rest-api`. */
export function readPage(root: string, language: string, page: string): Page | undefined {
  const path = join(root, pageFile(language, page));
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  const title = /^---\n[\s\S]*?^title:\s*(.*?)\s*$[\s\S]*?^---$/m.exec(text)?.[1] ?? page;
  const sections = new Map<string, string>();
  for (const [, heading, id] of text.replaceAll(/^(```+|~~~+).*\n[\s\S]*?^\1\s*$/gm, "").matchAll(HEADING))
    sections.set(id!, withoutMarkup(heading!));
  const quizzes = [...text.matchAll(/<Quiz id="([\w-]+)"/g)].map(([, id]) => id!);
  return { title: title.replace(/^(["'])(.*)\1$/, "$2"), sections, quizzes };
}

const HEADING = /^#{2,6}\s+(.*?)\s*\{#([\w-]+)\}\s*$/gm;

export function pageFile(language: string, page: string): string {
  return `docs/content/docs/${language}/${page}.mdx`;
}

function withoutMarkup(heading: string): string {
  return heading
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[`*]/g, "");
}
