import { describe, expect, test } from "vitest";
import { judge } from "./rules.ts";

const verdict = (pattern: unknown, event: unknown) => judge(JSON.stringify(pattern), JSON.stringify(event));

describe("which wish fails", () => {
  test("each field by itself, with its path", () => {
    const pattern = { source: ["shop.orders"], detail: { total: [{ numeric: [">=", 100] }] } };
    expect(verdict(pattern, { source: "shop.orders", detail: { total: "120" } })).toEqual({
      kind: "no-match",
      alternatives: [
        [
          { path: "source", wanted: ["shop.orders"], holds: true },
          { path: "detail.total", wanted: [{ numeric: [">=", 100] }], holds: false },
        ],
      ],
    });
  });

  test("$or: one list per alternative, with what stands beside it", () => {
    const pattern = { $or: [{ a: [1] }, { b: { c: [2] } }], d: ["x"] };
    expect(verdict(pattern, { b: { c: 2 }, d: "x" })).toEqual({
      kind: "match",
      alternatives: [
        [
          { path: "a", wanted: [1], holds: false },
          { path: "d", wanted: ["x"], holds: true },
        ],
        [
          { path: "b.c", wanted: [2], holds: true },
          { path: "d", wanted: ["x"], holds: true },
        ],
      ],
    });
  });

  test("fields of an array's objects may hold one by one, and not together", () => {
    const pattern = { items: { sku: ["A"], quantity: [{ numeric: [">", 1] }] } };
    const event = {
      items: [
        { sku: "A", quantity: 1 },
        { sku: "B", quantity: 5 },
      ],
    };
    const found = verdict(pattern, event);
    expect(found.kind).toBe("no-match");
    expect("alternatives" in found && found.alternatives.flat().every(({ holds }) => holds)).toBe(true);
  });
});

test("what is no JSON and what is no pattern is told apart", () => {
  expect(judge("{", "{}")).toEqual({ kind: "no-json", which: "pattern" });
  expect(judge('{"a":["x"]}', "{'a': 1}")).toEqual({ kind: "no-json", which: "event" });
  expect(verdict({ total: 120 }, {})).toEqual({ kind: "invalid", reason: '"total" must be an object or an array' });
});
