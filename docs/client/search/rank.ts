/** Puts what Pagefind found in order, and cuts the lines that are shown. Pagefind weighs words one by one; a reader who types two means them together. */
import { fold, foldWithPlaces, isChinese } from "./fold.ts";
import { words } from "./query.ts";

export interface Found {
  url: string;
  /** Of the section. */
  title: string;
  page: string;
  /** Module, or what else the page belongs to. */
  context: string;
  text: string;
  /** Pagefind's, the best of its variant being 1. */
  score: number;
}

export interface Result extends Omit<Found, "text" | "score"> {
  excerpt: Piece[];
  titlePieces: Piece[];
}

export interface Piece {
  text: string;
  isMatch: boolean;
}

const MAX_RESULTS = 12;
const MAX_PER_PAGE = 3;
/** With fewer sections that hold all of what was asked, those follow that hold a good part of it. */
const ENOUGH = 4;

interface Asked {
  phrase: string;
  stems: string[];
}

/** `variants` as `variantsOf` gives them: the query first. */
export function rank(found: Found[], variants: string[], language: string): Result[] {
  const asked = variants.map((variant) => ({ phrase: words(variant), stems: stemsOf(variant, language) }));
  const scored = found
    .map((one) => ({ one, ...pointsOf(one, asked) }))
    .toSorted((a, b) => b.points - a.points || (a.one.url < b.one.url ? -1 : 1));
  const whole = scored.filter(({ part }) => part === 1);
  const best = whole.length >= ENOUGH ? whole : [...whole, ...scored.filter(({ part }) => part < 1 && part >= 0.5)];
  const perPage = new Map<string, number>();
  return best
    .filter(({ one: { url } }) => {
      const page = url.replace(/#.*/, "");
      const count = (perPage.get(page) ?? 0) + 1;
      perPage.set(page, count);
      return count <= MAX_PER_PAGE;
    })
    .slice(0, MAX_RESULTS)
    .map(({ one: { url, title, page, context, text } }) => ({
      url,
      title,
      page,
      context,
      titlePieces: pieces(title, phraseMarks(title, variants)),
      excerpt: excerptOf(text, variants, language),
    }));
}

/** `part`: how much of what was asked is there, 1 being all. */
function pointsOf({ url, title, page, text, score }: Found, asked: Asked[]): { points: number; part: number } {
  const heading = words(title);
  const body = words(text);
  const all = `${heading} ${words(page)} ${body}`;
  const best = asked
    .map(({ phrase, stems }, index) => {
      const part = stems.filter((stem) => beginsWord(all, stem)).length / Math.max(1, stems.length);
      const points =
        heading === phrase
          ? 8
          : beginsWord(heading, phrase)
            ? 5
            : beginsWord(body, phrase)
              ? 3
              : stems.every((stem) => beginsWord(`${heading} ${body}`, stem))
                ? 2
                : part;
      // What was typed counts a little more than what was made of it.
      return { part, points: points - index * 0.1 };
    })
    .reduce((a, b) => (b.points > a.points ? b : a));
  // Lessons explain; the lists are for looking up, and the glossary's best entry is shown above the results.
  const weight = /\/(?:glossary|older-material)\//.test(url) ? 0.5 : 1;
  return { points: (best.points + score) * weight, part: best.part };
}

/** Chinese has no borders of words to begin at. */
function beginsWord(text: string, part: string): boolean {
  return isChinese(part) ? text.includes(part) : ` ${text}`.includes(` ${part}`) || includesInCode(text, part);
}

/** `dynamodb:GetItem`, `note.putItem`: within a longer word of code, if the part is long enough to mean something. */
function includesInCode(text: string, part: string): boolean {
  return part.length >= 4 && text.includes(part);
}

/** The words without what endings change: "retries" finds "retry". */
function stemsOf(query: string, language: string): string[] {
  return wordsOf(query, language).map((word) =>
    /^[a-z]{6,}$/.test(word) ? word.slice(0, Math.max(5, word.length - 3)) : word,
  );
}

/** In a question that somebody types they say nothing about what it is about. */
const EMPTY = new Set(
  "and any are can could did does for from had has have how into its may not one should than that the their them then there they this was what when where which who why will with would you your".split(
    " ",
  ),
);

/** Folded words that say something; all of them where none does. */
export function wordsOf(query: string, language: string): string[] {
  const parts = [...new Set((fold(query).match(/\p{Script=Han}+|[^\s\p{Script=Han}]+/gu) ?? []).flatMap(split))];
  const telling = parts.filter((part) => !EMPTY.has(part) && !/^[a-z]{1,2}$/.test(part));
  return telling.length > 0 ? telling : parts;

  function split(part: string): string[] {
    return isChinese(part) && typeof Intl.Segmenter === "function" ? chineseWords(part, language) : [part];
  }
}

/** A dictionary does not know the words of this trade and leaves single characters (配 额, 冷 启动): they go together. */
function chineseWords(text: string, language: string): string[] {
  const result: string[] = [];
  let rest = "";
  let isJoined = false;
  for (const { segment } of new Intl.Segmenter(language, { granularity: "word" }).segment(text)) {
    if (/^[的了吗呢是在和与]$/.test(segment)) {
      if (rest) result.push(rest);
      rest = "";
      isJoined = false;
    } else if (segment.length === 1) rest += segment;
    else {
      result.push(rest + segment);
      rest = "";
      isJoined = true;
    }
  }
  // 数据 库, but not 共用 的 表
  if (rest.length === 1 && isJoined) result.push(result.pop()! + rest);
  else if (rest) result.push(rest);
  return result;
}

type Range = [number, number];

/** Ranges of the text to mark: the phrases where there are any, else the words, each rather as a whole than as a beginning. */
function marks(text: string, variants: string[], language: string): Range[] {
  const phrases = phraseMarks(text, variants);
  if (phrases.length > 0) return phrases;
  const folded = foldWithPlaces(text);
  return sorted(
    variants
      .flatMap((variant) => stemsOf(variant, language))
      .flatMap((stem) => {
        const ranges = rangesOf(folded, stem);
        const whole = ranges.filter(({ isWhole }) => isWhole);
        return whole.length > 0 ? whole : ranges;
      }),
  );
}

function phraseMarks(text: string, variants: string[]): Range[] {
  const folded = foldWithPlaces(text);
  return sorted(variants.map(words).flatMap((phrase) => rangesOf(folded, phrase)));
}

interface Place {
  range: Range;
  isWhole: boolean;
}

function rangesOf({ folded, places }: ReturnType<typeof foldWithPlaces>, part: string): Place[] {
  const found: Place[] = [];
  if (part === "") return found;
  const isLetter = (at: number): boolean => at >= 0 && at < folded.length && /[\p{L}\p{N}]/u.test(folded[at]!);
  for (let at = folded.indexOf(part); at >= 0; at = folded.indexOf(part, at + part.length)) {
    const end = at + part.length;
    const begins = isChinese(part) || !isLetter(at - 1);
    if (begins || part.length >= 4)
      found.push({ range: [places[at]!, places[end]!], isWhole: begins && (isChinese(part) || !isLetter(end)) });
  }
  return found;
}

/** None within another. */
function sorted(found: Place[]): Range[] {
  let last = 0;
  return found
    .map(({ range }) => range)
    .toSorted((a, b) => a[0] - b[0] || b[1] - a[1])
    .filter(([from, to]) => {
      if (from < last) return false;
      last = to;
      return true;
    });
}

function excerptOf(text: string, variants: string[], language: string): Piece[] {
  const ranges = marks(text, variants, language);
  const length = isChinese(text) ? 80 : 170;
  const first = ranges[0]?.[0] ?? 0;
  let start = Math.max(0, first - Math.floor(length / 3));
  let end = Math.min(text.length, start + length);
  // Not in the middle of a word, nor of a character that takes two places.
  const edge = (from: number, step: 1 | -1): number => {
    for (let at = from, steps = 0; at > 0 && at < text.length && steps < 20; at += step, steps++)
      if (/\s/.test(text[at]!)) return at + (step === 1 ? 1 : 0);
    return from;
  };
  if (start > 0) start = Math.min(edge(start, 1), first);
  if (end < text.length) end = edge(end, -1);
  const shown = pieces(
    text.slice(start, end),
    ranges.map(([from, to]) => [from - start, to - start]),
  );
  if (start > 0) shown.unshift({ text: "… ", isMatch: false });
  if (end < text.length) shown.push({ text: " …", isMatch: false });
  return shown;
}

function pieces(text: string, ranges: Range[]): Piece[] {
  const result: Piece[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    if (from < at || from >= text.length || to <= 0) continue;
    if (from > at) result.push({ text: text.slice(at, from), isMatch: false });
    result.push({ text: text.slice(from, to), isMatch: true });
    at = to;
  }
  if (at < text.length) result.push({ text: text.slice(at), isMatch: false });
  return result;
}
