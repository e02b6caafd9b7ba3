import { describe, expect, test } from "vitest";
import { languages } from "../../../course.config.ts";
import { readTerms } from "../../lib/glossary.ts";
import { searchTerms } from "../../lib/search-terms.ts";
import { fold, foldWithPlaces, markToStroke, strokeToMark } from "./fold.ts";
import { termsFor, variantsOf } from "./query.ts";
import { rank, wordsOf } from "./rank.ts";

describe.each(languages)("in $name", ({ code }) => {
  const terms = searchTerms(code);

  test("every name of every term finds it, in any language, also without tone marks", () => {
    const missed = readTerms().flatMap(({ id, names, aliases }) =>
      [...Object.values(names), ...Object.values(aliases).flat()]
        .flatMap((name) => [name.replaceAll(/\s*[(（].*[)）]/g, ""), ...(/[(（](.*)[)）]/.exec(name)?.slice(1) ?? [])])
        .flatMap((name) => name.split(/\s+\/\s+/))
        // In `asset (CDK)` it says where the term belongs.
        .filter((name) => name !== "CDK")
        .flatMap((name) => [...new Set([name, name.toUpperCase(), fold(name)])])
        .filter((name) => !found(name, id))
        .map((name) => `${id}: ${name}`),
    );
    function found(name: string, id: string): boolean {
      const shown = termsFor(name, terms);
      if (shown.some((term) => term.id === id)) return true;
      // A name that belongs to others just as much.
      return shown.length > 0 && shown.every(({ words }) => words.includes(fold(name).replaceAll(/\s+/g, " ").trim()));
    }
    expect(missed).toEqual([]);
  });

  test("what is no term finds none", () => {
    for (const query of ["", " ", "x", "xyzzyq", "🦆", "12"]) expect(termsFor(query, terms)).toEqual([]);
  });
});

const variants = (query: string, language: string): string[] => variantsOf(query, searchTerms(language));

test("a term is looked for by the words of the page's language, too", () => {
  expect(variants("cold start", "zh")).toEqual(["cold start", "冷启动"]);
  expect(variants("khoi dong lanh", "vi")).toEqual(["khoi dong lanh", "cold start"]);
  expect(variants("DLQ", "en")).toEqual(["DLQ", "dead-letter queue"]);
  expect(variants("冷启动", "zh")).toEqual(["冷启动"]);
  expect(variants("cold start 成本", "zh")).toEqual(["cold start 成本", "冷启动 成本"]);
  expect(variants("nothing known", "en")).toEqual(["nothing known"]);
});

test("đ is d with a mark to Pagefind, and đ again to the reader", () => {
  expect(strokeToMark("Đường đi").normalize("NFD").replaceAll(/\p{M}/gu, "")).toBe("Duong di");
  expect(markToStroke(strokeToMark("Đường đi"))).toBe("Đường đi");
  expect(fold("Đồng-thời, ỷ")).toBe("dong thoi  y");
});

test("places of the folded text lead back", () => {
  const text = "Ghi có điều kiện 😀 ﬁn";
  const { folded, places } = foldWithPlaces(text);
  const at = folded.indexOf("dieu kien");
  expect(text.slice(places[at], places[at + "dieu kien".length])).toBe("điều kiện");
  expect(places[folded.length]).toBe(text.length);
});

test("words of a question that say what it is about", () => {
  expect(wordsOf("How do I stop two people overwriting?", "en")).toEqual(["stop", "two", "people", "overwriting"]);
  expect(wordsOf("what is it", "en")).toEqual(["what", "is", "it"]);
  expect(wordsOf("并发 的配额和数据库", "zh-CN")).toEqual(["并发", "配额", "数据库"]);
  expect(wordsOf("函数URL", "zh-CN")).toEqual(["函数", "url"]);
  expect(wordsOf("giới hạn ở đâu", "vi")).toEqual(["gioi", "han", "dau"]);
});

describe("order", () => {
  const found = (url: string, title: string, text: string, score = 0.5) => ({
    url,
    title,
    page: url,
    context: "",
    text,
    score,
  });
  const urls = (query: string, ...all: ReturnType<typeof found>[]): string[] =>
    rank(all, [query], "en").map(({ url }) => url);

  test("a heading before a phrase, a phrase before words apart, a lesson before the glossary", () => {
    expect(
      urls(
        "cold start",
        found("/apart/", "Other", "a start that is cold", 1),
        found("/en/glossary/#x", "Other", "a cold start"),
        found("/phrase/", "Other", "after a cold start"),
        found("/title/", "Cold start", "nothing"),
      ),
    ).toEqual(["/title/", "/phrase/", "/apart/", "/en/glossary/#x"]);
  });

  test("sections with a part of what was asked are left out when enough have all of it", () => {
    const whole = ["/1/", "/2/", "/3/", "/4/"].map((url) => found(url, "Other", "a cold start"));
    expect(urls("cold start", ...whole, found("/part/", "Other", "start", 1))).not.toContain("/part/");
    expect(urls("cold start", found("/part/", "Other", "start", 1))).toEqual(["/part/"]);
  });

  test("at most three sections of a page", () => {
    const all = ["a", "b", "c", "d"].map((id) => found(`/1/#${id}`, "Other", "a cold start"));
    expect(urls("cold start", ...all)).toHaveLength(3);
  });

  test("the line that is shown holds the words, marked, and does not begin within one", () => {
    const text = `${"before ".repeat(60)}the cold start ${"after ".repeat(60)}`;
    const { excerpt } = rank([found("/1/", "Other", text)], ["cold start"], "en")[0]!;
    expect(excerpt.filter(({ isMatch }) => isMatch).map(({ text }) => text)).toEqual(["cold start"]);
    const line = excerpt.map(({ text }) => text).join("");
    expect(line).toMatch(/^… before .* after …$/);
    expect(line.length).toBeLessThan(200);
  });
});
