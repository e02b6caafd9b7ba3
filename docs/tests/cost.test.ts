import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { languages } from "../../course.config.ts";
import type { Plan } from "../lib/cost/architecture.ts";
import { basis, limits } from "../lib/cost/basis.ts";
import { REGIONS, type Region } from "../lib/cost/bill.ts";
import { readPrices } from "../lib/cost/prices.ts";
import { PRESETS, planOf, settingsOf, type Preset } from "../lib/cost/settings.ts";
import { billText, type BillText } from "../lib/cost/text.ts";
import { contentPages, pageFile } from "../lib/pages.ts";
import { formatNumber } from "../lib/quiz/number.ts";
import { root } from "../lib/root.ts";
import { initialState } from "../simulators/state.ts";
import { axe, AXE_TAGS } from "./axe.ts";
import { expectQuiet, useSite } from "./site.ts";

const site = useSite();
const KILOBYTE = 1024;
const OWN_PAGE = "/en/cost-calculator/";

/** Where the calculator stands. */
const places = languages.flatMap(({ code, tag }) =>
  contentPages()[code]!.flatMap((page) => {
    const text = readFileSync(join(root, pageFile(code, page)!), "utf8");
    return [...text.matchAll(/<Cost lesson="([^"]+)"/g)].map(([, lesson]) => ({
      lesson: lesson as Preset,
      code,
      tag,
      path: `/${code}/${page}/`,
    }));
  }),
);
const english = places.filter(({ code }) => code === languages[0]!.code);
const placeOf = (lesson: Preset): string => english.find((place) => place.lesson === lesson)!.path;

const wordsOf = (tag: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, "docs/content/i18n", `${tag}.json`), "utf8")) as Record<string, string>;

/** What the rules say, in the words of a language. */
function expected(lesson: Preset, tag: string, changes: Partial<Plan> = {}, region?: Region): BillText {
  const { plan, region: first } = planOf(initialState(settingsOf(lesson, limits())));
  return billText({ ...plan, ...changes }, region ?? first, basis(), wordsOf(tag), tag);
}

/** The amounts of the table as they stand there: lines, then sums. */
async function shownAmounts(calculator: Locator): Promise<string[][]> {
  const rows = calculator.locator(":is(tbody, tfoot) tr");
  return rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.firstChild!.textContent!.trim())),
  );
}

const amountsOf = ({ rows, sums }: BillText): string[][] => [
  ...rows.map(({ cells }) => cells.map(({ text }) => text)),
  sums.map(({ text }) => text),
];

async function openCost(path: string, options?: BrowserContextOptions): Promise<{ page: Page; calculator: Locator }> {
  const page = await site.open(path, options);
  return { page, calculator: await bringIntoView(page) };
}

async function bringIntoView(page: Page): Promise<Locator> {
  const calculator = page.locator("course-cost");
  await calculator.scrollIntoViewIfNeeded();
  await page.locator("course-cost[data-ready]").waitFor();
  return calculator;
}

const query = (page: Page): Record<string, string> => Object.fromEntries(new URL(page.url()).searchParams);
const field = (calculator: Locator, name: string): Locator =>
  calculator.locator(`[data-setting="${name}"] :is(input, select)`);

test("every example is used on a page, and each page has one calculator", () => {
  expect(english.map(({ lesson }) => lesson).toSorted()).toEqual(Object.keys(PRESETS).toSorted());
  expect(new Set(places.map(({ path }) => path)).size).toBe(places.length);
});

test.each(places)(
  "$lesson in $code: typed numbers change the bill to what the rules say",
  { timeout: 60_000 },
  async ({ lesson, tag, path }) => {
    const { page, calculator } = await openCost(path);
    expect(await shownAmounts(calculator)).toEqual(amountsOf(expected(lesson, tag)));

    const requests = field(calculator, "requests");
    await requests.fill(formatNumber(23_456_789, tag));
    const bill = expected(lesson, tag, { requests: 23_456_789 });
    await expect.poll(() => shownAmounts(calculator)).toEqual(amountsOf(bill));
    expect(await calculator.locator(".summary").textContent()).toBe(bill.summary);
    await expect.poll(() => calculator.locator("[data-live]").textContent()).toBe(bill.summary);
    expect(query(page)).toEqual({ "cost.requests": "23456789" });

    // Enter does not send anything anywhere; another Region has other details and the same amounts.
    await requests.press("Enter");
    await field(calculator, "region").selectOption("eu-west-1");
    const inIreland = expected(lesson, tag, { requests: 23_456_789 }, "eu-west-1");
    expect(await calculator.locator(".summary").textContent()).toBe(inIreland.summary);
    expect(await shownAmounts(calculator)).toEqual(amountsOf(bill));
    expect(await calculator.locator(".advice li").count()).toBe(inIreland.advice.items.length);
    expect(await calculator.locator(".card").textContent()).not.toMatch(/[{}]|NaN|undefined/);

    await page.setViewportSize({ width: 320, height: 800 });
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0);
    expectQuiet(page);
  },
);

test.each(languages)("without JavaScript, the bill of each example in $name", async ({ code }) => {
  const page = await site.open(`/${code}/`, { javaScriptEnabled: false });
  for (const { lesson, tag, path } of places.filter((place) => place.code === code)) {
    await page.goto(site.origin + path);
    const calculator = page.locator("course-cost");
    expect(await shownAmounts(calculator), path).toEqual(amountsOf(expected(lesson, tag)));
    expect(await calculator.locator("table").isVisible(), path).toBe(true);
    expect(await calculator.locator(".summary").textContent(), path).toBe(expected(lesson, tag).summary);
    expect(await calculator.locator(":is(form, input, select):visible").count(), path).toBe(0);
  }
});

test.each(english)(
  "$lesson: axe finds nothing, light and dark, wide and narrow",
  { timeout: 60_000 },
  async ({ path }) => {
    const { page, calculator } = await openCost(path, { colorScheme: "light" });
    await calculator.locator("form summary").click();
    expect(await violations(page)).toEqual([]);
    await page.evaluate(() => (document.documentElement.dataset["theme"] = "dark"));
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await violations(page)).toEqual([]);
  },
);

test("a price that is not verified is in words, in no sum, and named under the table", async () => {
  const { calculator } = await openCost(`${placeOf("orchestrate")}?cost.region=ap-southeast-1`);
  const words = wordsOf("en");
  const line = calculator.locator('tr[data-line="state-transition"]');
  expect(await line.locator("td").allTextContents()).toEqual(["100.00", "100.00", words["cost.unverified"]]);
  const amounts = await shownAmounts(calculator);
  const inSingapore = amounts.map((cells) => cells[2]!);
  const sum = inSingapore.slice(1, -1).reduce((total, cell) => total + Number(cell), 0);
  expect(Number(inSingapore.at(-1))).toBeCloseTo(sum, 1);
  expect(await calculator.locator("tfoot td").nth(2).textContent()).toContain(words["cost.table.incomplete"]);
  expect(await calculator.locator("tfoot td").nth(0).textContent()).not.toContain(words["cost.table.incomplete"]);
  expect(await calculator.locator(".gaps li").allTextContents()).toEqual([
    expect.stringContaining(words["cost.line.state-transition"]!),
  ]);
  expect(await calculator.locator(".summary").textContent()).toContain("at least 11.24");
});

test("the largest line is marked in words, and a change that halves the bill says so", async () => {
  const { calculator } = await openCost(placeOf("cost"));
  const words = wordsOf("en");
  const largest = calculator.locator("tr.largest");
  expect(await largest.getAttribute("data-line")).toBe("nat-gateway");
  expect(await largest.textContent()).toContain(words["cost.table.largest"]);
  const first = calculator.locator(".advice li").first();
  expect(await first.textContent()).toContain(words["cost.lever.nat"]);
  expect(await first.textContent()).toContain(words["cost.halving"]);
  expect(await calculator.locator(".advice li.halving").count()).toBe(1);
});

test("numbers stand in the address, come back from it, and go along into another language", async () => {
  const { page, calculator } = await openCost(`${OWN_PAGE}?from=test`);
  await field(calculator, "architecture").selectOption("container");
  await field(calculator, "tasks").fill("4");
  await calculator.locator("form summary").press("Enter");
  await field(calculator, "itemKB").fill("2.5");
  await field(calculator, "itemKB").press("Tab");
  const wanted = { from: "test", "cost.architecture": "container", "cost.tasks": "4", "cost.itemKB": "2.5" };
  await expect.poll(() => query(page)).toEqual(wanted);
  expect(await field(calculator, "ms").isVisible()).toBe(false);
  const before = await shownAmounts(calculator);

  await page.reload();
  const again = await bringIntoView(page);
  expect(await shownAmounts(again)).toEqual(before);
  expect(await again.locator("[data-repairs]").textContent()).toBe("");

  await page.locator('.languages a[data-language="vi"]').first().click();
  await page.waitForURL((url) => url.pathname.startsWith("/vi/"));
  const inVietnamese = await bringIntoView(page);
  expect(await field(inVietnamese, "itemKB").inputValue()).toBe("2,5");
  expect(await shownAmounts(inVietnamese)).toEqual(
    amountsOf(expected("calculator", "vi", { architecture: "container", tasks: 4, itemKB: 2.5 })),
  );
  expectQuiet(page);
});

test("absurd and hostile values in the address are repaired, with a word and without a trace of them", async () => {
  const smuggled = "<img src=x onerror=alert(1)>";
  const address = new URLSearchParams({
    "cost.requests": "9".repeat(30),
    "cost.ms": "-4",
    "cost.megabytes": "1e9",
    "cost.architecture": smuggled,
    "cost.__proto__": "x",
    [`cost.${smuggled}`]: "1",
    from: "test",
  });
  const { page, calculator } = await openCost(`${OWN_PAGE}?${address}`);
  const said = (await calculator.locator("[data-repairs]").textContent())!;
  expect(said.split("\n")).toHaveLength(5);
  expect(said).toContain("10,000,000,000");
  expect(await calculator.textContent()).not.toContain("onerror");
  expect(await calculator.locator("img").count()).toBe(0);
  await expect.poll(() => query(page)).toEqual({ from: "test", "cost.requests": "10000000000", "cost.ms": "1" });
  expect(await shownAmounts(calculator)).toEqual(
    amountsOf(expected("calculator", "en", { requests: 10_000_000_000, ms: 1 })),
  );
  expectQuiet(page);
});

test("a typed number is read as the language writes it, and brought into its limits with a word", async () => {
  const { page, calculator } = await openCost("/vi/cost-calculator/");
  const message = calculator.locator('[data-setting="megabytes"] .message');
  const type = async (text: string): Promise<[string, string]> => {
    await field(calculator, "megabytes").fill(text);
    await field(calculator, "megabytes").press("Tab");
    return [await field(calculator, "megabytes").inputValue(), (await message.textContent())!];
  };
  expect(await type("1.024")).toEqual(["1.024", ""]);
  expect((await type("99.999"))[0]).toBe("10.240");
  expect((await type("99.999"))[1]).toContain("10.240");
  const [kept, said] = await type("nhiều");
  expect(kept).toBe("nhiều");
  expect(said).not.toBe("");
  expect(await type("512")).toEqual(["512", ""]);
  expectQuiet(page);
});

test.each(english)("$lesson: nothing of it is loaded before it comes near, then at most 25 KB", async ({ path }) => {
  const page = await site.open("/en/glossary/");
  const loaded = new Map<string, Buffer>();
  page.on("response", (response) => {
    if (response.ok() && response.url().endsWith(".js"))
      void response.body().then((body) => loaded.set(response.url(), body));
  });
  await page.setViewportSize({ width: 1280, height: 300 });
  await page.goto(site.origin + path);
  await page.waitForLoadState("networkidle");
  const before = new Set(loaded.keys());
  await bringIntoView(page);
  await page.waitForLoadState("networkidle");
  const isNear = path === OWN_PAGE;
  const parts = [...loaded].filter(([url]) => isNear || !before.has(url));
  const own = isNear ? parts.filter(([url]) => /cost|view/i.test(url)) : parts;
  const size = own.reduce((sum, [, body]) => sum + gzipSync(body).length, 0);
  expect(size).toBeGreaterThan(0);
  expect(size).toBeLessThanOrEqual(25 * KILOBYTE);
});

test("a part that cannot be loaded: the bill stays, and the reader is told", async () => {
  const page = await site.open("/en/glossary/");
  await page.route(/view.*\.js/, (route) => route.abort());
  await page.goto(site.origin + OWN_PAGE);
  const calculator = page.locator("course-cost");
  await calculator.scrollIntoViewIfNeeded();
  await calculator.locator(".failed").waitFor();
  expect(await calculator.locator("table").isVisible()).toBe(true);
  expect(await calculator.locator("form").isVisible()).toBe(false);
});

test.each(languages)("the prices in $code: each with its source, or not verified", async ({ code, tag }) => {
  const page = await site.open(`/${code}/cost-calculator/`);
  const words = wordsOf(tag);
  const prices = readPrices();
  const tables = page.locator(".cost-prices");
  expect(await tables.count()).toBe(REGIONS.length);
  for (const [index, region] of REGIONS.entries()) {
    const rows = tables.nth(index).locator("tbody tr");
    expect(await rows.count()).toBe(prices.length);
    for (const [row, { regions }] of prices.entries()) {
      const cell = rows.nth(row).locator("td");
      const addresses = await cell.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      const tiers = regions[region];
      expect(addresses).toEqual([...new Set((tiers ?? []).map(({ source }) => source.url))]);
      if (!tiers) expect((await cell.textContent())!.trim()).toBe(words["cost.unverified"]);
    }
  }
});

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await axe(page).include("course-cost").withTags(AXE_TAGS).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")}: ${failureSummary}`),
  );
}
