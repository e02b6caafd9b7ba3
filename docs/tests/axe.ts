import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What all pages are held to. */
export const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * axe on a page, in its legacy mode: the other one opens an empty page for each analysis, takes twice as long, and adds only frames of other origins,
 * of which we have none. Of what is right it says that it is, not where: naming thousands of elements that nobody reads takes long too.
 */
export function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
}
