import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { languages, modules } from "../../course.config.ts";
import type { Kind } from "../lib/quiz/grade.ts";
import { loadQuiz, type Question, type Quiz } from "../lib/quiz/load.ts";
import { reasonsOf } from "../lib/quiz/reasons.ts";
import { plainText } from "../lib/quiz/text.ts";
import { axe, AXE_TAGS } from "./axe.ts";
import { answer, check, ids } from "./answering.ts";
import { tabTo } from "./keyboard.ts";
import { expectQuiet, useSite } from "./site.ts";

const site = useSite();

const english = languages[0]!.code;
/** Those with questions of most kinds first: few pages show everything. */
const quizzes = modules
  .flatMap(({ lessons }) => lessons.map(({ slug }) => loadQuiz(slug, english)))
  // Those of reviews are of the same kinds.
  .sort((a, b) => kindsIn(b) - kindsIn(a));
function kindsIn({ questions }: Quiz): number {
  return new Set(questions.map(({ kind }) => kind)).size;
}

const pathOf = (quiz: Quiz, language = english): string => `/${language}/${quiz.page}/`;

/** A quiz of the course with a question of that kind. */
function example<K extends Kind>(kind: K): { quiz: Quiz; question: Extract<Question, { kind: K }> } {
  for (const quiz of quizzes) {
    const question = quiz.questions.find((question) => question.kind === kind);
    if (question) return { quiz, question: question as Extract<Question, { kind: K }> };
  }
  throw new Error(`No quiz of the course asks a question of the kind ${kind}`);
}

const rootOf = (page: Page, { id }: Question): Locator => page.locator(`[data-question="${id}"]`);

/** As a link to it does: the next Tab goes into the question. */
async function goTo(page: Page, root: Locator): Promise<void> {
  await page.evaluate(
    (id) => {
      location.hash = "";
      location.hash = id;
    },
    (await root.getAttribute("id"))!,
  );
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.className || document.activeElement?.tagName || "");

interface Stored {
  first: { correct: boolean };
  last: { correct: boolean };
  attempts: number;
}

const stored = (page: Page, quiz: Quiz, question: Question): Promise<Stored> =>
  page.evaluate(
    ([quiz, question]) => {
      const record = JSON.parse(localStorage.getItem("course.progress")!) as {
        quizzes: Record<string, { questions: Record<string, Stored> }>;
      };
      return record.quizzes[quiz!]!.questions[question!]!;
    },
    [quiz.id, question.id],
  );

const KINDS: Kind[] = ["single", "multiple", "order", "match", "predict", "bug", "numeric"];

test.each(KINDS)("%s: by keyboard alone, wrong at first, then right", async (kind) => {
  const { quiz, question } = example(kind);
  const page = await site.open(pathOf(quiz));
  const root = rootOf(page, question);
  await root.locator(".actions").waitFor();
  const reasons = reasonsOf(question).map((why) => plainText(why, english));
  const visibleReasons = async (): Promise<string[]> => {
    const text = await root.evaluate((element) => (element as HTMLElement).innerText);
    return reasons.filter((reason) => text.replaceAll(/\s+/g, " ").includes(reason.replaceAll(/\s+/g, " ")));
  };
  expect(await visibleReasons()).toEqual([]);

  // Nothing is revealed before there is an answer.
  await goTo(page, root);
  await check(page, root);
  expect(await root.locator(".message").textContent()).not.toBe("");
  expect(await visibleReasons()).toEqual([]);

  // Nor before the reader has said how sure.
  await goTo(page, root);
  await answer(page, root, question, false);
  expect(await root.locator(".message").textContent()).toBe("");
  await check(page, root);
  expect(await root.locator(".message").textContent()).not.toBe("");
  expect(await visibleReasons()).toEqual([]);
  expect(
    await root
      .locator(".confidence input")
      .first()
      .evaluate((input) => input === document.activeElement),
  ).toBe(true);

  await check(page, root, 2);
  expect(await focused(page)).toBe("result");
  expect(await root.locator(".result").getAttribute("data-verdict")).toBe("wrong");
  expect(await visibleReasons()).toEqual(reasons);
  expect(await stored(page, quiz, question)).toMatchObject({ first: { correct: false }, attempts: 1 });
  if (kind !== "order" && kind !== "match") {
    expect(await root.locator(".yours").count()).toBe(
      kind === "multiple" ? (await root.locator("input:checked").count()) - 1 : 1,
    );
    expect(await root.locator(".misconception:visible a").first().getAttribute("href")).toContain("#");
  }
  if (kind === "predict") expect(await root.locator("course-trace").isVisible()).toBe(true);

  const shown = kind === "match" ? "right" : "option";
  const before = await ids(root, shown);
  await tabTo(page, root, "[data-do=again]");
  await page.keyboard.press("Enter");
  expect(await visibleReasons()).toEqual([]);
  expect(await root.locator(".body :focus").count()).toBe(1);
  if (kind !== "bug" && kind !== "numeric") expect(await ids(root, shown)).not.toEqual(before);

  await answer(page, root, question, true);
  await check(page, root, 0);
  expect(await root.locator(".result").getAttribute("data-verdict")).toBe("right");
  expect(await visibleReasons()).toEqual(reasons);
  expect(await root.locator(".misconception:visible").count()).toBe(0);
  expect(await stored(page, quiz, question)).toMatchObject({
    first: { correct: false },
    last: { correct: true },
    attempts: 2,
  });
  expectQuiet(page);
});

test("a whole quiz: the summary, the missed ones again, the lesson done", async () => {
  const quiz = quizzes[0]!;
  const page = await site.open(pathOf(quiz));
  const [missed, ...others] = quiz.questions as [Question, ...Question[]];
  const summary = page.locator("course-quiz .summary");
  for (const question of others) {
    const root = rootOf(page, question);
    await goTo(page, root);
    await answer(page, root, question, true);
    await check(page, root, 1);
    expect(await summary.isVisible()).toBe(true);
    expect(await summary.locator("[data-done]").isVisible()).toBe(false);
  }
  await goTo(page, rootOf(page, missed));
  await answer(page, rootOf(page, missed), missed, false);
  await check(page, rootOf(page, missed), 2);
  expect(await summary.locator("[data-score]").textContent()).toContain(`${others.length}`);
  expect(await summary.locator("[data-done]").isVisible()).toBe(true);
  expect(await summary.locator("[data-look] li").count()).toBe(1);
  expect(await violations(page)).toEqual([]);
  await page.evaluate(() => (document.documentElement.dataset["theme"] = "dark"));
  expect(await violations(page)).toEqual([]);

  await tabTo(page, summary, "[data-do=missed]");
  await page.keyboard.press("Enter");
  expect(await rootOf(page, missed).locator(".body :focus").count()).toBe(1);
  await answer(page, rootOf(page, missed), missed, true);
  await check(page, rootOf(page, missed), 1);
  expect(await summary.locator("[data-look] li:visible").count()).toBe(0);
  expectQuiet(page);
});

test("what was answered in one language is known in the others", async () => {
  const { quiz, question } = example("numeric");
  const page = await site.open(pathOf(quiz));
  await goTo(page, rootOf(page, question));
  await answer(page, rootOf(page, question), question, true);
  await check(page, rootOf(page, question), 1);
  for (const { code } of languages) {
    await page.goto(site.origin + pathOf(quiz, code));
    const root = rootOf(page, question);
    await root.locator(".before").waitFor();
    expect(await root.locator(".body").isVisible()).toBe(false);
    expect(await root.locator(".answer > summary").isVisible()).toBe(true);
  }
  await rootOf(page, question).locator("[data-do=redo]").press("Enter");
  expect(await rootOf(page, question).locator(".body input:focus").count()).toBe(1);
  expectQuiet(page);
});

test("a number is read as the language writes it, and said before it counts", async () => {
  const { quiz, question } = example("numeric");
  const page = await site.open(pathOf(quiz));
  const readAs = async (language: string, text: string): Promise<string> => {
    await page.goto(site.origin + pathOf(quiz, language));
    await rootOf(page, question).locator(".body input").fill(text);
    return (await rootOf(page, question).locator("output").textContent())!;
  };
  expect(await readAs("en", "1.500")).toMatch(/\b1\.5$/);
  expect(await readAs("vi", "1.500")).toMatch(/\b1\.500$/);
  expect(await readAs("vi", "1,5")).toMatch(/\b1,5$/);
  expect(await readAs("zh", "１，５００")).toMatch(/1,500$/);
  expect(await readAs("en", "many")).toBe("");
});

test.each(languages)(
  "without JavaScript the questions and, under a disclosure, the answers can be read in $name",
  async ({ code }) => {
    const quiz = loadQuiz(quizzes[0]!.id, code);
    const page = await site.open(pathOf(quiz, code), { javaScriptEnabled: false });
    expect(await page.locator("course-quiz :is(.confidence, .actions, .move, .before, .after):visible").count()).toBe(
      0,
    );
    expect(await page.locator("course-quiz .reason:visible").count()).toBe(0);
    for (const question of quiz.questions) {
      const root = rootOf(page, question);
      expect(await root.locator(".prompt").textContent()).toBe(plainText(question.prompt, code));
      await root.locator(".answer > summary").click();
      expect(await root.locator(".reason:visible").count()).toBe(reasonsOf(question).length);
      expect(await root.locator(".explained a").isVisible()).toBe(true);
      if (question.kind !== "predict") continue;
      await root.locator(".recording > summary").click();
      expect(await root.locator("course-trace ol").isVisible()).toBe(true);
    }
  },
);

test("answers are not found by the search", async () => {
  const { quiz, question } = example("single");
  const page = await site.open(pathOf(quiz));
  // As text: what is imported here is the site's, not ours.
  const search = (query: string): string =>
    `import("/pagefind/pagefind.js").then((it) => it.search(${JSON.stringify(query)}))`;
  const found = async (words: string): Promise<number> =>
    (await page.evaluate<{ results: unknown[] }>(search(`"${words}"`))).results.length;
  const description = (await page.locator(".sl-markdown-content p").first().textContent())!.split(/[.:,]/)[0]!;
  expect(await found(description)).toBeGreaterThan(0);
  expect(await found(plainText(question.options[0]!.why, english))).toBe(0);
  expect(await found(plainText(question.options[0]!.text, english))).toBe(0);
});

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await axe(page).include("course-quiz").withTags(AXE_TAGS).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")}: ${failureSummary}`),
  );
}
