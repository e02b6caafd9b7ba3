/** Texts of a quiz: backticks make code, `{fact:<id>}` stands for a number of docs/facts with its unit. Nothing else is markup. */
import { formatFact, readFact } from "../facts.ts";
import { inlineHtml } from "../inline.ts";
import { readJson } from "../read.ts";

const FACT = /\{fact:([^{}]*)\}/g;

export function factsIn(text: string): string[] {
  return [...text.matchAll(FACT)].map(([, id]) => id!);
}

/** Safe for `set:html`. */
export function textHtml(text: string, language: string): string {
  return inlineHtml(withFacts(text, language));
}

/** For places that take no markup: labels, the options of a `<select>`. */
export function plainText(text: string, language: string): string {
  return withFacts(text, language).replaceAll("`", "");
}

export function withFacts(text: string, language: string): string {
  return text.replaceAll(FACT, (_, id: string) => formatFact(readFact(id, language), language));
}

/** What stands before and after a number of the unit: "$" and "per million". */
export function unitAround(unit: string, language: string): { before: string; after: string } {
  const [before = "", after = ""] = (
    readJson<Record<string, Record<string, string>>>("docs/facts/units.json")[unit]?.[language] ?? "{{n}}"
  )
    .split("{{n}}")
    .map((part) => part.trim());
  return { before, after };
}
