/** Which part of a page says the same as which part of its translation. Sections are matched by heading id, their blocks by kind and order. */

/** Parts that need no translation (code), or have their own (quizzes and other components). A term is text. */
const APART = ".not-content, .expressive-code, figure, script, style, .counterpart";
const BLOCKS = "p, li, th, td, dt, dd";

/** The direct children of a page's content by the id of the heading above them; what stands before the first heading is under "". */
export function sectionsOf(content: Element): Map<string, Element[]> {
  const sections = new Map<string, Element[]>([["", []]]);
  let id = "";
  for (const child of content.children) {
    if (child.matches(".counterpart")) continue;
    const heading = child.matches("h2, h3") ? child : child.querySelector(":scope > :is(h2, h3)");
    if (heading?.id) sections.set((id = heading.id), []);
    sections.get(id)!.push(child);
  }
  return sections;
}

/** The blocks of text in a section, innermost ones only. */
export function blocksOf(section: Element[]): Element[] {
  return section
    .flatMap((child) => [...(child.matches(BLOCKS) ? [child] : []), ...child.querySelectorAll(BLOCKS)])
    .filter((block) => !isApart(block) && !block.querySelector(BLOCKS) && block.textContent.trim());
}

/** Clean copies of what says in `translation` the same as `block` in `section`. Where a translator joined or divided paragraphs, all of the section's. */
export function counterpartOf(block: Element, section: Element[], translation: Element[]): Element[] {
  const alike = (blocks: Element[]): Element[] => blocks.filter(({ tagName }) => tagName === block.tagName);
  const own = alike(blocksOf(section));
  const others = alike(blocksOf(translation));
  const chosen = own.length === others.length ? [others[own.indexOf(block)]!] : others;
  return chosen.map(cleanCopy);
}

/** Clean copies of a whole section, without what is apart. */
export function sectionCopy(section: Element[]): Element[] {
  return section.filter((child) => !isApart(child)).map(cleanCopy);
}

function isApart(element: Element): boolean {
  for (let at: Element | null = element; at && !at.matches(".sl-markdown-content"); at = at.parentElement)
    if (at.matches(APART) || (at.localName.includes("-") && at.localName !== "course-term")) return true;
  return false;
}

/** Without ids, scripts and components: an id must stay unique on the page, and a copy does nothing. */
function cleanCopy(element: Element): Element {
  const copy = document.importNode(element, true);
  for (const term of copy.querySelectorAll("course-term"))
    term.replaceWith(term.querySelector("button")?.textContent ?? term.textContent);
  for (const part of copy.querySelectorAll(`${APART}, .sl-anchor-link, .tip`)) part.remove();
  for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
  return copy;
}
