import { expect, test } from "vitest";
import { sortableBytes, sortableText } from "./attribute-value.ts";
import type { Entry } from "./sorted-items.ts";
import { SortedItems, segmentBounds } from "./sorted-items.ts";

function entry(hash: string, sort: string, tie = ""): Entry {
  return { hash, sort, tie, item: { hash: { S: hash }, sort: { S: sort } }, size: 10 };
}

const WHOLE = segmentBounds(0, 1);

test("entries stay sorted however they come", () => {
  const items = new SortedItems();
  for (const sort of ["m", "a", "z", "b", "y", "a"]) items.put(entry("h", sort));

  expect(items.entries("h").map(({ sort }) => sort)).toEqual(["a", "b", "m", "y", "z"]);
  expect([items.count, items.bytes]).toEqual([5, 50]);

  items.remove(entry("h", "m"));
  items.remove(entry("h", "missing"));
  items.remove(entry("other", "a"));
  expect(items.entries("h").map(({ sort }) => sort)).toEqual(["a", "b", "y", "z"]);
  expect([items.count, items.bytes]).toEqual([4, 40]);
  expect(items.get(entry("h", "y"))?.sort).toBe("y");
  expect(items.get(entry("h", "m"))).toBeUndefined();
});

test("entries with one key are told apart by their tie", () => {
  const items = new SortedItems();
  items.put(entry("h", "a", "2"));
  items.put(entry("h", "a", "1"));

  expect(items.entries("h").map(({ tie }) => tie)).toEqual(["1", "2"]);
});

test("scan sees each entry once, in an order that stays when others come and go", () => {
  const items = new SortedItems();
  for (let at = 0; at < 200; at++) items.put(entry(`key${at}`, ""));
  const first = [...items.scan(WHOLE)].map(({ hash }) => hash);
  items.remove(entry(first[50]!, ""));
  items.put(entry("new", ""));
  const rest = [...items.scan(WHOLE, { hash: first[50]!, sort: "", tie: "" })].map(({ hash }) => hash);

  expect(new Set(first).size).toBe(200);
  expect(rest.filter((hash) => hash !== "new")).toEqual(first.slice(51));
});

test("segments divide a scan without overlap", () => {
  const items = new SortedItems();
  for (let at = 0; at < 500; at++) items.put(entry(`key${at}`, ""));
  const segments = [0, 1, 2, 3, 4, 5, 6].map((segment) => [...items.scan(segmentBounds(segment, 7))]);

  expect(segments.flat().length).toBe(500);
  expect(new Set(segments.flat()).size).toBe(500);
  for (const segment of segments) expect(segment.length).toBeGreaterThan(30);
});

test("sortableText orders as UTF-8 bytes do", () => {
  const texts = [
    "",
    "a",
    "a\u0000",
    "ab",
    "b",
    "é",
    "\ud7ff",
    "\ue000",
    "\uffff",
    "\u{10000}",
    "\u{1f600}",
    "\u{10ffff}",
  ];
  for (const [at, left] of texts.entries())
    for (const [other, right] of texts.entries()) {
      expect(Math.sign(Buffer.compare(Buffer.from(left), Buffer.from(right)))).toBe(Math.sign(at - other));
      const a = sortableText(left);
      const b = sortableText(right);
      expect(a < b ? -1 : a > b ? 1 : 0, `${left} ${right}`).toBe(Math.sign(at - other));
    }
});

test("sortableBytes orders as bytes do", () => {
  expect(sortableBytes(new Uint8Array([0x7f])) < sortableBytes(new Uint8Array([0x80]))).toBe(true);
  expect(sortableBytes(new Uint8Array([1])) < sortableBytes(new Uint8Array([1, 0]))).toBe(true);
});
