import { readFileSync } from "node:fs";
import type { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { languages } from "../../course.config.ts";
import { builtSite } from "../lib/serve.ts";
import { axe, AXE_TAGS } from "./axe.ts";
import { allPages, expectQuiet, useSite } from "./site.ts";

const site = useSite();
/** Those of axe's rules that look at colours. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

// One reader who goes from page to page: a browser of its own for each of them would take four times as long.
test.each(languages)(
  "every page in $name: axe finds nothing, light and dark, and nothing sticks out of a phone",
  async ({ code }) => {
    const page = await site.open(`/${code}/`, { colorScheme: "light" });
    const found: Record<string, string[]> = {};
    for (const { path } of allPages().filter(({ language }) => language === code)) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(site.origin + path);
      const light = await violations(page, (builder) => builder.withTags(AXE_TAGS));
      await page.emulateMedia({ colorScheme: "dark" });
      await page.locator('html[data-theme="dark"]').waitFor();
      // The theme changes colours and nothing else.
      const dark = await violations(page, (builder) => builder.withRules(OF_COLOURS));
      await page.setViewportSize({ width: 320, height: 800 });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      const problems = [...light, ...dark, ...(over > 0 ? [`sticks out by ${over} px`] : [])];
      if (problems.length) found[path] = problems;
    }
    expect(found).toEqual({});
    expectQuiet(page);
  },
);

async function violations(page: Page, choose: (builder: AxeBuilder) => AxeBuilder): Promise<string[]> {
  const { violations: found } = await choose(axe(page)).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")}: ${failureSummary}`),
  );
}

test("a term shows its definition on focus and on hover, and Escape closes it", async () => {
  const page = await site.open("/vi/start/what-is-serverless/");
  const term = page.locator("course-term").first();
  const tip = term.locator(".tip");
  expect(await tip.isVisible()).toBe(false);

  await term.locator("button").focus();
  expect(await tip.isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  expect(await tip.isVisible()).toBe(false);

  await page.mouse.move(0, 0);
  await term.locator("button").evaluate((button) => (button as HTMLElement).blur());
  await term.locator("button").hover();
  expect(await tip.isVisible()).toBe(true);
  const box = (await tip.boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  await page.keyboard.press("Escape");
  expect(await tip.isVisible()).toBe(false);
});

test("the glossary is found by a word of another language and without tone marks", async () => {
  const page = await site.open("/zh/glossary/");
  for (const word of ["hang doi", "死信", "cold start"]) {
    await page.locator("#glossary-filter").fill(word);
    expect(await page.locator(".entry:visible").count()).toBeGreaterThan(0);
    expect(await page.locator(".entry:visible").count()).toBeLessThan(20);
  }
  await page.locator("#glossary-filter").fill("no such word");
  expect(await page.locator(".entry:visible").count()).toBe(0);
});

test("a recorded trace plays step by step and says each step in words", async () => {
  const page = await site.open("/en/");
  const trace = page.locator("course-trace");
  await trace.locator("[data-restart]").click();
  const steps = await trace.locator("li").count();
  for (let step = 0; step < steps; step++) {
    await trace.locator("[data-step]").click();
    const sentence = await trace.locator("li").nth(step).locator(".sentence").textContent();
    expect((await trace.locator(".now .words").textContent())!.trim()).toBe(sentence!.trim());
    expect(await trace.locator("li[aria-current]").count()).toBe(1);
  }
  expectQuiet(page);
});

test.each(languages)(
  "without JavaScript a lesson is complete in $name: code, words of the trace, answers under a disclosure",
  async ({ code }) => {
    const page = await site.open(`/${code}/api/rest-api/`, { javaScriptEnabled: false });

    expect(await page.locator(".expressive-code pre").count()).toBeGreaterThan(3);
    expect(await page.locator("course-trace ol li").first().isVisible()).toBe(true);
    const answers = page.locator("course-quiz details").first();
    await answers.locator("summary").click();
    expect((await answers.textContent())!.length).toBeGreaterThan(200);
  },
);

test.each(languages)(
  "the report page fills in where the reader comes from, and nothing that a link smuggles in, in $name",
  async ({ code }) => {
    const page = await site.open(`/${code}/api/rest-api/`);
    await page.locator("[data-report]").click();
    await page.waitForURL((url) => url.pathname === `/${code}/report/`);
    expect(await page.locator("#report-text").inputValue()).toContain("api/rest-api");

    await page.goto(`${site.origin}/${code}/report/?page=${encodeURIComponent("<b>buy</b> this")}`);
    expect(await page.locator("#report-text").inputValue()).not.toContain("buy");
  },
);

test("search engines get one address per page and language, the alternatives and a card", () => {
  const sitemap = readFileSync(`${builtSite}/sitemap-0.xml`, "utf8");
  for (const { path } of allPages()) expect(sitemap).toContain(`<loc>http://127.0.0.1:4321${path}</loc>`);
  const html = readFileSync(`${builtSite}/vi/api/rest-api/index.html`, "utf8");
  for (const tag of ["en", "zh-CN", "vi", "x-default"]) expect(html).toContain(`hreflang="${tag}"`);
  expect(html).toContain("/cards/vi/api/rest-api.png");
  expect(readFileSync(`${builtSite}/cards/vi/api/rest-api.png`).readUInt32BE(16)).toBe(1200);
});
