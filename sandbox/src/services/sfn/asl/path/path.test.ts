import { describe, expect, test } from "vitest";
import type { Json } from "../../../../core/json.ts";
import { evaluateSteps } from "./evaluate-path.ts";
import { parseSteps } from "./parse-path.ts";
import { putAt } from "./reference-path.ts";

/** After Jayway's JsonPath, which Step Functions uses: https://github.com/json-path/JsonPath (2026-11) */
const STORE: Json = {
  book: [
    { category: "reference", author: "Nigel Rees", price: 8.95 },
    { category: "fiction", author: "Evelyn Waugh", price: 12.99 },
    { category: "fiction", author: "Herman Melville", isbn: "0-553", price: 8.99 },
  ],
  bicycle: { color: "red", price: 19.95 },
  "a name": { "x.y": 1 },
};

const at = (path: string) => evaluateSteps(STORE, parseSteps(path.slice(1)));

describe("the value at a path", () => {
  test.each<[string, unknown]>([
    ["$", STORE],
    ["$.bicycle.color", "red"],
    ["$['bicycle']['color']", "red"],
    ["$['a name']['x.y']", 1],
    ["$.book[0].author", "Nigel Rees"],
    ["$.book[-1].isbn", "0-553"],
    ["$.book[*].price", [8.95, 12.99, 8.99]],
    ["$.book[0,2].price", [8.95, 8.99]],
    ["$.book[1:].price", [12.99, 8.99]],
    ["$.book[:1].price", [8.95]],
    ["$.book[-2:].price", [12.99, 8.99]],
    ["$..price", [8.95, 12.99, 8.99, 19.95]],
    ["$.book[?(@.isbn)].author", ["Herman Melville"]],
    ["$.book[?(@.price < 10)].author", ["Nigel Rees", "Herman Melville"]],
    ["$.book[?(@.price < 10 && @.category == 'fiction')].author", ["Herman Melville"]],
    ["$.book[?(@.author =~ /.*REES/i)].price", [8.95]],
    ["$.book[?(@.category in ['reference', 'poetry'])].price", [8.95]],
    ["$.book[?(!(@.category == 'fiction'))].price", [8.95]],
    ["$.book[?(@.price > $.bicycle.price)]", []],
    ["$.book.length()", 3],
    ["$.book[*].price.max()", 12.99],
    ["$.bicycle['color','price']", ["red", 19.95]],
    ["$.nothing[*].x", []],
  ])("%s", (path, expected) => expect(at(path)).toEqual(expected));

  test.each([
    ["$.nothing", "No results for path: $['nothing']"],
    ["$.nothing.more", "Missing property in path $['nothing']"],
    ["$.book[7]", "Index out of bounds when evaluating path $['book'][7]"],
  ])("%s is told as AWS tells it", (path, message) => expect(() => at(path)).toThrow(message));

  test.each(["$.", "$.a[", "$.a[x]", "$a b", "$.a[?(@.b = 1)]"])("%s is no path", (path) =>
    expect(() => parseSteps(path.slice(1))).toThrow(),
  );
});

describe("a result is put at a reference path", () => {
  test.each<[string, unknown]>([
    ["$", 1],
    ["$.a", { a: 1, b: { c: 2 } }],
    ["$.b.c", { b: { c: 1 } }],
    ["$.b.d.e", { b: { c: 2, d: { e: 1 } } }],
  ])("%s", (path, expected) => expect(putAt({ b: { c: 2 } }, path, 1)).toEqual(expected));

  test("not below a value that is no object", () =>
    expect(() => putAt({ a: 1 }, "$.a.b", 1)).toThrow('Unable to apply ReferencePath $.a.b to input {"a":1}'));
});
