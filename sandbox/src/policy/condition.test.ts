import { expect, test } from "vitest";
import { compileCondition } from "./condition.ts";

/** name, operator, value(s) of the policy, value(s) of the request (undefined: key absent), matches? */
type Row = [string, string, string | string[], string | string[] | undefined, boolean];

const rows: Row[] = [
  ["StringEquals matches the same text", "StringEquals", "a", "a", true],
  ["StringEquals is case-sensitive", "StringEquals", "a", "A", false],
  ["StringEquals knows no wildcards", "StringEquals", "a*", "ab", false],
  ["StringEquals takes any of several values", "StringEquals", ["a", "b"], "b", true],
  ["StringEquals fails when the key is absent", "StringEquals", "a", undefined, false],
  ["StringNotEquals matches another text", "StringNotEquals", "a", "b", true],
  ["StringNotEquals fails on the same text", "StringNotEquals", "a", "a", false],
  ["StringNotEquals needs none of several values to match", "StringNotEquals", ["a", "b"], "b", false],
  ["StringNotEquals matches when the key is absent", "StringNotEquals", "a", undefined, true],
  ["StringEqualsIgnoreCase ignores case", "StringEqualsIgnoreCase", "aBc", "AbC", true],
  ["StringEqualsIgnoreCase compares the rest", "StringEqualsIgnoreCase", "aBc", "AbD", false],
  ["StringNotEqualsIgnoreCase fails on another case", "StringNotEqualsIgnoreCase", "a", "A", false],
  ["StringNotEqualsIgnoreCase matches another text", "StringNotEqualsIgnoreCase", "a", "b", true],
  ["StringLike: * is any text", "StringLike", "home/*", "home/x/y", true],
  ["StringLike: * is also no text", "StringLike", "home/*", "home/", true],
  ["StringLike: ? is one character", "StringLike", "h?me", "home", true],
  ["StringLike: ? is not none", "StringLike", "h?me", "hme", false],
  ["StringLike is case-sensitive", "StringLike", "Home*", "home", false],
  ["StringLike takes signs of regular expressions as text", "StringLike", "a.b(c)*", "axb(c)d", false],
  ["StringNotLike fails on a match", "StringNotLike", "home/*", "home/x", false],
  ["StringNotLike matches otherwise", "StringNotLike", "home/*", "tmp/x", true],
  ["StringNotLike matches when the key is absent", "StringNotLike", "home/*", undefined, true],
  ["operators are found in any case", "stringequals", "a", "a", true],
  ["an unknown operator never matches", "StringIs", "a", "a", false],

  ["NumericEquals compares numbers", "NumericEquals", "10", "10.0", true],
  ["NumericEquals fails on text", "NumericEquals", "10", "ten", false],
  ["NumericEquals fails on empty text", "NumericEquals", "0", "", false],
  ["NumericNotEquals matches another number", "NumericNotEquals", "10", "11", true],
  ["NumericLessThan: below", "NumericLessThan", "10", "9", true],
  ["NumericLessThan: equal is not below", "NumericLessThan", "10", "10", false],
  ["NumericLessThan compares numbers, not text", "NumericLessThan", "10", "9.5", true],
  ["NumericLessThanEquals: equal", "NumericLessThanEquals", "10", "10", true],
  ["NumericGreaterThan: above", "NumericGreaterThan", "10", "11", true],
  ["NumericGreaterThan: equal is not above", "NumericGreaterThan", "10", "10", false],
  ["NumericGreaterThanEquals: equal", "NumericGreaterThanEquals", "10", "10", true],
  ["NumericGreaterThan fails when the key is absent", "NumericGreaterThan", "10", undefined, false],

  ["DateEquals: the same moment in another form", "DateEquals", "2026-01-01T00:00:00Z", "1767225600", true],
  ["DateNotEquals: another moment", "DateNotEquals", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", true],
  ["DateLessThan: before", "DateLessThan", "2026-01-01T00:00:00Z", "2025-12-31T23:59:59Z", true],
  ["DateLessThan: not after", "DateLessThan", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", false],
  ["DateLessThanEquals: the same", "DateLessThanEquals", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", true],
  ["DateGreaterThan: after", "DateGreaterThan", "2026-01-01", "2026-06-01T12:00:00Z", true],
  [
    "DateGreaterThanEquals: the same",
    "DateGreaterThanEquals",
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00.000Z",
    true,
  ],

  ["Bool true", "Bool", "true", "true", true],
  ["Bool ignores case", "Bool", "True", "true", true],
  ["Bool false", "Bool", "true", "false", false],
  ["Bool fails when the key is absent", "Bool", "false", undefined, false],
  ["BoolIfExists passes when the key is absent", "BoolIfExists", "true", undefined, true],
  ["BoolIfExists tests a key that is there", "BoolIfExists", "true", "false", false],
  ["BinaryEquals compares base64", "BinaryEquals", "QUJD", "QUJD", true],
  ["BinaryEquals fails on other bytes", "BinaryEquals", "QUJD", "QUJE", false],

  ["IpAddress: in the range", "IpAddress", "203.0.113.0/24", "203.0.113.200", true],
  ["IpAddress: outside", "IpAddress", "203.0.113.0/24", "203.0.114.1", false],
  ["IpAddress: without length it is one address", "IpAddress", "203.0.113.7", "203.0.113.7", true],
  ["IpAddress: /0 is every address", "IpAddress", "0.0.0.0/0", "8.8.8.8", true],
  ["IpAddress: IPv6 range", "IpAddress", "2001:db8::/32", "2001:db8:1::1", true],
  ["IpAddress: outside the IPv6 range", "IpAddress", "2001:db8::/32", "2001:db9::1", false],
  ["IpAddress: families do not mix", "IpAddress", "0.0.0.0/0", "::1", false],
  ["IpAddress: IPv4 written as IPv6", "IpAddress", "10.0.0.0/8", "::ffff:10.1.2.3", true],
  ["IpAddress fails on what is no address", "IpAddress", "0.0.0.0/0", "example.com", false],
  ["NotIpAddress: outside", "NotIpAddress", "10.0.0.0/8", "11.0.0.1", true],
  ["NotIpAddress: inside", "NotIpAddress", "10.0.0.0/8", "10.0.0.1", false],
  ["NotIpAddress matches when the key is absent", "NotIpAddress", "10.0.0.0/8", undefined, true],

  ["ArnEquals: the same", "ArnEquals", "arn:aws:sns:us-east-1:1:t", "arn:aws:sns:us-east-1:1:t", true],
  ["ArnEquals knows wildcards, like ArnLike", "ArnEquals", "arn:aws:sns:*:1:t*", "arn:aws:sns:us-east-1:1:topic", true],
  ["ArnLike: * stays in its segment", "ArnLike", "arn:aws:sns:*:t", "arn:aws:sns:us-east-1:1:t", false],
  [
    "ArnLike: the resource part has colons",
    "ArnLike",
    "arn:aws:logs:*:*:log-group:*",
    "arn:aws:logs:r:1:log-group:x:*",
    true,
  ],
  ["ArnLike: a bucket's ARN has empty segments", "ArnLike", "arn:aws:s3:*:*:b", "arn:aws:s3:::b", true],
  ["ArnLike: another account", "ArnLike", "arn:aws:sns:*:1:*", "arn:aws:sns:us-east-1:2:t", false],
  ["ArnLike: * alone is any ARN", "ArnLike", "*", "arn:aws:sns:us-east-1:2:t", true],
  ["ArnNotEquals: another", "ArnNotEquals", "arn:aws:sns:us-east-1:1:t", "arn:aws:sns:us-east-1:1:u", true],
  ["ArnNotLike: a match", "ArnNotLike", "arn:aws:sns:*:1:*", "arn:aws:sns:us-east-1:1:u", false],
  ["ArnLike fails when the key is absent", "ArnLike", "arn:aws:sns:*:1:*", undefined, false],
  ["ArnLikeIfExists passes when the key is absent", "ArnLikeIfExists", "arn:aws:sns:*:1:*", undefined, true],
  ["StringEqualsIfExists passes when the key is absent", "StringEqualsIfExists", "a", undefined, true],
  ["StringEqualsIfExists tests a key that is there", "StringEqualsIfExists", "a", "b", false],
  ["NumericLessThanIfExists passes when the key is absent", "NumericLessThanIfExists", "5", undefined, true],

  ["Null true: the key is absent", "Null", "true", undefined, true],
  ["Null true: the key is there", "Null", "true", "x", false],
  ["Null false: the key is there", "Null", "false", "x", true],
  ["Null false: the key is absent", "Null", "false", undefined, false],
  ["Null true: an empty list counts as absent", "Null", "true", [], true],

  [
    "ForAllValues: every value of the request is listed",
    "ForAllValues:StringEquals",
    ["a", "b", "c"],
    ["a", "b"],
    true,
  ],
  ["ForAllValues: one is not listed", "ForAllValues:StringEquals", ["a", "b"], ["a", "x"], false],
  ["ForAllValues is true when the key is absent", "ForAllValues:StringEquals", ["a"], undefined, true],
  ["ForAllValues is true for an empty list", "ForAllValues:StringEquals", ["a"], [], true],
  ["ForAllValues:StringLike", "ForAllValues:StringLike", ["team-*"], ["team-a", "team-b"], true],
  ["ForAllValues:StringNotEquals: none is listed", "ForAllValues:StringNotEquals", ["a"], ["b", "c"], true],
  ["ForAllValues:StringNotEquals: one is listed", "ForAllValues:StringNotEquals", ["a"], ["a", "c"], false],
  ["ForAnyValue: one value is listed", "ForAnyValue:StringEquals", ["a", "b"], ["x", "b"], true],
  ["ForAnyValue: none is listed", "ForAnyValue:StringEquals", ["a", "b"], ["x", "y"], false],
  ["ForAnyValue is false when the key is absent", "ForAnyValue:StringEquals", ["a"], undefined, false],
  ["ForAnyValue:StringNotEquals: one is not listed", "ForAnyValue:StringNotEquals", ["a"], ["a", "b"], true],
  ["ForAnyValue:StringNotEquals: all are listed", "ForAnyValue:StringNotEquals", ["a", "b"], ["a", "b"], false],
  [
    "ForAnyValue:StringNotEquals is false when the key is absent",
    "ForAnyValue:StringNotEquals",
    ["a"],
    undefined,
    false,
  ],
  ["ForAllValues:StringLikeIfExists", "ForAllValues:StringLikeIfExists", ["a*"], undefined, true],
  [
    "ForAnyValue:StringEqualsIfExists is false when the key is absent: no value satisfies it",
    "ForAnyValue:StringEqualsIfExists",
    ["a"],
    undefined,
    false,
  ],

  ["a variable is put in", "StringEquals", "${aws:username}", "alice", true],
  ["a variable is put in between text", "StringLike", "home/${aws:username}/*", "home/alice/x", true],
  ["a variable's name has no case", "StringEquals", "${AWS:UserName}", "alice", true],
  ["another user does not match", "StringEquals", "${aws:username}", "bob", false],
  ["a variable without value matches nothing", "StringEquals", "${aws:absent}", "", false],
  ["a variable's default is used without value", "StringEquals", "${aws:absent, 'nobody'}", "nobody", true],
  ["a variable's default gives way to a value", "StringEquals", "${aws:username, 'nobody'}", "alice", true],
  ["${*} is a star", "StringLike", "a${*}", "a*", true],
  ["${*} is only a star", "StringLike", "a${*}", "ab", false],
  ["${?} is a question mark", "StringLike", "a${?}", "ab", false],
  ["${$} is a dollar", "StringEquals", "${$}{x}", "${x}", true],
  ["a star in a variable's value is text", "StringLike", "${aws:star}", "xyz", false],
  ["a star in a variable's value equals itself", "StringEquals", "${aws:star}", "x*", true],
];

test.each(rows)("%s", (_name, operator, policyValues, values, expected) => {
  const keys = new Map<string, string[]>([
    ["aws:username", ["alice"]],
    ["aws:star", ["x*"]],
  ]);
  if (values !== undefined) keys.set("my:key", [values].flat());

  const condition = compileCondition(operator, "My:Key", [policyValues].flat(), true);

  expect(condition(keys)).toBe(expected);
});

test("documents before version 2012-10-17 take variables as text", () => {
  const condition = compileCondition("StringEquals", "my:key", ["${aws:username}"], false);

  expect(condition(new Map([["my:key", ["${aws:username}"]]]))).toBe(true);
});
