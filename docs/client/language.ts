/** Changing the language keeps the section being read and the query, and is remembered for the address without a language. */
import { LANGUAGE_KEY } from "./keys.ts";

for (const link of document.querySelectorAll<HTMLAnchorElement>(".languages a"))
  link.addEventListener("click", () => {
    try {
      localStorage.setItem(LANGUAGE_KEY, link.dataset["language"]!);
    } catch {
      // Storage forbidden: the choice holds for this page.
    }
    const target = new URL(link.href);
    target.search = location.search;
    target.hash = sectionInView() ?? location.hash;
    link.href = target.href;
  });

/** The last heading above the middle of the window's upper third; undefined at the top of the page. */
function sectionInView(): string | undefined {
  const edge = innerHeight / 3;
  const passed = [...document.querySelectorAll(".sl-markdown-content :is(h2, h3)[id]")].findLast(
    (heading) => heading.getBoundingClientRect().top < edge,
  );
  return passed && scrollY > 0 ? `#${passed.id}` : undefined;
}
