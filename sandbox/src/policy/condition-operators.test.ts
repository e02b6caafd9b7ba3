/**
 * Every condition operator in every form. What each form says of values that satisfy the operator, of values that do not, of an
 * absent key and of an empty value is AWS's documentation (2026-11):
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 * and, for IfExists behind a set operator, https://iam.cloudcopilot.io/resources/operators/ForAnyValue:StringLikeIfExists.
 */
import { expect, test } from "vitest";
import { compileCondition } from "./condition.ts";

/** Operator, a value of the policy, a value of the request that satisfies it, one that does not. */
const operators: [string, string, string, string][] = [
  ["StringEquals", "Blue", "Blue", "blue"],
  ["StringNotEquals", "Blue", "blue", "Blue"],
  ["StringEqualsIgnoreCase", "Blue", "bLUE", "red"],
  ["StringNotEqualsIgnoreCase", "Blue", "red", "bLUE"],
  ["StringLike", "team-?/*", "team-a/x", "team-ab/x"],
  ["StringNotLike", "team-?/*", "team-ab/x", "team-a/x"],
  ["NumericEquals", "10", "10.0", "11"],
  ["NumericNotEquals", "10", "11", "10.0"],
  ["NumericLessThan", "10", "9.9", "10"],
  ["NumericLessThanEquals", "10", "10", "10.1"],
  ["NumericGreaterThan", "10", "10.1", "10"],
  ["NumericGreaterThanEquals", "10", "10", "9.9"],
  ["DateEquals", "2026-01-01T00:00:00Z", "1767225600", "2026-01-01T00:00:01Z"],
  ["DateNotEquals", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", "1767225600"],
  ["DateLessThan", "2026-01-01T00:00:00Z", "2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z"],
  ["DateLessThanEquals", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"],
  ["DateGreaterThan", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", "2026-01-01T00:00:00Z"],
  ["DateGreaterThanEquals", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2025-12-31T23:59:59Z"],
  ["Bool", "true", "true", "false"],
  ["BinaryEquals", "QmluYXJ5", "QmluYXJ5", "YmluYXJ5"],
  ["IpAddress", "203.0.113.0/24", "203.0.113.9", "203.0.114.9"],
  ["NotIpAddress", "203.0.113.0/24", "203.0.114.9", "203.0.113.9"],
  ["ArnEquals", "arn:aws:sns:*:1:t*", "arn:aws:sns:us-east-1:1:topic", "arn:aws:sns:us-east-1:2:topic"],
  ["ArnLike", "arn:aws:sns:*:1:t*", "arn:aws:sns:us-east-1:1:topic", "arn:aws:sns:us-east-1:2:topic"],
  ["ArnNotEquals", "arn:aws:sns:*:1:t*", "arn:aws:sns:us-east-1:2:topic", "arn:aws:sns:us-east-1:1:topic"],
  ["ArnNotLike", "arn:aws:sns:*:1:t*", "arn:aws:sns:us-east-1:2:topic", "arn:aws:sns:us-east-1:1:topic"],
];

type Said = boolean | undefined;

/** How an operator is written in a form, and what the form says of [satisfying, failing, mixed, no, empty] values; undefined: AWS does not say. */
type Form = [write: (operator: string) => string, said: (negated: boolean) => [Said, Said, Said, Said, Said]];

const forms: Form[] = [
  [(operator) => operator, (negated) => [true, false, undefined, negated, undefined]],
  [(operator) => `${operator}IfExists`, () => [true, false, undefined, true, undefined]],
  [(operator) => `ForAllValues:${operator}`, () => [true, false, false, true, true]],
  [(operator) => `ForAllValues:${operator}IfExists`, () => [true, false, false, true, true]],
  [(operator) => `ForAnyValue:${operator}`, () => [true, false, true, false, false]],
  [(operator) => `ForAnyValue:${operator}IfExists`, () => [true, false, true, false, false]],
];

const cases = operators.flatMap(([operator, policyValue, satisfying, failing]) =>
  forms.flatMap(([write, said]) => {
    const given: [string, string[] | undefined][] = [
      ["a value that satisfies", [satisfying]],
      ["a value that does not", [failing]],
      ["one of each", [satisfying, failing]],
      ["an absent key", undefined],
      ["an empty value", [""]],
    ];
    const expectations = said(operator.includes("Not"));
    return given
      .map(([name, values], index) => ({
        operator: write(operator),
        name,
        policyValue,
        values,
        expected: expectations[index],
      }))
      .filter(({ expected }) => expected !== undefined);
  }),
);

test.each(cases)("$operator, $name: $expected", ({ operator, policyValue, values, expected }) => {
  const condition = compileCondition(operator, "My:Key", [policyValue], true);

  expect(condition(new Map(values ? [["my:key", values]] : []))).toBe(expected);
});

test.each(["NumericEquals", "DateEquals", "BinaryEquals", "IpAddress"])("%s takes a variable as text", (operator) => {
  const value = { NumericEquals: "5", DateEquals: "2026-01-01", IpAddress: "10.0.0.1" }[operator] ?? "QUJD";
  const condition = compileCondition(operator, "my:key", ["${my:limit}"], true);

  expect(
    condition(new Map([value].flatMap((text) => [["my:key", [text]] as const, ["my:limit", [text]] as const]))),
  ).toBe(false);
});

test.each([
  ["a hexadecimal number is none", "NumericEquals", "16", "0x10", false],
  ["a number with an exponent", "NumericEquals", "1000", "1e3", true],
  ["a negative number", "NumericLessThan", "0", "-1", true],
  ["infinity is no number", "NumericGreaterThan", "1", "Infinity", false],
  ["a time without seconds", "DateEquals", "2026-01-01T00:00Z", "2026-01-01T00:00:00Z", true],
  ["a time with an offset", "DateEquals", "2026-01-01T02:00:00+02:00", "2026-01-01T00:00:00Z", true],
  ["a time without zone is UTC", "DateEquals", "2026-01-01T00:00:00", "1767225600", true],
  ["a date alone is its first moment", "DateLessThanEquals", "2026-01-01", "2026-01-01T00:00:00Z", true],
  ["what is no date", "DateLessThan", "tomorrow", "2026-01-01T00:00:00Z", false],
])("%s", (_name, operator, policyValue, value, expected) => {
  expect(compileCondition(operator, "my:key", [policyValue], true)(new Map([["my:key", [value]]]))).toBe(expected);
});
