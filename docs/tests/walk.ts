/** A test that can be looked at: with WALK=<folder> each step leaves a numbered picture there, and a line in walk.md. */
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

export type Step = (page: Page, what: string) => Promise<void>;

export function walk(title: string): Step {
  const folder = process.env["WALK"];
  if (!folder) return () => Promise.resolve();
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "walk.md");
  writeFileSync(file, `# ${title}\n`);
  let number = 0;
  return async (page, what) => {
    const picture = `${String(++number).padStart(2, "0")}.jpg`;
    const { path, clock } = await page.evaluate(() => ({
      path: location.pathname,
      clock: new Date().toLocaleString("sv"),
    }));
    appendFileSync(
      file,
      `\n${number}. ${what}\n   \`${path}\`, the page's clock says ${clock}: [${picture}](${picture})\n`,
    );
    await page.screenshot({ path: join(folder, picture), type: "jpeg", quality: 60 });
  };
}
