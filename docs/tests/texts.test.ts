import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { languages, modules } from "../../course.config.ts";
import { markdownPath } from "../lib/paths.ts";
import { loadQuiz } from "../lib/quiz/load.ts";
import { reasonsOf } from "../lib/quiz/reasons.ts";
import { plainText } from "../lib/quiz/text.ts";
import { builtSite } from "../lib/serve.ts";
import { allPages, expectQuiet, useSite } from "./site.ts";

const site = useSite();
const read = (path: string): string => readFileSync(join(builtSite, path), "utf8");

test.each(allPages())(
  "$path as Markdown: its title, its text, no trace of the machinery",
  ({ language, page, path }) => {
    const markdown = read(markdownPath(language, page === "index" ? "" : page));
    expect(markdown).toMatch(/^# .+\n\n> .+\n\n.*http:\/\/127\.0\.0\.1:4321\//);
    expect(markdown).toContain(path);
    const prose = markdown.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, "");
    expect(prose.match(/<\/?(?:div|span|script|svg|course-)\S*|&(?:amp|lt|gt|quot);|undefined|\{\{/g) ?? []).toEqual(
      [],
    );
    // Fences come in pairs.
    expect(markdown.match(/^\s*(?:> )?```/gm)?.length ?? 0).toSatisfy((count: number) => count % 2 === 0);
  },
);

test("no answer of a quiz stands in a text file", () => {
  const files = globSync(["**/*.md", "**/llms*.txt"], { cwd: builtSite });
  expect(files.length).toBeGreaterThan(allPages().length);
  const texts = files.map((file) => ({ file, text: read(file).replaceAll("`", "") }));
  const given = languages.flatMap(({ code }) =>
    modules.flatMap(({ lessons }) =>
      lessons.flatMap(({ slug }) =>
        loadQuiz(slug, code).questions.flatMap((question) =>
          reasonsOf(question).map((why) => ({ code, text: plainText(why, code) })),
        ),
      ),
    ),
  );
  expect(given.length).toBeGreaterThan(100);
  for (const { text: answer } of given)
    expect(texts.filter(({ text }) => text.includes(answer)).map(({ file }) => file)).toEqual([]);
});

test.each(languages)("llms.txt in $name lists every lesson and leads to files that are there", ({ code }) => {
  const text = read(`/${code}/llms.txt`);
  const links = [...text.matchAll(/\]\(http:\/\/127\.0\.0\.1:4321([^)]+)\)/g)].map(([, path]) => path!);
  for (const path of links) expect(existsSync(join(builtSite, path)), path).toBe(true);
  for (const { page } of allPages().filter(({ page }) => modules.some(({ slug }) => page.startsWith(`${slug}/`))))
    expect(links).toContain(`/${code}/${page}.md`);
  const full = read(`/${code}/llms-full.txt`);
  expect(full.length).toBeGreaterThan(text.length * 10);
  if (code === languages[0]!.code) expect(read("/llms.txt")).toBe(text);
});

test.each(languages)("a page is copied as Markdown in $name", async ({ code }) => {
  const page = await site.open(`/${code}/api/rest-api/`, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.locator("copy-page button").click();
  await expect.poll(() => page.locator("copy-page [role=status]").textContent()).not.toBe("");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.replaceAll("\r\n", "\n")).toBe(read(`/${code}/api/rest-api.md`));
  expect(await page.locator("link[type='text/markdown']").getAttribute("href")).toBe(`/${code}/api/rest-api.md`);
  expectQuiet(page);
});

test("a browser that forbids copying says so, and the Markdown can be opened", async () => {
  const page = await site.open("/en/api/rest-api/", { permissions: [] });
  await page.evaluate(() => {
    navigator.clipboard.write = () => Promise.reject(new Error("forbidden"));
  });
  await page.locator("copy-page button").click();
  await expect
    .poll(() => page.locator("copy-page [role=status]").textContent())
    .toBe(await page.locator("copy-page [data-failed]").getAttribute("data-failed"));
  await page.locator("copy-page a").click();
  await page.waitForURL((url) => url.pathname === "/en/api/rest-api.md");
});
