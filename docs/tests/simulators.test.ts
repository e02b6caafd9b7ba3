import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { languages } from "../../course.config.ts";
import { contentPages, pageFile } from "../lib/pages.ts";
import { root } from "../lib/root.ts";
import { factsFor, simulatorWords } from "../lib/simulator.ts";
import { simulators } from "../simulators/all.ts";
import type { Prediction } from "../simulators/define.ts";
import { axe, AXE_TAGS } from "./axe.ts";
import { tabTo } from "./keyboard.ts";
import { expectQuiet, useSite } from "./site.ts";

const site = useSite();
const KILOBYTE = 1024;

/** Where lessons show a simulator. */
const places = languages.flatMap(({ code }) =>
  contentPages()[code]!.flatMap((page) => {
    const text = readFileSync(join(root, pageFile(code, page)!), "utf8");
    return [...text.matchAll(/<Simulator id="([^"]+)"/g)].map(([, id]) => ({
      id: id!,
      code,
      path: `/${code}/${page}/`,
    }));
  }),
);
const english = places.filter(({ code }) => code === languages[0]!.code);
const placeOf = (id: string): string => english.find((place) => place.id === id)!.path;

test("every simulator is used in a lesson", () => {
  expect([...new Set(english.map(({ id }) => id))].toSorted()).toEqual(Object.keys(simulators).toSorted());
});

async function openSimulator(
  id: string,
  path: string,
  options?: BrowserContextOptions,
): Promise<{ page: Page; root: Locator }> {
  const page = await site.open(path, options);
  return { page, root: await bringIntoView(page, id) };
}

async function bringIntoView(page: Page, id: string): Promise<Locator> {
  const root = page.locator(`course-simulator[data-simulator="${id}"]`);
  await root.scrollIntoViewIfNeeded();
  await page.locator(`course-simulator[data-simulator="${id}"][data-ready]`).waitFor();
  return root;
}

/** The next Tab goes into the simulator. */
async function goTo(root: Locator): Promise<void> {
  await root.evaluate((element) => {
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.removeAttribute("tabindex");
  });
}

/** States a guess with the keyboard alone: the first option, or the number 1. */
async function guess(page: Page, root: Locator, predictions: readonly Prediction[]): Promise<void> {
  for (const { id, kind } of predictions) {
    await tabTo(page, root, `[data-prediction="${id}"] input`);
    await (kind === "number" ? page.keyboard.type("1") : page.keyboard.press("Space"));
  }
  await tabTo(page, root, "[type=submit]");
  await page.keyboard.press("Enter");
}

const query = (page: Page): Record<string, string> => Object.fromEntries(new URL(page.url()).searchParams);

test.each(places)(
  "$id in $code: by keyboard alone, the guess first, then the result in words",
  { timeout: 60_000 },
  async ({ id, path, code }) => {
    const { page, root } = await openSimulator(id, path);
    const { predictions } = simulators[id]!;
    const words = simulatorWords(id, code);
    expect(await root.locator(".static").isVisible()).toBe(false);

    // Nothing is shown before there is a guess.
    await goTo(root);
    await tabTo(page, root, "[type=submit]");
    await page.keyboard.press("Enter");
    expect(await root.locator("[data-need]").textContent()).not.toBe("");
    expect(await root.locator(".result").isVisible()).toBe(false);
    expect(await root.locator("[data-guess] input:focus").count()).toBe(1);

    await goTo(root);
    await guess(page, root, predictions);
    expect(await root.locator("[data-guess]").isVisible()).toBe(false);
    expect(await root.locator(".summary:focus").count()).toBe(1);
    expect(await root.locator(".verdicts li").count()).toBe(predictions.length);

    await tabTo(page, root, ".trace > summary");
    await page.keyboard.press("Enter");
    const lines = await root.locator(".trace li:visible").allTextContents();
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line).not.toMatch(/\{\{|NaN|undefined/);
    expect(await root.locator(".result .note").textContent()).toBe(words["note"]);

    await page.setViewportSize({ width: 320, height: 800 });
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0);

    await tabTo(page, root, "[data-do=again]");
    await page.keyboard.press("Enter");
    expect(await root.locator(".result").isVisible()).toBe(false);
    expect(await root.locator("[data-guess] input:focus").count()).toBe(1);
    expect(await root.locator("[data-guess] input:checked").count()).toBe(0);
    expectQuiet(page);
  },
);

test.each(english)(
  "$id: axe finds nothing, before and after the guess, light and dark",
  { timeout: 60_000 },
  async ({ id, path }) => {
    const { page, root } = await openSimulator(id, path, { colorScheme: "light" });
    expect(await violations(page)).toEqual([]);
    await goTo(root);
    await guess(page, root, simulators[id]!.predictions);
    await root.locator(".trace > summary").click();
    expect(await violations(page)).toEqual([]);
    await page.evaluate(() => (document.documentElement.dataset["theme"] = "dark"));
    expect(await violations(page)).toEqual([]);
  },
);

test.each(english)(
  "$id: a case and a changed setting stand in the address, and come back from it",
  async ({ id, path }) => {
    const simulator = simulators[id]!;
    const { page, root } = await openSimulator(id, `${path}?from=test`);
    const [, second] = Object.entries(simulator.cases(factsFor(simulator)));
    await root.locator(`[data-case="${second![0]}"]`).press("Enter");
    expect(await root.locator(`[data-case="${second![0]}"]`).getAttribute("aria-pressed")).toBe("true");
    const wanted = Object.fromEntries(
      Object.entries(second![1]).map(([name, value]) => [`${id}.${name}`, String(value)]),
    );
    await expect.poll(() => query(page)).toEqual({ from: "test", ...wanted });

    const field = root.locator("input[type=range], textarea").first();
    await field.focus();
    await page.keyboard.press("ArrowRight");
    // A text changes by what is typed into it.
    await page.keyboard.type(" ");
    expect(await root.locator(`[data-case="${second![0]}"]`).getAttribute("aria-pressed")).toBe("false");
    await expect.poll(() => query(page)).not.toEqual({ from: "test", ...wanted });
    const values = (): Promise<string[]> =>
      root
        .locator(".settings :is(select, input[type=text])")
        .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
    const before = await values();
    await page.reload();
    await bringIntoView(page, id);
    expect(await values()).toEqual(before);
    expect(await root.locator("[data-repairs]").textContent()).toBe("");
    expect(await root.locator(".result").isVisible()).toBe(false);
    expectQuiet(page);
  },
);

test("another language keeps the settings", async () => {
  const path = `${placeOf("compute-chooser")}?compute-chooser.machine=gpu&compute-chooser.gigabytes=24.5`;
  const { page } = await openSimulator("compute-chooser", path);
  await page.locator('.languages a[data-language="vi"]').first().click();
  await page.waitForURL((url) => url.pathname.startsWith("/vi/"));
  const root = await bringIntoView(page, "compute-chooser");
  expect(await root.locator('[data-setting="machine"] select').inputValue()).toBe("gpu");
  expect(await root.locator('[data-setting="gigabytes"] input').first().inputValue()).toBe("24,5");
});

test("absurd and hostile values in the address are repaired, with a word and without a trace of them", async () => {
  const smuggled = "<img src=x onerror=alert(1)>";
  const address = new URLSearchParams({
    "concurrency.rate": "1".repeat(30),
    "concurrency.seconds": "-4",
    "concurrency.shape": smuggled,
    "concurrency.reserved": "20000",
    "concurrency.seed": "Infinity",
    "concurrency.__proto__": "x",
    [`concurrency.${smuggled}`]: "1",
    from: "test",
  });
  const { page, root } = await openSimulator("concurrency", `${placeOf("concurrency")}?${address}`);
  const said = (await root.locator("[data-repairs]").textContent())!;
  expect(said.split("\n")).toHaveLength(6);
  expect(said).toContain("20,000");
  expect(await root.textContent()).not.toContain("onerror");
  expect(await root.locator("img").count()).toBe(0);
  await expect
    .poll(() => query(page))
    .toEqual({
      "concurrency.rate": "20000",
      "concurrency.seconds": "0.01",
      "concurrency.reserved": "900",
      from: "test",
    });

  await goTo(root);
  await guess(page, root, simulators["concurrency"]!.predictions);
  expect(await root.locator(".summary").textContent()).toContain("2,000");
  expectQuiet(page);
});

test("a typed number is read as the language writes it, and brought into its limits with a word", async () => {
  const { page, root } = await openSimulator("concurrency", placeOf("concurrency"));
  const field = root.locator('[data-setting="seconds"] input').first();
  const type = async (text: string): Promise<[string, string]> => {
    await field.fill(text);
    await field.press("Tab");
    return [await field.inputValue(), (await root.locator('[data-setting="seconds"] .message').textContent())!];
  };
  expect(await type("2.50")).toEqual(["2.5", ""]);
  expect((await type("1000"))[0]).toBe("30");
  expect((await type("1000"))[1]).toContain("30");
  const [kept, message] = await type("soon");
  expect(kept).toBe("soon");
  expect(message).not.toBe("");
  expect(await type("0.3")).toEqual(["0.3", ""]);
  expectQuiet(page);
});

test("after the guess a changed setting changes the result; a case asks again", async () => {
  const { page, root } = await openSimulator("concurrency", placeOf("concurrency"));
  await goTo(root);
  await guess(page, root, simulators["concurrency"]!.predictions);
  const first = await root.locator(".summary").textContent();
  const field = root.locator('[data-setting="seconds"] input').first();
  await field.fill("10");
  await field.press("Enter");
  await expect.poll(() => root.locator(".summary").textContent()).not.toBe(first);
  await expect.poll(() => root.locator(".verdicts li").count()).toBe(0);
  await expect.poll(() => root.locator("[data-live]").textContent()).toBe(await root.locator(".summary").textContent());

  await root.locator("[data-case=newsletter]").press("Enter");
  expect(await root.locator(".result").isVisible()).toBe(false);
  await guess(page, root, simulators["concurrency"]!.predictions);
  expect(await root.locator(".summary").textContent()).toBe(first);
});

test("other random numbers, another minute; the same numbers, the same minute", async () => {
  const path = `${placeOf("concurrency")}?concurrency.arrivals=random&concurrency.seconds=1`;
  const { page, root } = await openSimulator("concurrency", path);
  await goTo(root);
  await guess(page, root, simulators["concurrency"]!.predictions);
  const last = async (): Promise<string> => (await root.locator(".trace li").last().textContent())!;
  const first = await last();
  await root.locator("[data-do=seed]").press("Enter");
  await expect.poll(last).not.toBe(first);
  await expect.poll(() => query(page)["concurrency.seed"]).toBe("2");
  const second = await last();
  await page.reload();
  await bringIntoView(page, "concurrency");
  await goTo(root);
  await guess(page, root, simulators["concurrency"]!.predictions);
  expect(await last()).toBe(second);
});

test("the minute plays and pauses when asked; with reduced motion the reader moves it", async () => {
  const { page, root } = await openSimulator("concurrency", placeOf("concurrency"), { reducedMotion: "no-preference" });
  await goTo(root);
  await guess(page, root, simulators["concurrency"]!.predictions);
  const at = async (): Promise<number> => Number(await root.locator(".clock input").inputValue());
  expect(await at()).toBe(0);
  await tabTo(page, root, ".clock button");
  await page.keyboard.press("Enter");
  await expect.poll(at).toBeGreaterThan(2);
  await page.keyboard.press("Enter");
  const stopped = await at();
  await page.waitForTimeout(600);
  expect(await at()).toBe(stopped);

  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await root.locator(".clock button").isVisible()).toBe(false);
  await tabTo(page, root, ".clock input");
  const said = await root.locator(".clock p").textContent();
  await page.keyboard.press("Home");
  expect(await at()).toBe(0);
  expect(await root.locator(".clock p").textContent()).not.toBe(said);
  expect(await root.locator(".clock input").getAttribute("aria-valuetext")).toContain(
    (await root.locator(".clock p").textContent())!,
  );
});

test.each(english)("$id: nothing of it is loaded before it comes near, then at most 25 KB", async ({ id, path }) => {
  const page = await site.open("/en/glossary/");
  const loaded = new Map<string, Buffer>();
  page.on("response", (response) => {
    if (response.ok() && response.url().endsWith(".js"))
      void response.body().then((body) => loaded.set(response.url(), body));
  });
  await page.goto(site.origin + path);
  await page.waitForLoadState("networkidle");
  const before = new Set(loaded.keys());
  expect(await page.locator("course-simulator[data-ready]").count()).toBe(0);
  await bringIntoView(page, id);
  await page.waitForLoadState("networkidle");
  const parts = [...loaded].filter(([url]) => !before.has(url));
  expect(parts.length).toBeGreaterThan(0);
  const size = parts.reduce((sum, [, body]) => sum + gzipSync(body).length, 0);
  expect(size).toBeLessThanOrEqual(25 * KILOBYTE);
});

test.each(languages)("without JavaScript, the first case of each in words in $name", async ({ code }) => {
  const page = await site.open(`/${code}/`, { javaScriptEnabled: false });
  for (const { id, path } of places.filter((place) => place.code === code)) {
    await page.goto(site.origin + path);
    const root = page.locator(`course-simulator[data-simulator="${id}"]`);
    expect(await root.locator(".static").isVisible(), id).toBe(true);
    expect(await root.locator(".static p").first().textContent(), id).toBe(simulatorWords(id, code)["static"]);
    expect(await root.locator(".static li").count(), id).toBeGreaterThan(3);
    expect(await root.locator(":is(form, button, input, select):visible").count(), id).toBe(0);
  }
});

test("a part that cannot be loaded: the words stay, and the reader is told", async () => {
  const page = await site.open("/en/glossary/");
  await page.route(/concurrency.*\.js|simulator.*\.js|view.*\.js/, (route) => route.abort());
  await page.goto(site.origin + placeOf("concurrency"));
  const root = page.locator("course-simulator");
  await root.scrollIntoViewIfNeeded();
  await root.locator(".failed").waitFor();
  expect(await root.locator(".static").isVisible()).toBe(true);
  expect(await root.locator("form").isVisible()).toBe(false);
});

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await axe(page).include("course-simulator").withTags(AXE_TAGS).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")}: ${failureSummary}`),
  );
}
