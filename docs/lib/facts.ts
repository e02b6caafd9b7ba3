/** Numbers that AWS can change: each lives once, in docs/facts/facts.json, with the page that says it and the day it was read. */
import { dateText } from "./date-text.ts";
import { languages } from "../../course.config.ts";
import { readJson } from "./read.ts";

interface FactEntry {
  value: number;
  unit: string;
  /** Id in docs/facts/sources.json. */
  source: string;
}

export interface Source {
  id: string;
  title: string;
  url: string;
  /** ISO date. */
  checked: string;
}

export interface Fact {
  id: string;
  value: number;
  unit: string;
  /** What the number is, in words. */
  label: string;
  source: Source;
}

/** The fact in the words of a language; throws, naming what is missing. */
export function readFact(id: string, language: string): Fact {
  const entry = readJson<Record<string, FactEntry>>("docs/facts/facts.json")[id];
  if (!entry) throw new Error(`docs/facts/facts.json has no fact "${id}"`);
  const label = readJson<Record<string, string>>(`docs/facts/${language}.json`)[id];
  if (!label) throw new Error(`docs/facts/${language}.json has no words for "${id}"`);
  return { id, value: entry.value, unit: entry.unit, label, source: readSource(entry.source) };
}

export function readSource(id: string): Source {
  const source = readJson<Record<string, Omit<Source, "id">>>("docs/facts/sources.json")[id];
  if (!source) throw new Error(`docs/facts/sources.json has no source "${id}"`);
  return { id, ...source };
}

/** "15 minutes", "0,20 USD mỗi triệu": number by the locale, unit by docs/facts/units.json. AWS states in seconds what people read in minutes. */
export function formatFact({ value, unit }: Pick<Fact, "value" | "unit">, language: string): string {
  if (unit === "second" && value >= 120 && value % 60 === 0)
    return formatFact({ value: value / 60, unit: "minute" }, language);
  return unitText(unit, language).replace("{{n}}", formatNumber(value, unit, language));
}

function formatNumber(value: number, unit: string, language: string): string {
  const { tag } = languages.find(({ code }) => code === language)!;
  return new Intl.NumberFormat(tag, {
    maximumFractionDigits: 10,
    // Prices as price pages print them: 1.00, 0.20, but 0.0000166667; whole amounts as people write them: 200.
    ...(unit.startsWith("usd") && Number.isInteger(value * 1000) && !(unit === "usd" && Number.isInteger(value))
      ? { minimumFractionDigits: 2 }
      : {}),
  }).format(value);
}

export function formatDate(date: string, language: string): string {
  const { tag } = languages.find(({ code }) => code === language)!;
  return dateText(new Date(date), tag, { timeZone: "UTC" });
}

function unitText(unit: string, language: string): string {
  const text = readJson<Record<string, Record<string, string>>>("docs/facts/units.json")[unit]?.[language];
  if (!text) throw new Error(`docs/facts/units.json has no unit "${unit}" in ${language}`);
  return text;
}

/** One line per problem of the files in docs/facts. */
export function factProblems(): string[] {
  const facts = readJson<Record<string, FactEntry>>("docs/facts/facts.json");
  const sources = readJson<Record<string, Omit<Source, "id">>>("docs/facts/sources.json");
  const problems: string[] = [];
  for (const [id, fact] of Object.entries(facts)) {
    if (!Number.isFinite(fact.value)) problems.push(`docs/facts/facts.json: ${id} has no number as value`);
    for (const { code } of languages) {
      try {
        formatFact(readFact(id, code), code);
      } catch (error) {
        problems.push((error as Error).message);
      }
    }
  }
  for (const [id, source] of Object.entries(sources)) {
    if (!source.title || !source.url?.startsWith("https://"))
      problems.push(`docs/facts/sources.json: ${id} wants a title and an https address`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(source.checked))
      problems.push(`docs/facts/sources.json: ${id} wants "checked": "YYYY-MM-DD"`);
  }
  return [...new Set(problems)];
}
