import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { languages } from "../../course.config.ts";
import { KEY } from "../client/progress/progress.ts";
import { emptyRecord, type Answer, type ProgressRecord } from "../client/progress/record.ts";
import { loadQuiz, type Question } from "../lib/quiz/load.ts";
import { root as folder } from "../lib/root.ts";
import { axe, AXE_TAGS } from "./axe.ts";
import { answer, check, ids } from "./answering.ts";
import { tabTo } from "./keyboard.ts";
import { Host } from "./host.ts";
import { expectQuiet, useSite } from "./site.ts";
import { walk } from "./walk.ts";

const site = useSite();
const HANOI = { timezoneId: "Asia/Ho_Chi_Minh" };
const DAY = 86_400_000;
/** A Saturday evening in Hanoi. */
const EVENING = Date.UTC(2026, 10, 21, 13);

function text(language: string, key: string): string {
  const { tag } = languages.find(({ code }) => code === language)!;
  const file = join(folder, "docs/content/i18n", `${tag}.json`);
  const found = (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>)[key];
  if (!found) throw new Error(`${file} has no ${key}`);
  return found.split("{{")[0]!.trim();
}

function questionOf(quiz: string, id: string): Question {
  const found = loadQuiz(quiz, "en").questions.find((question) => question.id === id);
  if (!found) throw new Error(`The quiz ${quiz} has no question ${id}`);
  return found;
}

const stored = (page: Page): Promise<ProgressRecord> =>
  page.evaluate((key) => JSON.parse(localStorage.getItem(key)!) as ProgressRecord, KEY);

/** A record in which these questions were missed, or these lessons done, that many days ago. */
function recordOf(missed: [quiz: string, question: string][], done: string[] = [], days = 1): ProgressRecord {
  const record = emptyRecord();
  const at = new Date(EVENING - days * DAY).toISOString();
  for (const [quiz, question] of missed) {
    const given: Answer = { at, correct: false, confidence: "sure" };
    (record.quizzes[quiz] ??= { questions: {} }).questions[question] = { first: given, last: given, attempts: 1 };
  }
  for (const lesson of done)
    record.lessons[lesson] = { firstAt: at, lastAt: at, sections: {}, done: { at, by: "reader" } };
  return record;
}

async function openWith(record: ProgressRecord, language = "en"): Promise<Page> {
  const page = await site.open(`/${language}/licence/`, HANOI);
  await page.clock.setFixedTime(EVENING);
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [KEY, JSON.stringify(record)] as const);
  await page.goto(`${site.origin}/${language}/review/`);
  return page;
}

const review = (page: Page): Locator => page.locator("course-review");
const asked = (page: Page): Locator => review(page).locator("[data-place] .question");
const state = (page: Page): Promise<string> => review(page).locator("[data-summary]").innerText();

async function press(page: Page, selector: string): Promise<void> {
  await tabTo(page, review(page), selector);
  await page.keyboard.press("Enter");
}

/** The question that is asked now; the heading has the focus, so the Tab key leads into it. */
async function waitFor(page: Page, id: string): Promise<Locator> {
  const root = review(page).locator(`[data-place] [data-question="${id}"]`);
  await root.waitFor();
  expect(await page.evaluate(() => document.activeElement?.hasAttribute("data-heading"))).toBe(true);
  return root;
}

test("a reader fails two questions in Vietnamese, reviews them in English a day later, by keyboard alone, and moves the record to another browser", async () => {
  const step = walk("From Vietnamese to English, a day later, and into another browser");
  const page = await site.open("/vi/principles/concurrency/", HANOI);
  await page.clock.setFixedTime(EVENING);
  await page.reload();
  // A lesson that was only opened: its question may be asked for the sake of a belief.
  await page.waitForFunction((key) => localStorage.getItem(key)?.includes('"concurrency"'), KEY);
  await page.goto(`${site.origin}/vi/api/rest-api/`);

  const race = questionOf("rest-api", "exactly-one");
  const grant = questionOf("rest-api", "forgotten-grant");
  for (const [question, option] of [
    [race, "read-first"],
    [grant, "deployment"],
  ] as const) {
    const root = page.locator(`[data-question="${question.id}"]`);
    await root.locator(`input[value="${option}"]`).check();
    await check(page, root, 2);
    expect(await root.locator(".result").getAttribute("data-verdict")).toBe("wrong");
    await step(
      page,
      `In Vietnamese: the question \`${question.id}\` of “A REST API” is answered wrongly, and with certainty.`,
    );
  }
  await page.goto(`${site.origin}/vi/review/`);
  expect(await state(page)).toContain(text("vi", "review.done"));
  expect(await review(page).locator("[data-begin]").isVisible()).toBe(false);
  await step(page, "The review has nothing for today and names the day of the next one.");

  await page.clock.setFixedTime(EVENING + DAY);
  await page.goto(`${site.origin}/en/review/`);
  expect(await state(page)).toContain("3 questions");
  await step(page, "A day later, in English: two missed questions are due, and a third that tests the same belief.");
  await press(page, "[data-begin]");

  // The belief in another setting; what it was is said after the answer only.
  const counter = questionOf("concurrency", "counter");
  let root = await waitFor(page, counter.id);
  expect(await review(page).locator("[data-why]").innerText()).toBe(
    "An answer of yours in “A REST API” was not right. The belief behind it returns here in another question.",
  );
  await step(page, "First the wrong belief, in a question of another lesson. The page says why it is asked.");
  await answer(page, root, counter, true);
  await press(page, "[type=submit]");
  expect(await root.locator(".message").innerText()).not.toBe("");
  expect(await review(page).locator("[data-belief]").isVisible()).toBe(false);
  await check(page, root, 2);
  expect(await root.locator(".result").getAttribute("data-verdict")).toBe("right");
  expect(await review(page).locator("[data-belief]").innerText()).toContain("A read before the write");
  await step(page, "After the answer the page names the belief that brought it here.");
  await press(page, "[data-next]");

  root = await waitFor(page, race.id);
  expect(await root.locator(".prompt").innerText()).toBe(race.prompt.replaceAll("`", ""));
  const before = await ids(root);
  await answer(page, root, race, false);
  await check(page, root, 1);
  await step(page, "The first of the two, missed again.");
  await press(page, "[data-next]");

  root = await waitFor(page, grant.id);
  await answer(page, root, grant, true);
  await check(page, root, 2);
  await press(page, "[data-next]");

  root = await waitFor(page, race.id);
  expect(await review(page).locator("[data-why]").innerText()).toBe(text("en", "review.why.retry"));
  expect(await ids(root)).not.toEqual(before);
  await step(page, "What was missed comes again in the same sitting, with its options in another order.");
  await answer(page, root, race, true);
  await check(page, root, 2);
  await press(page, "[data-next]");

  const score = review(page).locator("[data-score]");
  await score.waitFor();
  expect(await score.innerText()).toBe("Right at once: 2 of 3.");
  expect(await score.evaluate((line) => line === document.activeElement)).toBe(true);
  expect(await state(page)).toContain(text("en", "review.done"));
  await step(page, "The end of the sitting: done for today.");
  const record = await stored(page);
  const memory = record.review.questions["rest-api"]!;
  expect(Object.keys(memory).toSorted()).toEqual([race.id, grant.id]);
  // The first answer of the sitting decides, not the retry.
  const pause = (id: string): number => (Date.parse(memory[id]!.due) - Date.parse(memory[id]!.at)) / DAY;
  expect(pause(race.id)).toBe(1);
  expect(pause(grant.id)).toBeGreaterThan(1);
  expect(record.quizzes["rest-api"]!.questions[race.id]).toMatchObject({
    first: { correct: false },
    last: { correct: true },
    attempts: 3,
  });

  await page.goto(`${site.origin}/en/progress/`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-export]")]);
  const file = await download.path();
  await step(page, "The record is exported as a file.");

  const other = await site.open("/zh/progress/", HANOI);
  await other.clock.setFixedTime(EVENING + DAY);
  await other.reload();
  await other.locator("progress-file input[type=file]").setInputFiles(file);
  await other.locator("[data-preview]").waitFor();
  await other.locator("[data-preview]").scrollIntoViewIfNeeded();
  await step(other, "Another browser, in Chinese: the file is read, and what it would change is shown first.");
  await other.click("[data-take]");
  await other.locator("[data-preview]").waitFor({ state: "hidden" });
  expect((await stored(other)).review).toEqual(record.review);
  await other.goto(`${site.origin}/zh/review/`);
  expect(await state(other)).toContain(text("zh", "review.done"));
  await step(other, "The other browser knows that today is done.");
  await other.clock.setFixedTime(EVENING + 2 * DAY);
  await other.reload();
  expect(await state(other)).toContain("1 道题");
  await step(other, "And on the day after, it asks what was missed.");
  expectQuiet(page);
  expectQuiet(other);
});

test("a term: say how sure, see the definition and its other names, judge; what was not known comes again", async () => {
  const page = await openWith(recordOf([], ["welcome"]), "vi");
  await press(page, "[data-begin]");
  await asked(page).waitFor();
  const total = Number(/\d+/.exec(await review(page).locator("[data-heading]").innerText())![0]);
  expect(await review(page).locator("[data-why]").innerText()).toContain(text("vi", "review.why.term.met"));
  const name = await asked(page).locator("[data-name]").first().innerText();
  expect(await asked(page).locator("[data-definition]").isVisible()).toBe(false);
  // Nothing is shown before the reader has committed.
  await press(page, "[type=submit]");
  expect(await asked(page).locator(".message").innerText()).toBe(text("vi", "review.term.need"));
  expect(await asked(page).locator("[data-definition]").isVisible()).toBe(false);
  await page.keyboard.press("Space");
  await press(page, "[type=submit]");
  expect((await asked(page).locator("[data-definition]").innerText()).length).toBeGreaterThan(20);
  expect(await asked(page).locator("[data-others] span").count()).toBe(languages.length - 1);
  await press(page, "[data-had=no]");

  for (let left = total - 1; left > 0; left--) {
    await tabTo(page, asked(page), "input");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await press(page, "[type=submit]");
    await press(page, "[data-had=yes]");
  }
  expect(await asked(page).locator("[data-name]").first().innerText()).toBe(name);
  await tabTo(page, asked(page), "input");
  await page.keyboard.press("Space");
  await press(page, "[type=submit]");
  await press(page, "[data-had=yes]");
  await review(page).locator("[data-score]").waitFor();
  const { terms } = (await stored(page)).review;
  expect(Object.keys(terms)).toHaveLength(total);
  const due = Object.values(terms).map((memory) => memory.due);
  expect(due.filter((day) => day === due.toSorted()[0])).toHaveLength(1);
  expectQuiet(page);
});

test("every kind of question, with its code, its recording and links that lead to its lesson", async () => {
  const record = recordOf([
    ["rest-api", "way"],
    ["rest-api", "statuses"],
    ["rest-api", "second-post"],
    ["rest-api", "find-the-gap"],
    ["rest-api", "no-answer"],
    ["rest-api", "longest-wait"],
  ]);
  const page = await openWith(record);
  await press(page, "[data-begin]");
  for (const id of Object.keys(record.quizzes["rest-api"]!.questions)) {
    const root = await waitFor(page, id);
    const question = questionOf("rest-api", id);
    await answer(page, root, question, true);
    await check(page, root, 2);
    expect(await root.locator(".result").getAttribute("data-verdict"), id).toBe("right");
    for (const link of await root.locator("a").all()) expect(await link.getAttribute("href")).toMatch(/^\/en\/.+#/);
    if (question.kind === "predict") {
      await root.locator("course-trace [data-step]").click();
      expect(await root.locator("course-trace .now .words").innerText()).not.toBe("");
    }
    if (question.kind === "bug")
      expect(
        await root
          .locator(".code .ec-line span")
          .first()
          .evaluate((code) => getComputedStyle(code).color),
      ).not.toBe(await root.locator(".prompt").evaluate((prompt) => getComputedStyle(prompt).color));
    await press(page, "[data-next]");
  }
  await review(page).locator("[data-score]").waitFor();
  expectQuiet(page);
});

test("first use, and a browser that forbids storage: the page says so", async () => {
  const page = await site.open("/en/review/");
  expect(await state(page)).toContain(text("en", "review.none"));
  expect(await review(page).locator("[data-begin]").isVisible()).toBe(false);
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  await page.reload();
  expect(await review(page).locator("[data-note]").innerText()).toBe(text("en", "progress.trouble.forbidden"));
});

test("questions and terms that the course does not have are left out, with a word", async () => {
  const record = recordOf([
    ["rest-api", "no-such-question"],
    ["no-such-quiz", "way"],
    ["rest-api", "way"],
  ]);
  const at = new Date(EVENING - DAY).toISOString();
  record.review.terms["no-such-term"] = { at, due: at, stability: 1, difficulty: 5 };
  const page = await openWith(record);
  expect(await review(page).locator("[data-note]").innerText()).toBe(
    "3 items of your record are left out: this course no longer has them.",
  );
  expect(await state(page)).toContain("1 question.");
  await press(page, "[data-begin]");
  await waitFor(page, "way");
  // Nothing of it is thrown away: another version of the course may have it.
  expect(await stored(page)).toEqual(record);
  expectQuiet(page);
});

test("a clock that was set back asks again instead of waiting for years", async () => {
  const record = recordOf([["rest-api", "way"]], [], -1000);
  const page = await openWith(record);
  expect(await state(page)).toContain("1 question.");
  await press(page, "[data-begin]");
  const root = await waitFor(page, "way");
  await answer(page, root, questionOf("rest-api", "way"), true);
  await check(page, root, 2);
  await press(page, "[data-next]");
  await review(page).locator("[data-score]").waitFor();
  expect(await state(page)).toContain("2026");
  expectQuiet(page);
});

test("a page that cannot be loaded: said, tried again, or left out", async () => {
  const { id } = loadQuiz("cost", "en").questions[0]!;
  const page = await openWith(
    recordOf([
      ["rest-api", "way"],
      ["cost", id],
    ]),
  );
  await page.route(/\/en\/(api|operate)\//, (route) => route.abort());
  await press(page, "[data-begin]");
  const failed = review(page).locator("[data-panel=failed]");
  await failed.waitFor();
  expect(await failed.innerText()).toContain(text("en", "review.failed"));
  await page.unrouteAll();
  await press(page, "[data-retry]");
  const root = await waitFor(page, "way");
  await page.route(/\/en\/operate\//, (route) => route.abort());
  await page.reload();
  await press(page, "[data-begin]");
  await waitFor(page, "way");
  await answer(page, root, questionOf("rest-api", "way"), true);
  await check(page, root, 2);
  await press(page, "[data-next]");
  await failed.waitFor();
  await press(page, "[data-skip]");
  expect(await review(page).locator("[data-score]").innerText()).toBe("Right at once: 1 of 1.\n1 item was left out.");
  expect(await state(page)).toContain("1 question.");
});

test("without a network, once the language is kept", async () => {
  const host = new Host();
  await host.start();
  const context = await site.browser.newContext(HANOI);
  const page = await context.newPage();
  await page.clock.setFixedTime(EVENING);
  await page.goto(`${host.origin}/zh/offline/`);
  await page.locator('offline-copy li[data-language="zh"] button').click();
  await page.locator('offline-copy li[data-language="zh"][data-kept="true"]').waitFor();
  const record = recordOf([["rest-api", "find-the-gap"]], ["welcome"]);
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [KEY, JSON.stringify(record)] as const);
  await host.stop();
  await context.setOffline(true);

  await page.goto(`${host.origin}/zh/review/`);
  await press(page, "[data-begin]");
  const root = await waitFor(page, "find-the-gap");
  await answer(page, root, questionOf("rest-api", "find-the-gap"), true);
  await check(page, root, 2);
  await press(page, "[data-next]");
  await asked(page).locator("[data-name]").first().waitFor();
  expect((await stored(page)).review.questions["rest-api"]).toHaveProperty("find-the-gap");
  await context.close();
});

test("the oldest of much that is due, for about ten minutes", async () => {
  const missed = ["rest-api", "cost", "memory"].flatMap((quiz) =>
    loadQuiz(quiz, "en").questions.map(({ id }): [string, string] => [quiz, id]),
  );
  const page = await openWith(recordOf(missed));
  expect(await state(page)).toMatch(/This sitting takes the first of them: 13 questions\.\s+About 10 minutes\./);
  await press(page, "[data-begin]");
  await asked(page).waitFor();
  expect(await review(page).locator("[data-heading]").innerText()).toContain("13");
  await press(page, "[data-stop]");
  expect(await review(page).locator("[data-begin]").isVisible()).toBe(true);
});

test("without JavaScript the page says what it needs", async () => {
  for (const { code } of languages) {
    const page = await site.open(`/${code}/review/`, { javaScriptEnabled: false });
    expect(await review(page).locator("noscript").innerText()).toBe(text(code, "review.noscript"));
    expect(await review(page).locator("button:visible").count()).toBe(0);
  }
});

test("a lesson page does not load the scheduler", async () => {
  const loadsScheduler = async (path: string): Promise<boolean> => {
    const page = await site.open(path);
    await page.waitForLoadState("networkidle");
    const scripts = await page.evaluate(() =>
      performance.getEntriesByType("resource").flatMap(({ name }) => (name.endsWith(".js") ? name : [])),
    );
    expect(scripts.length).toBeGreaterThan(3);
    const texts = await Promise.all(scripts.map(async (script) => (await fetch(script)).text()));
    return texts.some((code) => code.includes("request_retention"));
  };
  expect(await loadsScheduler("/en/api/rest-api/")).toBe(false);
  expect(await loadsScheduler("/en/review/")).toBe(true);
});

test.each(languages)(
  "in every state it has no barriers, and nothing sticks out of a phone, in $name",
  async ({ code }) => {
    const page = await openWith(
      recordOf(
        [
          ["rest-api", "find-the-gap"],
          ["rest-api", "second-post"],
        ],
        ["welcome"],
      ),
      code,
    );
    const look = async (): Promise<void> => {
      for (const theme of ["light", "dark"]) {
        await page.evaluate((theme) => (document.documentElement.dataset["theme"] = theme), theme);
        const { violations } = await axe(page).include("main").withTags(AXE_TAGS).analyze();
        expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(" ")}`))).toEqual(
          [],
        );
      }
      await page.setViewportSize({ width: 320, height: 800 });
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1280, height: 900 });
    };
    await look();
    await press(page, "[data-begin]");
    for (const id of ["find-the-gap", "second-post"]) {
      const root = await waitFor(page, id);
      await look();
      await answer(page, root, questionOf("rest-api", id), true);
      await check(page, root, 2);
      await look();
      await press(page, "[data-next]");
    }
    await asked(page).locator("[data-name]").first().waitFor();
    await look();
    await tabTo(page, asked(page), "input");
    await page.keyboard.press("Space");
    await press(page, "[type=submit]");
    await look();
    await press(page, "[data-stop]");
    await review(page).locator("[data-score]").waitFor();
    await look();
    expectQuiet(page);
  },
);
