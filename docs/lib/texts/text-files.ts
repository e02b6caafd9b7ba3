/** The course as plain text, for readers who take it into an editor or to an assistant: Markdown of each page, llms.txt and everything in one file, by language. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { labs, languages, modules, pagesOf, type Language } from "../../../course.config.ts";
import { markdownPath, pathTo } from "../paths.ts";
import { site } from "../site.ts";
import { siteTitle, textOf } from "../titles.ts";
import { markdownOf } from "./markdown.ts";
import type { BuiltPage } from "./page.ts";

/** Pages that hold nothing to read, only something to do in a browser. */
const NO_TEXT = new Set(["progress", "report"]);

interface TextPage extends BuiltPage {
  markdown: string;
}

/** Returns how many files were written. */
export function writeTextFiles(pages: BuiltPage[], folder: string): number {
  const files = new Map<string, string>();
  for (const language of languages) {
    const texts = pages.filter((page) => page.language === language).map(withMarkdown);
    for (const text of texts) files.set(markdownPath(language.code, text.page), text.markdown);
    files.set(`${site.base}${language.code}/llms.txt`, contents(language, texts));
    files.set(`${site.base}${language.code}/llms-full.txt`, everything(language, texts));
  }
  // The address that tools try first.
  files.set(`${site.base}llms.txt`, files.get(`${site.base}${languages[0]!.code}/llms.txt`)!);
  for (const [path, text] of files) {
    const file = join(folder, path.slice(site.base.length));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return files.size;
}

function withMarkdown(page: BuiltPage): TextPage {
  const { language, title, description, content } = page;
  const url = new URL(pathTo(language.code, page.page), site.origin);
  const body = markdownOf(content, {
    url,
    quiz: (questions) => say("text.quiz", language, { count: String(questions), url: `${url.href}#check` }),
  });
  const head = [`# ${title}`, `> ${description}`, say("text.source", language, { url: url.href })];
  return { ...page, markdown: `${[...head, body].join("\n\n")}\n` };
}

/** As https://llmstxt.org has it: title, summary, lists of links with what is behind them. */
function contents(language: Language, pages: TextPage[]): string {
  const line = (page: TextPage): string =>
    `- [${page.title}](${addressOf(markdownPath(language.code, page.page))}): ${page.description}`;
  const groups = groupsOf(pages).map(
    ({ label, pages }) => `## ${textOf(label)[language.tag]}\n\n${pages.map(line).join("\n")}`,
  );
  const others = languages
    .filter((other) => other !== language)
    .map(({ code, tag, name }) => `- [${name}](${addressOf(`${site.base}${code}/llms.txt`)}): ${siteTitle[tag]}`);
  const full = addressOf(`${site.base}${language.code}/llms-full.txt`);
  return `${[
    `# ${siteTitle[language.tag]}`,
    `> ${say("text.summary", language)}`,
    say("text.about", language),
    ...groups,
    `## ${say("text.more", language)}`,
    [`- [${say("text.full", language)}](${full}): ${say("text.fullAbout", language)}`, ...others].join("\n"),
  ].join("\n\n")}\n`;
}

function everything(language: Language, pages: TextPage[]): string {
  const texts = groupsOf(pages).flatMap(({ pages }) => pages.map(({ markdown }) => markdown.trimEnd()));
  return `${[`# ${siteTitle[language.tag]}`, `> ${say("text.summary", language)}`, say("text.about", language), ...texts].join("\n\n")}\n`;
}

/** In the order of the course. A heading for each module, the labs and the rest. */
function groupsOf(pages: TextPage[]): { label: string; pages: TextPage[] }[] {
  const byPage = new Map(pages.map((page) => [page.page, page]));
  const take = (ids: string[]): TextPage[] =>
    ids.flatMap((id) => {
      const page = byPage.get(id);
      byPage.delete(id);
      return page ?? [];
    });
  const groups = [
    ...modules.map((module) => ({ label: `module.${module.slug}`, pages: take(pagesOf(module)) })),
    { label: "sidebar.labs", pages: take(["labs/how-it-works", ...labs.map((lab) => `labs/${lab}`)]) },
  ];
  const rest = [...byPage.values()].filter(({ page }) => page !== "" && !NO_TEXT.has(page));
  return [...groups, { label: "sidebar.reference", pages: rest }].filter((group) => group.pages.length > 0);
}

function say(key: string, { tag }: Language, values: Record<string, string> = {}): string {
  return textOf(key)[tag]!.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? "");
}

function addressOf(path: string): string {
  return new URL(path, site.origin).href;
}
