/** On paper: each page as a reader prints it, the book that holds them all, and its PDF. */
import { existsSync, readFileSync } from "node:fs";
import type { createServer } from "node:http";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { ELEMENT_NODE, walkSync, type ElementNode, type Node } from "ultrahtml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languages, modules, pagesOf } from "../../course.config.ts";
import { answersId, bookId, bookPages, parts, reference } from "../lib/book/chapters.ts";
import { edition } from "../lib/book/edition.ts";
import { pdfPath, SIZE_MARK } from "../lib/book/pdf-file.ts";
import { readPdf, type Pdf } from "../lib/book/pdf-reader.ts";
import { printBook, serveWithFonts } from "../lib/book/pdf.ts";
import { formatDate } from "../lib/facts.ts";
import { loadQuiz } from "../lib/quiz/load.ts";
import { reasonsOf } from "../lib/quiz/reasons.ts";
import { plainText } from "../lib/quiz/text.ts";
import { builtSite } from "../lib/serve.ts";
import { site as address } from "../lib/site.ts";
import { hasClass, parseHtml, textOf } from "../lib/texts/page.ts";
import { axe } from "./axe.ts";
import { allPages, expectQuiet, useSite } from "./site.ts";

const site = useSite();

/** Text width of A4 with the margins of docs/styles/paper.css, in CSS pixels; Letter is wider. */
const A4 = { width: 658, height: 979 };
/** Pages that are something to do, not to read. */
const TOOLS = new Set(["index", "progress", "report", "review", "offline", "cost-calculator"]);
const readable = allPages().filter(({ page }) => !TOOLS.has(page));
const bare = (text: string): string => text.replaceAll(/[\s\u200B`]+/g, "");

test.each(languages)(
  "each page in $name on paper: all of the text, nothing to click, nothing cut off",
  async ({ code }) => {
    const page = await site.open(`/${code}/`, { viewport: A4 });
    await page.emulateMedia({ media: "print" });
    for (const { path } of readable.filter(({ language }) => language === code)) {
      await page.goto(site.origin + path);
      const { address, ...seen } = await page.evaluate(lookAtPaper);
      expect(seen, path).toEqual({ chrome: [], controls: [], folded: [], answers: 0, hiddenQuestions: 0, wide: [] });
      expect(address, path).toBeGreaterThan(0);
    }
    expectQuiet(page);
  },
);

/** In the browser. */
function lookAtPaper() {
  const visible = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
  const all = (selector: string): Element[] => [...document.querySelectorAll(selector)];
  const markup = (elements: Element[]): string[] => elements.map(({ outerHTML }) => outerHTML.slice(0, 200));
  const edge = document.documentElement.clientWidth;
  /** Inline text reaches as far as its words do: the space at which a line is wrapped hangs over the edge. */
  const rightOf = (element: Element): number => {
    const { right } = element.getBoundingClientRect();
    if (right <= edge || getComputedStyle(element).display !== "inline") return right;
    const rights: number[] = [];
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode())
      for (const { index, 0: word } of text.textContent!.matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        rights.push(...[...range.getClientRects()].map((rect) => rect.right));
      }
    return element.textContent ? Math.max(...rights) : right;
  };
  const chrome = all("header, nav, aside.sidebar, footer, dialog, course-search, copy-page, course-bilingual");
  const controls = all("main :is(button, select, textarea, input):not(.term, .question :is(input, select))");
  const folded = all("main details:not(.answer, .recording) > :not(summary)");
  return {
    chrome: markup(chrome.filter((element) => !element.closest(".sl-markdown-content") && visible(element))),
    controls: markup(controls.filter(visible)),
    folded: markup(
      folded.filter(
        (element) => element.textContent.trim() && !element.closest(".answer, .recording, .live") && !visible(element),
      ),
    ),
    answers: all(".quiz :is(.answer, .reason, .recording)").filter(visible).length,
    hiddenQuestions: all(".quiz .question .prompt").filter((element) => !visible(element)).length,
    wide: markup(
      all("main *").filter(
        (element) =>
          rightOf(element) > edge + 1 && visible(element) && !element.closest("svg, .sr-only, .visually-hidden"),
      ),
    ),
    address: all("main .print-only").filter(visible).length,
  };
}

test("a page printed from the dark theme is light: text, code, diagram", async () => {
  const page = await site.open("/en/api/rest-api/", { viewport: A4, colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  const lightness = (selector: string, property: string): Promise<number> =>
    page
      .locator(selector)
      .first()
      .evaluate((element, property) => {
        const canvas = document.createElement("canvas").getContext("2d")!;
        canvas.fillStyle = getComputedStyle(element).getPropertyValue(property);
        canvas.fillRect(0, 0, 1, 1);
        const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
        return (red! + green! + blue!) / 765;
      }, property);
  expect(await lightness("body", "background-color")).toBe(1);
  expect(await lightness(".expressive-code pre", "background-color")).toBeGreaterThan(0.9);
  expect(await lightness(".diagram .node rect", "fill")).toBeGreaterThan(0.9);
  for (const [selector, property] of [
    ["h1", "color"],
    [".sl-markdown-content p", "color"],
    [".expressive-code .ec-line span[style]", "color"],
    [".diagram .label", "fill"],
  ] as const)
    expect(await lightness(selector, property), selector).toBeLessThan(0.45);
});

test("a quiz that was answered on the screen is printed as it was asked", async () => {
  const page = await site.open("/en/start/welcome/", { viewport: A4 });
  const order = page.locator(".question:has(.items)").first();
  const asked = await order.locator(".option").evaluateAll((items) => items.map(({ textContent }) => textContent));
  await order.locator("[data-move='1']").first().click();
  await order.locator(".confidence input").first().check();
  await order.locator("[type=submit]").click();
  await order.locator(".result").waitFor();
  const choice = page.locator(".question:has([type=radio][value])").nth(1);
  await choice.locator(".option input").first().check();
  await choice.locator(".confidence input").first().check();
  await choice.locator("[type=submit]").click();
  await choice.locator(".result").waitFor();

  await page.emulateMedia({ media: "print" });
  for (const question of [order, choice]) {
    expect(await question.locator(".prompt").isVisible()).toBe(true);
    for (const hidden of [".result", ".reason", ".note", ".after", ".confidence"])
      for (const one of await question.locator(hidden).all()) expect(await one.isVisible(), hidden).toBe(false);
  }
  const shown = await order
    .locator(".option")
    .evaluateAll((items) =>
      items
        .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((item) => item.querySelector(".text")!.textContent.trim()),
    );
  expect(asked.map((text) => shown.findIndex((one) => text.includes(one)))).toEqual(asked.map((_, index) => index));
  const marks = await choice.locator(".option").evaluateAll((items) =>
    items.map((item) => {
      const { borderTopWidth, backgroundColor } = getComputedStyle(item);
      return `${borderTopWidth} ${backgroundColor}`;
    }),
  );
  expect(new Set(marks).size).toBe(1);
  expectQuiet(page);
});

describe.each(languages)("the book in $name", ({ code, tag }) => {
  const path = `/${code}/book/`;
  let html: string;
  let tree: Node;
  let elements: ElementNode[];
  let ids: string[];
  let page: Page;

  beforeAll(async () => {
    html = readFileSync(join(builtSite, path, "index.html"), "utf8");
    tree = parseHtml(html);
    elements = [];
    walkSync(tree, (node) => {
      if (node.type === ELEMENT_NODE) elements.push(node);
    });
    ids = elements.flatMap(({ attributes }) => attributes["id"] ?? []);
    page = await site.open(path);
  });

  test("holds every lesson and lab, in the order of the course", () => {
    const chapters = elements.flatMap(({ attributes }) => attributes["data-page"] ?? []);
    expect(chapters).toEqual(bookPages);
    const pages = modules.flatMap(pagesOf);
    expect(chapters.slice(0, pages.length)).toEqual(pages);
  });

  test("has each id once, and every link leads to a place in it, to the site or out", () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const known = new Set(ids);
    const content = html.slice(html.indexOf('<div class="book"'), html.lastIndexOf("</main>"));
    const links = [...content.matchAll(/<a\b[^>]*?\bhref="([^"]*)"/g)].map(([, href]) => href!);
    expect(links.length).toBeGreaterThan(500);
    const inside = links.filter((link) => link.startsWith("#"));
    expect(inside.filter((link) => !known.has(decodeURIComponent(link.slice(1))))).toEqual([]);
    expect(inside.length).toBeGreaterThan(300);
    // What the book holds is linked in it.
    const pages = new Set(bookPages.map((page) => new URL(`${code}/${page}/`, address.origin + address.base).href));
    const outside = links.filter((link) => !link.startsWith("#")).map((link) => new URL(link, address.origin + path));
    expect(outside.filter(({ origin, pathname }) => pages.has(origin + pathname)).map(({ href }) => href)).toEqual([]);
    for (const { attributes } of elements)
      for (const name of ["aria-labelledby", "aria-describedby", "for"])
        for (const id of attributes[name]?.split(/\s+/) ?? []) expect(known, `${name}="${id}"`).toContain(id);
  });

  test("answers every question at the back, and none before", () => {
    const back = elements.find((element) => hasClass(element, "answers"))!;
    const after = bare(textOf(back));
    const before = bare(textOf(tree)).replace(after, "");
    expect(before.length).toBeGreaterThan(after.length);
    const asked = new Set<string>();
    const quizzes = modules.flatMap((module) => [
      ...module.lessons.map(({ slug }) => ({ quiz: loadQuiz(slug, code), page: `${module.slug}/${slug}` })),
      ...(module.hasReview ? [{ quiz: loadQuiz(`review-${module.slug}`, code), page: `${module.slug}/review` }] : []),
    ]);
    for (const { quiz, page } of quizzes) {
      expect(ids).toContain(answersId(page));
      for (const question of quiz.questions) {
        const id = bookId(page, `quiz-${quiz.id}-${question.id}`);
        asked.add(id);
        expect(ids).toContain(id);
        expect(before).toContain(bare(plainText(question.prompt, code)));
        for (const why of reasonsOf(question).map((text) => bare(plainText(text, code)))) {
          expect(before, `${id}: ${why}`).not.toContain(why);
          expect(after, `${id}: ${why}`).toContain(why);
        }
      }
    }
    const answered = elements.flatMap(({ attributes }) => attributes["data-answer-to"] ?? []);
    expect(answered).toEqual([...asked]);
  });

  test("starts nothing, and search engines and tools are not sent to it", async () => {
    expect(elements.filter(({ name }) => name === "meta").map(({ attributes }) => attributes["content"])).toContain(
      "noindex",
    );
    expect(readFileSync(join(builtSite, "sitemap-0.xml"), "utf8")).not.toContain("/book/");
    expect(readFileSync(join(builtSite, code, "llms.txt"), "utf8")).not.toContain("/book/");
    expect(
      await page.evaluate(() =>
        [...new Set([...document.querySelectorAll(".book *")].map(({ localName }) => localName))].filter(
          (name) => name.includes("-") && customElements.get(name),
        ),
      ),
    ).toEqual([]);
    expect(await page.locator(".book :is(button, script, dialog)").count()).toBe(0);
    expect(await page.locator(".book :is(input, select):not(:disabled)").count()).toBe(0);
    expectQuiet(page);
  });

  test("says which state of the course it is, and offers no PDF that was not made", async () => {
    expect(await page.locator(".front").textContent()).toContain(formatDate(edition().date, code));
    for (const address of [path, `/${code}/`]) {
      const text = readFileSync(join(builtSite, address, "index.html"), "utf8");
      expect(text).not.toContain(SIZE_MARK);
      expect(text.includes(pdfPath(code))).toBe(existsSync(join(builtSite, pdfPath(code))));
    }
  });

  describe("as a PDF", () => {
    let pdf: Pdf;
    let server: ReturnType<typeof createServer>;

    beforeAll(async () => {
      const served = await serveWithFonts(builtSite);
      server = served.server;
      const { bytes, pages } = await printBook(site.browser, served.origin, code);
      pdf = readPdf(bytes);
      expect(pdf.pages).toBe(pages);
      expect(bytes.toString("latin1")).toContain(`/CreationDate (D:${edition().date.replaceAll("-", "")}000000`);
      // Fonts and vectors; no page is a picture.
      expect(bytes.length / pages).toBeLessThan(40e3);
    });
    afterAll(() => server?.close());

    test("has a title, a language, tags, and the chapters as bookmarks in their order", async () => {
      expect(pdf).toMatchObject({ language: tag, isTagged: true });
      const headings = (selector: string): Promise<string[]> => page.locator(selector).allTextContents();
      expect(bare(pdf.title)).toBe(bare((await headings("h1"))[0]!));
      const bookmarks = (level: number): string[] =>
        pdf.outline.filter((one) => one.level === level).map(({ title }) => bare(title));
      expect(bookmarks(1)).toEqual((await headings("h1")).map(bare));
      expect(bookmarks(2)).toEqual((await headings(".book h2")).map(bare));
      const pages = pdf.outline.map((one) => one.page);
      expect(pages).toEqual(pages.toSorted((a, b) => a - b));
      expect(bookmarks(1)).toHaveLength(1 + parts.length + [reference].length);
    });

    test("has a table of contents with the pages on which the chapters are", async () => {
      // It is longer than a page.
      const contents = bare(textOn(pdf, 2) + textOn(pdf, 3));
      const titles = await page.locator("[data-page] > header h2").allTextContents();
      for (const [index, chapter] of bookPages.entries())
        expect(contents).toContain(bare(titles[index]! + pdf.destinations.get(bookId(chapter))));
    });

    test("has links that work inside, and to addresses that a reader can reach", () => {
      const inside = pdf.links.filter(({ destination }) => destination !== undefined);
      expect(inside.length).toBeGreaterThan(300);
      expect(inside.filter(({ destination }) => !pdf.destinations.has(destination!))).toEqual([]);
      const outside = pdf.links.flatMap(({ uri }) => uri ?? []);
      expect(outside.length).toBeGreaterThan(100);
      for (const uri of outside)
        expect(uri).toSatisfy((uri: string) => uri.startsWith("https://") || uri.startsWith(address.origin));
    });

    test("has its fonts in it, a glyph for every character, and text that can be copied", async () => {
      expect(pdf.texts.filter(({ font }) => !font.isEmbedded).map(({ text }) => text)).toEqual([]);
      expect(pdf.texts.filter(({ hasMissing }) => hasMissing).map(({ page, text }) => `page ${page}: ${text}`)).toEqual(
        [],
      );
      const families = new Set(pdf.texts.map(({ font }) => font.name));
      expect([...families].some((name) => name.startsWith("NotoSans"))).toBe(true);
      const all = bare(pdf.texts.map(({ text }) => text).join(""));
      expect(all).not.toContain("\uFFFD");
      for (const about of await page.locator("[data-page] > header .about").allTextContents())
        expect(all).toContain(bare(about));
    });

    test("leaves no page empty", () => {
      const numbers = Array.from({ length: pdf.pages }, (_, index) => index + 1);
      const printed = new Map<number, number>();
      for (const { page, text } of pdf.texts) printed.set(page, (printed.get(page) ?? 0) + text.length);
      expect(numbers.filter((page) => (printed.get(page) ?? 0) < 40)).toEqual([]);
    });
  });
});

test("the book on a screen: axe finds nothing, and nothing sticks out of a phone", async () => {
  const page = await site.open("/zh/book/");
  // A chapter and the answers of a quiz stand for all; the colours are those of the pages, which are tested one by one.
  const { violations } = await axe(page)
    .include([".hero", ".front", ".contents", '[data-page="api/rest-api"]', ".answers > section:nth-of-type(1)"])
    .disableRules(["color-contrast"])
    .analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(" ")}`))).toEqual([]);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBeLessThanOrEqual(0);
});

function textOn(pdf: Pdf, page: number): string {
  return pdf.texts
    .filter((one) => one.page === page)
    .map(({ text }) => text)
    .join("");
}
