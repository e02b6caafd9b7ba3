import { join } from "node:path";
import { UserError } from "../errors.ts";
import { labDir } from "../paths.ts";
import { lineOf } from "./solution-pointer.ts";
import { readStrings, type LabStrings, type Manifest } from "./manifest.ts";

/** What the texts of a lab lack: a place in the solution that a hint points to, a language, a task or check without its text, a text that stands in one language only, placeholders that differ. */
export function textProblems(manifest: Manifest, languages: string[]): { file: string; problem: string }[] {
  const [source, ...translations] = languages;
  const problems: { file: string; problem: string }[] = [];
  const read = (language: string): Map<string, string> | undefined => {
    const file = join(labDir(manifest.id), "strings", `${language}.json`);
    try {
      return flatten(readStrings(manifest.id, language));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push({ file, problem: String(error.values["problem"]) });
      return undefined;
    }
  };

  for (const { solution } of manifest.checks)
    for (const pointer of solution)
      try {
        lineOf(manifest.id, pointer);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        problems.push({
          file: `labs/${manifest.id}/lab.json`,
          problem: `${String(error.values["file"])}: ${String(error.values["problem"])}`,
        });
      }

  const original = read(source!);
  if (!original) return problems;
  const wanted = [
    ...manifest.tasks.flatMap(({ id }) => [`tasks.${id}.title`, `tasks.${id}.text`]),
    ...manifest.checks.flatMap(({ id }) => ["title", "hint", "api", "why"].map((text) => `checks.${id}.${text}`)),
  ];
  const fileOf = (language: string): string => `labs/${manifest.id}/strings/${language}.json`;
  for (const key of wanted) if (!original.has(key)) problems.push({ file: fileOf(source!), problem: `no ${key}` });
  for (const key of original.keys())
    if (/^(tasks|checks)\./.test(key) && !wanted.includes(key))
      problems.push({ file: fileOf(source!), problem: `${key} belongs to nothing` });

  for (const language of translations) {
    const translated = read(language);
    if (!translated) continue;
    for (const [key, text] of original) {
      const other = translated.get(key);
      if (other === undefined) problems.push({ file: fileOf(language), problem: `no ${key}` });
      else if (placeholders(other) !== placeholders(text))
        problems.push({ file: fileOf(language), problem: `${key} has other placeholders than ${source}` });
    }
    for (const key of translated.keys())
      if (!original.has(key)) problems.push({ file: fileOf(language), problem: `${key} is not in ${source}` });
  }
  return problems;
}

function flatten(strings: LabStrings): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (value: object, path: string): void => {
    for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
      const here = path ? `${path}.${key}` : key;
      if (typeof inner === "string") texts.set(here, inner);
      else if (inner !== null && typeof inner === "object") walk(inner, here);
    }
  };
  walk(strings, "");
  return texts;
}

function placeholders(text: string): string {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name)
    .sort()
    .join();
}
