/** Answers a question of the course as a reader does who uses the keyboard alone. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Question } from "../lib/quiz/load.ts";
import { tabTo } from "./keyboard.ts";

export const ids = (root: Locator, name = "option"): Promise<string[]> =>
  root
    .locator(`.body [data-${name}]`)
    .evaluateAll((items, key) => items.map((item) => (item as HTMLElement).dataset[key]!), name);

/** Radio buttons are one stop of the Tab key; the arrows move within them. */
async function chooseRadio(page: Page, root: Locator, id: string): Promise<void> {
  await tabTo(page, root, ".body input");
  const place = (await ids(root)).indexOf(id);
  await page.keyboard.press("Space");
  for (let step = 0; step < place; step++) await page.keyboard.press("ArrowDown");
}

async function orderBy(page: Page, root: Locator, right: string[]): Promise<void> {
  for (const [place, id] of right.entries()) {
    if ((await ids(root)).indexOf(id) === place) continue;
    await tabTo(page, root, `[data-option="${id}"] [data-move="-1"]`);
    while ((await ids(root)).indexOf(id) > place) {
      await page.keyboard.press("Enter");
      expect(await page.locator(":is(course-quiz, course-review) [data-live]").textContent()).toContain(
        `${(await ids(root)).indexOf(id) + 1}`,
      );
    }
  }
}

/** Answers rightly or wrongly, with the keyboard alone. */
export async function answer(page: Page, root: Locator, question: Question, rightly: boolean): Promise<void> {
  switch (question.kind) {
    case "order": {
      const right = question.items.map(({ id }) => id);
      if (rightly) return orderBy(page, root, right);
      await tabTo(page, root, "[data-move='1']");
      do await page.keyboard.press("Space");
      while ((await ids(root)).join() === right.join());
      return;
    }
    case "match": {
      const letters = await ids(root, "right");
      for (const { id } of question.pairs) {
        await tabTo(page, root, `[data-option="${id}"] select`);
        await page.keyboard.press(rightly ? String.fromCodePoint(65 + letters.indexOf(id)) : "A");
      }
      return;
    }
    case "numeric":
      await tabTo(page, root, ".body input");
      return page.keyboard.type(String(rightly ? question.answer : question.wrong[0]!.value));
    case "multiple":
      for (const id of await ids(root)) {
        if (question.options.find((option) => option.id === id)!.correct !== rightly) continue;
        await tabTo(page, root, `input[value="${id}"]`);
        await page.keyboard.press("Space");
      }
      return;
    default:
      return chooseRadio(page, root, question.options.find(({ correct }) => correct === rightly)!.id);
  }
}

export async function check(page: Page, root: Locator, confidence?: number): Promise<void> {
  if (confidence !== undefined) {
    await tabTo(page, root, ".confidence input");
    await page.keyboard.press("Space");
    for (let step = 0; step < confidence; step++) await page.keyboard.press("ArrowRight");
  }
  await tabTo(page, root, "[type=submit]");
  await page.keyboard.press("Enter");
}
