import { expect, test } from "vitest";
import type { Json } from "../../../../core/json.ts";
import { runInMemory } from "../testing.ts";

const INPUT = {
  n: 5,
  s: "b*",
  t: "2026-11-21T10:00:00Z",
  b: true,
  z: null,
  other: { n: 6, s: "a", t: "2026-11-21T11:00:00+01:00", b: true },
};

async function isTaken(rule: object, input: Json = INPUT): Promise<boolean> {
  const { end } = await runInMemory(
    {
      StartAt: "C",
      States: {
        C: { Type: "Choice", Choices: [{ ...rule, Next: "Yes" }], Default: "No" },
        Yes: { Type: "Pass", Result: true, End: true },
        No: { Type: "Pass", Result: false, End: true },
      },
    } as never,
    input,
  );
  if (end.status !== "SUCCEEDED") throw new Error(`${end.error}: ${end.cause}`);
  return end.output as boolean;
}

test.each<[boolean, object]>([
  [true, { Variable: "$.n", NumericEquals: 5 }],
  [false, { Variable: "$.n", NumericGreaterThan: 5 }],
  [true, { Variable: "$.n", NumericGreaterThanEquals: 5 }],
  [true, { Variable: "$.n", NumericLessThanPath: "$.other.n" }],
  [false, { Variable: "$.s", NumericEquals: 5 }],
  [true, { Variable: "$.s", StringGreaterThanPath: "$.other.s" }],
  [true, { Variable: "$.s", StringMatches: String.raw`b\*` }],
  [true, { Variable: "$.s", StringMatches: "*" }],
  [false, { Variable: "$.s", StringMatches: "a*" }],
  [true, { Variable: "$.t", TimestampEqualsPath: "$.other.t" }],
  [true, { Variable: "$.t", TimestampLessThan: "2026-11-21T10:00:00.001Z" }],
  [true, { Variable: "$.b", BooleanEqualsPath: "$.other.b" }],
  [true, { Variable: "$.z", IsNull: true }],
  [true, { Variable: "$.t", IsTimestamp: true }],
  [false, { Variable: "$.s", IsTimestamp: true }],
  [true, { Variable: "$.nothing", IsPresent: false }],
  [true, { Variable: "$.n", IsNumeric: true }],
  [true, { And: [{ Variable: "$.n", NumericEquals: 5 }, { Not: { Variable: "$.b", BooleanEquals: false } }] }],
  [
    true,
    {
      Or: [
        { Variable: "$.n", NumericEquals: 6 },
        { Variable: "$.b", BooleanEquals: true },
      ],
    },
  ],
  [
    false,
    {
      And: [
        { Variable: "$.n", IsString: true },
        { Variable: "$.nothing", IsPresent: true },
      ],
    },
  ],
])("%s: %o", async (expected, rule) => expect(await isTaken(rule)).toBe(expected));

test("a variable that is not there fails the execution", async () => {
  await expect(isTaken({ Variable: "$.nothing", NumericEquals: 1 })).rejects.toThrow(
    "Invalid path '$.nothing': The choice state's condition path references an invalid value.",
  );
});

test("no rule and no default", async () => {
  const { end } = await runInMemory({
    StartAt: "C",
    States: { C: { Type: "Choice", Choices: [{ Variable: "$.a", IsPresent: true, Next: "C" }] } },
  } as never);
  expect(end).toMatchObject({ status: "FAILED", error: "States.NoChoiceMatched" });
});
