/** Pagefind with what it lacks: terms in three languages, đ, and an order by sections that hold what was asked. */
import { markToStroke, strokeToMark } from "./fold.ts";
import { termsFor, variantsOf, type SearchTerm } from "./query.ts";
import { rank, wordsOf, type Found, type Result } from "./rank.ts";

export interface Answer {
  query: string;
  terms: SearchTerm[];
  results: Result[];
  /** What was looked for besides the query. */
  also: string[];
}

export interface Engine {
  search(query: string): Promise<Answer>;
}

/** What we use of it; its address is known to the browser only. */
interface Pagefind {
  options(options: object): Promise<void>;
  init(): Promise<void>;
  search(
    query: string,
    options: { filters: { kind: Kind } },
  ): Promise<{ results: { id: string; score: number; data(): Promise<PagefindData> }[] }>;
}

/** Entries of the glossary and of the corrections are short, so Pagefind would put them before every lesson. */
type Kind = "text" | "entry";

interface PagefindData {
  url: string;
  content: string;
  meta: { title?: string; page?: string; context?: string };
}

/** Of each variant; enough that a section with the whole phrase is among them. */
const CANDIDATES: Record<Kind, number> = { text: 48, entry: 8 };
const FEW = 4;
const MAX_WORDS = 6;

/** `base` ends in a slash. Rejects when the index or the terms cannot be loaded. */
export async function loadEngine(base: string, language: string, tag: string): Promise<Engine> {
  const [pagefind, terms] = await Promise.all([loadPagefind(base), loadTerms(base, language)]);
  return {
    async search(query) {
      const variants = variantsOf(query, terms);
      const shownTerms = termsFor(query, terms);
      const found = new Map<string, Found>();
      /** `share`: how much the best of these counts. One after the other: Pagefind keeps the places of the words in the record that it hands out. */
      const look = async (words: string, kind: Kind, share: number): Promise<void> => {
        const { results } = await pagefind.search(strokeToMark(words), { filters: { kind } });
        const unit = share / (results[0]?.score || 1);
        const records = await Promise.all(
          results.slice(0, CANDIDATES[kind]).map(async ({ id, score, data }) => ({ id, score, data: await data() })),
        );
        for (const { id, score, data } of records) {
          const known = found.get(id) ?? toFound(data);
          known.score = Math.min(1, known.score + score * unit);
          found.set(id, known);
        }
      };
      for (const variant of variants) {
        await look(variant, "text", 1);
        await look(variant, "entry", 1);
      }
      // A term whose definition is shown above needs no second line.
      const shown = new Set(shownTerms.map(({ id }) => `#${id}`));
      const isShown = ({ url }: Found): boolean => url.includes("/glossary/") && shown.has(url.slice(url.indexOf("#")));
      const ranked = (): Result[] =>
        rank(
          [...found.values()].filter((one) => !isShown(one)),
          variants,
          tag,
        );

      let results = ranked();
      // Pagefind wants every word in a section. Where hardly one has them all, some of the words must do.
      const parts = wordsOf(variants[1] ?? variants[0]!, tag).slice(0, MAX_WORDS);
      if (results.length < FEW && parts.length > 1) {
        for (const part of parts) await look(part, "text", 1 / parts.length);
        results = ranked();
      }
      return { query, terms: shownTerms, results, also: variants.slice(1) };
    },
  };
}

function toFound({ url, content, meta }: PagefindData): Found {
  const title = markToStroke(meta.title ?? "");
  const text = markToStroke(content).normalize("NFC");
  return {
    url,
    title: title.normalize("NFC"),
    page: markToStroke(meta.page ?? ""),
    context: markToStroke(meta.context ?? ""),
    text: (text.startsWith(title) ? text.slice(title.length).replace(/^[.\s]+/, "") : text).trim(),
    score: 0,
  };
}

let attempts = 0;

async function loadPagefind(base: string): Promise<Pagefind> {
  // A browser remembers that a script could not be loaded, for its address.
  const again = attempts++ === 0 ? "" : `?again=${attempts}`;
  const pagefind = (await import(/* @vite-ignore */ `${base}pagefind/pagefind.js${again}`)) as Pagefind;
  // The lines that are shown are cut in rank.ts.
  await pagefind.options({
    baseUrl: base,
    excerptLength: 1,
    ranking: { metaWeights: { title: 4, page: 1, context: 0 } },
  });
  await pagefind.init();
  return pagefind;
}

async function loadTerms(base: string, language: string): Promise<SearchTerm[]> {
  const response = await fetch(`${base}search/${language}.json`);
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return (await response.json()) as SearchTerm[];
}
