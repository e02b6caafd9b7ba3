/** What of a translated page differs from the English one although it must not. */
import { frontMatterShape } from "./front-matter.ts";
import { isUntranslated } from "./normal.ts";
import type { Page, Section } from "./page.ts";
import { difference, type Item, type Problem } from "./problem.ts";

/** Enough words in lower case that a text equal to the English one was forgotten, not kept. */
const PARAGRAPH_WORDS = 5;
const SECTION_WORDS = 3;

export function comparePages(source: Page, target: Page): Problem[] {
  return [
    ...compareFrontMatter(source, target),
    ...compareLists(source.imports, target.imports, target, undefined, ""),
    ...compareSectionLists(source, target),
    ...target.sections.flatMap((section) => {
      const original = source.sections.find(({ id }) => id === section.id);
      return original && section.id !== "" ? compareSections(source, original, target, section) : [];
    }),
  ];
}

function compareFrontMatter(source: Page, target: Page): Problem[] {
  const wanted = new Map(frontMatterShape(source.frontMatter));
  const found = new Map(frontMatterShape(target.frontMatter));
  const problems: Problem[] = [];
  const add = (what: string, fix: string): void => {
    problems.push({ file: target.file, line: 1, section: "intro", what, fix });
  };
  for (const [key, value] of wanted)
    if (!found.has(key)) add(`front matter has no ${key}`, `add it as in ${source.file}`);
    else if (found.get(key) !== value)
      add(`front matter's ${key} is ${found.get(key)}, in English ${value}`, `make it equal to ${source.file}`);
  for (const key of found.keys())
    if (!wanted.has(key)) add(`front matter has ${key}, which the English page does not`, "remove it");
  return problems;
}

/** Missing, surplus and moved sections. A move costs nothing but the move: hashes go by id. */
function compareSectionLists(source: Page, target: Page): Problem[] {
  const { file } = target;
  // A heading without an id is reported by itself.
  const wanted = source.sections.map(({ id }) => id).filter((id) => id !== "");
  const found = target.sections.map(({ id }) => id).filter((id) => id !== "");
  const problems: Problem[] = [];
  for (const section of source.sections)
    if (section.id !== "" && !found.includes(section.id))
      problems.push({
        file,
        section: section.id,
        what: `section “${section.title}” is missing`,
        fix: `translate ${source.file}:${section.line} under a heading that ends in {#${section.id}}`,
      });
  for (const { id, line } of target.sections)
    if (id !== "" && !wanted.includes(id))
      problems.push({
        file,
        line,
        section: id,
        what: `section {#${id}} is not on the English page`,
        fix: "remove it, or correct its {#id} if it is the translation of a section that is missing",
      });
  if (problems.length > 0) return problems;

  const moved = firstMove(wanted, found);
  if (moved)
    problems.push({
      file,
      line: target.sections.find(({ id }) => id === moved.id)!.line,
      section: moved.id,
      what: `sections stand in another order: English ${wanted.join(", ")}; here ${found.join(", ")}`,
      fix: `move {#${moved.id}} behind {#${moved.after}}; its text need not be translated again`,
    });
  return problems;
}

/** Of two lists with the same members: the member whose removal makes them agree longest, and whom it has to follow. */
function firstMove(wanted: string[], found: string[]): { id: string; after: string } | undefined {
  const at = wanted.findIndex((id, index) => found[index] !== id);
  if (at < 0) return undefined;
  const [missing, early] = [wanted[at]!, found[at]!];
  const without = (list: string[], id: string): string => list.filter((each) => each !== id).join("\n");
  const id = without(wanted, missing) === without(found, missing) ? missing : early;
  return { id, after: wanted[wanted.indexOf(id) - 1]! };
}

function compareSections(page: Page, source: Section, target: Page, section: Section): Problem[] {
  const { file } = target;
  const problems: Problem[] = [];
  const add = (what: string, fix: string, line = section.line): void => {
    problems.push({ file, line, section: section.id, what, fix });
  };
  const lists = (key: "components" | "links" | "images" | "codeSpans", kind: string): void => {
    problems.push(...compareLists(source[key], section[key], target, section, kind));
  };

  problems.push(...compareBlocks(source, target, section), ...compareFences(page, source, target, section));
  lists("components", "component");
  lists("links", "link");
  lists("images", "image");
  lists("codeSpans", "code span");
  const once = (items: Item[]): Item[] => [...new Map(items.map((item) => [item.text, item])).values()];
  problems.push(...compareLists(once(source.facts), once(section.facts), target, section, "fact"));
  const terms = (items: Section["terms"]): Item[] => items.map(({ id, line }) => ({ text: `<Term id="${id}">`, line }));
  problems.push(...compareLists(terms(source.terms), terms(section.terms), target, section, "term"));

  for (const [key, name] of [
    ["bullets", "bullet points"],
    ["numbers", "numbered items"],
  ] as const)
    if (source.listItems[key] !== section.listItems[key])
      add(
        `${section.listItems[key]} ${name}, in English ${source.listItems[key]}`,
        `make the lists as in ${page.file}:${source.line}`,
      );

  const whole = (each: Section): string =>
    each.prose
      .map(({ text }) => text)
      .filter((text) => text !== each.title)
      .join("\n");
  if (isUntranslated(whole(source), whole(section), SECTION_WORDS)) add("the text is the English text", "translate it");
  else
    for (const { text, lines } of section.prose)
      if (source.prose.some((prose) => isUntranslated(prose.text, text, PARAGRAPH_WORDS)))
        add(`untranslated: “${abbreviate(text)}”`, "translate it", lines[0]);
  return problems;
}

/** Headings below `##`, components on their own lines, tables, asides: the same, in the same order. */
function compareBlocks(source: Section, target: Page, section: Section): Problem[] {
  const blocks = (each: Section): Item[] => each.blocks.filter(({ text }) => text !== "fence");
  const problems = compareLists(blocks(source), blocks(section), target, section, "block");
  if (problems.length > 0) return problems;
  const at = source.blocks.findIndex(({ text }, index) => section.blocks[index]?.text !== text);
  const isSameCount = source.fences.length === section.fences.length;
  if (at < 0 || !isSameCount) return [];
  return [
    {
      file: target.file,
      line: section.blocks[at]!.line,
      section: section.id,
      what: `${section.blocks[at]!.text} stands where English has ${source.blocks[at]!.text}`,
      fix: "put headings, components, tables, asides and code in the order of the English section",
    },
  ];
}

function compareFences(page: Page, source: Section, target: Page, section: Section): Problem[] {
  const { file } = target;
  if (source.fences.length !== section.fences.length)
    return [
      {
        file,
        line: section.line,
        section: section.id,
        what: `${section.fences.length} code fences, in English ${source.fences.length}`,
        fix: `copy them from ${page.file}:${source.line}`,
      },
    ];
  return source.fences.flatMap((fence, index) => {
    const other = section.fences[index]!;
    const lines = (each: typeof fence): string[] => [`\`\`\`${each.info}`, ...each.text.split("\n")];
    const [wanted, found] = [lines(fence), lines(other)];
    const at = Array.from(wanted.length > found.length ? wanted : found).findIndex((_, n) => wanted[n] !== found[n]);
    if (at < 0) return [];
    return [
      {
        file,
        line: other.line + at,
        section: section.id,
        what: `code differs from English: ${quote(found[at])} instead of ${quote(wanted[at])}`,
        fix: `copy the fence from ${page.file}:${fence.line}, comments too`,
      },
    ];
  });
}

function compareLists(
  source: Item[],
  found: Item[],
  target: Page,
  section: Section | undefined,
  kind: string,
): Problem[] {
  const { missing, extra } = difference(source, found);
  const place = { file: target.file, ...(section && { section: section.id }) };
  return [
    ...missing.map(({ text, line }) => ({
      ...place,
      line: section?.line ?? 1,
      what: `${kind} ${text} is missing`.trimStart(),
      fix: `English has it at line ${line}${extra.length > 0 ? "; or correct what is here in its place" : ""}`,
    })),
    ...extra.map(({ text, line }) => ({
      ...place,
      line,
      what: `${kind} ${text} is not in English${source.some((item) => item.text === text) ? " so often" : ""}`.trimStart(),
      fix: section ? "make it as in the English section of the same id" : "make it as on the English page",
    })),
  ];
}

function quote(line: string | undefined): string {
  return line === undefined ? "nothing" : `“${line}”`;
}

function abbreviate(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
