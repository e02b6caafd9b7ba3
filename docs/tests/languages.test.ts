import { expect, test } from "vitest";
import { languages } from "../../course.config.ts";
import { allPages, expectQuiet, useSite } from "./site.ts";

const site = useSite();
const english = allPages().filter(({ language }) => language === "en");

// One reader who goes from page to page and comes back to each: with a browser of its own it would take three times as long.
test("the language switch keeps page, section and query on every page", async () => {
  const page = await site.open("/en/");
  for (const { path, page: id } of english) {
    await page.goto(site.origin + path);
    const ids = await page
      .locator(".sl-markdown-content :is(h2, h3)[id]")
      .evaluateAll((headings) => headings.map(({ id }) => id));
    const section = ids.at(-1);
    if (section) {
      await page.goto(`${site.origin}${path}?from=test#${section}`);
      // The section that is read counts, also when nobody clicked on its link.
      await page.locator(`#${section}`).evaluate((heading) => heading.scrollIntoView({ block: "start" }));
    }
    for (const { code, tag } of [...languages.slice(1), languages[0]!]) {
      await page.locator(`.languages a[data-language="${code}"]`).first().click();
      await page.waitForURL((url) => url.pathname.startsWith(`/${code}/`));
      const url = new URL(page.url());
      expect(url.pathname).toBe(`/${code}/${id === "index" ? "" : `${id}/`}`);
      if (section) {
        expect(url.search, path).toBe("?from=test");
        expect(ids, path).toContain(url.hash.slice(1).replace(/^$/, section));
        expect(await page.locator(`#${section}`).count(), path).toBe(1);
      }
      expect(await page.locator("html").getAttribute("lang"), path).toBe(tag);
      expect(await page.locator(".languages a[aria-current]").first().getAttribute("data-language"), path).toBe(code);
    }
  }
  expectQuiet(page);
});

test.each([
  { locale: "zh-CN", code: "zh" },
  { locale: "vi-VN", code: "vi" },
  { locale: "fr-FR", code: "en" },
])(
  "the address without a language chooses $code for a browser in $locale and remembers another choice",
  async ({ locale, code }) => {
    const page = await site.open("/", { locale });
    await page.waitForURL((url) => url.pathname === `/${code}/`);

    const other = code === "vi" ? "zh" : "vi";
    await page.locator(`.languages a[data-language="${other}"]`).first().click();
    await page.waitForURL((url) => url.pathname === `/${other}/`);
    await page.goto(site.origin);
    await page.waitForURL((url) => url.pathname === `/${other}/`);
  },
);

test("without JavaScript the address without a language offers all of them", async () => {
  const page = await site.open("/", { javaScriptEnabled: false });

  expect(await page.locator("main a").evaluateAll((links) => links.map((link) => link.getAttribute("href")))).toEqual(
    languages.map(({ code }) => `/${code}/`),
  );
});

test.each(languages)("a page that does not exist answers 404 in $name", async ({ code, tag }) => {
  const page = await site.open("/en/glossary/");
  const response = await page.goto(`${site.origin}/${code}/no/such-page/`);

  expect(response!.status()).toBe(404);
  expect(await page.locator("html").getAttribute("lang")).toBe(tag);
  expect(await page.locator("section:visible").count()).toBe(1);
  expect(await page.locator("section:visible a:visible").getAttribute("href")).toBe(`/${code}/`);
});
