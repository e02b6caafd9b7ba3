import { expect, test } from "vitest";
import { parseFilterPattern } from "./filter-pattern.ts";

const matches = (pattern: string, message: string) => parseFilterPattern(pattern)(message);

test.each([
  ["", "anything", true],
  ["ERROR", "[ERROR 400] BAD REQUEST", true],
  ["ERROR", "error", false],
  ["ERROR REQUEST", "[ERROR 400] BAD REQUEST", true],
  ["ERROR ARGUMENTS", "[ERROR 400] BAD REQUEST", false],
  ['"INTERNAL SERVER"', "[ERROR 500] INTERNAL SERVER ERROR", true],
  ['"SERVER INTERNAL"', "[ERROR 500] INTERNAL SERVER ERROR", false],
  ["?ERROR ?WARN", "WARN disk", true],
  ["?ERROR ?WARN", "INFO disk", false],
  ["ERROR -EXITING", "ERROR EXITING", false],
  ["ERROR -EXITING", "ERROR CODE", true],
  ["%4[0-9]{2}%", "code 404", true],
])("the terms %s on %s: %s", (pattern, message, expected) => {
  expect(matches(pattern, message)).toBe(expected);
});

// The event of AWS's own examples, shortened.
const EVENT = JSON.stringify({
  eventType: "UpdateTrail",
  sourceIPAddress: "192.0.2.10",
  errorCode: null,
  bytes: 150,
  isReady: true,
  items: [{ id: 1 }, { id: 2 }],
  user: { name: "a b" },
});

test.each([
  ['{ $.eventType = "UpdateTrail" }', true],
  ["{ $.eventType = UpdateTrail }", true],
  ['{ $.eventType = "Update*" }', true],
  ['{ $.eventType != "UpdateTrail" }', false],
  ["{ $.sourceIPAddress != 123.123.* }", true],
  ["{ $.bytes > 100 && $.bytes <= 150 }", true],
  ["{ $.bytes = 1.5e2 }", true],
  ["{ $.isReady IS TRUE }", true],
  ["{ $.errorCode IS NULL }", true],
  ["{ $.missing NOT EXISTS }", true],
  ["{ $.errorCode NOT EXISTS }", false],
  ["{ $.items[1].id = 2 }", true],
  ["{ $.items[*].id = 3 }", false],
  ['{ ($.bytes = 1 || $.isReady IS TRUE) && $.user.name = "a b" }', true],
  ["{ $.bytes = 1 || $.bytes = 2 && $.isReady IS TRUE }", false],
  ["{ $.eventType = %^Update% }", true],
])("the JSON pattern %s: %s", (pattern, expected) => {
  expect(matches(pattern, EVENT)).toBe(expected);
  expect(matches(pattern, "no JSON")).toBe(false);
});

const LINE = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

test.each([
  ["[ip, server, user, time, request, status, bytes]", true],
  ["[ip, server, user, time, request, status = 4*, bytes]", true],
  ["[ip, server, user, time, request, status = 200, bytes]", false],
  ["[ip, server, user, time, request = *.html*, status = 4*, bytes > 1000]", true],
  ["[..., status = 404, bytes]", true],
  ["[ip, ...]", true],
  ["[ip, server]", false],
  ["[..., status >= 400 && status < 500, bytes]", true],
  ["[ip != 10.*, ..., status = 404 || status = 410, bytes]", true],
])("the fields %s: %s", (pattern, expected) => {
  expect(matches(pattern, LINE)).toBe(expected);
});

test.each(["{ $.a }", "{ a = 1 }", "{ $.a = 1", "[a, b", "ERR$OR", '"open', "[a = 1 && b = 2]", "{ $.a > x }"])(
  "%s is no pattern",
  (pattern) => {
    expect(() => parseFilterPattern(pattern)('{"a":"y"}')).toThrow("Invalid filter pattern");
  },
);
