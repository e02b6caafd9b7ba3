import { describe, expect, test } from "vitest";
import { matchesEvent, parseEventPattern } from "./event-pattern.ts";
import { InvalidEventPattern } from "./invalid-event-pattern.ts";

function matches(pattern: unknown, event: unknown): boolean {
  return matchesEvent(parseEventPattern(pattern), event);
}

describe("matching (eb-create-pattern-operators, 2026-11)", () => {
  test.each([
    [
      "value",
      { a: ["x", 1, true, null] },
      [{ a: "x" }, { a: 1 }, { a: true }, { a: null }],
      [{ a: "y" }, {}, { a: "1" }],
    ],
    ["array of the event", { a: ["x"] }, [{ a: ["y", "x"] }], [{ a: [] }, { a: ["y"] }]],
    ["prefix", { a: [{ prefix: "ab" }] }, [{ a: "abc" }], [{ a: "ba" }, { a: 1 }]],
    ["prefix without case", { a: [{ prefix: { "equals-ignore-case": "AB" } }] }, [{ a: "abc" }], [{ a: "b" }]],
    ["suffix", { a: [{ suffix: ".png" }] }, [{ a: "b.png" }], [{ a: "b.PNG" }]],
    ["wildcard", { a: [{ wildcard: "a*c\\*" }] }, [{ a: "abbc*" }], [{ a: "abbc" }]],
    ["numeric", { a: [{ numeric: [">", 0, "<=", 5] }] }, [{ a: 5 }, { a: 0.1 }], [{ a: 0 }, { a: "3" }, { a: 6 }]],
    ["anything-but", { a: [{ "anything-but": ["x", "y"] }] }, [{ a: "z" }, { a: null }], [{ a: "x" }, {}]],
    ["anything-but prefix", { a: [{ "anything-but": { prefix: "x" } }] }, [{ a: "y" }, { a: 1 }], [{ a: "xy" }]],
    ["exists", { a: [{ exists: true }] }, [{ a: null }], [{}, { a: {} }, { a: [] }]],
    ["not exists", { a: [{ exists: false }, "x"] }, [{}, { a: "x" }], [{ a: "y" }]],
    ["cidr", { a: [{ cidr: "10.0.0.0/24" }] }, [{ a: "10.0.0.255" }], [{ a: "10.0.1.0" }, { a: "x" }]],
    [
      "$or",
      { $or: [{ a: ["x"] }, { b: { c: [1] } }], d: [1] },
      [
        { a: "x", d: 1 },
        { b: { c: 1 }, d: 1 },
      ],
      [{ a: "x" }, { d: 1 }],
    ],
    ["dots", { "a.b": ["x"] }, [{ a: { b: "x" } }, { "a.b": "x" }], [{ a: "x" }]],
    [
      "elements of arrays together",
      { d: { a: [1], b: [2] } },
      [{ d: [{ a: 1, b: 2 }] }, { d: [{ a: 3 }, { a: 1, b: 2 }] }],
      [
        { d: [{ a: 1 }, { b: 2 }] },
        {
          d: [
            { a: 1, b: 3 },
            { a: 3, b: 2 },
          ],
        },
      ],
    ],
  ] as [string, unknown, unknown[], unknown[]][])("%s", (_, pattern, yes, no) => {
    for (const event of yes) expect([event, matches(pattern, event)]).toEqual([event, true]);
    for (const event of no) expect([event, matches(pattern, event)]).toEqual([event, false]);
  });

  test.each([
    ["no list", { a: "x" }],
    ["an empty list", { a: [] }],
    ["an unknown operator", { a: [{ EXISTS: true }] }],
    ["two operators", { a: [{ prefix: "a", suffix: "b" }] }],
    ["two lower bounds", { a: [{ numeric: [">", 0, ">", 0] }] }],
    ["a list, not an object", [1]],
  ])("%s is refused", (_, pattern) => {
    expect(() => parseEventPattern(pattern)).toThrow(InvalidEventPattern);
  });
});
