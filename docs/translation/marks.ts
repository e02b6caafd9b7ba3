/** The record of what a translation renders: in the front matter of a page, in hashes.json for texts in JSON. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "./page.ts";
import type { Problem } from "./problem.ts";
import type { Entries, TextGroup } from "./texts.ts";

export type Reviewed = "machine" | "human";

const HASHES = "docs/translation/hashes.json";

/** `{ "<translated file>": { "<entry>": "<hash of the English entry>" } }` */
export type Hashes = Record<string, Record<string, string>>;

/** Who read the page against the English, and the hashes of the English sections at that time. */
export function recordOf(page: Page): { reviewed: Reviewed | undefined; sections: Record<string, string> } {
  const record = page.frontMatter["translation"] as { reviewed?: unknown; sections?: unknown } | undefined;
  const { reviewed, sections } = record ?? {};
  return {
    reviewed: reviewed === "machine" || reviewed === "human" ? reviewed : undefined,
    sections: sections !== null && typeof sections === "object" ? (sections as Record<string, string>) : {},
  };
}

export function recordProblems(source: Page, target: Page): Problem[] {
  const { file } = target;
  const record = target.frontMatter["translation"];
  // Never marked: all of its sections are stale.
  if (record === undefined) return [];
  const { reviewed, sections } = recordOf(target);
  const problems: Problem[] = [];
  const add = (what: string, fix: string): void => {
    problems.push({ file, line: 1, section: "intro", what, fix });
  };
  if (!reviewed) add("translation.reviewed is neither machine nor human", "say who read the page against the English");
  for (const key of Object.keys(record as object))
    if (key !== "reviewed" && key !== "sections") add(`translation.${key} is unknown`, "remove it");
  const ids = source.sections.map(({ id }) => id);
  for (const id of Object.keys(sections))
    if (!ids.includes(id)) add(`translation.sections has ${id}, which is no section of the English page`, "remove it");
  return problems;
}

/** Sections that the translation has and whose English text is another one than when it was marked. */
export function staleSectionIds(source: Page, target: Page): string[] {
  const { sections } = recordOf(target);
  return source.sections
    .filter(({ id }) => id !== "" && target.sections.some((section) => section.id === id))
    .filter(({ id, hash }) => sections[id] !== hash)
    .map(({ id }) => id);
}

/** The page's text with new hashes for these sections; those of sections that English no longer has are dropped. */
export function withMarks(text: string, source: Page, target: Page, ids: string[], reviewed?: Reviewed): string {
  const record = recordOf(target);
  const sections = source.sections.flatMap(({ id, hash }) => {
    const value = ids.includes(id) ? hash : record.sections[id];
    return value === undefined ? [] : [`    ${/^[a-z][\w-]*$/.test(id) ? id : JSON.stringify(id)}: "${value}"`];
  });
  const block = [
    "translation:",
    `  reviewed: ${reviewed ?? record.reviewed ?? "machine"}`,
    "  sections:",
    ...sections,
  ].join("\n");
  const [, head] = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)!;
  const rest = head!.replace(/^translation:.*(\r?\n([ \t].*)?)*/m, "").trimEnd();
  return text.replace(head!, () => `${rest}\n${block}`);
}

export function readHashes(root: string): Hashes {
  const path = join(root, HASHES);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Hashes) : {};
}

export function writeHashes(root: string, hashes: Hashes): void {
  const sorted = Object.fromEntries(
    Object.keys(hashes)
      .toSorted()
      .map((file) => [file, sortKeys(hashes[file]!)]),
  );
  writeFileSync(join(root, HASHES), `${JSON.stringify(sorted, null, 2)}\n`);
}

export function staleEntries(source: Entries, target: Entries, marked: Record<string, string> = {}): string[] {
  return [...source.entries.keys()].filter(
    (entry) => target.entries.has(entry) && marked[entry] !== source.hashOf(entry),
  );
}

/** Hashes of files and entries that are gone. */
export function hashProblems(hashes: Hashes, groups: TextGroup[]): Problem[] {
  const known = new Map<string, Entries>();
  for (const { source, targets } of groups)
    for (const { entries } of targets) if (source && entries) known.set(entries.key, source);
  return Object.entries(hashes).flatMap(([key, entries]) => {
    const source = known.get(key);
    const fix = "run `npm run translations mark` for it, or remove the line";
    if (!source) return [{ file: HASHES, what: `${key} is no translated file`, fix: "remove it" }];
    return Object.keys(entries)
      .filter((entry) => !source.entries.has(entry))
      .map((entry) => ({ file: HASHES, section: entry, what: `${key} has no such entry in English`, fix }));
  });
}

function sortKeys(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(values)
      .toSorted()
      .map((key) => [key, values[key]!]),
  );
}
