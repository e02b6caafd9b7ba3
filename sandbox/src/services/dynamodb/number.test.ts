import { describe, expect, test } from "vitest";
import { addNumbers, canonicalNumber, compareNumbers, sortableNumber } from "./number.ts";

function messageOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe("canonicalNumber", () => {
  test.each([
    ["0", "0"],
    ["-0", "0"],
    ["0.000", "0"],
    ["007", "7"],
    ["+5", "5"],
    ["1.500", "1.5"],
    [".5", "0.5"],
    ["-12.", "-12"],
    ["1e3", "1000"],
    ["1E-3", "0.001"],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
    ["0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000000001"],
    ["9.9999999999999999999999999999999999999E+125", "9".repeat(38) + "0".repeat(88)],
    ["1E-130", "0." + "0".repeat(129) + "1"],
  ])("%s is stored as %s", (text, stored) => expect(canonicalNumber(text)).toBe(stored));

  test.each([
    ["", "The parameter cannot be converted to a numeric value"],
    ["abc", "The parameter cannot be converted to a numeric value: abc"],
    ["1 ", "The parameter cannot be converted to a numeric value: 1 "],
    ["NaN", "The parameter cannot be converted to a numeric value: NaN"],
    ["Infinity", "The parameter cannot be converted to a numeric value: Infinity"],
    ["0x10", "The parameter cannot be converted to a numeric value: 0x10"],
    [".", "The parameter cannot be converted to a numeric value: ."],
    ["1E126", "Number overflow. Attempting to store a number with magnitude larger than supported range"],
    ["-1E126", "Number overflow. Attempting to store a number with magnitude larger than supported range"],
    ["1E-131", "Number underflow. Attempting to store a number with magnitude smaller than supported range"],
    ["1".repeat(39), "Attempting to store more than 38 significant digits in a Number"],
    ["0." + "1".repeat(39), "Attempting to store more than 38 significant digits in a Number"],
  ])("%s is refused", (text, message) => expect(messageOf(() => canonicalNumber(text))).toBe(message));
});

const ASCENDING = [
  "-9.9999999999999999999999999999999999999E+125",
  "-12345678901234567890123456789012345678",
  "-12345678901234567890123456789012345677",
  "-100",
  "-99.5",
  "-1.5",
  "-1",
  "-0.1",
  "-0.05",
  "-1E-130",
  "0",
  "1E-130",
  "0.05",
  "0.1",
  "1",
  "1.0000000000000000000000000000000000001",
  "1.5",
  "2",
  "10",
  "99.5",
  "100",
  "9007199254740993",
  "9007199254740994",
  "12345678901234567890123456789012345677",
  "12345678901234567890123456789012345678",
  "9.9999999999999999999999999999999999999E+125",
].map(canonicalNumber);

test("compareNumbers and sortableNumber order as numbers, beyond what floats can tell apart", () => {
  for (const [at, left] of ASCENDING.entries())
    for (const [other, right] of ASCENDING.entries()) {
      expect(Math.sign(compareNumbers(left, right)), `${left} ${right}`).toBe(Math.sign(at - other));
      const a = sortableNumber(left);
      const b = sortableNumber(right);
      expect(a < b ? -1 : a > b ? 1 : 0, `${left} ${right}`).toBe(Math.sign(at - other));
    }
});

test.each([
  ["1", "+", "2", "3"],
  ["1", "-", "1", "0"],
  ["5", "-", "7", "-2"],
  ["0.1", "+", "0.2", "0.3"],
  ["99999999999999999999", "+", "1", "100000000000000000000"],
  ["999999999999999", "+", "999999999999999", "1999999999999998"],
  ["1E-10", "+", "-1E-10", "0"],
  ["10", "-", "0.001", "9.999"],
  ["-0.5", "+", "0", "-0.5"],
] as const)("addNumbers: %s %s %s = %s", (left, operator, right, sum) =>
  expect(addNumbers(canonicalNumber(left), operator, canonicalNumber(right))).toBe(sum),
);

test("addNumbers refuses a sum that needs more than 38 digits", () => {
  expect(() => addNumbers(canonicalNumber("1E38"), "+", canonicalNumber("0.1"))).toThrow(
    "Attempting to store more than 38 significant digits in a Number",
  );
});
