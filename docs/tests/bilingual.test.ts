import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { axe } from "./axe.ts";
import { expectQuiet, useSite } from "./site.ts";

const site = useSite();
const LESSON = "/vi/start/what-is-serverless/";

/** Chooses the second language and waits until its page is there. */
async function readBeside(page: Page, code: string): Promise<void> {
  await page.locator("course-bilingual select").selectOption(code);
  await expect.poll(() => page.locator("course-bilingual [role=status]").textContent()).not.toBe("");
}

test("a tap shows a paragraph's counterpart, another one hides it; links and terms keep their own meaning", async () => {
  const page = await site.open(LESSON);
  await readBeside(page, "en");
  const item = page.locator(".sl-markdown-content li").first();
  await item.click();
  expect(await item.locator(".counterpart").textContent()).toContain("Name the four promises of serverless");
  expect(await item.locator(".counterpart").getAttribute("lang")).toBe("en");
  await item.click({ position: { x: 5, y: 5 } });
  expect(await page.locator(".counterpart").count()).toBe(0);

  await page.locator("course-term button").first().click();
  expect(await page.locator(".counterpart").count()).toBe(0);
  expectQuiet(page);
});

test("the key B does the same for the paragraph being read, and stays a letter in a field", async () => {
  const page = await site.open(LESSON);
  await readBeside(page, "zh");
  await page.locator("#why").scrollIntoViewIfNeeded();
  await page.locator("body").press("b");
  expect(await page.locator(".counterpart[lang=zh-CN]").count()).toBe(1);
  await page.locator("body").press("b");
  expect(await page.locator(".counterpart").count()).toBe(0);

  await page.locator("course-quiz input[inputmode]").first().press("b");
  expect(await page.locator(".counterpart").count()).toBe(0);
});

test("where a translator joined paragraphs, the whole of the section's is shown", async () => {
  const page = await site.open("/zh/start/choose-compute/");
  await readBeside(page, "en");
  await page.locator("h2#why").evaluate((heading) => {
    heading
      .closest(".sl-heading-wrapper")!
      .nextElementSibling!.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  });
  expect(await page.locator(".counterpart").textContent()).toContain("40 minutes");
});

test("the whole page in both languages: every section has its counterpart, no id twice, the quiz keeps its answer, the choice is remembered", async () => {
  const page = await site.open(LESSON);
  const answer = page.locator("course-quiz input[inputmode]").first();
  await answer.fill("400");
  await readBeside(page, "en");
  await page.locator("course-bilingual [data-whole]").check();
  await page.locator(".counterpart").first().waitFor();

  const headings = await page.locator(".sl-markdown-content > .sl-heading-wrapper").count();
  expect(await page.locator(".sl-markdown-content > .counterpart .sl-heading-wrapper").count()).toBe(headings);
  const twice = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return ids.filter((id, at) => ids.indexOf(id) !== at);
  });
  expect(twice).toEqual([]);
  expect(await answer.inputValue()).toBe("400");
  const { violations } = await axe(page).exclude("[data-open-modal]").include("main").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await page.goto(`${site.origin}/vi/start/welcome/`);
  await page.locator(".counterpart").first().waitFor();
  await page.locator("course-bilingual select").selectOption("");
  expect(await page.locator(".counterpart").count()).toBe(0);
  expectQuiet(page);
});

test("without a connection it says that the other language could not be loaded", async () => {
  const page = await site.open(LESSON);
  await page.context().setOffline(true);
  await readBeside(page, "en");
  await expect.poll(() => page.locator("course-bilingual [role=status]").textContent()).not.toBe("");
  expect(await page.locator(".counterpart").count()).toBe(0);
});
