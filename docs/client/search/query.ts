/** What a query means: terms of the glossary in it, in any of the three languages, and what else to look for because of them. */
import { compact, fold, isChinese } from "./fold.ts";

/** A term as the search knows it: /search/<language>.json. A row of the glossary with several words (producer / consumer) has one for each. */
export interface SearchTerm {
  /** In the glossary. */
  id: string;
  /** As the glossary of this language shows it. */
  name: string;
  definition: string;
  /** What the pages of this language call it. */
  say: string[];
  /** Every word for it in every language, folded. */
  words: string[];
}

const MAX_TERMS = 2;
const MAX_VARIANTS = 4;

/** Terms to show with their definition, the best first: the query is its name, begins it, holds it, or is a part of it. */
export function termsFor(query: string, terms: SearchTerm[]): SearchTerm[] {
  const wanted = compact(query);
  if (wanted.length < (isChinese(query) ? 1 : 2)) return [];
  const spaced = words(query);
  const ranked = terms
    .map((term) => ({ term, rank: Math.min(...term.words.map((word) => rankOf(word, wanted, spaced))) }))
    .filter(({ rank }) => rank < Infinity)
    .toSorted((a, b) => a.rank - b.rank);
  const best = new Map<string, SearchTerm>();
  for (const { term, rank } of ranked) {
    // Next to a term that is meant exactly, one that only sounds like it would be noise.
    if (best.size > 0 && Math.floor(ranked[0]!.rank) === 0 && rank >= 1) break;
    if (!best.has(term.id)) best.set(term.id, term);
    if (best.size === MAX_TERMS) break;
  }
  return [...best.values()];
}

/** 0 the same; then 1 to 2 begins with the query; 2 to 3 stands in the query; 3 to 4 has the query in it; the more of it, the lower. */
function rankOf(word: string, wanted: string, query: string): number {
  const name = nameOf(word);
  if (name === wanted || name === singular(wanted)) return 0;
  if (name.startsWith(wanted)) return 2 - wanted.length / name.length;
  if (holds(query, word) && (name.length / wanted.length >= 0.5 || word.includes(" ")))
    return 3 - name.length / wanted.length;
  if (wanted.length >= (isChinese(word) ? 2 : 4) && holds(word, query)) return 4 - wanted.length / name.length;
  return Infinity;
}

/** The query, and the same with the words of this language for the terms in it: "cold start" is 冷启动 on a Chinese page. */
export function variantsOf(query: string, terms: SearchTerm[]): string[] {
  const variants = [query.trim()];
  const wanted = compact(query);
  const add = (variant: string): void => {
    if (variants.length <= MAX_VARIANTS && !variants.some((one) => fold(one) === fold(variant))) variants.push(variant);
  };
  const exact = terms.filter((term) => term.words.some((word) => [wanted, singular(wanted)].includes(nameOf(word))));
  for (const { say } of exact) for (const word of say) add(word);
  if (exact.length > 0) return variants;

  const spaced = words(query);
  const inside = terms
    .flatMap((term) => term.words.filter((word) => holds(spaced, word)).map((word) => ({ term, word })))
    .toSorted((a, b) => b.word.length - a.word.length);
  for (const { term, word } of inside.slice(0, 3))
    for (const said of term.say)
      if (!spaced.includes(words(said))) add(spaced.replace(word, ` ${said} `).replaceAll(/\s+/g, " ").trim());
  return variants;
}

const names = new Map<string, string>();

/** `compact` of a word of a term, which is asked for at each key. */
function nameOf(word: string): string {
  let name = names.get(word);
  if (name === undefined) names.set(word, (name = compact(word)));
  return name;
}

/** English: "cold starts", "policies". */
function singular(word: string): string {
  return word.replace(/ies$/, "y").replace(/(?<=..)s$/, "");
}

/** Whether the words stand in the text, from the beginning of a word to the end of one; Chinese has no such borders. */
function holds(text: string, part: string): boolean {
  if (isChinese(part)) return text.includes(part);
  return ` ${text} `.includes(` ${part} `);
}

/** Folded, with single spaces. */
export function words(text: string): string {
  return fold(text).replaceAll(/\s+/g, " ").trim();
}
