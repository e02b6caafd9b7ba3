/** The glossary as the search needs it: what each term is called in any language, and what the pages of one language call it. */
import { languages } from "../../course.config.ts";
import { words, type SearchTerm } from "../client/search/query.ts";
import { readDefinition, readTerms, type Term } from "./glossary.ts";

export function searchTerms(language: string): SearchTerm[] {
  const terms = readTerms();
  const shared = sharedGlosses(terms);
  return terms
    .flatMap((term) =>
      conceptsOf(term).map((concept) => {
        const heads = Object.values(concept).flatMap(({ heads }) => heads[0] ?? []);
        const namesIt = (gloss: string): boolean =>
          !shared.has(words(gloss)) || heads.some((head) => isAcronym(gloss, head));
        const all = Object.values(concept).flatMap(({ heads, glosses }) => [...heads, ...glosses.filter(namesIt)]);
        const own = concept[language]!;
        return {
          id: term.id,
          name: term.names[language]!,
          definition: readDefinition(term.id, language).replaceAll("`", ""),
          say: [...own.heads, ...own.glosses.filter((gloss) => /^[A-Z][A-Za-z]*[A-Z]$/.test(gloss) && namesIt(gloss))],
          words: [...new Set(all.map(words))].filter((word) => word !== ""),
        };
      }),
    )
    .filter((term) => term.words.length > 0);
}

interface Names {
  heads: string[];
  glosses: string[];
}

type Concept = Record<string, Names>;

/** `producer / consumer` are two, if every language has two. Which of them another word means is not written anywhere: it finds both. */
function conceptsOf({ names, aliases }: Term): Concept[] {
  const cells = languages.map(({ code }) => ({ code, ...namesIn(names[code]!), aliases: aliases[code]! }));
  const count = cells[0]!.heads.length;
  const whole = Object.fromEntries(
    cells.map(({ code, heads, glosses, aliases }) => [code, { heads, glosses: [...glosses, ...aliases] }]),
  );
  if (count === 1 || cells.some(({ heads }) => heads.length !== count)) return [whole];
  const each = Array.from({ length: count }, (_, index) =>
    Object.fromEntries(
      cells.map(({ code, heads, glosses }) => [
        code,
        { heads: [heads[index]!], glosses: glosses.length === count ? [glosses[index]!] : [] },
      ]),
    ),
  );
  const others = cells.map(({ code, glosses, aliases }) => [
    code,
    { heads: [], glosses: glosses.length === count ? aliases : [...glosses, ...aliases] },
  ]);
  return [...each, Object.fromEntries(others) as Concept];
}

/** `DLQ (hàng đợi chứa message lỗi)`: the head, and what stands in brackets. */
function namesIn(cell: string): Names {
  const glosses: string[] = [];
  const heads = cell.replaceAll(/\s*[(（]((?:[^()（）]|[(（][^()（）]*[)）])*)[)）]/g, (_, gloss: string) => {
    glosses.push(...split(gloss.replace(/^.*[:：]\s*/, ""), /\s+\/\s+|,\s+|，/));
    return "";
  });
  return { heads: split(heads, /\s+\/\s+|\s+vs\s+/), glosses };
}

function split(text: string, by: RegExp): string[] {
  return text
    .split(by)
    .map((part) => part.replaceAll(/["“”]/g, "").trim())
    .filter((part) => part !== "");
}

/** What stands in brackets at several terms says where they belong, as in `asset (CDK)`; it names none of them. */
function sharedGlosses(terms: Term[]): Set<string> {
  const seen = new Map<string, Set<string>>();
  for (const { id, names } of terms)
    for (const gloss of Object.values(names).flatMap((cell) => namesIn(cell).glosses))
      seen.set(words(gloss), (seen.get(words(gloss)) ?? new Set()).add(id));
  return new Set([...seen].filter(([, ids]) => ids.size > 1).map(([gloss]) => gloss));
}

function isAcronym(text: string, head: string): boolean {
  const initials = head
    .split(/[\s-]+/)
    .map((word) => word[0] ?? "")
    .join("");
  return initials.toLowerCase() === text.toLowerCase();
}
