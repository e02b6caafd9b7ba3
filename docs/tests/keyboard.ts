import type { Locator, Page } from "playwright-core";

/** Tab, from where the focus is, to the first element that matches. */
export async function tabTo(page: Page, root: Locator, selector: string): Promise<void> {
  const target = await root.locator(selector).first().elementHandle();
  if (!target) throw new Error(`There is no ${selector}`);
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The Tab key does not reach ${selector}`);
}
