/** The terms of the course: docs/glossary/glossary.tsv (names) and docs/glossary/<language>.json (definitions). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { languages } from "../../course.config.ts";
import { readJson } from "./read.ts";
import { root } from "./root.ts";

export interface Term {
  id: string;
  /** As the table has it: head form with its gloss in brackets, by language code. */
  names: Record<string, string>;
  /** Other words that a reader may search by. */
  aliases: Record<string, string[]>;
}

export function readTerms(): Term[] {
  const [head, ...rows] = readFileSync(join(root, "docs/glossary/glossary.tsv"), "utf8").trimEnd().split("\n");
  if (head !== "id\ten\tzh-Hans\tvi\tnote")
    throw new Error("docs/glossary/glossary.tsv: the first line must be id, en, zh-Hans, vi, note");
  return rows.map((row) => {
    const [id, en, zh, vi, note = ""] = row.split("\t");
    if (!id || !en || !zh || !vi)
      throw new Error(`docs/glossary/glossary.tsv: a term without id or without a name in a language: ${row}`);
    return {
      id,
      names: { en, zh, vi },
      aliases: Object.fromEntries(languages.map(({ code }) => [code, aliasesOf(note, code)])),
    };
  });
}

export function readDefinition(id: string, language: string): string {
  const definition = readJson<Record<string, string>>(`docs/glossary/${language}.json`)[id];
  if (!definition) throw new Error(`docs/glossary/${language}.json has no definition of "${id}"`);
  return definition;
}

/** `zh alt: a, b (…); …` in the note. */
function aliasesOf(note: string, language: string): string[] {
  return note
    .split("; ")
    .filter((part) => part.startsWith(`${language} alt: `))
    .flatMap((part) =>
      part
        .slice(`${language} alt: `.length)
        .replaceAll(/\s*\([^)]*\)/g, "")
        .split(", "),
    );
}

export function glossaryProblems(): string[] {
  const terms = readTerms();
  const ids = new Set(terms.map(({ id }) => id));
  const problems = ids.size === terms.length ? [] : ["docs/glossary/glossary.tsv: an id is used twice"];
  for (const { code } of languages) {
    const definitions = readJson<Record<string, string>>(`docs/glossary/${code}.json`);
    for (const id of ids)
      if (!definitions[id]) problems.push(`docs/glossary/${code}.json has no definition of "${id}"`);
    for (const id of Object.keys(definitions))
      if (!ids.has(id)) problems.push(`docs/glossary/${code}.json defines "${id}", which glossary.tsv does not have`);
  }
  return problems;
}
