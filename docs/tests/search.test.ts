import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { languages } from "../../course.config.ts";
import { root } from "../lib/root.ts";
import { axe, AXE_TAGS } from "./axe.ts";
import { expectQuiet, useSite } from "./site.ts";

const site = useSite();

interface Query {
  query: string;
  /** Term of the glossary whose definition must be shown above the results. */
  term?: string;
  /** `start/welcome#goal`, or a page of which any section will do: must be among the results. */
  page?: string;
}

const queriesOf = (language: string): Query[] =>
  JSON.parse(readFileSync(join(root, "docs/tests/search-queries", `${language}.json`), "utf8")) as Query[];

const dialog = (page: Page) => page.locator("course-search dialog");
const input = (page: Page) => page.locator("course-search input");

async function openSearch(path: string): Promise<Page> {
  const page = await site.open(path);
  await page.keyboard.press("Control+k");
  return page;
}

/** Until the results are those of the query. */
async function answered(page: Page, query: string): Promise<void> {
  await page.waitForFunction(
    (query) => document.querySelector<HTMLElement>("course-search dialog")!.dataset["query"] === query,
    query,
  );
}

async function ask(page: Page, query: string): Promise<string[]> {
  await input(page).fill(query);
  await answered(page, query);
  return page
    .locator("course-search [data-results] a")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
}

test.each(languages)("60 queries in $name find what they are about", { timeout: 120_000 }, async ({ code }) => {
  const queries = queriesOf(code);
  expect(queries.length).toBeGreaterThanOrEqual(60);
  const page = await openSearch(`/${code}/start/welcome/`);
  const missed: string[] = [];
  for (const { query, term, page: wanted } of queries) {
    const found = await ask(page, query);
    const definitions = await page
      .locator("course-search .definition a")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
    if (term && !definitions.includes(`/${code}/glossary/#${term}`)) missed.push(`${query}: the term ${term}`);
    const address = wanted && `/${code}/${wanted.replace("#", "/#")}`;
    if (address && !found.some((one) => (address.includes("#") ? one === address : one.startsWith(`${address}/`))))
      missed.push(`${query}: ${address}, found ${found.join(" ")}`);
  }
  expect(missed).toEqual([]);
  expectQuiet(page);
});

test("by keyboard alone: open, type, choose, read, come back", async () => {
  const page = await site.open("/en/start/welcome/");
  await page.keyboard.press("Control+k");
  // Typing begins before anything is loaded.
  await page.keyboard.type("throttling");
  await answered(page, "throttling");
  expect(await input(page).inputValue()).toBe("throttling");

  const links = page.locator("course-search [data-results] a");
  await page.keyboard.press("ArrowDown");
  expect(await links.nth(0).evaluate((link) => link === document.activeElement)).toBe(true);
  await page.keyboard.press("ArrowDown");
  expect(await links.nth(1).evaluate((link) => link === document.activeElement)).toBe(true);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  expect(await input(page).evaluate((field) => field === document.activeElement)).toBe(true);

  // A letter typed on a result goes into the field.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("s");
  expect(await input(page).inputValue()).toBe("throttlings");

  await page.keyboard.press("Escape");
  expect(await dialog(page).isVisible()).toBe(false);
  await page.locator("course-search [data-open]").focus();
  await page.keyboard.press("Enter");
  expect(await dialog(page).isVisible()).toBe(true);
  // What was looked for is still there, marked, so that typing replaces it.
  await page.keyboard.type("theatre sells tickets");
  await answered(page, "theatre sells tickets");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/en/start/what-is-serverless/" && url.hash === "#why");
  expectQuiet(page);
});

test("Enter before the results are there leads to the first of them", async () => {
  const page = await site.open("/en/start/welcome/");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("A theatre sells tickets\n");
  await page.waitForURL((url) => url.pathname === "/en/start/what-is-serverless/" && url.hash === "#why");
});

test("a result shows where it stands, and the words that were found", async () => {
  const page = await openSearch("/vi/start/welcome/");
  await ask(page, "dieu kien di kem");
  const item = page.locator("course-search li", { has: page.locator('a[href$="/what-is-serverless/#promises"]') });
  expect(await item.locator(".where").textContent()).toMatch(/.+ › .+/);
  expect(await item.locator("mark").first().textContent()).toBe("điều kiện đi kèm");
});

test("a result on the same page closes the dialog and leads to its section", async () => {
  const page = await openSearch("/en/start/what-is-serverless/");
  await ask(page, "TooManyRequestsException");
  await page.locator('course-search a[href$="#throttled"]').click();
  await page.waitForURL((url) => url.hash === "#throttled");
  expect(await dialog(page).isVisible()).toBe(false);
});

test.each(languages)(
  "the number of results is announced, and so is that there are none, in $name",
  async ({ code }) => {
    const page = await openSearch(`/${code}/start/welcome/`);
    const status = page.locator("course-search [data-status]");
    expect(await status.getAttribute("role")).toBe("status");
    const found = await ask(page, "Lambda");
    await expect.poll(() => status.textContent()).toContain(String(found.length));
    expect(await ask(page, "xyzzyq")).toEqual([]);
    await expect.poll(() => status.textContent()).toContain("xyzzyq");
    expect(await page.locator("course-search [data-none]").isVisible()).toBe(true);
  },
);

test("what somebody types is never markup", async () => {
  const page = await openSearch("/en/start/welcome/");
  for (const query of ['<img src=x onerror="document.title=1">', '"', "\\", "  ", "a".repeat(2000), "%", "😀"])
    await input(page).fill(query);
  await ask(page, "<b>cold start</b>");
  expect(await page.locator("course-search [data-none] b, course-search [data-results] b").count()).toBe(0);
  expect(await page.title()).not.toBe("1");
  expectQuiet(page);
});

test.each(["**/search/zh.json", "**/pagefind/pagefind.js", "**/pagefind/*.pf_meta"])(
  "that %s cannot be loaded is said, and trying again helps",
  async (address) => {
    const page = await site.open("/zh/start/welcome/");
    await page.route(address, (route) => route.abort());
    await page.keyboard.press("Control+k");
    await page.keyboard.type("DLQ");
    await page.locator("course-search [data-failed]").waitFor();
    await page.unroute(address);
    await page.locator("course-search [data-retry]").click();
    await answered(page, "DLQ");
    expect(await page.locator("course-search .definition").count()).toBe(1);
    expect(await page.locator("course-search [data-failed]").isVisible()).toBe(false);
  },
);

test("nothing of the search is loaded before it is used", async () => {
  const page = await site.open("/en/start/welcome/");
  await page.waitForLoadState("networkidle");
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  expect(loaded.filter((name) => /pagefind|\/search\/|panel/.test(name))).toEqual([]);
});

test.each([
  { scheme: "light" as const, width: 1280 },
  { scheme: "dark" as const, width: 320 },
])("axe finds nothing in the open dialog: $scheme, $width wide", async ({ scheme, width }) => {
  const page = await site.open("/vi/start/welcome/", { colorScheme: scheme, viewport: { width, height: 800 } });
  await page.locator("course-search [data-open]").click();
  for (const query of ["dong thoi", "xyzzyq"]) {
    await ask(page, query);
    const { violations } = await axe(page).include("course-search").withTags(AXE_TAGS).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]!.target.join(" ")}`)).toEqual([]);
    expect(
      await page.locator("course-search .answer").evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    ).toBeLessThanOrEqual(0);
  }
});
