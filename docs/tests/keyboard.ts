import type { Locator, Page } from "playwright-core";

/** Tab, from where the focus is, to the first element that matches. */
export async function tabTo(page: Page, root: Locator, selector: string): Promise<void> {
  const target = await root.locator(selector).first().elementHandle();
  if (!target) throw new Error(`There is no ${selector}`);
  // Once around the page.
  const stops = await page.locator("a[href], button, input, select, textarea, summary, [tabindex]").count();
  for (let presses = 0; presses <= stops; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The Tab key does not reach ${selector}`);
}
